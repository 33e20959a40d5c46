"""What the agent says when something fails: where and of which type. An exception's message may hold text."""

from __future__ import annotations

import logging
import sys
from typing import Final

from aiohttp.http_exceptions import HttpProcessingError


class TypeOnly(logging.Formatter):
    """Keeps the type of an exception and drops everything else that a record carries."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        return failure("the server", record.exc_info[1] if record.exc_info else None)


def failure(where: str, error: BaseException | None) -> str:
    """Say that something failed."""
    return f"proviso: {type(error).__name__ if error else 'a failure'} in {where}; proviso doctor may know more"


def tell(where: str, error: BaseException | None) -> None:
    """Say on standard error that something failed."""
    print(failure(where, error), file=sys.stderr)  # noqa: T201


def _is_ours(record: logging.LogRecord) -> bool:
    # A stranger's broken HTTP is no failure of ours, and must not fill anybody's journal.
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def quiet_logger() -> logging.Logger:
    """Make the logger that aiohttp is given. It stands outside the hierarchy: no configuration can turn it up."""
    logger = logging.Logger("proviso", logging.ERROR)  # noqa: LOG001 - see above
    handler = logging.StreamHandler()
    handler.setFormatter(TypeOnly())
    handler.addFilter(_is_ours)
    logger.addHandler(handler)
    return logger


__all__: Final = ["quiet_logger", "tell"]
