"""Packs on disk: compiled once, proved once, left out when they are wrong, never half written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from proviso.files import write_atomically
from proviso.store import load_rules
from proviso.store.author import new_pack, read_drafts
from proviso.store.ledger import Ledger
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rules folder with one good pack."""
    folder = tmp_path / "rules"
    (folder / "facts").mkdir(parents=True)
    (folder / "facts" / "test.toml").write_text(FACTS)
    put(folder, "base")
    return folder


def put(folder: Path, name: str, level: str = "base", text: str | None = None) -> None:
    pack = folder / "packs" / name
    pack.mkdir(parents=True, exist_ok=True)
    for file, source in files(name, level, rules=text or rule(name=name)).items():
        (pack / file).write_bytes(source)


def names(rules: Path, state: Path | None) -> list[str]:
    return [pack.name for pack in load_rules(state, rules).rulebook.packs]


def test_a_pack_is_compiled_and_proved_once(rules: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    load_rules(state, rules)
    [kept] = (state / "packs").iterdir()
    first = kept.stat().st_mtime_ns
    load_rules(state, rules)

    assert first == kept.stat().st_mtime_ns
    assert len(json.loads((state / "proofs.json").read_text())) == 1


def test_a_spoilt_compiled_pack_is_compiled_again(rules: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    load_rules(state, rules)
    [kept] = (state / "packs").iterdir()
    kept.write_bytes(b"{")

    assert names(rules, state) == ["base"]
    assert kept.read_bytes() != b"{"


def test_a_changed_source_replaces_what_was_kept(rules: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    load_rules(state, rules)
    put(rules, "base", text=rule(severity="info"))
    load_rules(state, rules)

    assert len(list((state / "packs").iterdir())) == 1


def test_a_pack_with_lint_is_left_out_and_named(rules: Path) -> None:
    put(rules, "bad", text=rule(name="bad").replace('severity = "error"', 'severity = "warn"'))
    loaded = load_rules(None, rules)

    assert [pack.name for pack in loaded.rulebook.packs] == ["base"]
    assert 'The pack "bad" is not used: bad/rules.toml:6: rule "fruit", severity' in loaded.problems[0]


def test_a_pack_whose_example_fails_is_left_out(rules: Path, tmp_path: Path) -> None:
    put(rules, "bad", text=rule(name="bad").replace('text = "a pearl"', 'text = "a pear"'))
    loaded = load_rules(tmp_path / "state", rules)

    assert [pack.name for pack in loaded.rulebook.packs] == ["base"]
    assert 'an example fails: bad/rules.toml: rule "fruit", clean 2: expected nothing, found "a [[pear]]"' in loaded.problems[0]  # fmt: skip


def test_a_state_folder_that_cannot_be_written_to_costs_nothing_but_time(rules: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    assert names(rules, blocked) == ["base"]


def test_no_rules_at_all_is_an_empty_rulebook(tmp_path: Path) -> None:
    assert names(tmp_path, None) == []


def test_overrides_are_read_from_the_config_folder(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "overrides.toml").write_text(
        '[override."base/fruit"]\nmode = "shadow"\nreason = "x"\nuntil = "2030-01-01"'
    )
    loaded = load_rules(None, rules, tmp_path)

    assert list(loaded.rulebook.overrides.rules) == ["base/fruit"]


def test_unreadable_overrides_change_nothing_and_are_named(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "overrides.toml").write_text("[override")
    loaded = load_rules(None, rules, tmp_path)

    assert dict(loaded.rulebook.overrides.rules) == {}
    assert "No override is in force: overrides.toml:1: is not TOML" in loaded.problems[0]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def fail(number: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")

    assert (b"old", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": "b"}', "\xff"])
def test_a_ledger_that_cannot_be_read_is_empty(tmp_path: Path, content: str) -> None:
    (tmp_path / "proofs.json").write_text(content, encoding="latin-1")

    assert not Ledger(tmp_path).knows("sha256:1")


def test_a_proof_is_remembered_for_this_agent_and_this_regex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger(tmp_path).add("sha256:1", 4)

    assert Ledger(tmp_path).knows("sha256:1")
    monkeypatch.setattr("proviso.store.ledger.made_by", lambda: "proviso 99")
    assert not Ledger(tmp_path).knows("sha256:1")


def test_a_new_pack_is_good_and_proves_itself(tmp_path: Path) -> None:
    new_pack(tmp_path, "my-agency")

    assert [(draft.name, draft.problems) for draft in read_drafts(tmp_path)] == [("my-agency", ())]
    assert names(tmp_path, None) == ["my-agency"]


@pytest.mark.parametrize("name", ["My", "a b", "../x", "a_b", "-a", ""])
def test_a_pack_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="small letters, digits and hyphens"):
        new_pack(tmp_path, name)
