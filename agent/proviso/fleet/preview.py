"""Preview what was built against what a channel offers: a publication without one is refused."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically
from proviso.model import Context, Post
from proviso.proof.preview import Change, preview
from proviso.updates.ordinary import ordinary_posts

from .build import read_built, rulebook_of_built
from .channels import read_channel, rulebook_of
from .errors import FleetError
from .roles import read_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .folder import Fleet

_NOTE: Final = "previewed.json"
ORDINARY: Final = "ordinary posts"


@dataclass(frozen=True, slots=True)
class Note:
    """What was previewed, and what came of it."""

    channel: str
    against: int  # the release; 0: none
    packs: Mapping[str, str]  # digest by name
    corpus: str
    posts: int
    changed: int


def run_preview(fleet: Fleet, channel: str, corpus: str, posts: Iterable[tuple[str, Post]]) -> Iterator[Change]:
    """Yield every post whose verdict changes, then note that it was looked at. Raises FleetError."""
    packs, built = read_built(fleet.built)
    targets = read_roles(fleet.metadata).targets.signed
    offer = read_channel(fleet.targets, targets, channel)
    before = rulebook_of(fleet.targets, offer.release if offer else None)
    counted = list(posts)
    changed = 0
    for change in preview(counted, before, rulebook_of_built(packs)):
        changed += 1
        yield change
    digests = {one.name: one.digest for one in built}
    note = Note(channel, offer.release.number if offer else 0, digests, corpus, len(counted), changed)
    write_atomically(fleet.built / _NOTE, json.dumps(asdict(note), indent=1))


def ordinary(names: Iterable[str]) -> Iterator[tuple[str, Post]]:
    """Ordinary posts, by somebody at home and by an agency's page, under the named packs."""
    packs = tuple(names)
    for account in ("personal", "official"):
        context = Context.from_mapping({"packs": packs, "account": account, "platform": "x", "surface": "post"})
        for number, text in enumerate(ordinary_posts(), start=1):
            yield f"{account} {number}", Post(text, context)


def read_note(folder: Path, channel: str, against: int, packs: Mapping[str, str]) -> Note:
    """The note of the preview of exactly this change.

    Raises:
        FleetError: there was none.
    """
    try:
        note = Note(**json.loads((folder / _NOTE).read_bytes()))
    except (OSError, ValueError, TypeError):
        note = None
    if note is None or (note.channel, note.against, dict(note.packs)) != (channel, against, dict(packs)):
        raise FleetError(f"this change was not previewed; look at it with: proviso fleet preview --channel {channel}")
    return note
