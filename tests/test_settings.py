"""Settings: defaults, the person's file, the managed file; and what a wrong file does, which is never to stop anything."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.model import Context
from proviso.settings import Paths, Policy, Settings, SettingsError, load, save_policy
from proviso.settings.duty import SCHEDULE_KEYS
from proviso.settings.load import _KNOWN
from proviso.settings.save import edit_person


def paths_in(folder: Path) -> Paths:
    return Paths(config=folder / "config", state=folder / "state", managed=folder / "managed.toml")


def loaded(folder: Path, own: str | bytes | None = None, managed: str | None = None) -> Settings:
    paths = paths_in(folder)
    paths.config.mkdir(exist_ok=True)
    if own is not None:
        paths.settings.write_bytes(own if isinstance(own, bytes) else own.encode())
    if managed is not None:
        paths.managed.write_text(managed, encoding="utf-8")
    return load(paths)


def test_without_any_file_the_defaults_apply(tmp_path: Path) -> None:
    settings = loaded(tmp_path)

    assert Settings() == settings
    assert Context() == settings.person()
    assert settings.policy is None


def test_the_persons_file_says_who_they_are(tmp_path: Path) -> None:
    own = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\nhatch = "further"\nidentifies_employer = false\n[agent]\nport = 41234\n'
    settings = loaded(tmp_path, own)

    expected = Context(jurisdiction="us-federal", agency="SSA", hatch="further", identifies_employer=False)
    assert expected == settings.person()
    assert (Policy("us-federal", "SSA", managed=False), 41234) == (settings.policy, settings.port)


def test_chosen_packs_become_part_of_the_context(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[rules]\npacks = ["base", "ctg-2010"]\n')

    assert ("base", "ctg-2010") == settings.person().packs


def test_the_managed_file_wins_and_locks_its_keys(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        '[person]\njurisdiction = "au"\nagency = "DSS"\nhatch = "less"\n',
        '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n',
    )

    assert Policy("us-federal", "SSA", managed=True) == settings.policy
    assert "less" == settings.person().hatch  # what the employer leaves open stays the person's
    assert frozenset({"person.jurisdiction", "person.agency"}) == settings.locked


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("[person\n", ("settings.toml", "line 1", "mend")),
        (b"[person]\nagency = '\xff'\n", ("settings.toml", "UTF-8")),
        ('[person]\njurisdiction = "us-tx"\n', ("person.jurisdiction", "us-federal, us-ky, us-ma")),
        ("[person]\nidentifies_employer = 1\n", ("person.identifies_employer", "true or false")),
        ('[person]\nagencie = "SSA"\n', ("person.agencie", 'did you mean "person.agency"')),
        ("[agent]\nport = 80\n", ("agent.port", "1024 to 65535")),
        ("[agent]\nport = true\n", ("agent.port", "1024 to 65535")),
        ('[agent]\nextensions = ["abc"]\n', ("agent.extensions", "32 letters")),
        ('[extension]\nsites = ["https://intranet.example.gov/"]\n', ("extension.sites", "host names")),
        ("[rules]\npacks = [1]\n", ("rules.packs", "list of texts")),
        ("zzz = 1\n", ("zzz", "remove it")),
        ("x" * ((1 << 20) + 1), ("settings.toml", "larger than 1 MiB")),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_file_gives_one_sentence_with_file_key_and_remedy(
    tmp_path: Path, own: str | bytes, names: tuple[str, ...]
) -> None:
    settings = loaded(tmp_path, own)

    assert 1 == len(settings.problems)
    assert str(paths_in(tmp_path).settings) in settings.problems[0]
    assert [name for name in names if name not in settings.problems[0]] == []


def test_a_wrong_key_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[person]\nhatch = "plenty"\nagency = "SSA"\n')

    assert Context(agency="SSA") == settings.person()


def test_a_broken_managed_file_leaves_the_persons_own_in_force(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[person]\nagency = "SSA"\n', "nonsense")

    assert "SSA" == settings.person().agency
    assert str(tmp_path / "managed.toml") in settings.problems[0]


def test_a_folder_in_the_files_place_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    paths_in(tmp_path).settings.mkdir(parents=True)

    assert 1 == len(load(paths_in(tmp_path)).problems)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    loaded(tmp_path, '[person]\nagency = "SSA"\n')
    paths_in(tmp_path).settings.chmod(0)

    assert "read permission" in load(paths_in(tmp_path)).problems[0]


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_loading_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")

    assert isinstance(loaded(folder, content), Settings)


def test_a_choice_is_saved_and_read_again(tmp_path: Path) -> None:
    save_policy(paths_in(tmp_path), Settings(), "us-federal", "SSA")

    assert Policy("us-federal", "SSA", managed=False) == load(paths_in(tmp_path)).policy


def test_saving_keeps_comments_and_keys_it_does_not_know(tmp_path: Path) -> None:
    before = '# mine\n[person]  # who I am\nhatch = "less"\nagency = "VA" # old\nnickname = "D"\n\n[words]\nignore = ["SSI"]\n'
    settings = loaded(tmp_path, before)
    save_policy(paths_in(tmp_path), settings, "us-federal", "SSA")

    expected = (
        '# mine\n[person]  # who I am\njurisdiction = "us-federal"\nhatch = "less"\nagency = "SSA"\nnickname = "D"\n'
        '\n[words]\nignore = ["SSI"]\n'
    )
    assert expected == paths_in(tmp_path).settings.read_text("utf-8")


def test_choosing_no_agency_removes_the_old_one(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[person]\nagency = "SSA"\n')
    save_policy(paths_in(tmp_path), settings, "au", None)

    assert Policy("au", None, managed=False) == load(paths_in(tmp_path)).policy


def test_a_managed_policy_cannot_be_changed(tmp_path: Path) -> None:
    settings = loaded(tmp_path, managed='[person]\njurisdiction = "us-federal"\n')

    with pytest.raises(SettingsError, match="Your employer has chosen") as raised:
        save_policy(paths_in(tmp_path), settings, "au", None)
    assert raised.value.managed
    assert not paths_in(tmp_path).settings.exists()


@pytest.mark.parametrize(
    "own", ["[person\n", 'person = { agency = "VA" }\n', '"person".agency = "VA"\n', '[[person]]\nagency = "VA"\n']
)
def test_a_file_that_cannot_be_edited_safely_is_left_as_it_is(tmp_path: Path, own: str) -> None:
    settings = loaded(tmp_path, own)

    with pytest.raises(SettingsError, match="The policy was not saved"):
        save_policy(paths_in(tmp_path), settings, "au", None)
    assert own == paths_in(tmp_path).settings.read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_linked_settings_file_stays_a_link(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.config.mkdir()
    (tmp_path / "dotfiles.toml").write_text("", encoding="utf-8")
    paths.settings.symlink_to(tmp_path / "dotfiles.toml")
    save_policy(paths, Settings(), "au", None)

    assert paths.settings.is_symlink()
    assert "au" in (tmp_path / "dotfiles.toml").read_text("utf-8")


def test_nothing_is_left_behind_beside_the_file(tmp_path: Path) -> None:
    save_policy(paths_in(tmp_path), Settings(), "au", None)

    assert ["settings.toml"] == [path.name for path in paths_in(tmp_path).config.iterdir()]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)


@given(
    NAMES, st.sampled_from(["", "[person]\n", "# c\n[agent]\nport = 0\n", '[person]\nagency = "x"\n[agent]\nport = 0'])
)
def test_any_agency_is_written_as_valid_toml(agency: str, before: str) -> None:
    edited = tomllib.loads(edit_person(before, {"jurisdiction": "au", "agency": agency}))

    assert {"jurisdiction": "au", "agency": agency} == edited["person"]


DOCUMENTED = Path(__file__).parents[1] / "docs" / "settings.md"


def test_the_documented_example_is_read_without_a_problem_and_names_every_key(tmp_path: Path) -> None:
    example = DOCUMENTED.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    named = {f"{table}.{key}" for table, keys in tomllib.loads(example).items() for key in keys}

    assert () == loaded(tmp_path, managed=example).problems
    assert {*_KNOWN, *(f"schedule.{key}" for key in SCHEDULE_KEYS)} == named


def test_folders_are_taken_from_the_environment_when_it_names_them(tmp_path: Path) -> None:
    found = Paths.find(
        {
            "PROVISO_CONFIG_DIR": str(tmp_path / "a"),
            "PROVISO_STATE_DIR": str(tmp_path / "b"),
            "PROVISO_MANAGED_FILE": str(tmp_path / "c.toml"),
        }
    )

    assert Paths(tmp_path / "a", tmp_path / "b", tmp_path / "c.toml") == found


def test_no_folder_lies_in_a_temporary_directory_that_all_users_share(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    found = Paths.find({})

    assert not any(str(path).startswith("/tmp") for path in (found.config, found.state, found.managed))  # noqa: S108
