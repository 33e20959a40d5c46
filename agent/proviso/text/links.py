"""Which stretches of a text X turns into links, each of which counts 23 characters.

The published grammar of `twitter-text` 3.1 in one pass. It does not say whether a link is safe or exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from .domains import Domain, domain_runs, top_level_end
from .utf16 import utf16_map

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LABEL: Final = 63  # RFC 1035 2.3.4, in the punycode form
_MAX_URL: Final = 4096  # UTF-16 units
_MAX_SHORT_LINK: Final = 40  # of what follows https://t.co/
_DEFAULT_PROTOCOL: Final = len("https://")
_NOT_BEFORE_BARE: Final = frozenset("-_./")  # a domain without http:// is no link after these

_LATIN: Final = (
    r"\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
_ENDS: Final = rf"A-Za-z\u0400-\u04FF0-9=+/#\-_{_LATIN}"  # a path may end here
_BETWEEN: Final = r"!*';:,.$%\[\]\u2013~@|&"  # a path may go on, but not end here
_P: Final = rf"[{_ENDS}{_BETWEEN}]"
_PARENTHESES: Final = rf"\((?:{_P}++|{_P}*+\({_P}++\){_P}*+)\)"
_QUERY: Final = r"\?(?:[!?*'@();:+$%\[\].,~|]*+[A-Za-z0-9\-_&=#/]++)++"
_REST: Final = regex.compile(
    rf"(?::[0-9]++)?(?P<path>/(?:[{_BETWEEN}]*+(?:[{_ENDS}]++|{_PARENTHESES}))*+)?(?:{_QUERY})?"
)
_SHORT_LINK: Final = regex.compile(rf"(?i:https?://t\.co/)([A-Za-z0-9]++)(?:{_QUERY})?", regex.ASCII)
_LATIN_LABELS: Final = regex.compile(rf"(?:[\-A-Za-z0-9{_LATIN}]++\.)+")
_IDEOGRAPHIC_STOP: Final = regex.compile(r"[\u3002\uFF0E\uFF61]")  # full stops to IDNA, letters to the grammar


def link_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that X counts as links, from left to right."""
    if "." not in text:
        return
    done = 0
    for run in domain_runs(text):
        while (domain := run.first(done)) is not None:
            rest = _REST.match(text, domain.end)
            done = rest.end() if rest else domain.end
            if not _is_valid(text, domain, done):
                continue
            if domain.link < domain.start:
                yield from _with_protocol(text, domain.link, done)
            elif domain.start == 0 or text[domain.start - 1] not in _NOT_BEFORE_BARE:
                yield from _without_protocol(text, domain, done, has_path=bool(rest and rest["path"]))


def _with_protocol(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    short = _SHORT_LINK.match(text, start, end)
    if short is None:
        yield start, end
    elif len(short[1]) <= _MAX_SHORT_LINK:
        yield start, short.end()


def _without_protocol(text: str, domain: Domain, end: int, *, has_path: bool) -> Iterator[tuple[int, int]]:
    """Only the parts of the domain in Latin letters count; the last one takes the path along."""
    spans = list(_latin_parts(text[domain.start : domain.end], domain.start))
    if spans and has_path:
        spans[-1] = spans[-1][0], spans[-1][1] + end - domain.end
    yield from spans


def _latin_parts(domain: str, offset: int) -> Iterator[tuple[int, int]]:
    done = 0
    for labels in _LATIN_LABELS.finditer(domain):
        stop = labels.end()
        while stop > max(labels.start(), done):
            if (end := top_level_end(domain, stop)) >= 0:
                yield offset + max(labels.start(), done), offset + end
                done = end
                break
            stop = domain.rfind(".", labels.start(), stop - 1) + 1


def _is_valid(text: str, domain: Domain, end: int) -> bool:
    name = text[domain.start : domain.end]
    if name.startswith("xn--") and next(_latin_parts(name, 0), None) is None:
        return False
    if any(_encoded_length(label) > _MAX_LABEL for label in name.split(".")):
        return False
    protocol = domain.start - domain.link or _DEFAULT_PROTOCOL
    return protocol + utf16_map(text[domain.link : end]).units <= _MAX_URL


def _encoded_length(label: str) -> int:
    if (
        label.isascii() or len(label) > _MAX_LABEL
    ):  # never shorter than the label; punycode takes its time over long ones
        return len(label)
    parts = _IDEOGRAPHIC_STOP.split(label)
    return sum(len(part) if part.isascii() else len(_punycode(part)) for part in parts) + len(parts) - 1


def _punycode(label: str) -> bytes:
    return b"xn--" + label.encode("punycode")
