"""What every other room may ask about a text: its normal form, its lines, its offsets and its length on X.

Stands alone: no I/O, no clock, no knowledge of facts or policies. Offsets are code points unless a name says UTF-16.
"""

from __future__ import annotations

from .lines import clause_spans, paragraphs, sentence_spans
from .normal import NormalText, fold, normalise
from .utf16 import Utf16Map, utf16_map
from .weighted import LINK_LENGTH, MAX_WEIGHTED_LENGTH, weighted_length

__all__ = [
    "LINK_LENGTH",
    "MAX_WEIGHTED_LENGTH",
    "NormalText",
    "Utf16Map",
    "clause_spans",
    "fold",
    "normalise",
    "paragraphs",
    "sentence_spans",
    "utf16_map",
    "weighted_length",
]
