"""Whether words with capitals are the name of a private person.

A name is told by its first word, or by its last when the first is rare; places, offices and things that are called
like people are not. Who is known to everybody is nobody's secret. What makes a name a matter of privacy, a claim, an
illness, a debt beside it, is for the facts that rest on this one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from .namelists.given_names import GIVEN_NAMES
from .namelists.given_names_elsewhere import GIVEN_NAMES_ELSEWHERE
from .namelists.no_names import NO_NAMES
from .namelists.officeholders import OFFICEHOLDERS
from .namelists.surnames import SURNAMES
from .namelists.well_known import WELL_KNOWN

if TYPE_CHECKING:
    from .match import Match

_WORD: Final = regex.compile(r"\p{L}[\p{L}'.-]*")
_BESIDE: Final = 32  # characters in which an office, a trade or a work stands beside the name
_GIVEN: Final = (GIVEN_NAMES, GIVEN_NAMES_ELSEWHERE)
_LONGEST_RARE: Final = 3  # words of a name whose first is on no list
# With a capital in front of a first name, where a sentence begins.
_LEADING: Final = frozenset(
    "about and ask because but for from lend little meet met my old our poor remember saw since so tell told when with "
    "young".split()
)
# In front of the name of somebody who is in public for what they do, or of a thing: "the James Haley in Tampa".
_PUBLIC_ROLE: Final = regex.compile(
    r"(?<!\w)(?:sen(?:ator)?|rep(?:resentative)?|congress(?:man|woman|member)|gov(?:ernor)?|mayor|president|premier|"
    r"minister|pm|mp|mep|msp|td|secretary|commissioner|chancellor|justice|king|queen|prince|princess|pope|sir|dame|lord|"
    r"baroness|coach|director|ceo|cfo|attorney general|ambassador|chair(?:man|woman|person)?|paralympian|olympian|"
    r"singer|act(?:or|ress)|rapper|author|novelist|comedian|journalist|artist|driver|striker|economist|historian|musician|"
    r"boxer|golfer|star|legend|icon|billionaire|triathlete|celebrity|chef|by|candidate|nominee|"
    r"spokes(?:man|woman|person)|host|reporter|sheriff|presenter|founder|leader|editor|photo:|prof(?:essor)?\.?|scientist|researcher|poet|starring|"
    r"featuring|feat\.?|ft\.?|vs\.?|novel|book|film|movie|song|album|general|gen\.?|admiral|adm\.?|the|late great|"
    r"read|reads|reading|rereading|watching|listening to|quot(?:e|es|ing|ed)|assigned|teaching|per|according to|"
    r"cite[sd]?|citing|thanks to|like|fan of|interview with|statement (?:from|by)|bio(?:graphy|pic) of)\s*$",
    regex.IGNORECASE | regex.REVERSE,  # it can only stand at the end
)
_ONESELF: Final = regex.compile(
    r"(?<!\w)(?:my name is|my name's|i am|i'm|this is|signed,?|call me)\s*$", regex.IGNORECASE | regex.REVERSE
)
# Behind it: works that are published, offices, what only public people do.
_PUBLIC_DEED: Final = regex.compile(
    r"(?:'s)? (?:\w+ )?(?:book|memoir|novel|podcast|essay|poem|play|film|movie|song|album|column|documentary|biography|"
    r"autobiography|speech|verdict|impeachment|campaign|administration|Act|Foundation|Award|Prize|Memorial)(?!\w)|"
    r" (?:(?:wrote|writes)(?! (?:off|me|us|to (?:me|us|our|my))(?!\w))|"
    r"sings|sang|directed|starred|stars|tweeted|signed (?:the|a)|vetoed|testified before|"
    r"told (?:lawmakers|reporters|Congress|the (?:BBC|Senate|House|committee))|won (?:the|a|an|gold)|scored|invented|"
    r"painted|founded|narrat\w+)(?!\w)|"
    r", (?:the )?(?:former )?(?:mayor|governor|senator|congress\w*|president|premier|minister|secretary|commissioner|"
    r"director|author|singer|actor|actress|comedian|poet|novelist|journalist|philosopher|economist|founder|CEO)(?!\w)",
    regex.IGNORECASE,
)


def private_name(match: Match) -> bool:
    """Two words and more that can be somebody's name, and are not that of a public person or of a thing."""
    words = [word for word in _WORD.findall(match.text) if word[0].isupper() and len(word.rstrip(".")) > 1]
    if len(words) < 2 or not all(map(_can_name, words)):  # noqa: PLR2004 - a name has two words
        return False
    if not _is_given(words[0]) and not (len(words) <= _LONGEST_RARE and _is_surname(words[-1])):
        return False
    return not _is_public(match) and not _is_known(f"{_last_word(match.before(_BESIDE))} {match.text}")


def first_name(match: Match) -> bool:
    """A given name that is no other word, alone."""
    head = _last_word(match.before(_BESIDE)).casefold()
    alone = not head or head in _LEADING
    return alone and _is_given(match.text) and _can_name(match.text)


def unlisted_name(match: Match) -> bool:
    """Two words that no list need hold ("Tuyet Vo"): enough beside a case, if nobody public is called so."""
    return all(map(_can_name, _WORD.findall(match.text))) and not public_name(match)


def public_name(match: Match) -> bool:
    """The name of somebody everybody knows, or who stands in public beside their office or work."""
    return _is_known(match.text) or _is_public(match)


def titled_name(match: Match) -> bool:
    """A title with a name behind it ("Mrs. Delgado"), and not a public person, a character or a brand."""
    *_, last = _WORD.findall(match.text)
    return _can_name(last) and not public_name(match)


def _is_public(match: Match) -> bool:
    """Whether an office, work or deed beside the name says they are public, or they speak of themselves."""
    before = match.before(_BESIDE)
    return bool(_PUBLIC_ROLE.search(before) or _ONESELF.search(before) or _PUBLIC_DEED.match(match.after(_BESIDE)))


def _is_given(word: str) -> bool:
    plain = word.casefold()
    return any(plain in known or plain.partition("-")[0] in known for known in map(_split, _GIVEN))


def _is_surname(word: str) -> bool:
    plain = word.casefold().replace("'", "")
    return plain in _split(SURNAMES) or plain.rpartition("-")[2] in _split(SURNAMES)


def _can_name(word: str) -> bool:
    plain = word.casefold().removesuffix("'s").rstrip(".")
    return plain not in _split(NO_NAMES) and plain.rstrip("s") not in _split(NO_NAMES)


def _is_known(text: str) -> bool:
    """Whether any two words of it, or the stretch between them, are called like somebody everybody knows."""
    words = [_plain(word).removesuffix("'s") for word in _WORD.findall(text)]
    ends = [(i, j) for j in range(1, len(words)) for i in range(j)]
    return any(f"{words[i]} {words[j]}" in _known() or " ".join(words[i : j + 1]) in _known() for i, j in ends)


def _last_word(before: str) -> str:
    """The word with a capital right in front: a name whose head was cut off ("Amy" of "Amy Coney Barrett")."""
    *_, word = _WORD.findall(before) or [""]
    return word if word[:1].isupper() and before.endswith(f"{word} ") else ""


@cache
def _split(names: str) -> frozenset[str]:
    return frozenset(names.split())


@cache
def _known() -> frozenset[str]:
    return frozenset(" ".join(_plain(name).split()) for name in (*WELL_KNOWN.split(","), *OFFICEHOLDERS.split(",")))


def _plain(name: str) -> str:
    """Small letters without accents and full stops."""
    folded = name.casefold().replace(".", "")
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded)
    return "".join(char for char in apart if not unicodedata.combining(char))
