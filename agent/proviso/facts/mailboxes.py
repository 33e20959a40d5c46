"""Whose mailbox an address is: a person's, or one that an office shares and publishes.

Knows words and the kinds of domains, no addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from .match import Match

# Mailbox names for roles: RFC 2142, and those that agencies publish.
_ROLES: Final = frozenset(
    "abuse accessibility accommodation accounts admin administrator advice alerts answers appeals applications "
    "appointments ask "
    "benefits bids billing board careers casework citizen claims clerk comment comments communications complaints "
    "compliance "
    "compliments concerns consumer contact contactus contracting contracts correspondence council customer "
    "customerservice desk "
    "director disclosure donotreply editor eeo election elections email emergency employment enquiries enquiry ethics "
    "events "
    "external feedback foi foia forms fraud general grants hatchact hello help helpdesk helpline hiring hotline hr "
    "human info "
    "information inquiries inquiry inspector investigations it jobs legal liaison library licensing line list mail "
    "mailbox "
    "mayor media member members membership news newsletter newsroom no noreply notices notifications office officer "
    "oig ombuds "
    "ombudsman online operations orders outreach permits phishing policy post postmaster press privacy procurement "
    "program "
    "programs public publicaffairs publications questions receipts reception records recruiting recruitment register "
    "registrar "
    "relations reply report reporting reports requests research resources sales scam scams secretary security service "
    "services "
    "shop social spam spoof staff submissions subscribe suggestions support survey sysadmin team teleservice tips "
    "training "
    "tribunal unit unsubscribe us usajobs verification veterans volunteer web webmaster website welcome".split()
)
_PARTS: Final = regex.compile(r"[._-]")
_OFFICIAL: Final = regex.compile(
    r"(?:^|\.)(?:gov|mil|gov\.au|gov\.uk|nhs\.uk|gc\.ca|gov\.[a-z]{2})$|\.state\.[a-z]{2}\.us$"
)
_NOT_DOMAINS: Final = frozenset({"png", "jpg", "jpeg", "gif", "py", "js", "html", "pdf"})


def personal_mailbox(match: Match) -> bool:
    """One person's address. At a government's own domain a name without a joint is an office ("hatchact@...")."""
    local, _, domain = match.text.casefold().partition("@")
    if domain.rpartition(".")[2] in _NOT_DOMAINS:
        return False
    parts = [part for part in _PARTS.split(local.partition("+")[0]) if part]
    if any(part in _ROLES for part in parts):
        return False
    return len(parts) > 1 or not _OFFICIAL.search(domain) or any(map(str.isdecimal, local))


def disguised_mailbox(match: Match) -> bool:
    """An address written around its sign. Plain words around "at" and "dot" are talk: "meet me at noon dot com"."""
    text = match.text.casefold()
    local = text.split(" at ")[0].rpartition(" dot ")[2] if " at " in text else _SIGNS.split(text, maxsplit=1)[0]
    if local in _ROLES or local in _TALK:
        return False
    is_plain = (
        " at " in text and local.isalpha() and not _BRACKETS.search(text) and " dot " not in text.split(" at ")[0]
    )
    return not is_plain or bool(_PROVIDER.search(text) or _MAIL_WORD.search(match.before(40)))


_SIGNS: Final = regex.compile(r"%40|[^\w.+-]")
_BRACKETS: Final = regex.compile(r"[\[({<]")
_TALK: Final = frozenset(
    "me us it him her them you all look looking be is was meet see out up are here there one that this live not".split()
)
_PROVIDER: Final = regex.compile(
    r"(?:gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|icloud|aol|proton(?:mail)?|zoho|gmx|comcast|verizon|"
    r"bigpond|btinternet)"
)
_MAIL_WORD: Final = regex.compile(r"(?:e-?mails?|mail|write|contact|reach|address|inbox)\b", regex.IGNORECASE)
