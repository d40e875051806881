"""The view of the differences between two issues: deletions struck through, insertions underlined.

Colour is not the only cue: each difference has a label, and the accessible description and copied text put deleted and
inserted text in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from editor.document.compare.issues import Difference, SectionDifferences
from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.paths import FieldPath
from editor.ui.differences.excerpts import ExcerptPart, excerpts
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.text.styles import displayable

NO_DIFFERENCES = "No differences."
_MAX_LINE = 110  # characters
_HAIR = "\u200a"
_MAX_DESCRIPTION = 20_000  # characters; long enough for a screen reader
_VERBS = {"added": "Added", "removed": "Removed", "moved": "Moved", "": "Changed"}
_PLACE, _UNFOLD = "place", "all"


class DifferencesView(QTextBrowser):
    """A read-only view of differences, grouped by section. Long texts are shortened; the gap expands them."""

    path_chosen = Signal(object)
    """The FieldPath of a difference whose heading was clicked, if the view has links."""

    def __init__(self, parent: QWidget | None = None, *, grows: bool = False, has_links: bool = False) -> None:
        """Create a view. `grows` makes it as tall as its text, `has_links` makes headings clickable."""
        super().__init__(parent)
        self._has_links = has_links
        self._grows = grows
        self._differing: tuple[SectionDifferences, ...] = ()
        self._unfolded: set[tuple[int, int]] = set()
        self._empty_text = NO_DIFFERENCES
        self._written_style: tuple[Tokens, float] | None = None
        self.setProperty("role", "differences")
        self.setAccessibleName("Differences")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(2)
        self.anchorClicked.connect(self._clicked)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_differences(
        self,
        differing: tuple[SectionDifferences, ...],
        empty_text: str = NO_DIFFERENCES,
        *,
        has_links: bool | None = None,
    ) -> None:
        """Show these differences, or `empty_text`. `has_links` changes the setting of the view, unless it is None."""
        if has_links is not None:
            self._has_links = has_links
        self._differing = differing
        self._empty_text = empty_text
        self._unfolded.clear()
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of the text, if the view grows."""
        if not self._grows:
            return super().sizeHint()
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the height of the text, if the view grows. It may be narrow."""
        return QSize(240, self._height()) if self._grows else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap the lines at the new width."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), _MAX_LINE * self.fontMetrics().averageCharWidth()))
        if self._grows and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Apply the new colours and fonts."""
        super().changeEvent(event)
        looks = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in looks and self._written_style != _style_of(self):
            self._write()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Return the selection as plain text, with changes in brackets."""
        data = QMimeData()
        data.setText(self._selected_text())
        return data

    def _height(self) -> int:
        return round(self.document().size().height()) + 2 * self.frameWidth() + 6

    def _clicked(self, url: QUrl) -> None:
        kind, _, numbers = url.toString().partition(":")
        section, difference = (int(number) for number in numbers.split("."))
        if kind == _PLACE:
            path: FieldPath = self._differing[section].differences[difference].path
            self.path_chosen.emit(path)
        elif kind == _UNFOLD:
            self._unfolded.add((section, difference))
            self._write()

    def _write(self) -> None:
        scrolled, position = self.verticalScrollBar().value(), self.textCursor().position()
        self._written_style = tokens, _ = _style_of(self)
        self.document().clear()
        writer = _DocumentWriter(QTextCursor(self.document()), tokens, self.font(), has_links=self._has_links)
        if not self._differing:
            writer.empty_text(self._empty_text)
        for one, section in enumerate(self._differing):
            writer.heading(section.title)
            for two, difference in enumerate(section.differences):
                writer.difference(difference, f"{one}.{two}", whole=(one, two) in self._unfolded)
        self.setAccessibleDescription(as_text(self._differing, self._empty_text)[:_MAX_DESCRIPTION])
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)
        if self._grows:
            self.updateGeometry()

    def _selected_text(self) -> str:
        selected = self.textCursor()
        start, end = selected.selectionStart(), selected.selectionEnd()
        lines: list[str] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            cursor = QTextCursor(block)
            words = ""
            for piece in block.textFormats():
                one = max(start, block.position() + piece.start)
                two = min(end, block.position() + piece.start + piece.length)
                if one >= two:
                    continue
                cursor.setPosition(one)
                cursor.setPosition(two, QTextCursor.MoveMode.KeepAnchor)
                words += _bracketed(piece.format.property(_CHANGE), cursor.selectedText())
            lines.append(words)
            block = block.next()
        return "\n".join(lines).replace(_HAIR, "").replace("-][-", "").replace("+}{+", "")


def _style_of(view: QTextBrowser) -> tuple[Tokens, float]:
    # The view's own background is transparent, so use the application's palette.
    return tokens_of(QGuiApplication.palette()), view.font().pointSizeF()


_CHANGE = QTextCharFormat.Property.UserProperty.value + 1


class _DocumentWriter:
    """Writes differences into an empty document."""

    def __init__(self, cursor: QTextCursor, tokens: Tokens, font: QFont, *, has_links: bool) -> None:
        self._cursor = cursor
        self._tokens = tokens
        self._has_links = has_links
        self._points = font.pointSizeF()
        self._has_content = False

    def empty_text(self, words: str) -> None:
        self._block(QTextBlockFormat())
        self._cursor.insertText(words, self._ink(self._tokens.ink_soft))

    def heading(self, title: str) -> None:
        block = QTextBlockFormat()
        block.setHeadingLevel(2)
        block.setTopMargin(self._points * 1.4 if self._has_content else 0)
        block.setBottomMargin(self._points * 0.3)
        self._block(block)
        form = self._ink(self._tokens.ink)
        form.setFontWeight(QFont.Weight.DemiBold)
        form.setFontPointSize(self._points * 1.13)
        self._cursor.insertText(displayable(title), form)

    def difference(self, difference: Difference, numbers: str, *, whole: bool) -> None:
        place = QTextBlockFormat()
        place.setTopMargin(self._points * 0.6)
        self._block(place)
        soft = self._ink(self._tokens.ink_soft)
        soft.setFontPointSize(self._points * 0.9)
        verb = QTextCharFormat(soft)
        verb.setFontWeight(QFont.Weight.DemiBold)
        self._cursor.insertText(f"{_VERBS.get(difference.verb, difference.verb)}  ", verb)
        self._cursor.insertText(displayable(difference.place), self._linked(soft, f"{_PLACE}:{numbers}"))
        words = QTextBlockFormat()
        words.setLeftMargin(self._points * 1.2)
        words.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._block(words)
        was_changed = False
        for part in excerpts(difference.pieces, whole=whole):
            is_changed = part.change is not ChangeKind.SAME and not part.folded
            if was_changed and is_changed:
                self._cursor.insertText(_HAIR, self._ink(self._tokens.ink_soft))
            was_changed = is_changed
            self._part(part, f"{_UNFOLD}:{numbers}", moved=difference.verb == "moved")
        if not difference.verb and all(piece.change is ChangeKind.SAME for piece in difference.pieces):
            self._cursor.insertText(" (same text)", self._ink(self._tokens.ink_soft))

    def _part(self, part: ExcerptPart, unfold_target: str, *, moved: bool) -> None:
        if part.folded:
            gap = self._ink(self._tokens.link)
            gap.setAnchor(True)
            gap.setAnchorHref(unfold_target)
            gap.setToolTip(f"Show {part.folded:,} more characters")
            self._cursor.insertText(" … ", gap)
        for run in part.runs:
            form = self._changed(part.change, moved=moved)
            if run.strong:
                form.setFontWeight(QFont.Weight.Bold)
            form.setFontItalic(run.emphasis)
            self._cursor.insertText(displayable(run.text), form)
        if part.note:
            self._cursor.insertText(f" ({displayable(part.note)})", self._ink(self._tokens.ink_soft))

    def _changed(self, change: ChangeKind, *, moved: bool) -> QTextCharFormat:
        if change is ChangeKind.SAME:
            return self._ink(self._tokens.ink if moved else self._tokens.ink_soft)
        form = self._ink(self._tokens.error if change is ChangeKind.DELETED else self._tokens.ok)
        form.setProperty(_CHANGE, change.value)
        if change is ChangeKind.DELETED:
            form.setBackground(QColor(self._tokens.tint_deleted))
            form.setFontStrikeOut(True)
            form.setToolTip("Deleted")
        else:
            form.setBackground(QColor(self._tokens.tint_inserted))
            form.setFontUnderline(True)
            form.setToolTip("Inserted")
        return form

    def _linked(self, form: QTextCharFormat, target: str) -> QTextCharFormat:
        if not self._has_links:
            return form
        link = QTextCharFormat(form)
        link.setForeground(QColor(self._tokens.link))
        link.setAnchor(True)
        link.setAnchorHref(target)
        return link

    def _ink(self, colour: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        return form

    def _block(self, form: QTextBlockFormat) -> None:
        if self._has_content:
            self._cursor.insertBlock(form, QTextCharFormat())
        else:
            self._cursor.setBlockFormat(form)
            self._has_content = True


def as_text(differing: Sequence[SectionDifferences], empty_text: str = NO_DIFFERENCES) -> str:
    """Return the differences as plain text, for screen readers."""
    lines: list[str] = []
    for section in differing:
        lines.append(f"{section.title}.")
        for difference in section.differences:
            changes = "; ".join(
                _change_text(piece) for piece in difference.pieces if piece.change is not ChangeKind.SAME
            )
            lines.append(f"{_VERBS.get(difference.verb, difference.verb)}: {difference.place}. {changes}".rstrip())
    return "\n".join(lines) or empty_text


def _change_text(piece: DiffPart) -> str:
    return f"{'deleted' if piece.change is ChangeKind.DELETED else 'inserted'} “{piece.text.strip()}”"


def _bracketed(change: object, words: str) -> str:
    if change == ChangeKind.DELETED.value:
        return f"[-{words}-]"
    return f"{{+{words}+}}" if change == ChangeKind.INSERTED.value else words
