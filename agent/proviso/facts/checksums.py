"""Check digits and number grammars as their issuers define them; python-stdnum where it has them.

A checksum permits: the pattern has seen a label or a shape before anything here is asked, and one number in ten or
eleven passes by chance. Each function takes the match and answers whether it stands.
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Final

import regex
from stdnum import iban as stdnum_iban
from stdnum import luhn
from stdnum.au import abn, tfn
from stdnum.ca import sin
from stdnum.gb import nhs, utr
from stdnum.us import ein, ptin, rtn

if TYPE_CHECKING:
    from .match import Match

# Issuer identification numbers with the lengths of their cards. Visa, Mastercard (2221-2720 since 2017), American
# Express, Discover, Diners, JCB, Maestro, UnionPay: ISO/IEC 7812 and the networks' own BIN tables.
_BRANDS: Final = regex.compile(
    r"4\d{12}(?:\d{3}(?:\d{3})?)?|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}"
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12,15}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|(?:1800|2131)\d{11}"
    r"|(?:5018|5020|5038|58\d\d|6304|6759|676[1-3]|0604|6390)\d{8,15}|62\d{14,17}"
)
_CARD_WORDS: Final = regex.compile(
    r"(?<!\w)(?:cards?|visa|master ?card|amex|american express|discover|maestro|jcb|diners|credit|debit|cc|cvv2?|"
    r"cvc2?|tarjeta|carte)(?!\w)",
    regex.IGNORECASE,
)
_CARD_NUMBER: Final = regex.compile(r"\d(?:[ -]?\d){12}")
_THROUGH: Final = regex.compile(r"(?:good|valid) (?:thru|through)", regex.IGNORECASE)
_IBAN_WORD: Final = regex.compile(r"(?<!\w)iban\W", regex.IGNORECASE)
_JCB: Final = "35"  # 3528-3589 are issued; others are in test data and behind the word only
_CARD_LENGTHS: Final = (15, 16)  # lengths that are rarely anything else

# ISO 3166-1: the fifth and sixth letter of a business identifier code (ISO 9362), and Kosovo.
_COUNTRIES: Final = frozenset(
    "AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD "
    "CF CG CH CI CK "
    "CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI "
    "GL GM GN GP GQ "
    "GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC "
    "LI LK LR LS LT "
    "LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
    "NZ OM PA PE PF "
    "PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ "
    "TC TD TG TH TJ "
    "TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split()
)
_ITIN_GROUPS: Final = frozenset((*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)))
_MEDICARE_STATES: Final = regex.compile(r"[2-6]")
_MEDICARE_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9)
_VIN_VALUES: Final = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_REMAINDER_X: Final = 10
_VIN_WORD: Final = regex.compile(r"(?<!\w)v\.?i\.?n(?!\w)|vehicle id", regex.IGNORECASE)


def credit_card(match: Match) -> bool:
    """A length and prefix that a network issues, and the Luhn digit. Unusual lengths want a card in the same line."""
    digits = match.digits
    if len(set(digits)) == 1 or not luhn.is_valid(digits):
        return False
    if _BRANDS.fullmatch(digits) and len(digits) in _CARD_LENGTHS:
        return True
    is_card = bool(_BRANDS.fullmatch(digits)) or digits.startswith(_JCB)
    return is_card and _CARD_WORDS.search(match.paragraph) is not None


def card_context(match: Match) -> bool:
    """A card is spoken of in the same line, or its number stands in front."""
    return (
        _CARD_WORDS.search(match.paragraph) is not None
        or _CARD_NUMBER.search(match.before(40)) is not None
        or _THROUGH.search(match.before(14)) is not None
    )


def iban(match: Match) -> bool:
    """ISO 13616, modulus 97; behind the word IBAN also with a slip in it."""
    return stdnum_iban.is_valid(match.code, check_country=False) or _IBAN_WORD.search(match.before(24)) is not None


def swift_bic(match: Match) -> bool:
    """ISO 9362: four letters, a country, a place. In capitals or with digits, because "response" has the shape too."""
    is_code = match.text.isupper() or any(map(str.isdecimal, match.text))
    return is_code and match.code[4:6] in _COUNTRIES


def aba_routing(match: Match) -> bool:
    """The check digit of ABA routing numbers, and a prefix of a Federal Reserve district, thrift, or carrier."""
    prefix = int(match.digits[:2])
    is_assigned = 0 < prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80  # noqa: PLR2004
    return is_assigned and rtn.is_valid(match.digits)


def us_itin(match: Match) -> bool:
    """IRS: 9 and, as fourth and fifth digit, 50-65, 70-88, 90-92 or 94-99; python-stdnum lacks the first range."""
    return match.digits[0] == "9" and int(match.digits[3:5]) in _ITIN_GROUPS


def us_ein(match: Match) -> bool:
    """IRS: a prefix of a campus, or of the internet."""
    return ein.is_valid(match.digits)


def us_ptin(match: Match) -> bool:
    """IRS: P and eight digits."""
    return ptin.is_valid(match.code)


def us_npi(match: Match) -> bool:
    """CMS: ten digits beginning with 1 or 2, Luhn over 80840 and the number (45 CFR 162.406)."""
    return luhn.is_valid(f"80840{match.digits}")


def dea_number(match: Match) -> bool:
    """DEA: two letters, six digits, and a check digit out of them."""
    digits = [int(digit) for digit in match.digits]
    return (sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])) % 10 == digits[6]


def au_tfn(match: Match) -> bool:
    """ATO: weighted sum modulo 11."""
    return tfn.is_valid(match.digits)


def au_abn(match: Match) -> bool:
    """Australian Business Register: modulo 89."""
    return abn.is_valid(match.digits)


def au_medicare(match: Match) -> bool:
    """Services Australia: begins with 2-6; the ninth digit checks the eight before it. An eleventh is the person."""
    digits = match.digits
    total = sum(weight * int(digit) for weight, digit in zip(_MEDICARE_WEIGHTS, digits, strict=False))
    return _MEDICARE_STATES.match(digits) is not None and total % 10 == int(digits[8])


def au_ihi(match: Match) -> bool:
    """Healthcare identifiers of the kind 8003 60 (individuals): Luhn, ISO/IEC 7812."""
    return luhn.is_valid(match.digits)


def uk_nhs(match: Match) -> bool:
    """NHS Data Dictionary: modulo 11."""
    return nhs.is_valid(match.digits)


def uk_utr(match: Match) -> bool:
    """HMRC: the first digit checks the nine behind it."""
    return utr.is_valid(match.digits)


def ca_sin(match: Match) -> bool:
    """Luhn. Numbers beginning with 0 are issued to nobody, and stand for real ones in examples, as here."""
    digits = match.digits
    return luhn.is_valid(digits) and len(set(digits)) > 1 if digits[0] == "0" else sin.is_valid(digits)


def vin(match: Match) -> bool:
    """49 CFR 565.15: seventeen letters and digits, the ninth of which checks the others in North America.

    Behind its label a number from elsewhere stands without it.
    """
    code = match.code
    if _VIN_WORD.search(match.before(40)):
        return any(char.isdecimal() for char in code)
    values = (int(char) if char.isdecimal() else _VIN_VALUES[char] for char in code)
    remainder = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return code[8] == ("X" if remainder == _VIN_REMAINDER_X else str(remainder)) and not code.isdecimal()


def ip_address(match: Match) -> bool:
    """An address that can be reached from outside: not a netmask, the machine itself, or a private network's."""
    try:
        address = IPv6Address(match.text) if ":" in match.text else IPv4Address(match.text)
    except AddressValueError:
        return False
    if isinstance(address, IPv4Address):
        first, second = address.packed[:2]
        is_inner = first in (0, 10, 127, 255) or (first, second) == (192, 168) or (first == 172 and 16 <= second < 32)  # noqa: PLR2004
        return not is_inner and first < 224  # noqa: PLR2004 - multicast and above
    return not (address.is_loopback or address.is_unspecified or address.is_link_local)
