"""The values that travel between rooms: post, context, fact, finding, fix, clause, report.

Everything here is frozen; a change is a new value. What one post may have by the thousand is a named tuple, made in a
third of the time. Offsets are code points of the source text, half open `[start, end)`; only `server/` speaks UTF-16.
No parsing of files, no decisions about what a policy means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import IntEnum
from typing import Final, Literal, NamedTuple

Applicability = Literal["safe", "unsafe"]
Status = Literal["complete", "incomplete"]
Hold = Literal["none", "advice", "acknowledge"]  # what pressing Post should do
Truth = bool | None  # yes, no, unknown: the three values of a condition


class Severity(IntEnum):
    """How sure the policy is. Ordered, so that `max` picks the stronger one."""

    INFO = 0  # a hint; never raises an alarm
    WARNING = 1  # likely, or allowed only under a condition that is unknown
    ERROR = 2  # the policy forbids it

    @property
    def word(self) -> str:
        """The lower-case word used in packs, on the wire and in the terminal."""
        return self.name.lower()

    def lowered(self) -> Severity:
        """One level lower, and never below `info`."""
        return Severity(max(self - 1, 0))


CATEGORIES: Final = frozenset(
    "pii tax-information sensitive-marking nonpublic official-capacity disclaimer hatch-act impartiality endorsement "
    "fundraising unauthorised-reply private-message work-email branding copyright conduct accuracy records approval "
    "edit-transparency security accessibility commerce litigation off-topic employee-names process".split()
)

ENTITIES: Final = frozenset(
    "US_SSN SSA_CLAIM_NUMBER US_SSN_LAST4 US_ITIN US_EIN US_ATIN US_PTIN US_ALIEN_NUMBER USCIS_RECEIPT DOD_ID "
    "VA_FILE_NUMBER RRB_CLAIM_NUMBER AU_TFN AU_ABN AU_CRN AU_BSB AU_MEDICARE AU_IHI UK_NINO UK_NHS UK_UTR UK_SORT_CODE "
    "CA_SIN CA_HEALTH_NUMBER US_MBI US_NPI DEA_NUMBER HEALTH_PLAN_ID MEDICAL_RECORD_NUMBER CREDIT_CARD CARD_LAST4 "
    "CARD_EXPIRY CARD_CVV BANK_ACCOUNT ABA_ROUTING IBAN SWIFT_BIC BENEFIT_CARD PIN PHONE_NUMBER EMAIL_ADDRESS "
    "STREET_ADDRESS DATE_OF_BIRTH PLACE_OF_BIRTH MOTHERS_MAIDEN_NAME AGE PASSPORT DRIVER_LICENSE LICENSE_PLATE VIN "
    "CASE_NUMBER EMPLOYEE_ID IP_ADDRESS MAC_ADDRESS PASSWORD BIOMETRIC PERSON MEDICAL_FACT FINANCIAL_FACT "
    "EDUCATION_FACT EMPLOYMENT_FACT BENEFIT_FACT CASE_FACT IMMIGRATION_FACT".split()
)

# Words of a closed list may carry a free note behind a colon ("pending: approved by supervisor only").
CLOSED_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "platform": frozenset({"x", "facebook", "web"}),
    "surface": frozenset(
        {"post", "reply", "comment", "share", "quote", "dm", "profile", "edit", "page-setup", "process"}
    ),
    "audience": frozenset({"public", "friends", "group"}),
    "jurisdiction": frozenset({"us-federal", "us-ma", "us-ky", "au"}),
    "author_role": frozenset({"employee", "authorised-poster", "not-authorised", "agency", "public"}),
    "hatch": frozenset({"less", "further", "none"}),
    "device": frozenset({"work", "own"}),
    "account": frozenset({"personal", "official"}),
    "approval": frozenset({"none", "pending", "approved", "approved-other-text", "expired", "exempt"}),
    "action": frozenset(
        {"delete", "hide", "approve", "reject", "hold", "ban", "archive", "import-contacts", "invite", "close", "none"}
    ),
}

# What the extension reads from the page. A page may fill these and no others.
PAGE_FIELDS: Final = frozenset(
    "platform surface handle display_name bio audience reply_target replying_to links attachments paste_origin "
    "previous_text action site page_about page_website page_comments account_email".split()
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or link beside the text. `alt` is None when unknown and "" when known to be empty."""

    kind: str
    alt: str | None = None
    description: str | None = None
    text: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Who writes, where, and under which circumstances. None means not known: a rule may then fire one level lower."""

    platform: str | None = None
    surface: str | None = None
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    audience: str | None = None
    reply_target: str | None = None
    replying_to: str | None = None
    links: tuple[str, ...] | None = None
    attachments: tuple[Attachment, ...] | None = None
    paste_origin: str | None = None
    previous_text: str | None = None
    action: str | None = None
    site: str | None = None
    page_about: str | None = None
    page_website: str | None = None
    page_comments: str | None = None
    account_email: str | None = None

    agency: str | None = None
    jurisdiction: str | None = None
    author_role: str | None = None
    author_area: str | None = None
    author_name: str | None = None  # as registers name the person
    hatch: str | None = None
    identifies_employer: bool | None = None
    profile_has_disclaimer: bool | None = None
    on_duty: bool | None = None
    on_break: bool | None = None
    device: str | None = None
    local_time: str | None = None
    pseudonymous: bool | None = None
    section3_agreed: bool | None = None

    account: str | None = None
    account_register: str | None = None
    content_origin: str | None = None
    calendar_match: str | None = None

    approval: str | None = None
    record_capture: str | None = None
    record_class: str | None = None
    corrects: str | None = None
    correction_link: str | None = None

    action_reason: str | None = None
    request_record: str | None = None
    risk_plan: str | None = None
    legal_review: str | None = None
    consent_record: str | None = None
    campaign: str | None = None
    intended_audience: str | None = None
    contains_decision: str | None = None
    page_avatar: str | None = None
    signature: str | None = None

    date: str | None = None
    packs: tuple[str, ...] | None = None

    @staticmethod
    def from_mapping(values: Mapping[str, object]) -> Context:
        """Build a context from outside values: unknown fields are ignored, a value of the wrong kind is not known."""
        known = {name: _coerce(name, values[name]) for name in values if name in _FIELDS}
        return Context(**{name: value for name, value in known.items() if value is not None})  # type: ignore[arg-type]

    def with_known(self, other: Context) -> Context:
        """This context, with every field that `other` knows taken from `other`."""
        return replace(self, **{name: value for name in _FIELDS if (value := getattr(other, name)) is not None})


_FIELDS: Final = frozenset(f.name for f in fields(Context))
_BOOLEANS: Final = frozenset(f.name for f in fields(Context) if f.type.startswith("bool"))
_LISTS: Final = frozenset({"links", "packs"})


def _coerce(name: str, value: object) -> object:
    """A value as its field wants it, or None when it is of another kind."""
    if name in _BOOLEANS:
        return value if isinstance(value, bool) else None
    if name in _LISTS:
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, (list, tuple)) else None
    return _attachments(value) if name == "attachments" else _word(name, value)


def _word(name: str, value: object) -> str | None:
    if isinstance(value, bool):  # a form that was filled in: "consent_record": true
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        return None
    allowed = CLOSED_LISTS.get(name)
    word = value.split(":", 1)[0].strip()
    if allowed is None:
        return value
    return word if word in allowed else None


def _attachments(value: object) -> tuple[Attachment, ...] | None:
    if not isinstance(value, (list, tuple)):
        return None
    names = ("kind", "alt", "description", "text", "licence")
    rows = [{n: v for n in names if isinstance(v := item.get(n), str)} for item in value if isinstance(item, Mapping)]
    return tuple(Attachment(**row) for row in rows if "kind" in row)


@dataclass(frozen=True, slots=True)
class Post:
    """The text as typed, and where it is about to appear."""

    text: str
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One place where a fact holds, in code points of the source. Facts of the context have start == end == 0."""

    name: str
    start: int
    end: int
    entity: str | None = None


class Edit(NamedTuple):
    """Replace `[start, end)` of the text by `text`. An insertion has start == end."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """One click. `safe` keeps the meaning of the post; `unsafe` needs the author's eye before it is applied."""

    label: str
    applicability: Applicability
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a policy. `quote` is None for citation-only clauses, whose wording was not seen."""

    id: str
    pack: str
    document: str  # title of the document the clause stands in
    locator: str  # where it stands: "Personal use, d.v"
    quote: str | None


class Finding(NamedTuple):
    """What a policy says about one place of the post."""

    rule: str  # full name: pack/rule
    category: str
    severity: Severity
    start: int
    end: int
    message: str
    why: str
    clauses: tuple[str, ...]
    also: tuple[str, ...] = ()  # other rules that rest on the same fact and span
    entity: str | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a finding's card shows beyond the finding itself; the same for every post, so it is fetched once."""

    rule: str
    title: str
    why: str
    clauses: tuple[Clause, ...]
    statement: str | None = None  # on protected disclosures, shown wherever a confidentiality clause is cited


@dataclass(frozen=True, slots=True)
class Report:
    """The answer for one post. `incomplete` when a pattern ran out of time: then nothing is called clear."""

    status: Status
    findings: tuple[Finding, ...]
    room_left: int | None = None  # X's weighted characters left; None where the platform sets no practical limit
    account: str | None = None  # the account the rules were applied for, after the register was consulted
    hold: Hold = "none"
    first: tuple[str, ...] = ()  # rules that are said before all others: the account may be the wrong one
