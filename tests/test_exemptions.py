"""`exempt`: an exception that must be known to hold."""

from __future__ import annotations

import pytest

from proviso.model import Context
from proviso.packs.conditions import FieldIs
from proviso.packs.exemptions import Exempt

NOT_COVERED = Exempt((FieldIs("hatch", frozenset({"none"})),))


class Seen:
    """A post of which only the context is known."""

    def __init__(self, **values: object) -> None:
        self.context = Context.from_mapping(values)

    def holds(self, name: str) -> bool | None:
        return {"seen": True}.get(name)

    def unknown_places(self, name: str) -> tuple[str, ...]:
        return (name,)


@pytest.mark.parametrize(("hatch", "expected"), [("none", False), ("less", True), ("further", True), (None, True)])
def test_only_a_known_exception_excuses(hatch: str | None, *, expected: bool) -> None:
    assert NOT_COVERED.truth(Seen(hatch=hatch)) is expected


def test_all_lines_of_an_exception_must_hold() -> None:
    both = Exempt((FieldIs("hatch", frozenset({"none"})), FieldIs("on_duty", frozenset({False}))))

    assert both.truth(Seen(hatch="none", on_duty=False)) is False
    assert both.truth(Seen(hatch="none")) is True
    assert both.truth(Seen(hatch="none", on_duty=True)) is True


def test_an_exemption_is_never_missing_and_never_a_reason_to_speak() -> None:
    assert NOT_COVERED.missing(Seen()) == ()
    assert NOT_COVERED.is_evidence is False
    assert NOT_COVERED.label == "not known that hatch is none"
