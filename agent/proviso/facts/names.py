"""Whether words can be the name of a person or place: capitals, and not what people say beside the label instead.

No list of names: a name is what stands where a name belongs and looks like one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from .match import Match

# Words with a capital, whatever case the rest of a pattern is read in: names, as far as letters tell.
_NAME: Final = r"(?-i:\p{Lu})[\p{L}'-]{1,20}"
_REGION: Final = rf"{_NAME}(?: {_NAME}){{0,2}}|(?-i:\p{{Lu}}\.){{2}}"
# Cork, Ireland; Port-au-Prince; San Luis Obispo CA; the Dominican Republic
PLACE: Final = (
    rf"(?:the )?(?:(?:St|Mt|Ft|Ste)\. ?)?{_NAME}"
    rf"(?: (?:(?:de|la|las|los|el|del|do|da|of|the|upon|am) ){{0,2}}{_NAME}){{0,3}}"
    rf"(?:, ?(?:{_REGION}))?"
)
# Kowalczyk; O'Leary-Brandt; van der Berg; Ana Lucia Ferreira
SURNAME: Final = rf"(?:(?:van|von|de|der|den|la|le|di|da|del|al|el|bin|ter) ){{0,2}}{_NAME}(?: {_NAME}){{0,2}}"
_TITLE: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sgt|Pvt|Cpl|Rev|Little|little|Baby|baby|Young|Old|old|Grandma|Grandpa|Granny|Aunt|Auntie|"
    r"Uncle|Mister|Private|[Cc]lient|[Cc]laimant|[Pp]atient|[Bb]eneficiary|[Nn]eighbou?r|[Tt]enant|[Vv]eteran|"
    r"[Aa]pplicant|[Dd]etainee|[Nn]ephew|[Nn]iece|[Cc]ousin|[Ss]on|[Dd]aughter|[Bb]rother|[Ss]ister|[Ff]riend|"
    r"[Cc]oworker|[Rr]esident)"
)
_LAST: Final = r"[A-Z][a-z'-]{1,15}(?: [A-Z]\.?)?(?: [A-Z][a-zA-Z'-]{1,18})"
# A title or a kind of relation with a name, or two names and more. For patterns that mind case. What it begins with is
# looked at first: there are few capitals in a text.
_TITLED: Final = rf"{_TITLE}\.?,? [A-Z][a-z'-]{{1,15}}(?: [A-Z]\.?)?(?: [A-Z][a-zA-Z'-]{{1,18}}){{0,2}}"
PERSON: Final = rf"(?=[A-Z]|[a-z]+\.?,? [A-Z])(?:{_TITLED}|{_LAST}{{1,2}})"

# What stands behind "maiden name is" and "born in" and is no name.
_NO_NAME: Final = frozenset(
    "a an the it its this that these those what when where who why how my your his her our their not no never always "
    "required needed optional same different missing wrong fine on in at to for from of and or is was are were be been "
    "january february march april may june july august september october november december spring summer winter fall "
    "mr mrs ms dr i he she they we you if because since until after before only just really still please thanks name "
    "names "
    "kept asked question answer field here there none unknown pending see box line form page removed redacted "
    "withheld hidden".split()
)
_WORD: Final = regex.compile(r"[^\W\d_][\w'.-]*")
_ASSIGNED: Final = regex.compile(r"[:=]\W{0,4}(?:a(?:nswer)?[:.]\W{0,2})?$", regex.IGNORECASE)
_BORN_IN: Final = regex.compile(r"(?:was|were) born (?:and raised )?in $", regex.IGNORECASE)
_IN_BRACKETS: Final = regex.compile(r"\(\d{1,3}\)")
_OLDEST = 119  # years
_ALIVE: Final = range(1, _OLDEST + 1)
_NOT_A_PERSON: Final = regex.compile(
    r"(?<!\w)(?:Section|Title|Part|Chapter|Article|Rule|Act|Form|Street|Avenue|Road|Route|Highway|Room|Suite|Bowl|"
    r"Week|Day|Game|"
    r"Season|Psalm|Psalms|Proverbs|Isaiah|Matthew|Mark|Luke|John|Romans|Exodus|Genesis|Channel|Interstate|Apollo|Area|"
    r"Team|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sep|Sept|"
    r"Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Social|Security|Medicare|Medicaid|County|"
    r"City|State|"
    r"University|House|Senate|Congress|Company|Inc|North|South|East|West|United|New|Full|Retirement|Level|Grade|Top|"
    r"Over|Under)(?!\w)"
)


def place_name(match: Match) -> bool:
    """Begins with a capital, and is none of the words that follow "born in" instead.

    Behind a sign, or where somebody says that they were born in it, small letters will do.
    """
    if match.text.islower() and (_BORN_IN.search(match.before(24)) or _ASSIGNED.search(match.before(12))):
        return _can_be_a_name(match.text)
    return _begins_like_a_name(match.text)


def surname(match: Match) -> bool:
    """Behind a sign any word that can be a name; behind "is" one with a capital."""
    if _ASSIGNED.search(match.before(12)):
        return _can_be_a_name(match.text)
    return _begins_like_a_name(match.text)


def age(match: Match) -> bool:
    """An age that somebody can have, beside words that can be a person's name; a list of counts is none."""
    if int(match.digits or 0) not in _ALIVE or _NOT_A_PERSON.search(_beside(match)):
        return False
    return match.before(1) != "(" or len(_IN_BRACKETS.findall(match.paragraph)) == 1


_NO_STREET: Final = regex.compile(
    r"(?<!\w)(?:[AP]\.?M\.? (?:CT|PT|ET|MT)|(?:Supreme|Circuit|District|Appeals|Superior|Federal|Municipal|Family|"
    r"Probate|S\.|U\.S\.) (?:Court|Ct\.?)|S\.? ?Ct\.?)(?!\w)"
    r"|^\d{1,5} (?:years?|days?|hours?|minutes?|miles?|steps?|ways?|times?|percent|million|billion|thousand|Year|Day|"
    r"Hour|Best|Top|Great|Big|New|More)(?!\w)",
)


def street(match: Match) -> bool:
    """A house in a street: no court of law, time zone, or count of things."""
    return _NO_STREET.search(match.text) is None


def _beside(match: Match) -> str:
    """The name that the age belongs to: what the pattern matched around it, as far as capitals go."""
    before = match.before(40)
    words = before.split()[-4:] if before[:1].isspace() or len(before) < 40 else before.split()[1:][-4:]  # noqa: PLR2004
    return " ".join(words)


def _can_be_a_name(text: str) -> bool:
    return all(word.casefold().rstrip(".") not in _NO_NAME for word in _WORD.findall(text))


def _begins_like_a_name(text: str) -> bool:
    return text[:1].isupper() and _first_word(text) not in _NO_NAME


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].casefold().rstrip(".") if found else ""
