"""`proviso check` as scripts use it: exit codes, key order, streaming, SARIF, annotations, fixes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from proviso import bundled
from proviso.cli.check import check

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_folders")

SSN = "078-05-1120"
POST = f"Hello\nMy SSN is {SSN}, 👩\u200d🦰 jo@example.org\n"


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(check, arguments, input=stdin)


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("Good morning", [], 0),
        (POST, [], 1),
        (POST, ["--exit-zero"], 0),
        ("SSI is fine", ["--set", "agency=SSA", "--set", "account=personal"], 0),  # a hint is no alarm
        ("", [], 0),
        (b"\xff", [], 2),
        ("x", ["--set", "agency"], 2),
        ("x", ["--set", "agncy=SSA"], 2),
        ("x", ["--set", "account=private"], 2),
        ("x", ["--format", "xml"], 2),
        ("x", ["missing.txt"], 2),
    ],
)
def test_the_exit_code_says_what_was_found(text: str | bytes, arguments: list[str], code: int) -> None:
    assert code == run(*arguments, stdin=text).exit_code


def test_a_pack_that_cannot_be_used_is_told_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "packs" / "bad").mkdir(parents=True)
    result = run("--rules", str(tmp_path), stdin="x")

    assert result.exit_code == 2
    assert 'The pack "bad" is not used: bad/pack.toml: is missing' in result.stderr


def test_people_read_where_what_and_why() -> None:
    out = run(stdin=POST).stdout

    assert (
        "standard input:2:11: error: This looks like your own Social Security number. Anybody who reads it can use it. [base/us-ssn]"
        in out
    )
    assert "1.1: “A Social Security number opens bank accounts" in out
    assert "fix: Remove the number" in out


def lines(*rows: object) -> list[dict[str, Any]]:
    out = run("--jsonl", stdin="\n".join(json.dumps(row) for row in rows)).stdout
    return [json.loads(line) for line in out.splitlines()]


def test_jsonl_answers_each_line_in_order() -> None:
    answers = lines({"id": 1, "text": "hi"}, {"id": "b", "text": SSN, "context": {"agency": "SSA"}}, {"text": "x"})

    assert [answer["id"] for answer in answers] == [1, "b", None]
    assert [len(answer["findings"]) for answer in answers] == [0, 1, 0]


def test_jsonl_keeps_its_keys_in_order() -> None:
    [answer] = lines({"id": 1, "text": SSN})
    [finding] = answer["findings"]
    keys = "rule also category severity start end message why clauses entity fixes".split()

    assert list(answer) == ["id", "status", "findings"]
    assert keys == list(finding)
    assert list(finding["fixes"][0]) == ["label", "applicability", "edits"]
    assert list(finding["fixes"][0]["edits"][0]) == ["start", "end", "text"]


def test_jsonl_offsets_are_code_points() -> None:
    [answer] = lines({"id": 1, "text": f"👩\u200d🦰 {SSN}"})
    [finding] = answer["findings"]

    assert (finding["start"], finding["end"]) == (4, 15)


def test_jsonl_takes_unknown_fields_nulls_and_lone_surrogates() -> None:
    out = run(
        "--jsonl", stdin='{"id": "\\ud83d", "text": "\\ud83d 078-05-1120", "context": {"x": 1, "bio": null}, "y": 2}'
    ).stdout

    assert [(f["start"], f["end"]) for f in json.loads(out)["findings"]] == [(2, 13)]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": 5}'])
def test_a_line_that_is_no_post_is_told_by_its_number(line: str) -> None:
    result = run("--jsonl", stdin=f'{{"id": 1, "text": "ok"}}\n{line}')

    assert result.exit_code == 2
    assert "line 2" in result.stderr


def test_jsonl_streams() -> None:
    """The first answer comes while standard input is still open."""
    command = [sys.executable, "-m", "proviso", "check", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": 1, "text": "hi"}\n')
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdin.close()
        process.wait()

    assert json.loads(first) == {"id": 1, "status": "complete", "findings": []}


SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {"required": ["name"], "properties": {"rules": {"items": {"required": ["id"]}, "uniqueItems": True}}}
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "ruleIndex": {"minimum": 0},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {"region": {"properties": {"startLine": {"minimum": 1}, "startColumn": {"minimum": 1}}}},
                                            }
                                        }
                                    }
                                },
                                "fixes": {"items": {"required": ["artifactChanges"]}},
                            },
                        }
                    },
                },
            },
        },
    },
}  # fmt: skip


def test_sarif_is_what_its_schema_asks_for(tmp_path: Path) -> None:
    post = tmp_path / "post.txt"
    post.write_text(POST, encoding="utf-8")
    log = json.loads(run("--format", "sarif", str(post)).stdout)
    jsonschema.validate(log, SARIF)
    [first, second] = log["runs"][0]["results"]

    assert (first["ruleId"], first["level"]) == ("base/us-ssn", "error")
    assert log["runs"][0]["tool"]["driver"]["rules"][second["ruleIndex"]]["id"] == second["ruleId"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 22, "charOffset": 16, "charLength": 11}  # fmt: skip


def test_an_annotation_is_one_escaped_line(tmp_path: Path) -> None:
    post = tmp_path / "a,b.txt"
    post.write_text(SSN, encoding="utf-8")
    out = run("--format", "github", str(post)).stdout

    assert f"::error file={tmp_path}/a%2Cb.txt,line=1,endLine=1,col=1,endColumn=12,title=base/us-ssn::This looks like a Social Security number.\n" == out  # fmt: skip


def test_a_file_is_fixed_and_clean_when_checked_again(tmp_path: Path) -> None:
    post = tmp_path / "post.txt"
    post.write_bytes(POST.replace("\n", "\r\n").encode())

    assert run("--fix", str(post)).exit_code == 0
    assert post.read_bytes().decode() == "Hello\r\nMy SSN is [removed], 👩\u200d🦰 [removed]\r\n"
    assert run(str(post)).exit_code == 0


def test_standard_input_is_printed_fixed() -> None:
    assert run("--fix", stdin=f"id {SSN}").stdout == "id [removed]"


def test_the_disclaimer_is_added_once() -> None:
    arguments = ["--set", "agency=SSA", "--set", "account=personal", "--set", "identifies_employer=true"]
    fixed = run("--fix", *arguments, stdin="SSI and Medicare and SSI").stdout

    assert fixed.count("Any views I express here are my own") == 1


def test_a_fix_that_changes_the_meaning_waits_to_be_asked_for(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    (rules / "packs").mkdir(parents=True)
    (rules / "facts").symlink_to(bundled.rules() / "facts")
    (rules / "packs" / "base").mkdir()
    for source in (bundled.rules() / "packs" / "base").iterdir():
        text = source.read_text(encoding="utf-8").replace("{ redact", "{ safe = false, redact")
        (rules / "packs" / "base" / source.name).write_text(text, encoding="utf-8")

    assert f"id {SSN}" == run("--fix", "--rules", str(rules), stdin=f"id {SSN}").stdout
    assert run("--fix", "--unsafe-fixes", "--rules", str(rules), stdin=f"id {SSN}").stdout == "id [removed]"
