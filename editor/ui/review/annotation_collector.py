"""Collects the annotations of an issue, with their sections, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from editor.document.paths import FieldPath
from editor.document.reading_order import reading_position
from editor.document.sections import MASTHEAD, section_path, sections
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.ui.review.annotation_source import AnnotationSource


class CollectedAnnotation(NamedTuple):
    """An annotation with its source, and the path of the section that it is shown in."""

    annotation: Annotation
    source: AnnotationSource
    section: FieldPath


class AnnotationCollector:
    """The annotations, as of the last call of `collect`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sources: list[AnnotationSource] = []
        self._found: dict[str, CollectedAnnotation] = {}
        self._hidden: frozenset[str] = frozenset()
        self.counts: Counter[str] = Counter()
        """How many annotations each person has, shown or not."""

    def add(self, source: AnnotationSource) -> None:
        """Add a source of annotations."""
        self._sources.append(source)

    def collect(self, person: str | None = None) -> None:
        """Read the annotations of all sources again; those of one person only, if one is given.

        What is being typed has no author, and is always there.
        """
        issue = self._session.issue
        listed = {one.path for one in sections(issue)}
        known: dict[FieldPath, FieldPath] = {}
        found: dict[str, CollectedAnnotation] = {}
        hidden: set[str] = set()
        self.counts.clear()
        for source in self._sources:
            for annotation in source.annotations():
                self.counts[annotation.author] += bool(annotation.author)
                if person is not None and annotation.author not in (person, ""):
                    hidden.add(annotation.key)
                    continue
                section = known.get(annotation.path)
                if section is None:
                    section = section_path(annotation.path)
                    section = known[annotation.path] = section if section in listed else MASTHEAD
                found[annotation.key] = CollectedAnnotation(annotation, source, section)
        self._found = found
        self._hidden = frozenset(hidden)

    def is_hidden(self, key: str) -> bool:
        """Whether an annotation is left out, as somebody else's are shown."""
        return key in self._hidden

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def __getitem__(self, key: str) -> CollectedAnnotation:
        return self._found[key]

    def get(self, key: str | None) -> CollectedAnnotation | None:
        """Return an annotation, or None."""
        return self._found.get(key) if key is not None else None

    @property
    def fields(self) -> tuple[FieldPath, ...]:
        """The existing fields that have annotations, without duplicates."""
        return tuple(dict.fromkeys(one.annotation.path for one in self._found.values() if not one.annotation.at_top))

    def in_section(self, path: FieldPath) -> tuple[Annotation, ...]:
        """Return the annotations of one section in reading order, those that have lost their place first."""
        return self._in_order(one for one in self._found.values() if one.section == path)

    def in_order(self) -> tuple[Annotation, ...]:
        """Return all annotations in reading order."""
        by_section: dict[FieldPath, list[CollectedAnnotation]] = {}
        for one in self._found.values():
            by_section.setdefault(one.section, []).append(one)
        listed = [one.path for one in sections(self._session.issue)]
        return tuple(annotation for path in listed for annotation in self._in_order(by_section.get(path, [])))

    def neighbour(self, key: str, step: int) -> str | None:
        """Return the key of the annotation `step` places further, or None."""
        keys = [annotation.key for annotation in self.in_order()]
        number = keys.index(key) + step if key in keys else -1
        return keys[number] if 0 <= number < len(keys) else None

    def step_from(
        self, key: str | None, section: FieldPath, caret: tuple[FieldPath, int] | None, step: int
    ) -> str | None:
        """Return the key of the next (1) or previous (-1) annotation, wrapping around.

        Starts from the annotation `key`, or else from the caret.
        """
        in_reading_order = self.in_order()
        if not in_reading_order:
            return None
        keys = [annotation.key for annotation in in_reading_order]
        if key in keys:
            return keys[(keys.index(key) + step) % len(keys)]
        before = self._before(in_reading_order, section, caret if caret is not None else (section, 0))
        return keys[(before if step > 0 else before - 1) % len(keys)]

    def _before(
        self, in_reading_order: tuple[Annotation, ...], section: FieldPath, caret: tuple[FieldPath, int]
    ) -> int:
        """Return the number of annotations before the caret."""
        issue = self._session.issue
        numbers = {one.path: number for number, one in enumerate(sections(issue))}
        places = [
            (numbers[self._found[one.key].section], not one.at_top, reading_position(issue, one.path), one.start)
            for one in in_reading_order
        ]
        return bisect_right(places, (numbers.get(section, 0), True, reading_position(issue, caret[0]), caret[1] - 1))

    def _in_order(self, found: Iterable[CollectedAnnotation]) -> tuple[Annotation, ...]:
        issue = self._session.issue
        places: dict[FieldPath, tuple[int, ...]] = {}
        with_stable_keys: list[tuple[bool, tuple[int, ...], int, int, Annotation]] = []
        for number, one in enumerate(found):
            annotation = one.annotation
            if annotation.path not in places:
                places[annotation.path] = reading_position(issue, annotation.path)
            with_stable_keys.append(
                (not annotation.at_top, places[annotation.path], annotation.start, number, annotation)
            )
        return tuple(row[-1] for row in sorted(with_stable_keys))
