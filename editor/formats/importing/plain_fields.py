"""Fields that hold plain text, freed of the Markdown that a foreign source's lines were turned into."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from editor.document.text.inline import links, plain
from editor.formats.rules.joining import unmarked
from schemas import Issue, Kind, Part, specs_of

_PARTED = re.compile(r"\[([^\[\]]+)\]\(([^\s()]+)\) \[([^\[\]]+)\]\(\2\)")
P = TypeVar("P", bound=Part)
_ESCAPED = re.compile(r"\\([\\*_\[\]])")


def with_plain_fields(issue: Issue) -> tuple[Issue, tuple[str, ...]]:
    """The issue with its plain fields as they are read, and sentences about links that they cannot hold."""
    losses: list[str] = []
    changed = _part(issue, losses)
    return changed, tuple(losses)


def _part(part: P, losses: list[str]) -> P:
    update: dict[str, Any] = {}
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        new = _value(value, spec.kind, spec.label, losses)
        if new != value:
            update[name] = new
    return part.model_copy(update=update) if update else part


def _value(value: Any, kind: Kind, label: str, losses: list[str]) -> Any:
    if isinstance(value, str):
        if kind is Kind.LINK:  # an address written out in the text
            return _ESCAPED.sub(r"\1", value)
        if kind is Kind.INLINE:
            return _whole_links(unmarked(value))
        return _plain(value, label, losses)
    if isinstance(value, Part):
        return _part(value, losses)
    if isinstance(value, tuple):
        return tuple(_value(item, kind, label, losses) for item in value)
    return value


def _whole_links(text: str) -> str:
    """Links that a line break parted as one."""
    while (found := _PARTED.sub(r"[\1 \3](\2)", text)) != text:
        text = found
    return text


def _plain(value: str, label: str, losses: list[str]) -> str:
    for words, address in links(value):
        if address:
            losses.append(f"“{label}” cannot contain links: {address} was left out of “{words}”.")
    return plain(unmarked(value)) if value else value
