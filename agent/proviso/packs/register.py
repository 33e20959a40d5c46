"""What the packs' registers know of the account that a post is written from: whose it is, who posts there, on what.

Compares names and guesses nothing: a name that looks like another is another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.model import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .pack import Official, Pack


def plain_handle(handle: str) -> str:
    """A handle without "@" and without case, as registers compare them."""
    return handle.strip().removeprefix("@").casefold()


def consulted(packs: Iterable[Pack], context: Context) -> Context:
    """The context with what the registers add to it. What a caller has said of the account itself stands."""
    accounts = [account for pack in packs for account in pack.official]
    entry = next(_matching(accounts, context), None)
    known = {
        "account": context.account or _account(entry, context),
        "account_register": context.account_register or _standing(entry, accounts, context),
        "author_role": _role(entry, context) or context.author_role,
    }
    if entry and known["author_role"] == "authorised-poster" and entry.topics and context.author_area is None:
        known["author_area"] = ", ".join(entry.topics)
    news = {name: value for name, value in known.items() if value != getattr(context, name)}
    return context.with_known(Context.from_mapping(news)) if news else context


def _matching(accounts: Iterable[Official], context: Context) -> Iterator[Official]:
    if context.handle is None:
        return
    handle = plain_handle(context.handle)
    for account in accounts:
        if handle in (account.handle, account.page) and account.platform in (
            None,
            context.platform or account.platform,
        ):
            yield account


def _account(entry: Official | None, context: Context) -> str | None:
    """Official when a pack names it, personal when it is another; unknown without a handle."""
    return "official" if entry else "personal" if context.handle else None


def _standing(entry: Official | None, accounts: list[Official], context: Context) -> str | None:
    """Whether an official account is in a register; nothing is said of personal ones, or where there is no register."""
    if entry:
        return "in register"
    return "not in register" if context.account == "official" and context.handle and accounts else None


def _role(entry: Official | None, context: Context) -> str | None:
    """Whether the person is among those who post there; unknown when the list is empty or the person has no name."""
    if entry is None or not entry.posters or context.author_name is None:
        return None
    return "authorised-poster" if plain_handle(context.author_name) in entry.posters else "not-authorised"
