"""The content of a version as formatted text: sections, labelled fields, texts with bold and italics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from editor.document.compare.value_diff import readable_runs
from editor.document.path_labels import section_label
from editor.document.paths import FieldPath, value_at
from editor.document.sections import masthead_fields, section_paths
from editor.document.text.inline import Run, text_of
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.text.styles import displayable
from schemas import Bullets, Issue, Item, Kind, Paragraph, Part, Spec, specs_of

_BATCH_SIZE = 200
"""The number of lines that are written before pending events are processed."""


class LineKind(Enum):
    """What a line is."""

    SECTION = auto()
    LABEL = auto()
    TEXT = auto()
    BULLET = auto()


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One line of the content."""

    kind: LineKind
    runs: tuple[Run, ...]


def content_lines(issue: Issue) -> Iterator[ContentLine]:
    """Yield the content of an issue, section by section. Empty fields are left out."""
    for path in section_paths(issue):
        yield _plain(LineKind.SECTION, section_label(issue, path))
        yield from section_lines(issue, path)


def section_lines(issue: Issue, path: FieldPath) -> Iterator[ContentLine]:
    """Yield the content of one section or item, without a heading. Raises NoSuchField."""
    if path:
        yield from _value_lines(None, value_at(issue, path))
        return
    specs = specs_of(Issue)
    for name in masthead_fields():
        yield from _labelled_lines(specs[name], getattr(issue, name))


def _labelled_lines(spec: Spec, value: Any) -> Iterator[ContentLine]:
    value_lines = tuple(_value_lines(spec, value))
    if value_lines:
        yield _plain(LineKind.LABEL, spec.label)
        yield from value_lines


def _value_lines(spec: Spec | None, value: Any) -> Iterator[ContentLine]:
    """Yield the lines of a value; none if it is empty."""
    match value:
        case Bullets():
            for bullet in value.items:
                yield ContentLine(LineKind.BULLET, (Run("– "), *readable_runs(bullet)))
        case Part() if not isinstance(value, Paragraph):
            for name, inner in specs_of(type(value)).items():
                yield from _labelled_lines(inner, getattr(value, name))
        case tuple() if value and isinstance(value[0], Item):
            for one in value:
                yield from _value_lines(None, one)
        case _:
            runs = readable_runs(value, is_inline=spec is not None and spec.kind is Kind.INLINE)
            if text_of(runs).strip():
                yield ContentLine(LineKind.TEXT, runs)


def _plain(kind: LineKind, text: str) -> ContentLine:
    return ContentLine(kind, (Run(text),))


class VersionContentView(QTextBrowser):
    """A read-only view of the content of an issue or of a part of it, without links."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Callable[[], Iterator[ContentLine]] = lambda: iter(())
        self._written_tokens: Tokens | None = None
        self._remaining: Iterator[ContentLine] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._write_batch)
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
        self.show_lines(lambda: content_lines(issue))

    def show_lines(self, lines: Callable[[], Iterator[ContentLine]]) -> None:
        """Show lines from the first on. `lines` is called again when colours or fonts change."""
        self._lines = lines
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Apply the new colours and fonts."""
        super().changeEvent(event)
        looks = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in looks and self._written_tokens != tokens_of(QGuiApplication.palette()):
            self._write()

    def _write(self) -> None:
        self._written_tokens = tokens_of(QGuiApplication.palette())
        self.document().clear()
        self._remaining = self._lines()
        self._write_batch()
        self._timer.start()

    @Slot()
    def _write_batch(self) -> None:
        """Append the next lines. Input is processed between two batches."""
        batch = tuple(islice(self._remaining, _BATCH_SIZE))
        if not batch:
            self._timer.stop()
            return
        tokens = self._written_tokens or tokens_of(QGuiApplication.palette())
        points = self.font().pointSizeF()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()  # laid out once, at the end of the block
        for line in batch:
            is_first = self.document().isEmpty()
            block, form = _formats(line.kind, tokens, points, is_first=is_first)
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


def _formats(
    kind: LineKind, tokens: Tokens, points: float, *, is_first: bool
) -> tuple[QTextBlockFormat, QTextCharFormat]:
    block, form = QTextBlockFormat(), QTextCharFormat()
    form.setForeground(QColor(tokens.ink_soft if kind is LineKind.LABEL else tokens.ink))
    match kind:
        case LineKind.SECTION:
            block.setHeadingLevel(2)
            block.setTopMargin(0 if is_first else points * 1.6)
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setFontPointSize(points * 1.13)
        case LineKind.LABEL:
            block.setTopMargin(points * 0.6)
            form.setFontPointSize(points * 0.9)
        case LineKind.BULLET:
            block.setLeftMargin(points * 2.4)
            block.setTextIndent(-points * 1.2)
        case LineKind.TEXT:
            block.setLeftMargin(points * 1.2)
    if kind in (LineKind.BULLET, LineKind.TEXT):
        block.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(points * 0.3)
    return block, form
