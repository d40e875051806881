"""The desk of an open issue: outline, form, pages and problems, which all follow the current field."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.document.editing.change import Change
from editor.document.editing.changed_place import changed_place
from editor.document.findings import Finding, fixable_at
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath, path_exists
from editor.document.sections import Section, section_path, sections
from editor.files.themes import issues_folder, load_theme_of
from editor.session.deferred_call import call_later
from editor.session.issue.library import LibraryAccess
from editor.session.issue.library_watching import LibraryWatching
from editor.session.issue.session import Session
from editor.session.issue.word_check import WordCheck
from editor.session.preview.preview_feed import PreviewFeed
from editor.session.preview.renderer import Renderer
from editor.session.preview.theme_watching import ThemeWatching
from editor.ui.commands import COMMANDS, Commands
from editor.ui.desk.current_items import CurrentItems
from editor.ui.desk.desk_menus import DeskMenus
from editor.ui.desk.desk_panes import DeskPanes
from editor.ui.desk.entry_commands import EntryCommands
from editor.ui.desk.item_moving import ItemMoving
from editor.ui.desk.key_figure_menu import KeyFigureMenu
from editor.ui.desk.outline import Outline
from editor.ui.desk.problems_panel import ProblemsPanel
from editor.ui.desk.search_controller import SearchController
from editor.ui.desk.text_commands import TextCommands
from editor.ui.desk.word_actions import WordActions
from editor.ui.forms.form import Form
from editor.ui.layout.pane_folding import FORM, OUTLINE
from editor.ui.settings import Settings
from editor.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:  # loads Qt's PDF library; see tests/gui/window/test_start_time.py
    from editor.ui.preview.preview_pane import PreviewPane

_MAX_FORMS = 6
"""Forms that are kept for reuse; an issue may have a hundred entries."""

_PAGES_MS = 40
_LEAST_WIDTH, _LEAST_HEIGHT = 8, 6
"""Least width and height, in line heights."""
NO_FIX = "This field has no problem with a fix."
_ADD_KEYS = next(command.keys for command in COMMANDS if command.name == "add")

Pages = Callable[[Renderer, QWidget], Any]
"""Creates the preview: a `PreviewPane`, or a stub in tests."""


class Desk(QWidget):
    """Outline, form, pages and problems of one open issue."""

    message = Signal(str)
    """A message for the status bar."""
    location_changed = Signal()
    """Another section or field is current; commands may need an update."""

    def __init__(
        self,
        session: Session,
        renderer: Renderer,
        library: LibraryAccess,
        commands: Commands,
        settings: Settings,
        make_pages: Pages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.renderer = renderer
        self.library = library
        self._commands = commands
        self._settings = settings
        self._make_pages = make_pages
        self._section: Section | None = None
        self._forms: OrderedDict[FieldPath, Form] = OrderedDict()
        self.entries = EntryCommands(session, self)
        self._text_commands = TextCommands(commands, self)
        self.outline = Outline(session, commands)
        self.moving = ItemMoving(session, CurrentItems(self, session, self.outline), lambda: settings.name, self)
        self.stack = PageStack()
        self.form_row = QHBoxLayout()
        self.searching = SearchController(self, session, settings, self)
        self.find_bar = self.searching.bar
        self.problems = ProblemsPanel()
        LibraryWatching(library, self)
        self.words = WordCheck(session, library, self)
        self.words.set_on(settings.checks_words)
        self.words.set_off(settings.rules_off)
        self.word_actions = WordActions(session, self.words, settings, self.message.emit, self)
        self.key_figures = KeyFigureMenu(session, self)
        self.menus = DeskMenus(self, commands, self)
        self.pages: PreviewPane | None = None
        self._pages_container = QWidget()
        self.pages_column = QVBoxLayout(self._pages_container)
        self.pages_column.setContentsMargins(0, 0, 0, 0)
        self._build_layout()
        self._connect_signals()
        self.show_section(sections(session.issue)[0].path)
        self._show_problems()
        self._preview_feed = PreviewFeed(session, renderer, self)
        ThemeWatching(session.theme, renderer, self._theme_again, self)
        # The preview loads Qt's PDF library, so the window is painted and accepts input first.
        call_later(self, self._build_pages, _PAGES_MS)

    def _theme_again(self) -> InstalledTheme:
        file = self.session.file
        return load_theme_of(self.session.issue, file.parent if file is not None else issues_folder())

    def _build_layout(self) -> None:
        middle = QWidget()
        self.middle = QVBoxLayout(middle)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(0)
        self.form_row.addWidget(self.stack, 1)
        self.middle.addLayout(self.form_row, 1)
        self.middle.addWidget(self.searching.results)
        self.middle.addWidget(self.find_bar)
        self.searching.install_escape(middle)
        self.layout_panes = DeskPanes(
            self,
            self.outline,
            middle,
            self._pages_container,
            self.problems,
            self._commands,
            self._settings,
            self.focus_form,
        )
        self.columns, self.rows = self.layout_panes.columns, self.layout_panes.rows
        self.pane_focus = self.layout_panes.focus
        self.pane_focus += [
            (self.outline, lambda: self.outline.list.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            (self.stack, self.focus_form),
            (self._pages_container, self._focus_pages),
            (self.problems, self.problems.focus_list),
        ]

    def _connect_signals(self) -> None:
        self.outline.chosen.connect(self.show_section)
        self.outline.entered.connect(self.focus_form)
        self.outline.list.clicked.connect(self._on_outline_clicked)
        self.outline.top_requested.connect(self._scroll_to_top)
        self.outline.clipboard_requested.connect(self.moving.use_clipboard)
        self.outline.menu_requested.connect(self.menus.show_outline_menu)
        # Queued: the rows change, which Qt must not see while it drops.
        self.outline.model.dropped_on_list.connect(self.moving.move_to, Qt.ConnectionType.QueuedConnection)
        for commands in (self.entries, self.moving):
            commands.go_to_requested.connect(self.go_to)
            commands.message.connect(self.message)
        self.problems.chosen.connect(self._go_to_finding)
        self.problems.fix_requested.connect(self.session.apply_fix)
        self.problems.fix_all_requested.connect(self.word_actions.fix_all)
        self.problems.menu_opened.connect(self._show_problem_actions)
        self._settings.changed.connect(self._on_settings_changed)
        self.session.refused.connect(self.message)
        self.location_changed.connect(self.searching.light)
        self.session.changed.connect(self._on_changed)
        self.session.undone.connect(self._on_undone)
        self.session.findings_changed.connect(self._show_problems)

    def _build_pages(self) -> None:
        pages: PreviewPane = self._make_pages(self.renderer, self._pages_container)
        self.pages = pages
        self.pages_column.addWidget(pages)
        pages.field_clicked.connect(self.go_to)
        pages.menu_opened.connect(self.menus.extend_page_menu)
        if self._section is not None:
            self._show_on_page(self._section.path)

    # Navigation

    @property
    def section(self) -> Section | None:
        """The current section."""
        return self._section

    @property
    def form(self) -> Form | None:
        """The form of the current section."""
        return self._forms.get(self._section.path) if self._section else None

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which panes fold: the sizes of all of them together must not keep the window large."""
        line = self.fontMetrics().height()
        searching = self.middle.minimumSize().height() + self.layout_panes.tabs.sizeHint().height()
        height = searching if self.find_bar.isVisible() else 0
        return QSize(_LEAST_WIDTH * line, max(_LEAST_HEIGHT * line, height))

    @Slot(object)
    def show_section(self, path: FieldPath) -> None:
        """Show the form of a section without moving the focus."""
        found = next((one for one in sections(self.session.issue) if one.path == path), None)
        if found is None:
            return
        if self._section is not None and self._section.path == path:
            self._section = found
            return
        self._section = found
        self.entries.current = path if found.number is not None else None
        form = self._forms.get(path) or self._make_form(found)
        self._forms.move_to_end(path)
        # First, since hiding the other form may move the focus to the outline, which must show the section by then.
        self.outline.select(path)
        self.stack.setCurrentWidget(form)
        while len(self._forms) > _MAX_FORMS:
            self._discard_form(next(iter(self._forms)))
        caret = form.caret()  # showing the form may have moved the focus to it
        self._show_on_page(caret[0] if caret is not None else path)
        self.location_changed.emit()

    @property
    def section_path(self) -> FieldPath:
        """The path of the current section; the root if there is none."""
        return self._section.path if self._section is not None else ROOT

    @Slot(object)
    def go_to(self, path: FieldPath) -> None:
        """Focus a field in its section; if it does not exist, the nearest existing ancestor."""
        while path and not self._exists(path):
            path = path.parent
        self.show_form()
        self.show_section(section_path(path))
        form = self.form
        if form is not None and not form.reveal(path):
            self.focus_form()

    @Slot()
    def _scroll_to_top(self) -> None:
        if self.form is not None:
            self.form.verticalScrollBar().setValue(0)

    @Slot()
    def _on_outline_clicked(self) -> None:
        if OUTLINE in self.layout_panes.folding.folded:
            self.focus_form()

    def fix_problem(self) -> None:
        """Apply the fix of the current field, or of the selected problem if the focus is not in the form."""
        form = self.form
        caret = form.caret() if form is not None else None
        if form is None or caret is None:
            self.problems.fix_selected()
            return
        finding = fixable_at(*caret, self.session.visible_findings)
        if finding is not None:
            self.session.apply_fix(finding)
        elif not form.accept_offer():
            self.message.emit(NO_FIX)

    def show_form(self) -> None:
        """Show the form, if another pane is in its place."""
        self.layout_panes.folding.choose(FORM)

    def focus_form(self) -> None:
        """Focus the form at its last focused field, or the first one."""
        self.show_form()
        if self.form is not None:
            self.form.restore_focus()

    def step_section(self, step: int) -> None:
        """Show the next or previous section. Its form takes the focus, unless another pane or the search has it."""
        listed = [one.path for one in sections(self.session.issue)]
        current = self._section.path if self._section else listed[0]
        number = listed.index(current) + step if current in listed else 0
        if 0 <= number < len(listed):
            focused: QWidget | None = QApplication.focusWidget()
            others = (*self.layout_panes.by_name.values(), self.find_bar, self.searching.results)
            keeps_focus = focused is not None and any(one.isAncestorOf(focused) for one in others)
            self.show_section(listed[number])
            if not keeps_focus:
                self.focus_form()

    def step_problem(self, step: int) -> None:
        """Focus the field of the next or previous problem, wrapping around."""
        finding = self.problems.step(step)
        if finding is not None:
            self.go_to(finding.path)

    def commit_input(self) -> None:
        """Commit pending input of the focused field."""
        if self.form is not None:
            self.form.commit()

    def enable_commands(self) -> None:
        """Enable the commands that apply to the current section and field."""
        writes = self.form is not None and not self.form.is_read_only
        self._text_commands.follow(self.form.active_text() if self.form is not None and writes else None)
        in_entry = self.entries.current is not None
        for name in ("duplicate", "remove", "up", "down"):
            self._commands[name].setEnabled(in_entry)
        self._commands["move_to"].setEnabled(in_entry or self.section_path[:1] == ("noteworthy",))
        # Lists of items use these shortcuts too, and so do the inputs of comments.
        focused: QWidget | None = QApplication.focusWidget()
        is_here = focused is not None and (self.stack.isAncestorOf(focused) or self.outline.isAncestorOf(focused))
        keys = _ADD_KEYS if is_here and (in_entry or (self._section is not None and not self._section.path)) else ()
        self._commands["add"].setShortcuts([QKeySequence(key) for key in keys])

    def show_problems(self) -> None:
        """Show the problems and focus their list."""
        self.show_pane("problems", True)
        self.problems.focus_list()

    @Slot()
    def show_first_error(self) -> None:
        """Show the problems and focus the first error."""
        self.show_problems()
        self.problems.focus_first_error()

    # Panes

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide a pane. The form takes the focus of a pane that is hidden."""
        self.layout_panes.show(name, shown)

    def toggle_pane(self, name: str) -> None:
        """Show or hide a pane as its command is checked."""
        self.show_pane(name, self._commands[name].isChecked())

    def save_layout(self) -> None:
        """Store sizes and visibility of the panes in the settings."""
        self.layout_panes.save()

    # Session signals

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        caret = self.form.caret() if self.form is not None else None
        if caret is not None and caret[0] in change.content_paths:
            self._show_on_page(caret[0])  # the pages may have been scrolled while nothing was typed
        section = self._section
        if section is not None and not self._exists(section.path):
            self._replace_section(section)
        elif section is not None:
            self.show_section(section.path)  # its number may have changed
        for path in [path for path in self._forms if not self._exists(path)]:
            self._discard_form(path)

    def _replace_section(self, section: Section) -> None:
        """Show another section in place of a removed one: the one at its position."""
        found = sections(self.session.issue)
        same_list = [one for one in found if one.path.parent == section.path.parent and one.number is not None]
        number = min(section.number or 1, len(same_list))
        target = same_list[number - 1] if number else found[0]
        form = self.form
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = form is not None and focused is not None and form.isAncestorOf(focused)
        self.show_section(target.path)
        if had_focus:
            self.focus_form()

    @Slot(object)
    def _on_undone(self, change: Change) -> None:
        path = changed_place(change, self.session.issue, self.section_path)
        if path is not None:
            self.go_to(path)

    def _show_problems(self) -> None:
        session = self.session
        self.problems.show_findings(session.issue, session.visible_findings, so_far=session.has_more_findings)
        self.layout_panes.folding.show_count(len(session.visible_findings))

    @Slot()
    def _on_settings_changed(self) -> None:
        self.words.set_on(self._settings.checks_words)
        self.words.set_off(self._settings.rules_off)

    @Slot(object, object)
    def _show_problem_actions(self, menu: QMenu, finding: Finding) -> None:
        menu.addActions(self.word_actions.actions(finding, menu))

    @Slot(object)
    def _go_to_finding(self, finding: Finding) -> None:
        self.go_to(finding.path)

    def _exists(self, path: FieldPath) -> bool:
        return path_exists(self.session.issue, path)

    # Forms

    def _make_form(self, section: Section) -> Form:
        title = section.label if not section.path else None
        form = Form(self.session, section.path, self.library, fields=section.fields, title=title)
        form.message.connect(self.message)
        form.field_entered.connect(self._on_field_entered)
        for part in (self.menus, self.word_actions, self.key_figures):
            form.menu_opened.connect(part.extend_text_menu)
        self._forms[section.path] = form
        self.stack.addWidget(form)
        return form

    def _discard_form(self, path: FieldPath) -> None:
        form = self._forms.pop(path)
        self.stack.removeWidget(form)
        form.deleteLater()

    @Slot(object)
    def _on_field_entered(self, path: FieldPath) -> None:
        self.outline.select_current_only()
        self._show_on_page(path)
        self.location_changed.emit()

    def _show_on_page(self, path: FieldPath) -> None:
        """Show a field on the pages. Fields of the masthead that are not printed show the date on the cover."""
        if self.pages is None:
            return
        in_masthead = self._section is not None and not self._section.path
        pages = (page for section in self.renderer.rendering.sections for page in section.rectangles)
        if in_masthead and not any(str(path) in page for page in pages):
            path = FieldPath(("date",))
        self.pages.reveal(path)

    def _focus_pages(self) -> None:
        if self.pages is not None:
            self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)
