"""The schema that editors complete with is the one the reader follows, and every bundled file fits it."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from typing import TYPE_CHECKING

import jsonschema
import pytest

from proviso import bundled
from proviso.packs.schema import rule_schema

if TYPE_CHECKING:
    from pathlib import Path

FILE = bundled.rules() / "rule.schema.json"
SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))
TOML = sorted(bundled.rules().rglob("*.toml"))


def plain(value: object) -> object:
    """TOML as JSON: dates become texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, (dt.date, dt.time)) else value


def test_the_file_is_what_the_reader_says() -> None:
    """When this fails: proviso rules schema > rules/rule.schema.json."""
    assert rule_schema() == SCHEMA


@pytest.mark.parametrize("file", TOML, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_bundled_file_fits_the_schema(file: Path) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(plain(tomllib.loads(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("file", TOML, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_bundled_file_names_the_schema(file: Path) -> None:
    [first, *_] = file.read_text(encoding="utf-8").splitlines()

    assert first.startswith("#:schema ")
    assert (file.parent / first.removeprefix("#:schema ")).resolve() == FILE


@pytest.mark.parametrize(
    "text",
    ['[[rule]]\nid = "x"', '[[fact]]\nname = "x"\nwrods = []', 'level = "top"', '[[clause]]\nid = "x"\nlocator = 1'],
)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text))
