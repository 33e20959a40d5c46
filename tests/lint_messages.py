"""Every message that reading and linting a pack can have, read out of the modules that say them."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

import regex

from proviso.packs import examples, keeping, lint, lint_patterns, overrides, read, read_facts, read_rules, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MODULES = (examples, keeping, lint, lint_patterns, overrides, read, read_facts, read_rules, tables)


def messages() -> list[regex.Pattern[str]]:
    """One pattern for each message; it matches the whole line in which the message is told."""
    return [message for module in MODULES for message in messages_of(inspect.getsource(module), vars(module))]


def messages_of(source: str, constants: Mapping[str, object]) -> list[regex.Pattern[str]]:
    """Those of one module. `constants` are put in where a message names them."""
    said = (text for node in ast.walk(ast.parse(source)) for text in _said(node))
    found = dict.fromkeys(_template(text, constants) for text in said if isinstance(text, ast.Constant | ast.JoinedStr))
    return [regex.compile(f".*{template}.*") for template in found]


def _said(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that are messages: what is wrong with a table, what a Problem or an error says, what is yielded."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        wanted = {"wrong": 1, "Problem": 3, "MarkError": 0}.get(name, len(node.args))
        yield from (text for argument in node.args[wanted : wanted + 1] for text in _branches(argument))
    elif isinstance(node, ast.Yield | ast.Return) or _is_text(node):
        value = getattr(node, "value", None)
        last = value.elts[-1] if isinstance(value, ast.Tuple) and value.elts else value
        yield from (text for text in _branches(last) if " " in ast.unparse(text))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "text"


def _branches(text: ast.expr | None) -> Iterator[ast.expr]:
    if isinstance(text, ast.IfExp):
        yield from (*_branches(text.body), *_branches(text.orelse))
    elif text is not None:
        yield text


def _template(text: ast.Constant | ast.JoinedStr, constants: Mapping[str, object]) -> str:
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(_part(part, constants) for part in parts)


def _part(part: ast.expr, constants: Mapping[str, object]) -> str:
    if isinstance(part, ast.Constant):
        return regex.escape(str(part.value))
    value = constants.get(ast.unparse(part.value)) if isinstance(part, ast.FormattedValue) else None
    return regex.escape(value) if isinstance(value, str) else ".*"
