"""The texts of an issue as the checks see them: as read, with the place they are printed in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from editor.document.paths import FieldPath
from editor.document.rules.field_text import LONGEST
from editor.document.text.inline import plain
from schemas import Bullet, Entry, Item, Kind, NewsItem, Part, Source, Spec, specs_of
from schemas.style import Scope

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:cn|com|org|de|eu|net|ai|io|gov|edu|info|jp|fr|ch|uk|tv|app)\b\S*"
)
"""Web and mail addresses: their spelling and punctuation are not the desk's."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text, without markup. The lines of a field with several are joined by line breaks."""

    path: FieldPath
    text: str
    scope: Scope
    printable: Set[int] = frozenset()
    """The code points that the theme's typefaces have."""


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """The passages of one entry or news item, in reading order, and its date."""

    passages: tuple[Passage, ...]
    date: dt.date | None = None


def scope_of(model: type[Part], spec: Spec) -> Scope | None:
    """Which texts a field belongs to; None for one that holds no words."""
    match spec.kind:
        case Kind.INLINE:
            return Scope.BULLETS if model is Bullet else Scope.RUNNING
        case Kind.CHINESE:
            return Scope.CHINESE
        case Kind.ISSUING_BODIES:
            return Scope.BODIES
        case Kind.LINE if spec.english:
            return Scope.DOCUMENTS if model is Source else Scope.TITLES
        case Kind.LINE | Kind.LINES:
            return Scope.OTHER
    return None


def passage(
    value: Any, model: type[Part], spec: Spec, path: FieldPath, printable: Set[int] = frozenset()
) -> Passage | None:
    """The passage of one field; None where it has no text, or one that is too long to be read."""
    scope = scope_of(model, spec)
    if scope is None or not value:
        return None
    text = "\n".join(value) if isinstance(value, tuple) else value
    if len(text) > LONGEST:
        return None
    return Passage(path, plain(text) if spec.kind is Kind.INLINE else text, scope, printable)


def section(part: Entry | NewsItem, path: FieldPath) -> PassageGroup:
    """All passages of an entry or a news item."""
    return PassageGroup(tuple(_passages(part, path)), part.date)


def _passages(part: Part, path: FieldPath) -> Iterator[Passage]:
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _passages(value, path / name)
        elif isinstance(value, tuple) and value and isinstance(value[0], Item):
            for item in value:
                yield from _passages(item, path / name / item.id)
        elif (found := passage(value, type(part), spec, path / name)) is not None:
            yield found
