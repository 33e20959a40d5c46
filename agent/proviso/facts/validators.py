"""Named checks for what a pattern alone cannot decide: areas never issued, check digits, exchange codes.

Each takes the match and answers whether it stands. A validator permits; it never looks at who writes or where.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from .match import Match, Validator

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["VALIDATORS", "Match", "Validator"]


def _later(check: str) -> Validator:
    """A check whose module is loaded when it is first asked for: no start waits for the rules of check digits."""

    def stands(match: Match) -> bool:
        return _loaded(check)(match)

    return stands


@cache
def _loaded(check: str) -> Validator:
    module, _, name = check.partition(".")
    found: Validator = getattr(import_module(f"{__package__}.{module}"), name)
    return found


VALIDATORS: Final[Mapping[str, Validator]] = {
    name: _later(check)
    for name, check in {
        "aba-routing": "checksums.aba_routing",
        "age": "names.age",
        "au-abn": "checksums.au_abn",
        "au-ihi": "checksums.au_ihi",
        "au-medicare": "checksums.au_medicare",
        "au-tfn": "checksums.au_tfn",
        "birth-date": "dates.birth_date",
        "ca-sin": "checksums.ca_sin",
        "card-context": "checksums.card_context",
        "card-last4": "issuers.card_last4",
        "credit-card": "checksums.credit_card",
        "dea-number": "checksums.dea_number",
        "disguised-mailbox": "mailboxes.disguised_mailbox",
        "first-name": "people.first_name",
        "iban": "checksums.iban",
        "ip-address": "checksums.ip_address",
        "licence-plate": "issuers.licence_plate",
        "nanp-phone": "issuers.nanp_phone",
        "number-with-digits": "issuers.number_with_digits",
        "password": "issuers.password",
        "personal-mailbox": "mailboxes.personal_mailbox",
        "phone-beside-label": "issuers.phone_beside_label",
        "pin": "issuers.pin",
        "place-name": "names.place_name",
        "private-name": "people.private_name",
        "public-name": "people.public_name",
        "rrb-claim-number": "issuers.rrb_claim_number",
        "ssa-claim-number": "issuers.ssa_claim_number",
        "ssn-last4": "issuers.ssn_last4",
        "street": "names.street",
        "surname": "names.surname",
        "swift-bic": "checksums.swift_bic",
        "titled-name": "people.titled_name",
        "unlisted-name": "people.unlisted_name",
        "uk-nhs": "checksums.uk_nhs",
        "uk-nino": "issuers.uk_nino",
        "uk-utr": "checksums.uk_utr",
        "us-ein": "checksums.us_ein",
        "us-itin": "checksums.us_itin",
        "us-npi": "checksums.us_npi",
        "us-ptin": "checksums.us_ptin",
        "us-ssn": "issuers.us_ssn",
        "vin": "checksums.vin",
    }.items()
}
