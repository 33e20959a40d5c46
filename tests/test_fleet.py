"""IT's side: nothing is published that was not built, proved and previewed; what is served, recorded and due."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest

from fleets import Works
from proviso.fleet import staging
from proviso.fleet.audit import broken_at
from proviso.fleet.build import packed
from proviso.fleet.errors import FleetError
from proviso.fleet.folder import Fleet
from proviso.fleet.publish import Plan, publish
from proviso.fleet.serve import served
from proviso.fleet.upkeep import refresh, renew_terms, terms
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works.written(tmp_path)


def test_nothing_is_published_that_was_not_built(works: Works) -> None:
    with pytest.raises(FleetError, match="nothing is built"):
        publish(works.publisher, Plan("stable"))


def test_nothing_is_published_that_was_not_previewed(works: Works) -> None:
    works.build()
    with pytest.raises(FleetError, match="was not previewed; look at it with: proviso fleet preview --channel stable"):
        publish(works.publisher, Plan("stable"))


def test_a_preview_is_of_one_channel_and_one_change(works: Works) -> None:
    works.build()
    works.preview("canary")
    with pytest.raises(FleetError, match="was not previewed"):
        publish(works.publisher, Plan("stable"))
    works.preview()
    works.write(text=rule() + rule(id="later"))
    works.build()
    with pytest.raises(FleetError, match="was not previewed"):
        publish(works.publisher, Plan("stable"))


def test_what_changed_since_it_was_built_is_not_published(works: Works) -> None:
    works.build()
    works.preview()
    built = works.fleet.built / "base.json"
    built.write_bytes(built.read_bytes().replace(b"Fruit", b"Trees"))
    with pytest.raises(FleetError, match="has changed since it was built"):
        publish(works.publisher, Plan("stable"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rule(severity="loud"), "severity"),
        (rule().replace('text = "a pearl"', 'text = "a pear"'), "An example fails"),
    ],
    ids=["lint", "an example"],
)
def test_what_lint_or_proof_refuses_is_not_built(works: Works, text: str, message: str) -> None:
    works.write(text=text)
    with pytest.raises(FleetError, match=message):
        works.build()

    assert not works.fleet.built.exists()


def test_a_release_that_lost_its_rules_is_published_only_when_this_is_meant(works: Works) -> None:
    works.write(text="".join(rule(id=f"r{number}") for number in range(5)))
    works.publish()
    works.write(text=rule(id="r0"))
    with pytest.raises(FleetError, match="More than half of the rules are gone: base: 5 rules before, 1 now"):
        works.publish()

    assert works.publish(allow_shrink=True).is_served


def test_a_preview_shows_what_would_change(works: Works) -> None:
    works.build()
    assert 0 == works.preview()
    works.publish()
    works.write(
        text=rule()
        .replace('["fruit"]', '["tomato"]')
        .replace("[[apple]]", "[[tomatoes]]")
        .replace("a [[pear]]", "[[tomatoes]]"),
        facts='[[fact]]\nname = "tomato"\nwords = ["tomatoes"]\n',
    )
    works.build()

    assert 2 == works.preview()  # of somebody at home, and of an agency's page


def test_the_timestamp_is_written_last(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever fetches in between, or a server that is copied in between, has the old repository whole."""
    written: list[str] = []
    real = staging.publish_file

    def remember(path: Path, content: bytes) -> None:
        written.append(path.name)
        real(path, content)

    monkeypatch.setattr(staging, "publish_file", remember)
    works.publish()

    assert ["2.targets.json", "2.snapshot.json", "timestamp.json"] == written[-3:]
    assert {".json.gz", ".stable.json"} == {
        name[name.index(".json.gz" if name.endswith("gz") else ".stable") :] for name in written[:-3]
    }


def test_everybody_may_read_what_is_served(works: Works) -> None:
    works.publish()
    files = [path for path in works.fleet.repository.rglob("*") if path.is_file()]

    assert {0o644} == {path.stat().st_mode & 0o777 for path in files}


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert packed(b"rules") == packed(b"rules")
    assert b"\x00\x00\x00\x00" == packed(b"rules")[4:8]  # no time in it


def test_the_record_names_deeds_and_signers_and_is_sealed(works: Works) -> None:
    works.publish()
    refresh(works.publisher)
    lines = [json.loads(line) for line in works.fleet.audit.read_text().splitlines()]

    assert ["init", "publish", "refresh"] == [line["action"] for line in lines]
    assert (["targets-1"], 1, 80) == (lines[1]["signed_by"], lines[1]["release"], lines[1]["preview"]["posts"])
    assert broken_at(works.fleet.audit) is None


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda lines: [lines[0].replace(b"init", b"exit"), *lines[1:]], 2),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: [*lines, b"{}"], 4),
    ],
)
def test_a_record_that_was_touched_is_noticed(
    works: Works, spoil: Callable[[list[bytes]], list[bytes]], line: int
) -> None:
    works.publish()
    refresh(works.publisher)
    lines = works.fleet.audit.read_bytes().splitlines()
    works.fleet.audit.write_bytes(b"\n".join(spoil(lines)) + b"\n")

    assert line == broken_at(works.fleet.audit)


def test_terms_are_due_before_they_end(works: Works) -> None:
    assert [] == [term.role for term in terms(works.publisher) if term.is_due]
    works.days = 70
    assert ["targets", "snapshot", "timestamp"] == [term.role for term in terms(works.publisher) if term.is_due]
    assert ("targets",) == refresh(works.publisher)
    assert renew_terms(works.publisher, "targets")
    assert [] == [term.role for term in terms(works.publisher) if term.is_due]


def test_a_folder_without_a_fleet_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FleetError, match="make one with: proviso fleet init"):
        Fleet(tmp_path).key_notes()


async def test_what_never_changes_may_be_kept_and_the_timestamp_not(works: Works) -> None:
    works.publish()
    listener = socket.create_server(("127.0.0.1", 0))
    runner = await served(works.fleet.repository, listener)
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with aiohttp.ClientSession() as session:
        found_headers = {}
        for path in (
            "metadata/timestamp.json",
            "metadata/1.root.json",
            "metadata/2.root.json",
            "metadata",
            "..%2ffleet.json",
        ):
            async with session.get(f"{base}/{path}") as answer:
                found_headers[path] = (answer.status, answer.headers.get("Cache-Control"))
    await runner.cleanup()

    assert {
        "metadata/timestamp.json": (200, "public, max-age=60"),
        "metadata/1.root.json": (200, "public, max-age=31536000"),
        "metadata/2.root.json": (404, "max-age=60"),
        "metadata": (404, "max-age=60"),
        "..%2ffleet.json": (404, "max-age=60"),
    } == found_headers
