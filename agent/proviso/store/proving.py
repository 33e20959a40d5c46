"""Nothing is used that was not proved on this machine; what was proved once is not proved again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.packs.compiled import digest_of, load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proviso.packs.pack import Pack

    from .ledger import Ledger


def load_known(compiled: bytes, parameters: Mapping[str, str], ledger: Ledger | None) -> Pack:
    """Load a compiled pack, without its examples when it was proved before. Raises PackError."""
    return load_pack(compiled, parameters, is_proved=ledger is not None and ledger.knows(digest_of(compiled)))


def proved(packs: Mapping[str, Pack], ledger: Ledger | None, problems: list[str]) -> Iterator[Pack]:
    """The packs whose examples all hold, beside the general ones; `problems` is told of the others."""
    for pack in packs.values():
        if ledger is not None and ledger.knows(pack.digest):
            yield pack
            continue
        from .fresh import prove, proving_book  # noqa: PLC0415 - most starts find everything compiled and proved

        proof = prove(pack, proving_book(pack, packs.values()))
        if not proof.is_good:
            problems.append(f'The pack "{pack.name}" is not used, an example fails: {proof.problems[0]}')
            continue
        if ledger is not None:
            ledger.add(pack.digest, proof.held)
        yield pack
