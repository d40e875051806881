"""The fields and items of an issue by name, and the search for one by a few words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.document.path_labels import path_label, section_title
from editor.document.paths import ROOT, FieldPath
from editor.document.sections import sections
from schemas import Issue, Item, Kind, Part, specs_of


class NamedPlace(NamedTuple):
    """A section, item or field, and its name: `Entry 2: Beijing opens …`, `Entry 2, Source, Link`."""

    path: FieldPath
    name: str


def named_places(issue: Issue) -> tuple[NamedPlace, ...]:
    """Return all sections, then all items and fields in the order of the schema. Texts are not divided."""
    found = [NamedPlace(one.path, section_title(issue, one.path)) for one in sections(issue)]
    known = {place.path for place in found}
    fields = (path for path in _paths(issue, ROOT) if path not in known)
    return (*found, *(NamedPlace(path, path_label(issue, path)) for path in fields))


def _paths(part: Part, path: FieldPath) -> Iterator[FieldPath]:
    for name, spec in specs_of(type(part)).items():
        value, own = getattr(part, name), path / name
        if isinstance(value, Part):
            yield from _paths(value, own)
        elif spec.kind is not Kind.BLOCKS and isinstance(value, tuple) and value and isinstance(value[0], Item):
            for item in value:
                yield own / item.id
                yield from _paths(item, own / item.id)
        else:
            yield own


def ranked(query: str, names: Sequence[str]) -> tuple[int, ...]:
    """Return the indexes of the names that have all words of the query, best first; all of them for no words.

    A word that a name begins with counts most, then one that a word of it begins with, then one anywhere in it. Equal
    names keep their order. Case and accents do not count.
    """
    words = _plain(query).split()
    scored: list[tuple[int, int]] = []
    for index, name in enumerate(names):
        text = _plain(name)
        scores = [_score(word, text) for word in words]
        if None not in scores:
            scored.append((sum(score or 0 for score in scores), index))
    return tuple(index for _, index in sorted(scored))


def _score(word: str, text: str) -> int | None:
    if text.startswith(word):
        return 0
    if any(part.startswith(word) for part in text.replace(",", " ").replace(":", " ").split()):
        return 1
    return 2 if word in text else None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
