"""A marked source, cut into sections. Any section may be missing, come twice, or come in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

from editor.formats.text_form.contents import end_of_contents
from editor.formats.text_form.labels import BELOW_TITLE, BLOCKS, CHAPTERS, IMPRINT, PEOPLE, Label, Labels
from editor.formats.text_form.line_kinds import LineKind, Mark

_HEADING_LETTERS = range(4, 61)
"""A line in capitals of that length, alone between blank lines, is taken for a section title that is not known."""

_TITLE = 200
"""An unnumbered line above a run-in label is a title only up to this length."""


class SourceSection(StrEnum):
    """What a run of lines belongs to."""

    OPENING = auto()
    CONTENTS = auto()
    TOP = auto()
    NOTEWORTHY = auto()
    NEWS_LIST = auto()
    AUTHOR = auto()
    AUTHORS = auto()
    EDITOR = auto()
    EDITORS = auto()
    CONTACT = auto()
    PUBLISHER = auto()
    UNKNOWN = auto()


NEWS = frozenset({SourceSection.NOTEWORTHY, SourceSection.NEWS_LIST})
IMPRINT_SECTIONS = frozenset(SourceSection(label.value) for label in IMPRINT)
_PEOPLE = frozenset(SourceSection(label.value) for label in PEOPLE)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one section, without its title. `news_list` is the field of `Noteworthy` that the title stands for."""

    section: SourceSection
    marks: list[Mark]
    news_list: str = ""


@dataclass
class Cut:
    """Sections in the order of the source."""

    runs: list[Run] = field(default_factory=list)

    def of(self, section: SourceSection) -> list[list[Mark]]:
        """The lines of each run of this section."""
        return [run.marks for run in self.runs if run.section is section]


def cut(marks: Sequence[Mark], labels: Labels) -> Cut:
    """All sections of a source. Lines before the first title are the opening."""
    cutter = _Cutter(marks, labels)
    at = 0
    while at < len(marks):
        at = cutter.step(at)
    return Cut(cutter.runs)


def may_be_role(mark: Mark) -> bool:
    """Whether a label can be what a person is: `Editor` below a name is not the title of the next list."""
    text = mark.line.text
    return mark.label in (Label.AUTHOR, Label.EDITOR) and not text.isupper() and not text.endswith(":")


class _Cutter:
    def __init__(self, marks: Sequence[Mark], labels: Labels) -> None:
        self._marks = marks
        self._labels = labels
        self.runs: list[Run] = []
        self._start(SourceSection.OPENING)

    def _start(self, section: SourceSection, news_list: str = "") -> None:
        self._section = section
        self._run: list[Mark] = []
        self.runs.append(Run(section, self._run, news_list))

    def step(self, at: int) -> int:
        """Put the line at `at` where it belongs; where to go on."""
        mark = self._marks[at]
        if mark.dateline and mark.dateline.has_period and self._section is not SourceSection.OPENING:
            self.runs.append(Run(SourceSection.OPENING, [mark]))
            return at + 1
        if mark.label is Label.CONTENTS:
            end = end_of_contents(self._marks, at + 1, self._labels)
            self.runs.append(Run(SourceSection.CONTENTS, list(self._marks[at + 1 : end])))
            self._start(SourceSection.OPENING)
            return end
        if mark.label in CHAPTERS | IMPRINT and not self._is_role(mark):
            self._start(SourceSection(mark.label.value), mark.news_list)
            if mark.text:
                self._run.append(mark)
            return at + 1
        if self._section is not SourceSection.TOP and self._begins_entry(at):
            self._start(SourceSection.TOP)
        elif self._section in NEWS | IMPRINT_SECTIONS and self._is_unknown_title(at):
            self._start(SourceSection.UNKNOWN)
        self._run.append(mark)
        return at + 1

    def _next(self, at: int) -> Mark | None:
        return self._marks[at + 1] if at + 1 < len(self._marks) else None

    def _is_role(self, mark: Mark) -> bool:
        below = not mark.line.gap and self._section in _PEOPLE and bool(self._run)
        return below and may_be_role(mark)

    def _begins_entry(self, at: int) -> bool:
        mark, following = self._marks[at], self._next(at)
        if mark.label in BLOCKS or mark.label in (Label.ARTICLE, Label.ISSUING_BODIES):
            return self._section is not SourceSection.PUBLISHER
        if following is None or following.label not in BELOW_TITLE:
            return False
        titled = mark.kind in (LineKind.NUMBERED, LineKind.HEADING)
        return titled or (mark.kind is LineKind.TEXT and mark.line.gap and len(mark.text) <= _TITLE)

    def _is_unknown_title(self, at: int) -> bool:
        mark, following = self._marks[at], self._next(at)
        if mark.kind is LineKind.HEADING:
            return True
        if self._section not in NEWS or mark.kind is not LineKind.TEXT:
            return False
        alone = mark.line.gap and (following is None or following.line.gap)
        return alone and mark.text.isupper() and len(mark.text) in _HEADING_LETTERS
