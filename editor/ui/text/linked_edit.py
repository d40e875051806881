"""Links in a text: edited in a bar below their line, shown in a tooltip, opened with Ctrl+click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from editor.ui.look.tokens import tokens_of
from editor.ui.text.link_bar import LinkBar
from editor.ui.text.links import link_span, link_under, trim_spaces, word_span
from editor.ui.text.styles import Style, apply_style, char_format, runs_in, style_in, style_of
from editor.ui.text.text_area import TextArea

_TOOLTIP_LENGTH = 200
_GAP = 3


class LinkedEdit(TextArea):
    """A text area with character styles and links."""

    link_activated = Signal(str)
    """The address of a link that was opened with Ctrl+click."""

    def __init__(self, name: str, description: str, placeholder: str, rows: int, parent: QWidget | None) -> None:
        super().__init__(name, description, placeholder, rows, parent)
        self._tokens = tokens_of(self.palette())
        self._pressed: str | None = None
        self._bar: LinkBar | None = None
        self._link_cursor = QTextCursor(self.document())
        self.viewport().setMouseTracking(True)

    def _selected_styles(self) -> list[Style]:
        """Return the styles of the selected text, ignoring spaces."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        found: list[Style] = []
        while block.isValid() and block.position() < cursor.selectionEnd():
            start, end = cursor.selectionStart() - block.position(), cursor.selectionEnd() - block.position()
            runs = runs_in(block, max(0, start), min(end, block.length() - 1))
            found += [style_of(run) for run in runs if run.text.strip()]
            block = block.next()
        return found

    def _apply_style(self, cursor: QTextCursor, change: Callable[[Style], Style]) -> None:
        apply_style(self.document(), cursor.selectionStart(), cursor.selectionEnd(), change, self._tokens)

    # Link bar

    def edit_link(self) -> None:
        """Open the bar for the link at the caret, or for a new link around the selection or the word."""
        if self.isReadOnly() or self._composing:
            return
        cursor = self.textCursor()
        cursor = link_span(cursor) or (trim_spaces(cursor) if cursor.hasSelection() else word_span(cursor))
        self.setTextCursor(cursor)
        self._link_cursor = QTextCursor(cursor)
        addresses = [style.link for style in self._selected_styles() if style.link is not None]
        bar = self._open_bar()
        bar.open(addresses[0] if addresses else None)
        self._place_bar(bar)

    def _open_bar(self) -> LinkBar:
        if self._bar is None:
            self._bar = LinkBar(self)
            self._bar.applied.connect(self._apply_link)
            self._bar.removed.connect(self._remove_link)
            self._bar.cancelled.connect(self._close_bar)
            self._bar.left.connect(self._leave_bar)
            before: QWidget = self
            for part in self._bar.parts:
                QWidget.setTabOrder(before, part)
                before = part
        self.setViewportMargins(0, 0, 0, self._bar.sizeHint().height())
        self.updateGeometry()
        return self._bar

    def _place_bar(self, bar: LinkBar) -> None:
        """Place the bar below the link's line and ask to scroll it into view."""
        area, height = self.contentsRect(), bar.sizeHint().height()
        line = self.cursorRect(self._link_cursor).translated(self.viewport().pos())
        top = min(line.bottom() + _GAP, area.bottom() + 1 - height)
        bar.setGeometry(area.left(), top, area.width(), height)
        self.caret_moved.emit(bar.geometry().united(line))

    def _close_bar(self) -> None:
        if self._bar is None or not self._bar.isVisible():
            return
        if self._is_inside(QApplication.focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.hide()
        self.setViewportMargins(0, 0, 0, 0)
        self.updateGeometry()

    def _leave_bar(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self._is_inside(focus):
            self._close_bar()
            self._leave_field()

    def _apply_link(self, address: str) -> None:
        cursor = self._link_cursor
        with self._undo_step("Link"):
            if cursor.hasSelection():
                self._apply_style(cursor, lambda style: style._replace(link=address))
            elif address:
                style = style_in(cursor.charFormat())._replace(link=address)
                cursor.insertText(address.removeprefix("mailto:"), char_format(style, self._tokens))
        self._end_link()

    def _remove_link(self) -> None:
        with self._undo_step("Remove Link"):
            self._apply_style(self._link_cursor, lambda style: style._replace(link=None))
        self._end_link()

    def _end_link(self) -> None:
        cursor = QTextCursor(self._link_cursor)
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)
        self._run.cut()
        self._close_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._bar is not None and self._bar.isVisible():
            self._place_bar(self._bar)

    # Mouse

    def _link_under(self, point: QPoint) -> str | None:
        """Return the address of the link at a point of the viewport.

        Returns "" for a link without an address, None outside links.
        """
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return link_under(self.document(), QPointF(point + scrolled))

    def tip_under(self, point: QPoint) -> str:
        """Return what else there is to say about the text at a point of the viewport."""
        return ""

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Show who suggests what under the mouse, or the address of the link."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        address = self._link_under(event.pos())
        tip = self.tip_under(event.pos())
        if tip:
            QToolTip.showText(event.globalPos(), tip, self.viewport())
        elif address is None:
            QToolTip.hideText()
        else:
            shortened = address if len(address) <= _TOOLTIP_LENGTH else f"{address[:_TOOLTIP_LENGTH]}…"
            emitted = (
                f"{shortened}\nCtrl+click to open" if address else "This link has no address. Press Ctrl+K to add one."
            )
            QToolTip.showText(event.globalPos(), emitted, self.viewport())
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        follows = control and event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._link_under(event.position().toPoint()) if follows else None
        if not self._pressed:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._pressed = self._pressed, None
        if not pressed:
            super().mouseReleaseEvent(event)
        elif self._link_under(event.position().toPoint()) == pressed:
            self.link_activated.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        over = control and self._link_under(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
