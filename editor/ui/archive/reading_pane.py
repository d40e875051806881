"""The pane that shows an entry or item of an earlier issue, with what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.document.paths import FieldPath, path_exists
from editor.document.text.inline import text_of
from editor.files.archive.searching import Hit
from editor.session.archive.archive import Archive, ReadHit
from editor.ui.archive.hit_list import place_of, title_of
from editor.ui.look.icon_set import set_icon
from editor.ui.versions.version_content import ContentLine, VersionContentView, section_lines
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width

GONE = "This entry is no longer in the issue. The archive is being updated."


class ReadingPane(QFrame):
    """Shows one hit at a time. Beside an open issue it has a button to close it."""

    open_requested = Signal(object)
    beside_requested = Signal(object)
    copy_requested = Signal(object)
    """A `ReadHit` to copy into the open issue."""
    link_requested = Signal(object)
    closed = Signal()

    def __init__(
        self, archive: Archive, *, has_issue: bool, is_beside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._hit: Hit | None = None
        self._read: ReadHit | None = None
        self._is_beside = is_beside
        self.place = _label("note")
        self.title = _label("section")
        self.content = VersionContentView()
        self.content.setAccessibleName("Earlier issue")
        self.open_button = _button("Open Issue", "Open the issue that this is in, in place of the current one")
        self.beside_button = _button("Read Beside", "Read this beside the current issue")
        self.copy_button = _button(
            "Copy into This Issue", "Copy this into the current issue, with a note where it is from"
        )
        self.link_button = _button("Copy Reference", "Copy “see China Industries of …, no. …” to the clipboard")
        self.close_button = QToolButton()
        set_icon(self.close_button, "close", "ink_soft")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.setAccessibleName("Close the earlier issue")
        self._lay_out()
        self.close_button.setVisible(is_beside)
        self.beside_button.setVisible(has_issue and not is_beside)
        self.copy_button.setVisible(has_issue)
        for button, signal in (
            (self.open_button, self.open_requested),
            (self.beside_button, self.beside_requested),
            (self.link_button, self.link_requested),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._hit))
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit(self._read))
        self.close_button.clicked.connect(self.closed)
        archive.hit_read.connect(self._show_read)
        self.show_hit(None)

    @property
    def hit(self) -> Hit | None:
        """The hit that is shown."""
        return self._hit

    def show_hit(self, hit: Hit | None) -> None:
        """Show a hit. Until its issue was read, the content of the previous one stays."""
        if hit is not None and self._hit is not None and (hit.file, hit.path) == (self._hit.file, self._hit.path):
            self._hit = hit
            return
        self._hit = hit
        self._read = None
        self.buttons.setVisible(hit is not None)
        self.copy_button.setEnabled(False)
        self.place.setText(place_of(hit) if hit is not None else "")
        self.title.setText(title_of(hit) if hit is not None else "")
        if hit is None:
            self.content.show_lines(lambda: iter(()))
        else:
            self._archive.read(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close on Escape, beside an issue."""
        if event.key() == Qt.Key.Key_Escape and self._is_beside:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    @Slot(object)
    def _show_read(self, read: ReadHit) -> None:
        if self._hit is None or (read.hit.file, read.hit.path) != (self._hit.file, self._hit.path):
            return
        issue, path = read.issue, FieldPath.parse(read.hit.path)
        if issue is None or not path_exists(issue, path):
            self.title.setText(read.error or GONE)
            self.content.show_lines(lambda: iter(()))
            return
        self._read = read
        self.copy_button.setEnabled(len(path) > 1)
        self.content.show_lines(lambda: _without_title(section_lines(issue, path), title_of(read.hit)))

    def _lay_out(self) -> None:
        self.setProperty("role", "reading")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.place, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = QWidget()
        buttons = QHBoxLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        pairs = ((self.beside_button, self.copy_button), (self.open_button, self.link_button))
        for pair in pairs:
            part = QHBoxLayout()
            part.setSpacing(8)
            for button in pair:
                part.addWidget(button)
            buttons.addLayout(part)
            buttons.setAlignment(part, Qt.AlignmentFlag.AlignLeft)  # below each other, they keep their widths
        needed = content_width(buttons)
        buttons.addStretch(1)
        ResponsiveRow(buttons, self, lambda: needed() + 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.buttons)
        column.addWidget(self.content, 1)


def _without_title(lines: Iterable[ContentLine], title: str) -> Iterator[ContentLine]:
    """The lines without those of the title, which is the heading of the pane."""
    listed = list(lines)
    has_title = len(listed) > 1 and text_of(listed[1].runs).strip() == title
    yield from listed[2:] if has_title else listed


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("size", "small")
    button.setToolTip(tip)
    button.setAutoDefault(True)
    return button
