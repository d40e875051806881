"""Shows mail or web page as on a screen: a phone or a window, light or dark, and in the browser."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.session.publishing.online_preview import Medium, OnlinePreview, ScreenView
from editor.ui.look.icon_set import set_icon
from editor.ui.preview.page_view import PageView

WIDTHS = {"Phone": 320, "Window": 600}
"""The screens, and their widths in CSS pixels."""

WAITING = "Laying out…"
UPDATING = "Updating…"
LIMITS = "Close to what readers see. Check the final form in the browser."


class OnlinePane(QWidget):
    """One pane for both media. `browser_requested` asks to open the HTML that is shown."""

    field_clicked = Signal(object)
    """The `FieldPath` under the mouse."""
    browser_requested = Signal()

    def __init__(self, preview: OnlinePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._medium = Medium.MAIL
        self.view = PageView(self, continuous=True)
        self.view.setAccessibleName("Preview of the email")
        self.widths = {name: _choice(name, f"{width} pixels wide") for name, width in WIDTHS.items()}
        self.schemes = {name: _choice(name, f"{name} color scheme") for name in ("Light", "Dark")}
        self.browser_button = QPushButton("Open in Browser")
        self.browser_button.setProperty("compact", True)
        self.browser_button.setEnabled(False)
        set_icon(self.browser_button, "external")
        self._note = QLabel()
        self._note.setProperty("role", "note")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._groups = [self._group(self.widths), self._group(self.schemes)]
        self._lay_out()
        self.browser_button.clicked.connect(self.browser_requested)
        self.view.field_clicked.connect(self.field_clicked)
        preview.rendered.connect(self._on_rendered)
        preview.failed.connect(self._on_failed)
        preview.busy_changed.connect(self._on_busy)

    @property
    def note(self) -> str:
        """The text below the view."""
        return self._note.text()

    def set_medium(self, medium: Medium) -> None:
        """Choose mail or web page."""
        if medium is not self._medium:
            self._medium = medium
            self.view.clear()
            self.view.setAccessibleName(f"Preview of the {'email' if medium is Medium.MAIL else 'web page'}")
            self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._preview.hide()  # what is not shown costs nothing

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        width = next(WIDTHS[name] for name, button in self.widths.items() if button.isChecked())
        self._preview.show(ScreenView(self._medium, width, self.schemes["Dark"].isChecked()))

    def _group(self, buttons: dict[str, QToolButton]) -> QButtonGroup:
        group = QButtonGroup(self)
        for button in buttons.values():
            group.addButton(button)
        next(iter(buttons.values())).setChecked(True)
        group.buttonClicked.connect(self._show)
        return group

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("role", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        for button in self.widths.values():
            row.addWidget(button)
        row.addSpacing(12)
        for button in self.schemes.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.browser_button)
        foot = QFrame()
        foot.setProperty("role", "bar")
        notes = QHBoxLayout(foot)
        notes.setContentsMargins(16, 6, 16, 6)
        notes.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        column.addWidget(foot)
        self._on_busy(False)

    @Slot(object)
    def _on_rendered(self, rendering: object) -> None:
        self.view.set_rendering(rendering)  # type: ignore[arg-type]
        self.browser_button.setEnabled(True)

    @Slot(str, str)
    def _on_failed(self, message: str, help: str) -> None:
        self.browser_button.setEnabled(bool(self._preview.html))
        self._note.setText(f"{message} {help}")

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self.view.empty_text = WAITING
        if is_busy:
            self._note.setText(UPDATING if self.view.stack.pages else WAITING)
        elif self._note.text() in ("", WAITING, UPDATING):
            self._note.setText(LIMITS)


def _choice(text: str, help: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleDescription(help)
    button.setToolTip(help[0].upper() + help[1:])
    return button
