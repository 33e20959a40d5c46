"""Make rules/facts/gazetteers.toml out of public lists: which handle belongs to whose campaign, what agencies are called.

Usage: scripts/gazetteers.py FOLDER, where FOLDER holds campaign_accounts.csv, legislators.csv, partisan_groups.csv and
agency_domains.csv. A list says "this string belongs to X" and never that a post is partisan. A campaign's handle means
something until the last election it can have been used for: candidacies end, parties do not.
"""

from __future__ import annotations

import csv
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TARGET: Final = Path(__file__).resolve().parent.parent / "rules/facts/gazetteers.toml"
HEAD: Final = """#:schema ../rule.schema.json
# Made by scripts/gazetteers.py; change the script, not this file.
# Campaign handles: alexlitel/congresstweets-accounts (MIT licence, copyright Alex Litel), as of 22 June 2023, with terms of
# unitedstates/congress-legislators (CC0), as of 15 June 2026. `until` is the last election the account can stand for.
# Party handles: the same list, and the accounts that parties name as theirs. Agencies: cisagov/dotgov-data (CC0), 22 August 2026.
"""
LAST_ELECTION: Final = date(2026, 11, 3)
EARLIEST: Final = date(2024, 1, 1)  # older candidacies are nobody's any more, and every word costs time
_HANDLE: Final = re.compile(r"\w{4,}")


def main(folder: Path) -> None:
    """Write the file anew."""
    terms = {row["bioguide"]: row for row in rows(folder / "legislators.csv")}
    accounts = dict(campaign_accounts(rows(folder / "campaign_accounts.csv"), terms))
    blocks = (
        fact(
            "campaign-account",
            (f'{{ word = "@{name}", until = "{until}" }}' for name, until in sorted(accounts.items())),
        ),
        fact("party-account", (f'"@{name}"' for name in sorted(set(party_accounts(folder))))),
        fact("federal-agency-name", (f'"{name}"' for name in sorted(set(agencies(folder))))),
    )
    TARGET.write_text(HEAD + "\n".join(blocks), encoding="utf-8")


def rows(file: Path) -> Iterator[Mapping[str, str]]:
    """The lines of a table with a head."""
    with file.open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source)


def fact(name: str, entries: Iterator[str]) -> str:
    """One block of words, four to a line."""
    words = list(entries)
    lines = (f"  {', '.join(words[n : n + 4])}," for n in range(0, len(words), 4))
    return "\n".join((f'\n[[fact]]\nname = "{name}"', "words = [", *lines, "]\n"))


def campaign_accounts(
    accounts: Iterator[Mapping[str, str]], terms: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, date]]:
    """Handles of campaigns with the last day on which they stand for a candidacy."""
    for row in accounts:
        person = terms.get(row["bioguide"])
        if row["account"] == "campaign" and row["entity"] == "member" and person and _HANDLE.fullmatch(row["handle"]):
            until = last_candidacy(person)
            if until >= EARLIEST:
                yield row["handle"].lower(), until


def last_candidacy(person: Mapping[str, str]) -> date:
    """The election before a term's end, or, for a senator in mid-term, the one before its beginning."""
    end = date.fromisoformat(person["last_known_term_end"])
    election = election_day(end.year - 1)
    if election > LAST_ELECTION:
        election = election_day(end.year - 7)
    return min(election, LAST_ELECTION)


def election_day(year: int) -> date:
    """The Tuesday after the first Monday in November of an even year (the one before, for an odd one)."""
    first = date(year - year % 2, 11, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + timedelta(days=1)


def party_accounts(folder: Path) -> Iterator[str]:
    """Handles of parties and their committees; caucuses in Congress are offices and stay out."""
    for row in rows(folder / "partisan_groups.csv"):
        if row["kind"] == "x-handle" and row["strength"] == "hard":
            yield row["value"].lower()


def agencies(folder: Path) -> Iterator[str]:
    """Names of federal agencies that nothing else is called by."""
    for row in rows(folder / "agency_domains.csv"):
        name = row["agency"]
        if " " in name and not name.startswith(("U.S.", ".gov")) and "," not in name:
            yield name


if __name__ == "__main__":
    main(Path(sys.argv[1]))
