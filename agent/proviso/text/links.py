"""Which stretches of a text X turns into links, each of which counts 23 characters.

The published grammar of `twitter-text` 3, written for one pass without backtracking traps: a label of more than 100
characters or a domain of more than 127 labels is never a link here. It does not say whether a link is safe or exists.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from .tlds import ASCII, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LABEL: Final = 63  # RFC 1035 2.3.4, in the punycode form
_MAX_URL: Final = 4096
_MAX_SHORT_LINK: Final = 40  # of what follows https://t.co/

_LATIN: Final = (
    r"\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
_DIRECTION: Final = r"\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069"
_NO_DOMAIN: Final = (
    r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
    rf"\uFFFE\uFEFF\uFFFF{_DIRECTION}"
)
_D: Final = rf"[^{_NO_DOMAIN}]"
_IN_PATH: Final = rf"a-z\u0400-\u04FF0-9=+/#\-_{_LATIN}"  # a path may end here
_BETWEEN: Final = r"!*';:,.$%\[\]\u2013~@|&"  # a path may go on, but not end here
_G: Final = rf"[{_IN_PATH}{_BETWEEN}]"
_PARENTHESES: Final = rf"\((?:{_G}++|{_G}*+\({_G}++\){_G}*+)\)"
_QUERY: Final = r"\?(?:[!?*'@();:+$%\[\].,~|]*+[a-z0-9\-_&=#/]++)++"
_TLD: Final = r"(?:(?:\L<ascii>|\L<others>)(?![0-9A-Za-z@+\-])|xn--[\-0-9a-z]+)"


@cache
def _link() -> regex.Pattern[str]:
    label = rf"(?=(?:{_D}|[_\-]){{1,100}}+\.)"
    return regex.compile(
        rf"(?<![A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF])(?!\G(?<!^))"
        rf"(?:(?P<protocol>https?://)?"
        rf"(?P<domain>(?:{label}{_D}++(?:[_\-]++{_D}++)*+\.){{0,126}}{label}{_D}++(?:-++{_D}++)*+\.{_TLD})"
        rf"(?::[0-9]++)?"
        rf"(?P<path>/(?:[{_BETWEEN}]*+(?:[{_IN_PATH}]++|{_PARENTHESES}))*+)?"
        rf"(?:{_QUERY})?"
        rf"|(?:(?!https?://){_D})++(*SKIP)(*FAIL))",
        regex.IGNORECASE,
        ascii=ASCII,
        others=OTHERS,
    )


@cache
def _ascii_domain() -> regex.Pattern[str]:
    return regex.compile(rf"(?:[\-a-z0-9{_LATIN}]++\.)+{_TLD}", regex.IGNORECASE, ascii=ASCII, others=OTHERS)


_SHORT_LINK: Final = regex.compile(rf"https?://t\.co/([a-z0-9]++)(?:{_QUERY})?", regex.IGNORECASE)


def link_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that X counts as links, from left to right."""
    if "." not in text:
        return
    for found in _link().finditer(text):
        if not _is_valid(found[0], found["protocol"], found["domain"]):
            continue
        if found["protocol"]:
            yield from _with_protocol(found)
        elif found.start() == 0 or text[found.start() - 1] not in "-_./":
            yield from _without_protocol(found)


def _with_protocol(found: regex.Match[str]) -> Iterator[tuple[int, int]]:
    short = _SHORT_LINK.match(found[0])
    if short is None:
        yield found.span()
    elif len(short[1]) <= _MAX_SHORT_LINK:
        yield found.start(), found.start() + short.end()


def _without_protocol(found: regex.Match[str]) -> Iterator[tuple[int, int]]:
    spans = [
        (found.start() + inner.start(), found.start() + inner.end())
        for inner in _ascii_domain().finditer(found["domain"])
    ]
    if spans and found["path"]:
        start, end = spans[-1]
        spans[-1] = start, end + len(found[0]) - len(found["domain"])
    yield from spans


def _is_valid(url: str, protocol: str | None, domain: str) -> bool:
    labels = [label if label.isascii() else _punycode(label) for label in domain.split(".")]
    if any(len(label) > _MAX_LABEL for label in labels):
        return False
    length = len(url) - len(domain) + len(".".join(labels))
    return length + (len(protocol or "https://")) <= _MAX_URL


def _punycode(label: str) -> str:
    return "xn--" + label.encode("punycode", "surrogatepass").decode("ascii", "replace")
