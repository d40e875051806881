"""A version's content in words, to be read: sections, fields with their labels, texts with bold and italic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from editor.document.approval_sections import masthead_fields, sections
from editor.document.compare.value_diff import readable_runs
from editor.document.paths import value_at
from editor.document.review.section_labels import section_name
from editor.document.text.inline import Run, text_of
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.text.styles import displayable
from schemas import Bullets, Issue, Item, Kind, Paragraph, Part, Spec, specs_of

_AT_A_TIME = 200
"""Lines that are written before the window is asked whether it has anything else to do."""


class Sort(Enum):
    """What a line is."""

    SECTION = auto()
    LABEL = auto()
    TEXT = auto()
    BULLET = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reading."""

    sort: Sort
    runs: tuple[Run, ...]


def lines(issue: Issue) -> Iterator[Line]:
    """An issue as it would be read out, section by section; what is empty is left out."""
    for section in sections(issue):
        yield _plain(Sort.SECTION, section_name(issue, section, in_short=True))
        if section.path:
            yield from _value(None, value_at(issue, section.path))
        else:
            specs = specs_of(Issue)
            for name in masthead_fields():
                yield from _labelled(specs[name], getattr(issue, name))


def _labelled(spec: Spec, value: Any) -> Iterator[Line]:
    told = tuple(_value(spec, value))
    if told:
        yield _plain(Sort.LABEL, spec.label)
        yield from told


def _value(spec: Spec | None, value: Any) -> Iterator[Line]:
    """The lines of a value; none where it is empty."""
    match value:
        case Bullets():
            for bullet in value.items:
                yield Line(Sort.BULLET, (Run("– "), *readable_runs(bullet)))
        case Part() if not isinstance(value, Paragraph):
            for name, inner in specs_of(type(value)).items():
                yield from _labelled(inner, getattr(value, name))
        case tuple() if value and isinstance(value[0], Item):
            for one in value:
                yield from _value(None, one)
        case _:
            runs = readable_runs(value, is_inline=spec is not None and spec.kind is Kind.INLINE)
            if text_of(runs).strip():
                yield Line(Sort.TEXT, runs)


def _plain(sort: Sort, text: str) -> Line:
    return Line(sort, (Run(text),))


class ContentView(QTextBrowser):
    """Read-only; nothing in it leads anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issue = Issue()
        self._written_in: Tokens | None = None
        self._rest: Iterator[Line] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._write_some)
        self.setProperty("role", "differences")
        self.setAccessibleName("Content of the version")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(4)

    def show_issue(self, issue: Issue) -> None:
        """Show an issue from its beginning."""
        self._issue = issue
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """In the colours of the new look."""
        super().changeEvent(event)
        looks = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in looks and self._written_in != tokens_of(QGuiApplication.palette()):
            self._write()

    def _write(self) -> None:
        self._written_in = tokens_of(QGuiApplication.palette())
        self.document().clear()
        self._rest = lines(self._issue)
        self._write_some()
        self._timer.start()

    @Slot()
    def _write_some(self) -> None:
        """The next lines at the end; the window takes a key between two such goes."""
        some = tuple(islice(self._rest, _AT_A_TIME))
        if not some:
            self._timer.stop()
            return
        tokens = self._written_in or tokens_of(QGuiApplication.palette())
        points = self.font().pointSizeF()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()  # laid out once, at the end
        for line in some:
            is_first = self.document().isEmpty()
            block, form = _formats(line.sort, tokens, points, is_first=is_first)
            if is_first:
                cursor.setBlockFormat(block)
            else:
                cursor.insertBlock(block, QTextCharFormat())
            for run in line.runs:
                own = QTextCharFormat(form)
                if run.strong:
                    own.setFontWeight(QFont.Weight.Bold)
                own.setFontItalic(run.emphasis)
                cursor.insertText(displayable(run.text), own)
        cursor.endEditBlock()


def _formats(sort: Sort, tokens: Tokens, points: float, *, is_first: bool) -> tuple[QTextBlockFormat, QTextCharFormat]:
    block, form = QTextBlockFormat(), QTextCharFormat()
    form.setForeground(QColor(tokens.ink_soft if sort is Sort.LABEL else tokens.ink))
    match sort:
        case Sort.SECTION:
            block.setHeadingLevel(2)
            block.setTopMargin(0 if is_first else points * 1.6)
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setFontPointSize(points * 1.13)
        case Sort.LABEL:
            block.setTopMargin(points * 0.6)
            form.setFontPointSize(points * 0.9)
        case Sort.BULLET:
            block.setLeftMargin(points * 2.4)
            block.setTextIndent(-points * 1.2)
        case Sort.TEXT:
            block.setLeftMargin(points * 1.2)
    if sort in (Sort.BULLET, Sort.TEXT):
        block.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(points * 0.3)
    return block, form
