"""`proviso fleet` on the command line: what is asked for, what is refused, and that two do not publish at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from fleets import SECRET, Works
from proviso.cli import fleet_office
from proviso.cli.main import main
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    monkeypatch.chdir(tmp_path)
    return Works.written(tmp_path)


def run(*words: str, typed: Sequence[str] = ()) -> Result:
    return CliRunner().invoke(main, ["fleet", *words], input="".join(f"{line}\n" for line in typed))


def test_a_new_key_asks_twice_for_its_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init", "--pilot", typed=[SECRET] * 12)

    assert 0 == result.exit_code, result.output
    assert 6 == result.output.count("Passphrase of ")
    assert 6 == result.output.count("Repeat for confirmation")
    assert SECRET not in result.output


def test_a_passphrase_that_is_wrong_is_told(works: Works) -> None:
    works.build()
    works.preview()
    result = run("publish", typed=["something else"])

    assert 1 == result.exit_code
    assert "wrong passphrase, or not an encrypted key; try again" in result.output


def test_keys_need_places_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "give --root-key three times" in run("init").output
    root = [word for number in (1, 2, 3) for word in ("--root-key", f"keys/root-{number}.pem")]
    result = run("init", *root, "--targets-key", "keys/targets.pem", "--online-keys", "online", typed=[SECRET] * 12)

    assert 1 == result.exit_code
    assert "whoever has one has both" in result.output
    assert not Path("keys").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rollout",), "give --percent, --pause or --resume"),
        (("rollout", "--pause"), "nothing was published on stable yet"),
        (("rollback",), "nothing was published on stable yet"),
        (("publish",), "nothing is built"),
        (("sign",), "nothing waits for signatures"),
        (("build", "--rules", "rules", "nothing"), "there is no pack nothing"),
        (("preview", "--channel", "stable"), "nothing is built"),
        (("status", "--fleet", "elsewhere"), "make one with: proviso fleet init"),
        (("publish", "--fleet", "elsewhere"), "make one with: proviso fleet init"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_one_sentence(works: Works, words: tuple[str, ...], told: str) -> None:
    result = run(*words)

    assert result.exit_code in (1, 2)
    assert told in result.output
    assert "Traceback" not in result.output


def test_overrides_come_from_a_file(works: Works) -> None:
    works.build()
    works.preview()
    change = '[override."base/fruit"]\nseverity = "info"\nreason = "too loud"\nuntil = 2099-01-01\n'
    Path("wrong.toml").write_text("[override")
    Path("overrides.toml").write_text(change)

    assert "wrong.toml: " in run("publish", "--overrides", "wrong.toml", typed=[SECRET] * 3).output
    result = run("publish", "--overrides", "overrides.toml", typed=[SECRET] * 3)
    assert 0 == result.exit_code, result.output
    agent = works.agent()
    agent.update()
    assert ["base/fruit"] == list(agent.loaded.rulebook.overrides.rules)


def test_two_do_not_publish_at_once(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_office, "_PATIENCE_S", 0.01)
    works.build()
    works.preview()
    with FileLock(works.fleet.folder / "fleet.lock"):
        result = run("publish", typed=[SECRET] * 3)

    assert "somebody else publishes here right now" in result.output


def test_what_waits_is_in_the_status_and_can_be_dropped(works: Works) -> None:
    works.publish()
    [note] = [note for note in works.fleet.key_notes() if note.role == "targets"]
    works.fleet.note_keys([one for one in works.fleet.key_notes() if one != note])  # not at hand
    works.write(text=rule() + rule(id="new"))
    works.publish()

    assert "waits for signatures: publish, root 0, targets 1" in run("status").output
    assert "nothing waits any more\n" == run("sign", "--discard").output
    assert "waits" not in run("status").output


def test_a_touched_record_is_in_the_status(works: Works) -> None:
    works.publish()
    works.fleet.audit.write_text('{"before": ""}\n')
    result = run("status")

    assert 1 == result.exit_code
    assert "audit.jsonl:1: does not follow from the line before it" in result.output
