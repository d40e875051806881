"""All marks of an issue, of every kind: which section each is shown in, and in which order they are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from editor.document.issue_sections import MASTHEAD, section_path, sections
from editor.document.paths import FieldPath
from editor.document.reading_order import reading_position
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.ui.review.annotation_source import AnnotationSource


class Found(NamedTuple):
    """A mark with its kind, and the path of the section that it is shown in."""

    mark: Annotation
    kind: AnnotationSource
    section: FieldPath


class AnnotationCollector:
    """The marks as they were looked at last."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kinds: list[AnnotationSource] = []
        self._found: dict[str, Found] = {}

    def add(self, kind: AnnotationSource) -> None:
        """Ask this kind too."""
        self._kinds.append(kind)

    def look(self) -> None:
        """Ask all kinds anew."""
        issue = self._session.issue
        listed = {one.path for one in sections(issue)}
        known: dict[FieldPath, FieldPath] = {}
        found: dict[str, Found] = {}
        for kind in self._kinds:
            for mark in kind.marks():
                section = known.get(mark.path)
                if section is None:
                    section = section_path(issue, mark.path)
                    section = known[mark.path] = section if section in listed else MASTHEAD
                found[mark.key] = Found(mark, kind, section)
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def __getitem__(self, key: str) -> Found:
        return self._found[key]

    def get(self, key: str | None) -> Found | None:
        """A mark, if it is there."""
        return self._found.get(key) if key is not None else None

    @property
    def fields(self) -> tuple[FieldPath, ...]:
        """The fields that have marks and are there, each once."""
        return tuple(dict.fromkeys(one.mark.path for one in self._found.values() if not one.mark.at_top))

    def in_section(self, path: FieldPath) -> tuple[Annotation, ...]:
        """The marks of one section, as they are read; those that have lost their place come first."""
        return self._in_order(one for one in self._found.values() if one.section == path)

    def in_order(self) -> tuple[Annotation, ...]:
        """All marks, as they are read."""
        by_section: dict[FieldPath, list[Found]] = {}
        for one in self._found.values():
            by_section.setdefault(one.section, []).append(one)
        listed = [one.path for one in sections(self._session.issue)]
        return tuple(mark for path in listed for mark in self._in_order(by_section.get(path, [])))

    def beside(self, key: str, step: int) -> str | None:
        """The key of the mark so many steps further; None where there is none, and for a mark that is gone."""
        keys = [mark.key for mark in self.in_order()]
        number = keys.index(key) + step if key in keys else -1
        return keys[number] if 0 <= number < len(keys) else None

    def stepped(
        self, key: str | None, section: FieldPath, caret: tuple[FieldPath, int] | None, step: int
    ) -> str | None:
        """The key of the next mark (1) or the one before (-1), round the ends; from a mark, or else from the caret."""
        marks = self.in_order()
        if not marks:
            return None
        keys = [mark.key for mark in marks]
        if key in keys:
            return keys[(keys.index(key) + step) % len(keys)]
        before = self._before(marks, section, caret if caret is not None else (section, 0))
        return keys[(before if step > 0 else before - 1) % len(keys)]

    def _before(self, marks: tuple[Annotation, ...], section: FieldPath, caret: tuple[FieldPath, int]) -> int:
        """How many marks are read before the caret."""
        issue = self._session.issue
        numbers = {one.path: number for number, one in enumerate(sections(issue))}
        places = [
            (numbers[self._found[one.key].section], not one.at_top, reading_position(issue, one.path), one.start)
            for one in marks
        ]
        return bisect_right(places, (numbers.get(section, 0), True, reading_position(issue, caret[0]), caret[1] - 1))

    def _in_order(self, found: Iterable[Found]) -> tuple[Annotation, ...]:
        issue = self._session.issue
        places: dict[FieldPath, tuple[int, ...]] = {}
        keyed: list[tuple[bool, tuple[int, ...], int, int, Annotation]] = []
        for number, one in enumerate(found):
            mark = one.mark
            if mark.path not in places:
                places[mark.path] = reading_position(issue, mark.path)
            keyed.append((not mark.at_top, places[mark.path], mark.start, number, mark))
        return tuple(row[-1] for row in sorted(keyed))
