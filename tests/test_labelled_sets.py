"""The labelled posts in tests/data: well formed, balanced, and made of specimens alone. Accuracy is not measured here."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Final

import pytest

from proviso.model import ENTITIES

FOLDER: Final = Path(__file__).parent / "data"
IDENTIFIERS: Final = frozenset(e for e in ENTITIES if e != "PERSON" and not e.endswith("_FACT"))

# Spoken and look-alike digits, longest first: "eleven" holds "seven" only by eye, but "ninety-nine" does hold "nine".
SPOKEN: Final = {
    "ninety-nine": "99",
    "eleven": "11",
    "twenty": "20",
    "zero": "0",
    "oh": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
LOOK_ALIKE: Final = str.maketrans("oli", "011")

SSN_SHAPED: Final = re.compile(r"(?<![\d-])(\d{3})[-. ](\d{2})[-. ](\d{4})(?![\d-])")
NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")
INNOCENT_NINE_DIGITS: Final = {"123456789", "091036164"}  # an order number; the Treasury's own routing number
NORTH_AMERICAN: Final = re.compile(r"(?<![\d-])(?:1[-. ])?\(?([2-9]\d\d)\)?[-. ](\d{3})[-. ](\d{4})(?![\d-])")
TOLL_FREE: Final = {"800", "833", "844", "855", "866", "877", "888"}
SWITCHBOARDS: Final = {"2022243121", "2025142000", "2028047002"}  # the Capitol, Justice, the Hatch Act unit of OSC
FICTION: Final = re.compile(
    r"1?(\d{3})?55501\d\d"  # North America
    r"|(61|0)49157\d{4}|02(5550|7010)\d{4}"  # Australia, ACMA
    r"|(44|0)(7700900\d{3}|2079460\d{3}|1[14][13]4960\d{3}|1632960\d{3})"  # United Kingdom, Ofcom
)
MAILBOX: Final = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
PUBLIC_MAILBOXES: Final = {
    "press.office@ssa.gov",
    "phishing@irs.gov",
    "Social.Media.Policy@ssa.gov",
    "hatchact@osc.gov",
}
DOCUMENTATION_NETWORKS: Final = [
    ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class LabelledPost:
    id: str
    kind: str
    text: str
    spans: tuple[Span, ...]


def read(half: str) -> tuple[LabelledPost, ...]:
    lines = (FOLDER / f"identifiers_{half}.jsonl").read_text(encoding="utf-8").split("\n")
    return tuple(labelled(line) for line in lines[:-1])


def labelled(line: str) -> LabelledPost:
    row = json.loads(line)
    spans = tuple(Span(s["start"], s["end"], s["type"], row["text"][s["start"] : s["end"]]) for s in row["spans"])
    return LabelledPost(row["id"], row["kind"], row["text"], spans)


HALVES: Final = {half: read(half) for half in ("tuning", "checking")}
POSTS: Final = HALVES["tuning"] + HALVES["checking"]
GUILTY: Final = tuple(post for post in POSTS if post.spans)
INNOCENT: Final = tuple(post for post in POSTS if not post.spans)


def values(*types: str) -> list[str]:
    return [span.value for post in GUILTY for span in post.spans if span.type in types]


def plain(value: str) -> str:
    """Return letters and digits alone, upper case, digits of any script as ASCII."""
    text = unicodedata.normalize("NFKC", value).upper()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text if c.isalnum())


def digits(value: str) -> str:
    """Return the digits that a reader would dial or key in, also from words and look-alike letters."""
    text = unicodedata.normalize("NFKC", value).casefold()
    for word, digit in SPOKEN.items():
        text = text.replace(word, digit)
    return "".join(c for c in plain(text.translate(LOOK_ALIKE)) if c.isdigit())


def never_issued(area: str, group: str, serial: str) -> bool:
    """Say whether SSA excludes the number: POMS RM 10201.035."""
    return area in {"000", "666"} or area[0] == "9" or group == "00" or serial == "0000"


def specimens() -> dict[str, set[str]]:
    """Read the table of specimens from the README beside the posts."""
    rows = re.findall(
        r"^\| ([A-Z_]+) \| (`[^|]+`) \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {kind: set(re.findall(r"`(\w+)`", cell)) for kind, cell in rows}


@pytest.mark.parametrize("half", HALVES)
def test_every_line_has_the_documented_keys(half: str) -> None:
    lines = (FOLDER / f"identifiers_{half}.jsonl").read_text(encoding="utf-8").split("\n")

    assert lines[-1] == ""
    assert {("id", "text", "spans", "kind")} == {tuple(json.loads(line)) for line in lines[:-1]}


@pytest.mark.parametrize("half", HALVES)
def test_invisible_characters_are_escaped_in_the_file(half: str) -> None:
    source = (FOLDER / f"identifiers_{half}.jsonl").read_text(encoding="utf-8")

    assert set() == {c for c in source if unicodedata.category(c) in {"Cf", "Zl", "Zp", "Zs", "Co", "Cn"}} - {" "}


def test_ids_and_texts_occur_once_in_both_halves_together() -> None:
    texts = Counter(" ".join(post.text.casefold().split()) for post in POSTS)

    assert len(POSTS) == len({post.id for post in POSTS})
    assert [text for text, count in texts.items() if count > 1] == []


def test_posts_have_the_length_of_posts() -> None:
    assert [post.id for post in POSTS if not 20 <= len(post.text) <= 900] == []


def test_spans_lie_in_order_inside_the_text_and_do_not_overlap() -> None:
    for post in GUILTY:
        edges = [edge for span in post.spans for edge in (span.start, span.end)]

        assert edges == sorted(edges), post.id
        assert all(span.start < span.end for span in post.spans), post.id
        assert edges[0] >= 0, post.id
        assert edges[-1] <= len(post.text), post.id


def test_spans_begin_and_end_with_the_identifier_itself() -> None:
    keycap = "\u20e3"
    loose = [
        (post.id, span.type)
        for post in GUILTY
        for span in post.spans
        if not (span.value[0].isalnum() or span.value[0] in "(+")
        or not (
            span.value[-1].isalnum()
            or span.value[-1] == keycap
            or (span.type == "PASSWORD" and not span.value[-1].isspace())
        )
    ]

    assert loose == []


def test_spans_do_not_cut_a_number_in_two() -> None:
    cut = [
        (post.id, span.type)
        for post in GUILTY
        for span in post.spans
        if (span.start and span.value[0].isdigit() and post.text[span.start - 1].isdigit())
        or (span.end < len(post.text) and span.value[-1].isdigit() and post.text[span.end].isdigit())
    ]

    assert cut == []


def test_a_post_is_called_identifier_exactly_when_it_has_spans() -> None:
    assert {"identifier"} == {post.kind for post in GUILTY}
    assert "identifier" not in {post.kind for post in INNOCENT}


def test_types_are_the_identifiers_of_the_model_and_none_is_missing() -> None:
    assert {span.type for post in GUILTY for span in post.spans} == IDENTIFIERS


def test_both_sides_are_large_enough() -> None:
    assert len(GUILTY) >= 340
    assert len(INNOCENT) >= 340
    assert len(values("US_SSN")) >= 60
    assert min(Counter(span.type for post in GUILTY for span in post.spans).values()) >= 8


def test_the_halves_are_balanced_by_type_and_by_kind() -> None:
    spans = {half: Counter(s.type for post in posts for s in post.spans) for half, posts in HALVES.items()}
    kinds = {half: Counter(post.kind for post in posts) for half, posts in HALVES.items()}

    assert [t for t in IDENTIFIERS if abs(spans["tuning"][t] - spans["checking"][t]) > 1] == []
    assert [k for k in kinds["tuning"] | kinds["checking"] if abs(kinds["tuning"][k] - kinds["checking"][k]) > 2] == []


def test_the_ssn_comes_in_many_disguises() -> None:
    shapes = {"".join("#" if c.isdigit() else c for c in value) for value in values("US_SSN")}

    assert len(shapes) >= 30


def test_every_ssn_is_a_specimen() -> None:
    assert specimens()["US_SSN"] == {digits(value) for value in values("US_SSN")}


def test_every_claim_number_is_a_specimen_with_suffix_or_prefix() -> None:
    claims = {plain(value)[:9] for value in values("SSA_CLAIM_NUMBER")}
    railroad = {re.sub(r"^[A-Z]+", "", plain(value)) for value in values("RRB_CLAIM_NUMBER")}

    assert claims <= specimens()["US_SSN"]
    assert railroad <= specimens()["US_SSN"] | {"123456"}


def test_every_last_four_belongs_to_a_specimen() -> None:
    assert {digits(value) for value in values("US_SSN_LAST4")} <= {number[-4:] for number in specimens()["US_SSN"]}


@pytest.mark.parametrize("kind", sorted(specimens()))
def test_every_number_stands_in_the_table_of_specimens_and_the_table_has_no_other(kind: str) -> None:
    read_as = digits if kind == "US_SSN" else plain

    assert specimens()[kind] == {read_as(value) for value in values(kind)}


def test_an_atin_has_the_form_that_no_ssn_has() -> None:
    assert all(re.fullmatch(r"9\d\d93\d{4}", plain(value)) for value in values("US_ATIN"))


def test_an_ssn_shaped_number_outside_a_span_can_never_be_issued() -> None:
    for post in POSTS:
        text = post.text
        for span in post.spans:
            text = text[: span.start] + "_" * (span.end - span.start) + text[span.end :]

        assert all(never_issued(*m.groups()) for m in SSN_SHAPED.finditer(text)), post.id
        assert set(NINE_DIGITS.findall(text)) <= INNOCENT_NINE_DIGITS, post.id


def test_every_labelled_telephone_number_is_reserved_for_fiction() -> None:
    assert [value for value in values("PHONE_NUMBER") if not FICTION.fullmatch(digits(value))] == []


def test_telephone_numbers_in_innocent_posts_are_public_lines() -> None:
    lines = [match.groups() for post in INNOCENT for match in NORTH_AMERICAN.finditer(post.text)]

    assert lines
    assert [line for line in lines if line[0] not in TOLL_FREE and "".join(line) not in SWITCHBOARDS] == []


def test_mailboxes_are_examples_or_an_agency_s_shared_one() -> None:
    boxes = {m.group(): m.group(1).casefold().split(".") for post in POSTS for m in MAILBOX.finditer(post.text)}

    assert set() == {box for box, domain in boxes.items() if "example" not in domain} - PUBLIC_MAILBOXES
    assert all("example" in value.casefold() for value in values("EMAIL_ADDRESS"))


def test_network_addresses_are_those_kept_for_documentation() -> None:
    assert all(any(ip_address(v) in n for n in DOCUMENTATION_NETWORKS) for v in values("IP_ADDRESS"))
    assert all(plain(value).startswith("00005E0053") for value in values("MAC_ADDRESS"))
