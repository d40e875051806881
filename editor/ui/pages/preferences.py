"""Who works here, how the program looks, where issues lie, how the desk works.

Each change holds at once; there is nothing to confirm. What is the desk's is written to the newsroom's folder, for all.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from editor.session.issue.library import LibraryAccess
from editor.ui.look.look import LARGEST, SMALLEST, Scheme
from editor.ui.pages.page import Page
from editor.ui.settings import Settings
from editor.ui.text.plain_line import PlainLine
from schemas import Library, spec_of

ROLES = {"author": "Author", "editor": "Editor"}
SCHEMES = {Scheme.SYSTEM: "As the system", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}
STEP = 10
APPROVALS = spec_of(Library, "publication_needs_approvals")


class Preferences(Page):
    """The page of settings."""

    folder_requested = Signal()
    """The user wants to choose the newsroom's folder."""

    def __init__(self, settings: Settings, library: LibraryAccess, parent: QWidget | None = None) -> None:
        """`library` is opened in the newsroom's folder, and belongs to the page from now on."""
        super().__init__("Preferences", "Done", parent)
        self._settings = settings
        self._library = library
        library.setParent(self)
        self.name = PlainLine(placeholder="Your name, as others will see it")
        self.role = _choice(list(ROLES.values()))
        self.scheme = _choice(list(SCHEMES.values()))
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(SMALLEST // STEP, LARGEST // STEP)
        self.text_size.setPageStep(2)
        self.percent = QLabel()
        self.folder = PlainLine()
        self.folder.setReadOnly(True)
        self.folder_button = QPushButton("Choose…")
        self.approvals = QCheckBox(APPROVALS.label)
        self.approvals.setAccessibleName(APPROVALS.label)
        self.approvals.setAccessibleDescription(APPROVALS.help)
        self.trouble = _note("", "problem-error")
        library.trouble.connect(self._show_trouble)
        self._lay_out()
        self.trouble.hide()
        self.show_settings()
        self._listen()

    def show_settings(self) -> None:
        """Show what is set."""
        self.name.setText(self._settings.name)
        self.role.setCurrentIndex(list(ROLES).index(self._settings.role))
        self.scheme.setCurrentIndex(list(SCHEMES).index(self._settings.scheme))
        self.text_size.setValue(self._settings.text_size // STEP)
        self.percent.setText(f"{self._settings.text_size} %")
        self.folder.setText(str(self._settings.newsroom))
        self.folder.setCursorPosition(0)
        if self._library.folder != self._settings.newsroom:
            self.trouble.hide()
            self._library.open(self._settings.newsroom)
        self._show_desk()

    def _lay_out(self) -> None:
        self._group("You")
        self._field("Name", self.name, "It stands in the history of an issue, and where others find it open.")
        self._field("Role", self.role)
        self._group("Look")
        self._field("Light or dark", self.scheme)
        size = QHBoxLayout()
        size.setSpacing(12)
        size.addWidget(self.text_size, 1)
        size.addWidget(self.percent)
        self._field(
            "Text size", self.text_size, "Of everything in the window; the pages have a zoom of their own.", size
        )
        self._group("Newsroom")
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.folder_button)
        self._field("Folder", self.folder, "The start page lists the issues in this folder.", folder)
        self.folder_button.setAccessibleName("Choose the newsroom’s folder")
        self._group("Desk")
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self.approvals, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_note(f"{APPROVALS.help} It holds for everybody who works in this folder.", "help"))
        column.addWidget(self.trouble)
        self.body.addLayout(column)
        self.body.addStretch(1)

    def _group(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "eyebrow")
        label.setContentsMargins(0, 16 if self.body.count() else 0, 0, 0)
        self.body.addWidget(label)

    def _field(self, name: str, widget: QWidget, help: str = "", row: QHBoxLayout | None = None) -> None:
        label = QLabel(name)
        label.setProperty("role", "field-label")
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        widget.setAccessibleDescription(help)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label)
        held = QWidget()
        held.setMaximumWidth(520)
        inside = row if row is not None else QHBoxLayout()
        if row is None:
            inside.addWidget(widget)
        inside.setContentsMargins(0, 0, 0, 0)
        held.setLayout(inside)
        column.addWidget(held)
        if help:
            column.addWidget(_note(help, "help"))
        self.body.addLayout(column)

    def _listen(self) -> None:
        self.name.editingFinished.connect(self._keep_person)
        self.role.currentIndexChanged.connect(self._keep_person)
        self.scheme.currentIndexChanged.connect(self._keep_look)
        self.text_size.valueChanged.connect(self._keep_look)
        self.folder_button.clicked.connect(self.folder_requested)
        self.approvals.clicked.connect(self._keep_desk)
        self._settings.changed.connect(self._follow_newsroom)

    @Slot()
    def _follow_newsroom(self) -> None:
        if self._library.folder != self._settings.newsroom:
            self.show_settings()

    def _keep_person(self) -> None:
        self._settings.set_person(self.name.text(), list(ROLES)[self.role.currentIndex()])

    @Slot(bool)
    def _keep_desk(self, needed: bool) -> None:
        self.trouble.hide()
        self._library.set_needs_approvals(needed)
        self._show_desk()

    def _show_desk(self) -> None:
        self.approvals.setChecked(self._library.needs_approvals)

    @Slot(str, str)
    def _show_trouble(self, text: str, help: str) -> None:
        self.trouble.setText(f"{text} {help}".strip())
        self.trouble.show()

    def _keep_look(self) -> None:
        percent = self.text_size.value() * STEP
        self.percent.setText(f"{percent} %")
        self._settings.set_look(list(SCHEMES)[self.scheme.currentIndex()], percent)


def _note(text: str, role: str) -> QLabel:
    note = QLabel(text)
    note.setProperty("role", role)
    note.setWordWrap(True)
    note.setTextFormat(Qt.TextFormat.PlainText)
    return note


def _choice(words: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(words)
    return box
