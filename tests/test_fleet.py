"""IT's side: keys in places of their own, nothing signed that was not proved and previewed, as many signers as it takes."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest

from fleets import SECRET, Works
from proviso.fleet import staging
from proviso.fleet.audit import broken_at
from proviso.fleet.build import packed
from proviso.fleet.errors import FleetError
from proviso.fleet.folder import Fleet
from proviso.fleet.found import Places, found
from proviso.fleet.keys import generate, load
from proviso.fleet.publish import Plan, publish
from proviso.fleet.publisher import Publisher
from proviso.fleet.roles import read_roles
from proviso.fleet.serve import served
from proviso.fleet.signing import sign_staged
from proviso.fleet.upkeep import refresh, renew_terms, rotate, terms
from proviso.settings import Paths
from proviso.updates.trust import TrustError, install_root, verify_root
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def places(folder: Path, targets: int = 3) -> Places:
    """A medium for each key."""
    root = tuple(folder / f"stick-{number}" / "root.pem" for number in (1, 2, 3))
    signers = tuple(folder / f"signer-{number}" / "targets.pem" for number in range(1, targets + 1))
    return Places(root, signers, folder / "online" / "snapshot.pem", folder / "online" / "timestamp.pem")


def publisher(folder: Path) -> Publisher:
    return Publisher(Fleet(folder / "fleet"), lambda _: SECRET)


@pytest.fixture
def several(tmp_path: Path) -> Works:
    """A fleet whose releases take two of three signers; only the first one's key is at hand."""
    found(publisher(tmp_path), places(tmp_path), is_pilot=False)
    for number in (2, 3):
        (tmp_path / f"signer-{number}").rename(tmp_path / f"away-{number}")
    works = Works(tmp_path)
    works.write()
    return works


@pytest.fixture
def works(tmp_path: Path) -> Works:
    works = Works(tmp_path)
    works.write()
    return works


def test_two_keys_in_one_folder_are_refused(tmp_path: Path) -> None:
    one = Places(
        tuple(tmp_path / "keys" / f"root-{number}.pem" for number in (1, 2, 3)),
        (tmp_path / "keys" / "targets.pem",),
        tmp_path / "s.pem",
        tmp_path / "t.pem",
    )
    with pytest.raises(FleetError, match="whoever has one has both"):
        found(publisher(tmp_path), one, is_pilot=False)

    assert not (tmp_path / "keys").exists()


def test_the_same_folder_by_another_name_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "stick-1").mkdir()
    (tmp_path / "stick-2").symlink_to(tmp_path / "stick-1")
    with pytest.raises(FleetError, match="whoever has one has both"):
        found(publisher(tmp_path), places(tmp_path), is_pilot=False)


@pytest.mark.parametrize("count", [2, 4])
def test_other_numbers_of_signers_are_refused(tmp_path: Path, count: int) -> None:
    with pytest.raises(FleetError, match="one or three for targets keys"):
        found(publisher(tmp_path), places(tmp_path, count), is_pilot=False)


def test_no_key_lies_where_everybody_can_fetch_it(tmp_path: Path) -> None:
    inside = tmp_path / "fleet" / "repository" / "keys"
    one = Places(places(tmp_path).root, (inside / "targets.pem",), inside / "s.pem", inside / "t.pem")
    with pytest.raises(FleetError, match="served to everybody"):
        found(publisher(tmp_path), one, is_pilot=True)


def test_a_fleet_is_not_founded_twice(works: Works) -> None:
    with pytest.raises(FleetError, match="there is a fleet already"):
        found(works.publisher, places(works.folder), is_pilot=False)


def test_keys_are_encrypted_and_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    generate(path, SECRET)

    assert path.read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert 0o600 == path.stat().st_mode & 0o777
    assert load(path, SECRET).public_key.keyid
    with pytest.raises(FleetError, match="wrong passphrase"):
        load(path, "something else")
    with pytest.raises(FleetError, match="there is a file already"):
        generate(path, SECRET)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FleetError, match="at least 12 characters"):
        generate(tmp_path / "key.pem", "short")


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


def test_a_release_waits_for_its_second_signature(several: Works, tmp_path: Path) -> None:
    assert not several.publish().is_served
    agent = several.agent()
    assert "channel" == agent.update().error
    signed = sign_staged(several.publisher, tmp_path / "away-2" / "targets.pem")

    assert signed.is_served
    assert "release: 1" in signed.about
    assert ("activated", ["base/fruit"]) == (agent.update().state, agent.rules)


def test_a_key_without_a_say_signs_nothing(several: Works, tmp_path: Path) -> None:
    several.publish()
    with pytest.raises(FleetError, match="has no say in what waits"):
        sign_staged(several.publisher, tmp_path / "online" / "snapshot.pem")


def test_the_same_key_twice_is_one_signature(several: Works, tmp_path: Path) -> None:
    several.publish()

    assert 1 == sign_staged(several.publisher, tmp_path / "signer-1" / "targets.pem").missing.targets


def test_nobody_signs_what_does_not_pass_on_their_machine(several: Works, tmp_path: Path) -> None:
    several.publish()
    [pack] = (several.fleet.staged / "targets" / "packs" / "base").iterdir()
    pack.write_bytes(packed(b"{}"))
    with pytest.raises(FleetError, match="not the pack that its name says"):
        sign_staged(several.publisher, tmp_path / "away-2" / "targets.pem")


def test_a_second_publication_waits_for_the_first(several: Works) -> None:
    several.publish()
    with pytest.raises(FleetError, match="another publication waits"):
        several.publish()
    staging.discard(several.fleet.staged)
    several.publish()


def test_nothing_waits_at_first(works: Works) -> None:
    with pytest.raises(FleetError, match="nothing waits"):
        sign_staged(works.publisher, None)


def test_a_new_root_waits_for_a_second_root_key(several: Works, tmp_path: Path) -> None:
    for number in (2, 3):
        (tmp_path / f"stick-{number}").rename(tmp_path / f"safe-{number}")

    assert not rotate(several.publisher, "timestamp", tmp_path / "online" / "timestamp-2.pem", None)
    assert sign_staged(several.publisher, tmp_path / "safe-2" / "root.pem").is_served
    assert "timestamp-2" in [note.name for note in several.fleet.key_notes()]
    assert refresh(several.publisher) == ()


def test_it_must_be_clear_which_key_goes(works: Works) -> None:
    with pytest.raises(FleetError, match="say which key goes: --drop NAME, one of root-1, root-2, root-3"):
        rotate(works.publisher, "root", works.folder / "new.pem", None)


def test_a_rotated_targets_key_signs_no_more(works: Works) -> None:
    rotate(works.publisher, "targets", works.folder / "targets-2.pem", None)
    works.publish()
    root = read_roles(works.fleet.metadata).root.signed

    assert ["targets-2"] == works.publisher.names(root.roles["targets"].keyids)
    assert "activated" == works.agent().update().state


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


def test_a_root_is_installed_once(works: Works, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config", tmp_path / "state", tmp_path / "managed.toml")
    root = works.fleet.metadata / "1.root.json"
    first = install_root(root, paths)

    assert first == install_root(root, paths)
    assert root.read_bytes() == paths.root.read_bytes()
    rotate(works.publisher, "timestamp", works.folder / "new.pem", None)
    with pytest.raises(TrustError, match="another root is trusted already"):
        install_root(works.fleet.metadata / "2.root.json", paths)


@pytest.mark.parametrize("content", [b"", b"{}", b"<html>", b'{"signed": {"_type": "root"}}'])
def test_anything_else_is_no_root(content: bytes) -> None:
    with pytest.raises(TrustError, match=r"no root\.json"):
        verify_root(content)


def test_a_root_that_its_own_keys_have_not_signed_is_none(works: Works) -> None:
    touched = works.root.replace(b'"threshold":2', b'"threshold":1', 1)
    with pytest.raises(TrustError, match=r"no root\.json"):
        verify_root(touched)


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
