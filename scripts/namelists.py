"""Make the lists in agent/proviso/facts/namelists/ out of public ones: given names, surnames, who holds an office.

Usage: scripts/namelists.py FOLDER, where FOLDER holds census_names.csv, legislators.csv and executives.csv. A list says
"this is a name" or "so is a person called whom the public knows", and never whose name a post means.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteers import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET: Final = Path(__file__).resolve().parent.parent / "agent/proviso/facts/namelists"
RAREST_GIVEN: Final = 0.005  # percent of the people of 1990 who bear it
SURNAMES: Final = 3_000  # by their number in 1990
GENERATION: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
CENSUS: Final = "US Census Bureau, lists of 1990 (public domain)"
OFFICES: Final = "unitedstates/congress-legislators (CC0), 15 June 2026, MIT Election Lab, Wikidata and openstates (CC0) for executives"


def main(folder: Path) -> None:
    """Write the three files anew."""
    census = list(rows(folder / "census_names.csv"))
    given = {
        row["name"].lower()
        for row in census
        if row["kind"] != "surname" and float(row["percent_1990"] or 0) >= RAREST_GIVEN
    }
    surnames = {
        row["name"].lower()
        for row in census
        if row["kind"] == "surname" and row["rank_1990"] and int(row["rank_1990"]) <= SURNAMES
    }
    write("given_names", f"Given names that are common in the United States.\n\n{CENSUS}", " ".join(sorted(given)))
    write("surnames", f"Surnames that are common in the United States.\n\n{CENSUS}", " ".join(sorted(surnames)))
    people = ", ".join(sorted(set(officeholders(folder))))
    write("officeholders", f"Who has held an office of state since 2015.\n\n{OFFICES}", people)


def officeholders(folder: Path) -> Iterator[str]:
    """First and last name of everybody in the lists, however they are written there."""
    for file in ("legislators.csv", "executives.csv"):
        for row in rows(folder / file):
            for form in (row["name"], *row["name_forms"].split("|")):
                plain = form.lower().replace(".", "").replace("\u2019", "'").replace("\u02bb", "'")
                words = [word for word in plain.split() if word.strip(",") not in GENERATION]
                if len(words) > 1:
                    yield f"{words[0]} {words[-1]}".replace(",", "")


def write(module: str, about: str, names: str) -> None:
    """One module: names in small letters."""
    title, _, source = about.partition("\n\n")
    text = "\n    ".join(textwrap.wrap(names, 116, break_long_words=False, break_on_hyphens=False))
    (TARGET / f"{module}.py").write_text(
        f'"""{title} Made by scripts/namelists.py; change the script, not this file.\n\n{source}.\n"""\n\n'
        f'from __future__ import annotations\n\nfrom typing import Final\n\n{module.upper()}: Final = """\n    {text}\n"""\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
