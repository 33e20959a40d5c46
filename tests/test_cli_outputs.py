"""What `proviso check` writes, read back the way its readers do: GitHub's runner, a viewer of SARIF, a program that takes JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from proviso.checker import Checker
from proviso.cli.answers import Checked, as_github, as_sarif
from proviso.cli.check import check
from proviso.model import Finding, Report, Severity
from rulebooks import files, rule, rulebook

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_folders")

SSN = "078-05-1120"
POST = f"Hello 👩\u200d🦰\nMy SSN is {SSN}, 100 %\r\njo@example.org\n"
WORDS = [SSN, "jo@example.org"]


def run(*arguments: str, stdin: str | bytes = "") -> str:
    return CliRunner().invoke(check, arguments, input=stdin).stdout


def put(folder: Path, name: str = "a: 1,2 ü%.txt") -> Path:
    post = folder / name
    post.write_bytes(POST.encode())
    return post


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart: a name, properties, a message."""
    assert "\n" not in line
    assert "\r" not in line
    name, given_properties, message = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line).groups()  # type: ignore[union-attr]
    properties = dict(part.split("=", 1) for part in given_properties.split(","))
    return name, {key: unescaped(value) for key, value in properties.items()}, unescaped(message)


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def cut(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    """The words between two places, both counted from 1."""
    lines = text.split("\n")
    start = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
    end = sum(len(one) + 1 for one in lines[: end_line - 1]) + end_column - 1
    return text[start:end]


def test_githubs_runner_finds_file_place_and_message(tmp_path: Path) -> None:
    post = put(tmp_path)
    found = [command(line) for line in run("--format", "github", str(post)).splitlines()]
    places = [[int(said[key]) for key in ("line", "col", "endLine", "endColumn")] for _, said, _ in found]

    assert WORDS == [cut(POST, *place) for place in places]
    assert [str(post)] * 2 == [said["file"] for _, said, _ in found]
    assert ("error", "base/us-ssn", "This looks like your own Social Security number. Anybody who reads it can use it.") == (found[0][0], found[0][1]["title"], found[0][2])  # fmt: skip


def made(text: str, start: int, end: int, message: str = "m", name: str = "a") -> Checked:
    finding = Finding("base/fruit", "conduct", Severity.INFO, start, end, message, "w", ("c",))
    return Checked(name, text, Report("complete", (finding,)))


BOOK = rulebook(files(rules=rule()))


def test_githubs_runner_is_given_no_columns_where_words_go_over_a_line() -> None:
    _, said, _ = command(as_github([made("one\ntwo", 2, 6)], BOOK))

    assert {"file": "a", "line": "1", "endLine": "2", "title": "base/fruit"} == said


@given(st.text(), st.text(min_size=1), st.text(), st.data())
def test_an_annotation_survives_whatever_it_says(message: str, text: str, name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    kind, said, heard = command(
        as_github([made(text, start, data.draw(st.integers(start, len(text))), message, name)], BOOK)
    )

    assert ("notice", name, message) == (kind, said["file"], heard)


def test_a_check_that_did_not_finish_is_an_annotation_too() -> None:
    late = Checked("a", "x", Report("incomplete", ()))

    assert ("warning", {"file": "a"}, "incomplete: a check ran out of time") == command(as_github([late], BOOK))


def sarif(*arguments: str, stdin: str = "") -> list[dict[str, Any]]:
    log = json.loads(run("--format", "sarif", *arguments, stdin=stdin))
    return list(log["runs"][0]["results"])


def region(found: dict[str, int]) -> list[int]:
    return [found[key] for key in ("startLine", "startColumn", "endLine", "endColumn")]


def test_a_viewer_of_sarif_opens_the_file_at_the_words(tmp_path: Path) -> None:
    post = put(tmp_path)
    places = [result["locations"][0]["physicalLocation"] for result in sarif(str(post))]

    assert WORDS == [cut(POST, *region(place["region"])) for place in places]
    assert WORDS == [POST[place["region"]["charOffset"] :][: place["region"]["charLength"]] for place in places]
    assert {str(post)} == {unquote(place["artifactLocation"]["uri"]) for place in places}


@given(st.text(min_size=1))
def test_the_name_of_a_file_is_a_reference_that_a_uri_may_hold(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    [result] = json.loads(as_sarif([made("x", 0, 1, name=name)], BOOK))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert name == unquote(uri)


def test_a_viewer_of_sarif_applies_the_fixes_that_check_applies(tmp_path: Path) -> None:
    post = put(tmp_path)
    text = POST
    for result in reversed(sarif(str(post))):
        [change] = result["fixes"][0]["artifactChanges"]
        for replacement in change["replacements"]:
            deleted = replacement["deletedRegion"]
            head, tail = text[: deleted["charOffset"]], text[deleted["charOffset"] + deleted["charLength"] :]
            text = head + replacement["insertedContent"]["text"] + tail
    run("--fix", str(post))

    assert post.read_bytes().decode() == text
    assert [] == sarif(str(post))


def test_json_says_of_every_file_what_the_checker_says(own_folders: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text("Good morning", encoding="utf-8")
    told = json.loads(run("--format", "json", str(put(tmp_path)), str(clean)))
    report = Checker(state=own_folders).check(POST)

    assert ["file", "status", "findings"] == list(told[0])
    assert [str(tmp_path / "a: 1,2 ü%.txt"), str(clean)] == [row["file"] for row in told]
    assert [(f.rule, f.start, f.end, f.severity.word) for f in report.findings] == [
        (f["rule"], f["start"], f["end"], f["severity"]) for f in told[0]["findings"]
    ]
    assert [] == told[1]["findings"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_fixing_twice_changes_nothing_more(tmp_path: Path, ending: str) -> None:
    post = tmp_path / "post.txt"
    post.write_bytes(POST.replace("\r\n", "\n").replace("\n", ending).encode())
    run("--fix", str(post))
    once = post.read_bytes()
    run("--fix", str(post))

    assert once == post.read_bytes()
    assert not any(words.encode() in once for words in WORDS)
