"""Packs are read, compiled and loaded without a change of meaning; examples carry their marks."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.packs import PackError
from proviso.packs.compiled import compile_pack, digest_of, load_pack
from proviso.packs.examples import mark, unmark
from proviso.packs.problems import Lines
from proviso.packs.read import read_pack, read_vocabulary, source_tables
from proviso.store.fresh import compile_source
from rulebooks import FACTS, files, rule

VOCABULARY = read_vocabulary({"facts/test.toml": FACTS.encode()})
SOURCE = files(
    head='[cast.ann]\nbio = "x"\n[parameters]\nplace = "here"\n',
    rules=rule('{ all = ["number"], date = { since = 2026-01-01 } }'),
)


def compiled() -> bytes:
    return compile_source("base", SOURCE, VOCABULARY)


def test_a_compiled_pack_means_what_its_source_means() -> None:
    tables = source_tables("base", SOURCE, VOCABULARY)
    read = read_pack(tables, {})
    loaded = load_pack(compile_pack(tables, read), {})

    assert [r.conditions for r in read.rules] == [r.conditions for r in loaded.rules]
    assert [r.examples for r in read.rules] == [r.examples for r in loaded.rules]
    assert (read.facts, read.clauses, read.applies) == (loaded.facts, loaded.clauses, loaded.applies)


def test_the_same_source_compiles_to_the_same_bytes() -> None:
    assert compiled() == compiled()
    assert digest_of(compiled()) == load_pack(compiled(), {}).digest


def test_a_pack_carries_only_the_facts_it_uses() -> None:
    assert list(load_pack(compiled(), {}).facts) == ["number"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'"format":3', b'"format":2', "is not 3; compile it with this version"),
        (b'"format":3', b'"format":', "is damaged; compile it again"),
        (b'"facts":[', b'"fakts":[', "has parts missing"),
        (b'"digits",9', b'"digits",10', 'fact "number": the literals are not those of its pattern'),
        (b'"digits",9', b'"at",9', "the literals are not those of its pattern"),
        (b'[],"digits",9', b'["zzz"],null,9', "the literals are not those of its pattern"),
        (b'"severity":"error"', b'"severity":"loud"', 'unknown severity "loud"'),
    ],
)
def test_a_compiled_pack_is_checked_not_trusted(old: bytes, new: bytes, expected: str) -> None:
    assert old in compiled()

    with pytest.raises(PackError, match=expected):
        load_pack(compiled().replace(old, new), {})


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{}", b"\xff", b'{"format":3}', b'{"format":3,"facts":5}'])
def test_what_is_no_compiled_pack_is_refused(text: bytes) -> None:
    with pytest.raises(PackError):
        load_pack(text, {})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6), st.sampled_from(["pack", "clauses", "sections", "facts"]))  # fmt: skip
def test_a_compiled_pack_with_anything_in_it_is_read_or_refused(value: object, key: str) -> None:
    values = json.loads(compiled())
    values[key] = value

    with contextlib.suppress(PackError):
        assert load_pack(json.dumps(values).encode(), {}).name == "base"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("no marks", ("no marks", ())),
        ("a [[b]] c [[d]]", ("a b c d", ((2, 3), (6, 7)))),
        (r"a \[\[b\]\] [[\[c]]", ("a [[b]] [c", ((8, 10),))),
        (r"a \\[[b]]", ("a \\b", ((3, 4),))),
        ("[single]", ("[single]", ())),
    ],
)
def test_marks_are_taken_out_of_examples(marked: str, expected: tuple[str, object]) -> None:
    assert expected == unmark(marked)


@given(st.text("ab[]\\ é👩", min_size=1), st.data())
def test_what_is_marked_is_read_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert (text, ((start, end),)) == unmark(mark(text, ((start, end),)))


def test_lines_are_found_under_their_header() -> None:
    lines = Lines(
        'a = 1\n[[rule]]\nid = "x"\n[[rule.flagged]]\ntext = """\n[[rule]]\n"""\n[[rule]]\nid = "y"\n[[rule.flagged]]\ntext = "z"\n'
    )

    assert [
        lines.of([], "a"),
        lines.of([("rule", 0)], "id"),
        lines.of([("rule", 0), ("flagged", 0)], "text"),
        lines.of([("rule", 1)], "id"),
        lines.of([("rule", 1), ("flagged", 0)], "text"),
        lines.of([("rule", 1)], "nothing"),
    ] == [1, 3, 5, 9, 11, 8]
