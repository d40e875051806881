"""The preferences: name and role, appearance, folder of issues, and the rules of the desk.

Changes apply at once. The rules of the desk are stored in the folder of issues and apply to everyone who uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from editor.files.errors import FileError
from editor.files.themes import read_theme
from editor.session.deferred_call import call_later
from editor.session.issue.library import LibraryAccess
from editor.session.preview.theme_pages import ThemePages
from editor.ui.look.look import LARGEST, SMALLEST, Scheme
from editor.ui.pages.page import Page
from editor.ui.pages.rules_table import RulesTable, rule_label
from editor.ui.pages.theme_chooser import ThemeChooser
from editor.ui.settings import Settings
from editor.ui.text.plain_line import PlainLine
from editor.ui.widgets.line_units import limit_width
from schemas import Library, spec_of
from schemas.style import StyleRule

ROLES = {"author": "Author", "editor": "Editor"}
SCHEMES = {
    Scheme.SYSTEM: "System",
    Scheme.LIGHT: "Light",
    Scheme.DARK: "Dark",
    Scheme.CONTRAST_LIGHT: "High contrast, light",
    Scheme.CONTRAST_DARK: "High contrast, dark",
}
STEP = 10
MOTION_HELP = "Pages jump to the field in place of gliding, and nothing fades. On if your desktop asks for it."
WORDS_HELP = "Underlines misspelled words and deviations from the house style while you write."
APPROVALS = spec_of(Library, "publication_needs_approvals")
_INPUT_LINES = 25
"""Maximum width of an input, in line heights."""


class Preferences(Page):
    """The page of preferences."""

    folder_requested = Signal()
    """The user wants to choose the folder of issues."""

    def __init__(
        self,
        settings: Settings,
        library: LibraryAccess,
        rules: Callable[[], Sequence[StyleRule]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        """`library` is opened in the folder of issues; the page becomes its parent. `rules` reads the house style."""
        super().__init__("Preferences", "Done", parent)
        self._settings = settings
        self._rules = rules
        self._library = library
        library.setParent(self)
        self.name = PlainLine(placeholder="Your name")
        self.role = _choice(list(ROLES.values()))
        self.scheme = _choice(list(SCHEMES.values()))
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(SMALLEST // STEP, LARGEST // STEP)
        self.text_size.setPageStep(2)
        self.percent = QLabel()
        self.motion = QCheckBox("Reduce motion")
        self.motion.setAccessibleName("Reduce motion")
        self.motion.setAccessibleDescription(MOTION_HELP)
        self.words = QCheckBox("Check spelling and style")
        self.words.setAccessibleName("Check spelling and style")
        self.words.setAccessibleDescription(WORDS_HELP)
        self.reopens = QCheckBox("Reopen the last issue at the start")
        self.reopens.setAccessibleName("Reopen the last issue at the start")
        self.rules_off = _note("", "help")
        self.rules_button = QPushButton("Turn On All Rules")
        self.choose_rules = QPushButton("Choose Rules…")
        self.choose_rules.setAccessibleName("Choose the rules of the house style")
        self.rules_table: RulesTable | None = None
        self._rules_column = QVBoxLayout()
        self.folder = PlainLine()
        self.folder.setReadOnly(True)
        self.folder_button = QPushButton("Choose…")
        self.theme = PlainLine()
        self.theme.setReadOnly(True)
        self.choose_theme = QPushButton("Choose…")
        self.choose_theme.setAccessibleName("Choose the theme of new issues")
        self.themes: ThemeChooser | None = None
        self._themes_column = QVBoxLayout()
        self.approvals = QCheckBox(APPROVALS.label)
        self.approvals.setAccessibleName(APPROVALS.label)
        self.approvals.setAccessibleDescription(APPROVALS.help)
        self.library_error = _note("", "problem-error")
        library.failed.connect(self._show_library_error)
        self._lay_out()
        self.library_error.hide()
        self.show_settings()
        self._connect_signals()

    def show_settings(self) -> None:
        """Show the current settings."""
        self.name.setText(self._settings.name)
        self.role.setCurrentIndex(list(ROLES).index(self._settings.role))
        self._show_look()
        self.motion.setChecked(self._settings.reduces_motion)
        self.words.setChecked(self._settings.checks_words)
        self.reopens.setChecked(self._settings.reopens)
        self.folder.setText(str(self._settings.newsroom))
        self.folder.setCursorPosition(0)
        self._show_theme()
        if self._library.folder != self._settings.newsroom:
            self.library_error.hide()
            self._library.open(self._settings.newsroom)
        self._show_rules()
        self._show_approvals()

    def _show_look(self) -> None:
        """Show the colour scheme and the text size, which commands change too."""
        with QSignalBlocker(self.scheme), QSignalBlocker(self.text_size):
            self.scheme.setCurrentIndex(list(SCHEMES).index(self._settings.scheme))
            self.text_size.setValue(self._settings.text_size // STEP)
        self.percent.setText(f"{self._settings.text_size} %")

    def _lay_out(self) -> None:
        self._group("You")
        self._field(
            "Name", self.name, "Shown with comments, suggestions and versions, and to others who open the issue."
        )
        self._field("Role", self.role)
        self._group("Appearance")
        self._field("Color scheme", self.scheme)
        size = QHBoxLayout()
        size.setSpacing(12)
        size.addWidget(self.text_size, 1)
        size.addWidget(self.percent)
        self._field("Text size", self.text_size, "Applies to the whole window. The preview has its own zoom.", size)
        motion = QVBoxLayout()
        motion.setSpacing(3)
        motion.addWidget(self.motion, 0, Qt.AlignmentFlag.AlignLeft)
        motion.addWidget(_note(MOTION_HELP, "help"))
        self.body.addLayout(motion)
        self._group("Writing")
        writing = QVBoxLayout()
        writing.setSpacing(3)
        writing.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        writing.addWidget(_note(WORDS_HELP, "help"))
        writing.addWidget(self.rules_off)
        writing.addWidget(self.rules_button, 0, Qt.AlignmentFlag.AlignLeft)
        writing.addWidget(self.choose_rules, 0, Qt.AlignmentFlag.AlignLeft)
        writing.addLayout(self._rules_column)
        self.body.addLayout(writing)
        self._group("Issues")
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.folder_button)
        self._field("Folder", self.folder, "The start page lists the issues in this folder.", folder)
        self.folder_button.setAccessibleName("Choose the folder of issues")
        theme = QHBoxLayout()
        theme.setSpacing(8)
        theme.addWidget(self.theme, 1)
        theme.addWidget(self.choose_theme)
        self._field("Theme", self.theme, "The look and the words of new issues. An issue keeps its theme.", theme)
        self.body.addLayout(self._themes_column)
        self.body.addWidget(self.reopens, 0, Qt.AlignmentFlag.AlignLeft)
        self._group("Shared Settings")
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self.approvals, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_note(f"{APPROVALS.help} Applies to everyone who uses this folder.", "help"))
        column.addWidget(self.library_error)
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
        holder = QWidget()
        limit_width(holder, _INPUT_LINES)
        row_layout = row if row is not None else QHBoxLayout()
        if row is None:
            row_layout.addWidget(widget)
        row_layout.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row_layout)
        line = QHBoxLayout()  # not limited itself: the help below would be given the height for the width of the holder
        line.addWidget(holder, 1)
        line.addStretch(0)
        column.addLayout(line)
        if help:
            column.addWidget(_note(help, "help"))
        self.body.addLayout(column)

    def _connect_signals(self) -> None:
        self.name.editingFinished.connect(self._save_person)
        self.role.currentIndexChanged.connect(self._save_person)
        self.scheme.currentIndexChanged.connect(self._save_look)
        self.text_size.valueChanged.connect(self._save_look)
        self.rules_button.clicked.connect(self._turn_on_all)
        self.choose_rules.clicked.connect(self._show_rules_table)
        self.motion.clicked.connect(self._settings.set_reduces_motion)
        self.words.clicked.connect(self._settings.set_checks_words)
        self.reopens.clicked.connect(self._settings.set_reopens)
        self.folder_button.clicked.connect(self.folder_requested)
        self.choose_theme.clicked.connect(self._show_themes)
        self.approvals.clicked.connect(self._save_approvals)
        self._settings.changed.connect(self._on_settings_changed)

    @Slot()
    def _on_settings_changed(self) -> None:
        self._show_look()
        self._show_rules()
        if self._library.folder != self._settings.newsroom:
            self.show_settings()

    def _show_rules(self) -> None:
        mine, everyones = self._settings.rules_off, self._library.rules_off
        listed = [
            f"Turned off {whom}: {', '.join(map(rule_label, sorted(names)))}."
            for whom, names in (("for you", mine), ("for everyone", everyones))
            if names
        ]
        self.rules_off.setText("\n".join(listed))
        self.rules_off.setVisible(bool(listed))
        self.rules_button.setVisible(bool(listed))
        if self.rules_table is not None:
            self.rules_table.show_off(mine, everyones)

    @Slot()
    def _turn_on_all(self) -> None:
        if self._library.rules_off:
            self._library.turn_rules(self._library.rules_off, on=True)
        self._settings.set_rules_off(())
        self._show_rules()

    @Slot()
    def _show_rules_table(self) -> None:
        """Build the table of rules. Reading them takes a moment, so they are not read with the page."""
        try:
            rules = self._rules()
        except FileError as error:
            self._show_library_error(error.message, error.help)
            return
        table = self.rules_table = RulesTable(rules, self)
        table.turned_for_me.connect(self._turn_for_me)
        table.turned_for_all.connect(self._turn_for_all)
        self._rules_column.addWidget(table)
        self.choose_rules.hide()
        self._show_rules()
        table.setCurrentCell(0, 2)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, bool)
    def _turn_for_me(self, name: str, on: bool) -> None:
        off = self._settings.rules_off
        self._settings.set_rules_off(off - {name} if on else off | {name})

    @Slot(str, bool)
    def _turn_for_all(self, name: str, on: bool) -> None:
        self.library_error.hide()
        self._library.turn_rules((name,), on=on)
        self._show_rules()

    def _show_theme(self) -> None:
        try:
            self.theme.setText(read_theme(self._settings.theme).name)
        except FileError:  # its folder is gone; a new issue says so
            self.theme.setText(self._settings.theme)
        self.theme.setCursorPosition(0)

    @Slot()
    def _show_themes(self) -> None:
        """Show a page of each theme. Making them takes seconds, so they are not made with the page."""
        themes = self.themes = ThemeChooser(self._settings.theme, ThemePages(), self)
        themes.chosen.connect(self._save_theme)
        self._themes_column.addWidget(themes)
        self.choose_theme.hide()
        if self._settings.theme in themes.buttons:
            themes.buttons[self._settings.theme].setFocus(Qt.FocusReason.OtherFocusReason)
        call_later(themes, lambda: self.area.ensureWidgetVisible(themes))  # once it has its place

    @Slot(str)
    def _save_theme(self, name: str) -> None:
        self._settings.set_theme(name)
        self._show_theme()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        if self.themes is not None:
            self.themes.close_pages()
            self.themes.deleteLater()
            self.themes = None
            self.choose_theme.show()
        super().hideEvent(event)

    def _save_person(self) -> None:
        self._settings.set_person(self.name.text(), list(ROLES)[self.role.currentIndex()])

    @Slot(bool)
    def _save_approvals(self, needed: bool) -> None:
        self.library_error.hide()
        self._library.set_needs_approvals(needed)
        self._show_approvals()

    def _show_approvals(self) -> None:
        self.approvals.setChecked(self._library.needs_approvals)

    @Slot(str, str)
    def _show_library_error(self, text: str, help: str) -> None:
        self.library_error.setText(f"{text} {help}".strip())
        self.library_error.show()

    def _save_look(self) -> None:
        percent = self.text_size.value() * STEP
        self.percent.setText(f"{percent} %")
        self._settings.set_look(list(SCHEMES)[self.scheme.currentIndex()], percent)


def _note(text: str, role: str) -> QLabel:
    note = QLabel(text)
    note.setProperty("role", role)
    note.setWordWrap(True)
    note.setTextFormat(Qt.TextFormat.PlainText)
    return note


def _choice(options: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(options)
    return box
