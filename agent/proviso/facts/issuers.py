"""Numbers without a check digit: which of them their issuers give out, and what stands around them.

Each function takes the match and answers whether it stands. Nothing here looks at who writes or where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from .spoken import readings

if TYPE_CHECKING:
    from .match import Match

_SSN_DIGITS: Final = 9
_NANP_DIGITS: Final = 10
_CONTEXT: Final = 48  # characters on each side in which a word decides what a number is
_TAX: Final = regex.compile(r"(?<![^\W_])(?:i\W?t\W?i\W?ns?|(?:individual )?taxpayer|w-?7)(?![^\W_])", regex.IGNORECASE)
_ADVERTISED: Final = "98765432"  # 987-65-4320 to -4329: SSA keeps them for advertisements, and examples use them

# HHS of Texas, Medicaid for the Elderly and People with Disabilities Handbook, appendix VI: SSA claim number suffixes;
# SSA POMS GN 01050.005.
_SUFFIX: Final = regex.compile(
    r"A|B[1-9ADGHJKLNPQRTWY]?|C[1-9A-Z]?|D[1-9ACDGHJKLMNPQRSTVWXYZ]?|E[1-9ABCDFGHJKM]?|F[1-8]|H[A-C][1-9]?|J[1-4]"
    r"|K[1-9A-M]|M1?|T[2-9A-Z]?|W[1-9BCFGJRT]?|[ABD][ICS]"  # the last: Supplemental Security Income
)
_CLAIM: Final = regex.compile(r"(\d{9})([A-Z]\w{0,2})")
_CLAIM_WORD: Final = regex.compile(
    r"(?<![^\W_])(?:claims?|medicare|hicn?|can|bic|ssa|ssns?|social|widow\w*|survivors?|benefi\w+|ssdi)(?![^\W\d_])",
    regex.IGNORECASE,
)
_ARTICLE: Final = regex.compile(r" [a-z]")  # "219-09-9999 a friend": a word, no suffix

_YEAR: Final = regex.compile(r"(?:19|20)\d\d")
_SAYS: Final = regex.compile(r"(?:[:=#]|\bis|\bwas|')\W{0,3}$", regex.IGNORECASE)
_SSN_WORD: Final = regex.compile(r"(?<![^\W_])(?:ssns?|socials?|soc|ss|nss)(?![^\W\d_])", regex.IGNORECASE)
_CARD_WORD: Final = regex.compile(
    r"(?<![^\W_])(?:cards?|visa|master ?card|amex|discover|debit|credit|ebt|chip|acct|account|statement|gpc|"
    r"gtc)(?![^\W\d_])",
    regex.IGNORECASE,
)
_LAST_OF_OTHER: Final = regex.compile(
    r"(?<!\w)(?:phone|cell|mobile|tel|zip|vin|form|digits of the (?:form|case|ticket))", regex.IGNORECASE
)
_MASK: Final = regex.compile(r"(?:[x*#\u2022\u25cf_][ .-]{0,3}){1,16}$", regex.IGNORECASE)
_MASKED: Final = regex.compile(r"[x*#\u2022\u25cf_]", regex.IGNORECASE)
_LEAST_MASKED, _MASKED_OF_SSN = 4, 5  # characters; fewer are a sign of the writer's own, which says nothing

# NANPA: geographic and non-geographic codes; the second digit of an area code is never 9, N11 are services.
_TOLL_FREE: Final = frozenset("800 822 833 844 855 866 877 880 881 882 883 884 885 886 887 888 889".split())
_PREMIUM: Final = "900"


def us_ssn(match: Match) -> bool:
    """Issued or issuable (SSA POMS RM 10201.035). The published specimens pass too: they look as real as any."""
    return any(_is_ssn(digits, match) for digits in readings(match.text))


def _is_ssn(digits: str, match: Match) -> bool:
    if len(digits) != _SSN_DIGITS or len(set(digits)) == 1:
        return False
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if digits.startswith(_ADVERTISED):
        return not _TAX.search(match.before(_CONTEXT) + match.after(_CONTEXT))
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def ssn_last4(match: Match) -> bool:
    """Four digits that end an SSN: behind its mask, or where nothing else than an SSN is spoken of."""
    return _has_four_digits(match) and _ends_ssn(match)


def card_last4(match: Match) -> bool:
    """Four digits that end the number of a card: behind its mask, or beside a word for a card."""
    return _has_four_digits(match) and not _ends_ssn(match) and _LAST_OF_OTHER.search(match.before(_CONTEXT)) is None


def _has_four_digits(match: Match) -> bool:
    return any(len(digits) == 4 and digits != "0000" for digits in readings(match.text))  # noqa: PLR2004


def _ends_ssn(match: Match) -> bool:
    """Nearest word wins; a mask of five is an SSN's, another a card's."""
    before, after = match.before(_CONTEXT), match.after(_CONTEXT)
    if (mask := _MASK.search(before)) and len(_MASKED.findall(mask[0])) >= _LEAST_MASKED:
        return len(_MASKED.findall(mask[0])) == _MASKED_OF_SSN
    if _LAST_OF_OTHER.search(before):
        return False
    ssn = max((found.start() for found in _SSN_WORD.finditer(before)), default=-1)
    card = max((found.start() for found in _CARD_WORD.finditer(before)), default=-1)
    if ssn == card:
        return _SSN_WORD.search(after) is not None or not _CARD_WORD.search(after)
    return ssn > card


def ssa_claim_number(match: Match) -> bool:
    """An SSN with a beneficiary identification code behind it."""
    found = _CLAIM.fullmatch(match.code)
    if not found or not _SUFFIX.fullmatch(found[2]) or not _is_ssn(found[1], match):
        return False
    suffix = match.text[-len(found[2]) :]
    is_apart = match.text[-len(found[2]) - 1] == " "
    around = match.before(_CONTEXT) + match.after(_CONTEXT)
    if is_apart and _ARTICLE.match(match.after(2)) and not (suffix.isupper() and suffix != "A"):
        return False
    if is_apart and not suffix.isupper() and not _CLAIM_WORD.search(match.before(_CONTEXT)):
        return False
    return not match.text[:9].isdecimal() or _CLAIM_WORD.search(around) is not None


def rrb_claim_number(match: Match) -> bool:
    """A prefix and an SSN, or, before 1964, six digits (RRB; CMS Medicare General Information, chapter 2, 60)."""
    digits = match.digits
    return len(digits) < _SSN_DIGITS or _is_ssn(digits, match)


def nanp_phone(match: Match) -> bool:
    """A number of the North American plan that a person may have: toll-free and paid services are public."""
    number = _EXTENSION.sub("", match.text)
    is_international = number.startswith("+")
    return any(_is_nanp(digits, is_international=is_international) for digits in readings(number))


def _is_nanp(digits: str, *, is_international: bool) -> bool:
    """Whoever writes a country in front means a telephone, in whatever exchange."""
    digits = digits.removeprefix("001").removeprefix("1")  # no area begins with 1, so this is the country
    if len(digits) != _NANP_DIGITS or digits[:3] in _TOLL_FREE or digits[:3] == _PREMIUM:
        return False
    area, exchange = digits[:3], digits[3:6]
    is_assignable = area[1] != "9" and area[1:] != "11" and exchange[0] in "23456789" and exchange[1:] != "11"
    return area[0] in "23456789" and (is_international or is_assignable)


def phone_beside_label(match: Match) -> bool:
    """Digits enough for a telephone and not too many (ITU-T E.164: fifteen); no toll-free number, date or year."""
    number = _EXTENSION.sub("", match.text)
    return any(_can_be_dialled(digits) for digits in readings(number)) and not _DATE.fullmatch(number)


_EXTENSION: Final = regex.compile(r" ?(?:x|ext\.?) ?\d{1,6}$", regex.IGNORECASE)
_DATE: Final = regex.compile(r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)?\d\d")
_PUBLIC_LINE: Final = regex.compile(
    r"(?:1?(?:800|822|833|844|855|866|877|888|900)\d{7}"  # toll-free and paid, NANPA
    r"|(?:61)?(?:13\d{4}|1[389]00\d{4,6}|180\d{4})"  # 13, 1300, 1800, 1900: ACMA numbering plan
    # freephone, 03, 084, 087, 09: Ofcom numbering plan
    r"|(?:44|0)(?:800|808|30[03]|33[03]|34[345]|37[0-2]|84[345]|87[0-3]|9[018]\d)\d{6,7})"
)
_LEAST_DIALLED, _MOST_DIALLED = 7, 15


def _can_be_dialled(digits: str) -> bool:
    return (
        _LEAST_DIALLED <= len(digits) <= _MOST_DIALLED
        and len(set(digits)) > 2  # noqa: PLR2004 - 555-5555 and the like are placeholders
        and not _PUBLIC_LINE.fullmatch(digits)
    )


def uk_nino(match: Match) -> bool:
    """HMRC, National Insurance Manual NIM39110: letters never used, and prefixes never given."""
    prefix = match.code[:2]
    return (
        not set(prefix) & set("DFIQUV")
        and prefix[1] != "O"
        and prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
    )


def pin(match: Match) -> bool:
    """Four to eight digits; a year only when it is said to be one's PIN."""
    return not _YEAR.fullmatch(match.text) or _SAYS.search(match.before(8)) is not None


def number_with_digits(match: Match) -> bool:
    """At least four digits, and not a year alone: numbers that have no form of their own."""
    digits = match.digits
    return len(digits) >= 4 and not _YEAR.fullmatch(match.text) and len(set(digits)) > 1  # noqa: PLR2004


_PLATE: Final = regex.compile(r"[a-z]{2,3}[- ]?\d{3,4}|\d{3}[- ]?[a-z]{3}|\d[a-z]{3}\d{3}", regex.IGNORECASE)


def licence_plate(match: Match) -> bool:
    """Letters and digits, in capitals, as many as fit a plate."""
    code = match.code
    is_long_enough = 4 <= len(code) <= 8  # noqa: PLR2004
    has_both = any(map(str.isdecimal, code)) and any(map(str.isalpha, code))
    is_upper = match.text.upper() == match.text
    return is_long_enough and has_both and (is_upper or _PLATE.fullmatch(match.text) is not None)


_WORDLIKE: Final = regex.compile(r"[a-z]+(?:[-'/_.][a-z]+)*[!?.:)]*|covid-?\d*", regex.IGNORECASE)
_QUOTES: Final = ("'", '"')
_MAILBOX: Final = regex.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NOT_A_SECRET: Final = regex.compile(
    r"[*.\u2022x_-]+|"
    r"[\[<({]?(?:removed|redacted|hidden|withheld|your[_-]?password|password|passwd|secret|changeme|example|user|pass)[\])>}]?|\d{1,2}[:.]\d\d|https?:.*|www\..*|\w+\.(?:xlsx?|docx?|pdf|txt|csv|com|gov|org|net)|(?:19|20)\d\d|\d+(?:st|nd|rd|th|s|x|k)",
    regex.IGNORECASE,
)


def password(match: Match) -> bool:
    """Something that is no word, or is quoted: letters with digits or signs among them, or digits of a code."""
    text = match.text
    if text[0] in "#@" or _MAILBOX.fullmatch(text):
        return False
    if match.before(1) in _QUOTES and match.after(1) == match.before(1):
        return not _NOT_A_SECRET.fullmatch(text)
    return not _NOT_A_SECRET.fullmatch(text) and not _WORDLIKE.fullmatch(text)
