"""The preview pane: pages, current page, zoom, and notes on the layout."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.document.paths import ROOT, FieldPath
from editor.document.search import Query
from editor.session.preview.renderer import Activity, PageNote, Renderer, RendererState, Rendering
from editor.ui.look.icon_set import set_icon
from editor.ui.preview.page_view import EMPTY, NO_PAGES, PageView, page_label

STARTING = "Laying out pages…"
OUTDATED = "Updating pages…"
INCOMPLETE = "Laying out more pages…"
_WITH_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class PreviewPane(QWidget):
    """Shows the pages of a renderer. `field_clicked` emits the `FieldPath` under the mouse."""

    field_clicked = Signal(object)
    annotation_clicked = Signal(object)
    """`FieldPath`: an annotation flag was clicked."""
    menu_opened = Signal(QMenu, object)
    """The context menu of the pages, and the `FieldPath` that it was opened at, or None."""

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self._renderer = renderer
        self._path = ROOT
        self._note = ""
        self._is_found = True
        self.view = PageView(self)
        self.setFocusProxy(self.view)
        self._page = _label("note")
        self._zoom = _button(self, "", "Zoom", "Reset to 100 % (1)")
        self._fit = _button(self, "fit-width", "Fit width", "Fit the width of the pane (0)")
        self._fit.setCheckable(True)
        self._notes_label = _label("note")
        self._failure, self._failure_text = self._failure_banner()
        self._lay_out()
        self._connect()
        self._show_rendering(renderer.rendering)
        self._show_state(renderer.state)

    def reveal(self, path: FieldPath) -> None:
        """Highlight a field and scroll to it, as soon as a page shows it."""
        self._path = path
        self._is_found = self.view.reveal(path) or not path
        if path:
            self._renderer.prepare(path)

    def show_annotations(self, paths: Sequence[FieldPath], current: FieldPath | None = None) -> None:
        """Show flags for these fields in the page margins. The current one is emphasized."""
        self.view.show_annotations(paths, current)

    def show_found(self, query: Query, paths: frozenset[str]) -> None:
        """Tint what a query finds in the fields at these paths."""
        self.view.hits.show(query, paths)

    def set_note(self, sentence: str) -> None:
        """Show a note on all pages, or remove it ("")."""
        if sentence != self._note:
            self._note = sentence
            self._update_notes()

    def zoom_in(self) -> None:
        self.view.zoom_in()

    def zoom_out(self) -> None:
        self.view.zoom_out()

    def fit_width(self) -> None:
        self.view.set_zoom(None)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("role", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._page)
        row.addStretch()
        smaller = _button(self, "zoom-out", "Zoom out", "Zoom out (-)")
        larger = _button(self, "zoom-in", "Zoom in", "Zoom in (+)")
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        for button in (smaller, self._zoom, larger, self._fit):
            row.addWidget(button)
        foot = QFrame()
        foot.setProperty("role", "bar")
        notes = QHBoxLayout(foot)
        notes.setContentsMargins(16, 6, 16, 6)
        self._notes_label.setWordWrap(True)
        self._notes_label.setTextFormat(Qt.TextFormat.RichText)
        notes.addWidget(self._notes_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._failure, self.view, foot):
            column.addWidget(part, 1 if part is self.view else 0)

    def _failure_banner(self) -> tuple[QFrame, QLabel]:
        banner = QFrame(self)
        banner.setProperty("role", "banner")
        banner.setProperty("level", "error")
        row = QHBoxLayout(banner)
        row.setContentsMargins(16, 8, 16, 8)
        text = QLabel()
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        again = QPushButton("Try Again")
        again.clicked.connect(self._renderer.restart)
        row.addWidget(text, 1)
        row.addWidget(again)
        banner.hide()
        return banner, text

    def _connect(self) -> None:
        self.view.field_clicked.connect(self.field_clicked)
        self.view.annotation_clicked.connect(self.annotation_clicked)
        self.view.menu_opened.connect(self.menu_opened)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self._zoom.clicked.connect(lambda: self.view.set_zoom(1))
        self._fit.clicked.connect(self.fit_width)
        self._notes_label.linkActivated.connect(lambda path: self.field_clicked.emit(FieldPath.parse(path)))
        self._renderer.rendered.connect(self._show_rendering)
        self._renderer.state_changed.connect(self._show_state)
        self._show_page(0, 0)

    def _show_rendering(self, rendering: Rendering) -> None:
        self.view.set_rendering(rendering)
        if not self._is_found:
            self._is_found = self.view.reveal(self._path)
        self._update_notes()

    def _show_state(self, state: RendererState) -> None:
        failed = state.activity is Activity.FAILED
        self._failure.setVisible(failed)
        self._failure_text.setText(state.message)
        self.view.empty_text = EMPTY if failed or state.activity is Activity.IDLE else STARTING
        self.view.viewport().update()
        self._update_notes()

    def _show_page(self, page: int, count: int) -> None:
        self._page.setText(page_label(page, count, self._renderer.rendering) if count else NO_PAGES)

    def _show_zoom(self, zoom: float, follows_width: bool) -> None:
        self._zoom.setText(f"{zoom:.0%}")
        self._fit.setChecked(follows_width)

    def _update_notes(self) -> None:
        rendering = self._renderer.rendering
        notes = [escape(self._note)] if self._note else []
        notes += [rendering.extent] if rendering.sections else []
        notes += [_linked(note) for note in rendering.notes]
        if self._renderer.state.activity is Activity.BEHIND and rendering.sections:
            notes.append(OUTDATED if rendering.is_whole else INCOMPLETE)
        self._notes_label.setText(" · ".join(notes) or "&nbsp;")
        links = _WITH_LINKS if rendering.notes else Qt.TextInteractionFlag.NoTextInteraction
        self._notes_label.setTextInteractionFlags(links)  # without a link, it is no stop of Tab


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    return label


def _button(parent: QWidget, icon: str, name: str, help: str) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setToolTip(help)
    if icon:
        set_icon(button, icon)
    return button


def _linked(note: PageNote) -> str:
    text = f"{note.message} {note.help}" if note.problem else note.message
    return f'<a href="{escape(note.path)}">{escape(text)}</a>'
