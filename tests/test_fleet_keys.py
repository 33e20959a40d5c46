"""Keys in places of their own, as many signers as it takes, keys that change, and the root that agents are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fleets import SECRET, Works
from proviso.fleet import staging
from proviso.fleet.build import packed
from proviso.fleet.errors import FleetError
from proviso.fleet.folder import Fleet
from proviso.fleet.found import Places, found
from proviso.fleet.keys import generate, load
from proviso.fleet.publisher import Publisher
from proviso.fleet.roles import read_roles
from proviso.fleet.signing import sign_staged
from proviso.fleet.upkeep import refresh, rotate
from proviso.settings import Paths
from proviso.updates.trust import TrustError, install_root, verify_root

if TYPE_CHECKING:
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
    return Works.written(tmp_path)


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works.written(tmp_path)


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


def test_a_release_waits_for_its_second_signature(several: Works, tmp_path: Path) -> None:
    assert not several.publish().is_served
    agent = several.agent()
    assert "channel" == agent.update().error
    signed = sign_staged(several.publisher, tmp_path / "away-2" / "targets.pem")

    assert signed.is_served
    assert "stable: release 1, 100 %" in signed.about
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
    with pytest.raises(FleetError, match="is missing or spoilt; drop what waits"):
        sign_staged(several.publisher, tmp_path / "away-2" / "targets.pem")


def test_what_a_signer_is_shown_is_what_they_sign(several: Works, tmp_path: Path) -> None:
    """A first signer who lies in the note beside it, and hides a wide release in a narrow one."""
    several.publish(percent=100, notes="all of it", shadow=("base/fruit",))
    note = several.fleet.staged / "about.json"
    note.write_text(note.read_text().replace("100", "1"))
    shown = sign_staged(several.publisher, tmp_path / "signer-1" / "targets.pem").about

    assert ("stable: release 1, 100 %", "  override: base/fruit", "  notes: all of it") == (shown[0], *shown[2:])


def test_a_signer_is_shown_which_keys_change(several: Works, tmp_path: Path) -> None:
    for number in (2, 3):
        (tmp_path / f"stick-{number}").rename(tmp_path / f"safe-{number}")
    rotate(several.publisher, "timestamp", tmp_path / "online" / "timestamp-2.pem", None)
    shown = sign_staged(several.publisher, tmp_path / "stick-1" / "root.pem").about

    assert ("root: version 2 for 1", "  - timestamp: timestamp-1", "  + timestamp: timestamp-2") == shown


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
