"""The editor of a web or mail address, with a button that opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from editor.document.text.links import may_be_published
from editor.ui.forms.input_frame import InputFrame
from editor.ui.forms.text_editors import LineEditor
from editor.ui.forms.web_links import open_page
from editor.ui.look.icon_set import set_icon
from editor.ui.text.line_edit import LineEdit
from editor.ui.widgets.style_properties import set_property


class LinkEditor(LineEditor):
    """An address. The button and F2 open it, if it may be published."""

    typographic = False

    def wrap_line(self, line: LineEdit, parent: QWidget) -> QWidget:
        line.installEventFilter(self)
        frame = InputFrame(parent)
        frame.watch(line)
        line.setProperty("role", "bare")
        self._button = QToolButton(frame)
        set_icon(self._button, "external", "ink_soft")
        self._button.setToolTip("Open the link (F2)")
        self._button.setAccessibleName("Open the link")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(line, 1)
        row.addWidget(self._button)
        line.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        line.textChanged.connect(self._update_button)
        self._button.hide()
        return frame

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        set_property(self.widget, "reading", on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            self.open()
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _update_button(self, address: str) -> None:
        self._button.setVisible(may_be_published(address.strip()))

    @Slot()
    def open(self) -> None:
        """Open the page in the browser."""
        open_page(self.line.text(), self.context.host)
