"""The message files under tests/messages, which the JavaScript tests read as well."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES = Path(__file__).parent / "messages"
SCHEMA = Path(__file__).parents[1] / "docs" / "protocol.schema.json"


@dataclass(frozen=True)
class Example:
    """One message, and the answer it must get: None for a good one, else an error code or a close code."""

    direction: str
    type: str
    name: str
    text: str
    answer: str | int | None
    is_valid: bool

    def __str__(self) -> str:
        return f"{self.direction}.{self.type}: {self.name}"


def examples(direction: str) -> Iterator[Example]:
    """Every example of one direction."""
    for path in sorted(MESSAGES.glob(f"{direction}.*.json")):
        stored = json.loads(path.read_text("utf-8"))
        for is_valid in (True, False):
            for row in stored.get("valid" if is_valid else "invalid", []):
                text = row["text"] if "text" in row else json.dumps(row["message"])
                yield Example(direction, stored["type"], row["name"], text, row.get("answer"), is_valid)


def faults(definition: str, message: object) -> list[str]:
    """What keeps a message from having the shape that the schema gives it; DIRECTION or DIRECTION.TYPE."""
    return [str(fault.message) for fault in _validator(definition).iter_errors(message)]


@cache
def _validator(definition: str) -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{definition}"})


def handshakes() -> list[dict[str, object]]:
    """Worked examples of the mutual proof."""
    runs = json.loads((MESSAGES / "handshake.json").read_text("utf-8"))["runs"]
    return [dict(run) for run in runs]
