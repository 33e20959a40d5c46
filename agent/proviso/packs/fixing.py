"""Turn a rule's fix into edits of one text. Decides what fits; changes nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.model import Context, Edit, Fix
from proviso.text import MAX_WEIGHTED_LENGTH, normalise, weighted_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .pack import FixSpec

Span = tuple[int, int]
_ENDS: Final = ".!?…\"'”\u2019)"
LAST4: Final = "{last4}"  # in a replacement: the end of what it replaces
_ROOMY: Final = frozenset({"dm", "profile", "page-setup", "process"})  # surfaces without X's limit for posts


def room_left(text: str, context: Context) -> int | None:
    """X's weighted characters left, negative when the text is too long. None where no practical limit is set."""
    if context.platform != "x" or context.surface in _ROOMY:
        return None
    return MAX_WEIGHTED_LENGTH - weighted_length(text)


def build_fixes(
    specs: Sequence[FixSpec], text: str, span: Span, wording: Mapping[str, tuple[str, ...]], room: int | None
) -> Iterator[Fix]:
    """The fixes that can be offered here: approved wording only when one form of it fits."""
    for spec in specs:
        if spec.kind == "ask":
            yield Fix(spec.text or spec.label, "unsafe", ())
        elif spec.kind == "insert":
            edit = _insertion(text, wording.get(spec.text, ()), room)
            if edit is not None:
                yield _fix(spec, edit)
        elif span[0] < span[1]:
            yield _fix(spec, _replacement(text, span, spec.text.replace(LAST4, _last4(text[slice(*span)]))))


def _last4(words: str) -> str:
    """The last four letters or digits of what is replaced, as plain ones."""
    return "".join(char for char in normalise(words).text if char.isalnum())[-4:]


def moved_fix(fix: Fix, by: int) -> Fix:
    """The same fix further on in the text."""
    edits = tuple([Edit(edit.start + by, edit.end + by, edit.text) for edit in fix.edits])
    return Fix(fix.label, fix.applicability, edits)


def _fix(spec: FixSpec, edit: Edit) -> Fix:
    return Fix(spec.label, "safe" if spec.is_safe else "unsafe", (edit,))


def _insertion(text: str, forms: Sequence[str], room: int | None) -> Edit | None:
    """The longest form that fits, at the end of the text. Forms come longest first."""
    kept = text.rstrip()
    for form in forms:
        added = f"{_joint(kept)}{form}"
        if room is None or weighted_length(kept + added) <= MAX_WEIGHTED_LENGTH:
            return Edit(len(kept), len(text), added)
    return None


def _joint(text: str) -> str:
    """What stands between a post and the sentence added to it."""
    if not text:
        return ""
    return " " if text[-1] in _ENDS else ". " if text[-1].isalnum() else " "


def _replacement(text: str, span: Span, new: str) -> Edit:
    """Replace the words; when they are only taken out, one of the spaces around them goes too."""
    start, end = span
    if not new and text[end : end + 1] == " " and (start == 0 or text[start - 1].isspace()):
        end += 1
    return Edit(start, end, new)
