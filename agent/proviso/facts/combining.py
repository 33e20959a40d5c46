"""Facts out of facts: which spans stand together in one scope, and which are barred by another fact.

Spans alone; the text is read only to find the clause that stands for a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.text import clause_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .spec import FactSpec

Span = tuple[int, int]


def combined(
    fact: FactSpec,
    own: Sequence[Span],
    spans: Callable[[str], Sequence[Span]],
    scopes: Callable[[], Sequence[Span]],
    text: str,
) -> tuple[Span, ...]:
    """Every place where a fact holds: its own words and patterns, its parts together, without what is barred.

    `spans` tells where another fact holds in `text`; `scopes` gives the stretches in which its parts must meet.
    """
    found = {span: span for span in own}  # what is marked: the stretch in which something may bar it
    if fact.together:
        wholes = list(_together(fact, spans, scopes))
        if wholes and fact.mark == "clause":
            others = [span for part in fact.together[1:] for name in part for span in spans(name)]
            found.update(_clauses(wholes, others, text))
        else:
            found.update((span, span) for span in wholes)
    if not found:
        return ()
    barred = [span for name in fact.outside for span in spans(name)]
    return tuple(sorted(span for span, seen in found.items() if not any(_overlap(seen, other) for other in barred)))


def _together(
    fact: FactSpec, spans: Callable[[str], Sequence[Span]], scopes: Callable[[], Sequence[Span]]
) -> Iterator[Span]:
    parts: list[list[Span]] = []
    for part in fact.together:
        parts.append([span for name in part for span in spans(name)])
        if not parts[-1]:
            return
    without = [span for name in fact.without for span in spans(name)]
    for scope in scopes():
        inside = [[span for span in part if _within(span, scope)] for part in parts]
        if not all(inside):
            continue
        barred = [span for span in without if _within(span, scope)]
        if isinstance(fact.within, int):
            yield from _near(inside, barred, fact, fact.within)
        elif not barred:
            yield from _marked(inside, fact)


def _near(parts: Sequence[Sequence[Span]], without: Sequence[Span], fact: FactSpec, reach: int) -> Iterator[Span]:
    for anchor in parts[0]:
        close = [[span for span in part if _gap(anchor, span) <= reach] for part in parts[1:]]
        if all(close) and not any(_gap(anchor, span) <= reach for span in without):
            nearest = [min(part, key=lambda span: _gap(anchor, span)) for part in close]
            yield from _marked([[anchor], *([span] for span in nearest)], fact)


def _marked(parts: Sequence[Sequence[Span]], fact: FactSpec) -> Iterable[Span]:
    """The spans that stand for the whole: those of the marked part, or one from the first to the last."""
    if fact.mark == "all":
        every = [span for part in parts for span in part]
        return [(min(start for start, _ in every), max(end for _, end in every))]
    return parts[0]


def _clauses(firsts: Iterable[Span], others: Sequence[Span], text: str) -> Iterator[tuple[Span, Span]]:
    """For each first part what its clause says beside the other parts, and the whole clause."""
    clauses = clause_spans(text)
    for first in firsts:
        whole = next((clause for clause in clauses if _overlap(clause, first)), first)
        start, end = min(whole[0], first[0]), max(whole[1], first[1])
        start = max([start, *(other[1] for other in others if start <= other[1] <= first[0])])
        end = min([end, *(other[0] for other in others if first[1] <= other[0] <= end)])
        words = text[start:end].removeprefix("'s").strip()  # the genitive belongs to the name
        start = text.index(words, start)
        yield (start, start + len(words)), whole


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(span: Span, scope: Span) -> bool:
    return scope[0] <= span[0] and span[1] <= scope[1]


def _gap(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])
