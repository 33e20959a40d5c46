"""Which code stands for which failure. python-tuf's own hierarchy is not closed, so the last resort is a catch-all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    SlowRetrievalError,
    UnsignedMetadataError,
)

from .fetch import RedirectError
from .offer import OfferError
from .verify import ClockError, TamperedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .outcome import ErrorCode

# The more special ones first.
_CODES: Final[Sequence[tuple[type[BaseException], ErrorCode]]] = (
    (RedirectError, "redirect"),
    (SlowRetrievalError, "timeout"),
    (DownloadLengthMismatchError, "too-long"),
    (DownloadHTTPError, "server"),
    (DownloadError, "offline"),
    (LengthOrHashMismatchError, "tampered"),
    (TamperedError, "tampered"),
    (UnsignedMetadataError, "unsigned"),
    (BadVersionNumberError, "replayed"),
    (ExpiredMetadataError, "expired"),
    (ClockError, "clock"),
    (RepositoryError, "garbled"),
    (OfferError, "channel"),
    (OSError, "disk"),
)


def code_of(error: BaseException) -> ErrorCode:
    """The code of a failure."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), "internal")
