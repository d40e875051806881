"""An input for several short texts, shown as chips.

Texts are typed one after another; the arrow keys select a chip, Alt+arrow moves it. The field does not know the
library: its owner provides a `TokenLookup`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from editor.ui.forms.completion import Completion, CompletionItem
from editor.ui.forms.input_frame import InputFrame
from editor.ui.forms.token import Token
from editor.ui.text.highlights import WORDS, Highlight
from editor.ui.text.line_edit import LineEdit
from editor.ui.widgets.flow_layout import FlowLayout
from editor.ui.widgets.style_properties import set_property

_SEPARATORS = re.compile(r"[,;，；、\n]")
_MOST = 100
"""The most texts that are accepted at once. An entry has five or six."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class TokenLookup:
    """What the owner knows about texts.

    `suggest` returns completions for typed text, `value_of` the stored text that a typed one stands for, `full_name`
    the full name of a text (None if it is not known).
    """

    suggest: Callable[[str], Sequence[CompletionItem]]
    value_of: Callable[[str], str]
    full_name: Callable[[str], str | None]


class TokenField(InputFrame):
    """The texts as chips, followed by the line for the next one."""

    values_edited = Signal(object)
    """tuple[str, ...]"""
    notice = Signal(str)

    def __init__(self, name: str, lookup: TokenLookup, line: LineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._lookup = lookup
        self._tokens: list[Token] = []
        self._is_read_only = False
        self.line = line
        line.setParent(self)
        line.setProperty("role", "bare")
        self.watch(line)
        line.text_edited.connect(self._typed)
        self._completion = Completion(line, lookup.suggest)
        self._completion.chosen.connect(self._chosen)
        em = self.fontMetrics().height()
        self._flow = FlowLayout(self, gap=round(em * 0.2), last_width=em * 6)
        self._flow.setContentsMargins(4, 0, 2, 0)
        self._flow.arrange([line])
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(token.text for token in self._tokens)

    def set_values(self, values: tuple[str, ...]) -> None:
        """Show these texts, without a signal."""
        if values != self.values:
            self._show(values)

    def set_read_only(self, on: bool) -> None:
        """Allow selecting chips only, or editing again."""
        self._completion.close()
        self._is_read_only = on
        self.line.setReadOnly(on)
        set_property(self, "reading", on)
        for token in self._tokens:
            token.set_read_only(on)

    def _show(self, values: Sequence[str]) -> None:
        kept: dict[str, list[Token]] = {}
        for token in self._tokens:
            kept.setdefault(token.text, []).append(token)
        tokens = [kept[text].pop(0) if kept.get(text) else self._new(text) for text in values]
        for left in kept.values():
            for token in left:
                if token.hasFocus():
                    self.line.setFocus()
                token.hide()
                token.deleteLater()
        self._tokens = tokens
        self._flow.arrange([*tokens, self.line])
        self.describe()
        self.updateGeometry()

    def _new(self, text: str) -> Token:
        token = Token(text, self)
        token.setCursor(Qt.CursorShape.ArrowCursor)
        token.key_pressed.connect(self._key_in_token)
        token.remove_requested.connect(self._remove_sender)
        token.dragged.connect(self._drag_sender)
        token.drag_finished.connect(self._emit_values)
        token.set_read_only(self._is_read_only)
        token.show()
        return token

    def describe(self) -> None:
        """Update names and tooltips from the lookup."""
        for number, token in enumerate(self._tokens, 1):
            full_name = self._lookup.full_name(token.text)
            accessible_name = f"{token.text}, {number} of {len(self._tokens)}, {self._name}"
            token.describe(full_name or "", is_known=full_name is not None, accessible_name=accessible_name)

    def show_words(self, highlights: Sequence[Highlight]) -> None:
        """Underline the texts that highlights of words touch. Positions count the texts with a line break between."""
        start = 0
        for token in self._tokens:
            end = start + len(token.text)
            touching = (one for one in highlights if one.start < end and start < one.start + one.length)
            token.show_words(frozenset(one.kind for one in touching) & WORDS)
            start = end + 1

    def commit(self) -> None:
        """Accept the typed text."""
        self._completion.close()
        text = self.line.text()
        self.line.set_text("")
        self._take(text)

    def replace_value(self, old: str, new: str) -> None:
        """Replace one text by another."""
        self._set_and_emit(tuple(new if text == old else text for text in self.values))

    @Slot(str)
    def _typed(self, text: str) -> None:
        if _SEPARATORS.search(text):
            self.commit()
        else:
            self._completion.show_for(text)

    @Slot(object)
    def _chosen(self, text: str) -> None:
        self.line.set_text("")
        self._take(text)

    def _take(self, text: str) -> None:
        pieces = [" ".join(piece.split()) for piece in _SEPARATORS.split(text)]
        if len(pieces) > _MOST:
            self.notice.emit(f"Added only the first {_MOST} names.")
            pieces = pieces[:_MOST]
        values = list(self.values)
        for piece in pieces:
            value = self._lookup.value_of(piece) if piece else ""
            if value in values:
                self.notice.emit(f"{value} is already in the list.")
            elif value:
                values.append(value)
        self._set_and_emit(tuple(values))

    def _set_and_emit(self, values: tuple[str, ...]) -> None:
        if not self._is_read_only and values != self.values:
            self._show(values)
            self._emit_values()

    @Slot()
    def _emit_values(self) -> None:
        self.describe()
        self.values_edited.emit(self.values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key_in_line(event):
            return True
        return super().eventFilter(watched, event)

    def _key_in_line(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _ENTERS and self.line.text().strip():
            self.commit()
            return True
        at_start = self.line.cursorPosition() == 0 and not self.line.hasSelectedText()
        if not (at_start and self._tokens):
            return False
        if key == Qt.Key.Key_Backspace:
            self._set_and_emit(self.values[:-1])
            return True
        if key == Qt.Key.Key_Left:
            self._tokens[-1].setFocus()
            return True
        return False

    @Slot(QKeyEvent)
    def _key_in_token(self, event: QKeyEvent) -> None:
        token = self.sender()
        if not isinstance(token, Token):
            return
        index = self._tokens.index(token)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        event.accept()
        if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(index, index + steps[key])
        elif key in steps:
            self._focus_token(index + steps[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._remove(index)
            self._focus_token(index if key == Qt.Key.Key_Delete or index == 0 else index - 1)
        elif key == Qt.Key.Key_Home:
            self._focus_token(0)
        elif key in (Qt.Key.Key_End, Qt.Key.Key_Escape):
            self._focus_token(len(self._tokens))
        elif event.text().isprintable() and event.text():
            self.line.setFocus()
            self.line.event(event)
        else:
            event.ignore()

    def _focus_token(self, index: int) -> None:
        """Focus a chip, or the line after the last one."""
        if index < len(self._tokens):
            self._tokens[max(0, index)].setFocus()
        else:
            self.line.setFocus()

    def _move(self, index: int, to: int) -> None:
        if 0 <= to < len(self._tokens):
            values = list(self.values)
            values.insert(to, values.pop(index))
            self._set_and_emit(tuple(values))
            self._tokens[to].setFocus()

    def _remove(self, index: int) -> None:
        self._set_and_emit((*self.values[:index], *self.values[index + 1 :]))

    @Slot()
    def _remove_sender(self) -> None:
        token = self.sender()
        if isinstance(token, Token):
            self._remove(self._tokens.index(token))

    @Slot(QPoint)
    def _drag_sender(self, point: QPoint) -> None:
        """Move the chip to the mouse. The edit is made when the drag ends."""
        token = self.sender()
        if not isinstance(token, Token) or self._is_read_only:
            return
        rest = [other for other in self._tokens if other is not token]
        before = [other for other in rest if _is_before(other, point)]
        order = [*before, token, *rest[len(before) :]]
        if order != self._tokens:
            self._tokens = order
            self._flow.arrange([*order, self.line])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.line.setFocus()
        super().mousePressEvent(event)


def _is_before(token: Token, point: QPoint) -> bool:
    area = token.geometry()
    return area.bottom() < point.y() or (area.top() <= point.y() and area.center().x() < point.x())
