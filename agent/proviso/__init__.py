"""Proviso: a second look before a government employee posts.

Importing this costs nothing; what it offers is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from proviso.checker import Checker
    from proviso.model import Card, Clause, Context, Edit, Finding, Fix, Post, Report, Severity
    from proviso.packs import PackError, Rulebook
    from proviso.proof.traces import Explanation, Seen, Step, Trace
    from proviso.store import load_rulebook

__version__: Final = "0.1.0"

__all__ = [
    "Card",
    "Checker",
    "Clause",
    "Context",
    "Edit",
    "Explanation",
    "Finding",
    "Fix",
    "PackError",
    "Post",
    "Report",
    "Rulebook",
    "Seen",
    "Severity",
    "Step",
    "Trace",
    "__version__",
    "load_rulebook",
]

_HOMES: Final = {
    "Checker": "checker",
    "PackError": "packs",
    "Rulebook": "packs",
    "load_rulebook": "store",
    **dict.fromkeys(("Explanation", "Seen", "Step", "Trace"), "proof.traces"),
}


def __getattr__(name: str) -> object:
    """Load what is asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'proviso' has no attribute {name!r}")
    return getattr(import_module(f"proviso.{_HOMES.get(name, 'model')}"), name)
