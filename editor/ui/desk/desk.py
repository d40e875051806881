"""The desk for one issue: outline, form, pages, problems. Whoever chooses a place in one of them gets there in all."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from editor.document.editing.change import Change
from editor.document.findings import Finding
from editor.document.paths import ROOT, FieldPath, path_exists, value_or_none
from editor.document.sections import Section, section_path, sections
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.session.issue.word_check import WordCheck
from editor.session.preview.preview_feed import PreviewFeed
from editor.session.preview.renderer import Renderer
from editor.ui.commands import COMMANDS, Commands
from editor.ui.desk.entry_commands import EntryCommands
from editor.ui.desk.outline import Outline
from editor.ui.desk.problems_height import ProblemsHeight
from editor.ui.desk.problems_panel import ProblemsPanel
from editor.ui.desk.search_controller import SearchController
from editor.ui.desk.text_commands import TextCommands
from editor.ui.desk.word_actions import WordActions
from editor.ui.forms.form import Form
from editor.ui.settings import Settings
from editor.ui.widgets.panes import Columns, splitter
from schemas import Item

if TYPE_CHECKING:  # loads Qt's PDF library; see tests/gui/window/test_start_time.py
    from editor.ui.preview.preview_pane import PreviewPane

_MOST_FORMS = 6
"""Forms that are kept for going back to; an issue may have a hundred entries."""

_PAGES_MS = 40
_ADD_KEYS = next(command.keys for command in COMMANDS if command.name == "add")

Pages = Callable[[Renderer, QWidget], Any]
"""Makes the pane of pages: a `PreviewPane`, or what a test puts in its place."""


class Desk(QWidget):
    """Everything about one open issue that is not a menu."""

    said = Signal(str)
    """A sentence for the status bar."""
    place_changed = Signal()
    """Another section or field: commands may apply or not."""

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
        self.stack = QStackedWidget()
        self.beside = QHBoxLayout()
        self.searching = SearchController(self, session, self)
        self.find_bar = self.searching.bar
        self.problems = ProblemsPanel()
        self.words = WordCheck(session, library, self)
        self.words.set_on(settings.checks_words)
        self.words.set_off(settings.rules_off)
        self.word_actions = WordActions(session, self.words, settings, self.said.emit, self)
        self.pages: PreviewPane | None = None
        self._pages_place = QWidget()
        self._pages_column = QVBoxLayout(self._pages_place)
        self._pages_column.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self._listen()
        self._restore_arrangement()
        self.show_section(sections(session.issue)[0].path)
        self._show_problems()
        self._preview_feed = PreviewFeed(session, renderer, self)
        # The pages load Qt's PDF library: the window is painted and takes typing first.
        QTimer.singleShot(_PAGES_MS, self, self._build_pages)

    def _lay_out(self) -> None:
        middle = QWidget()
        self.middle = QVBoxLayout(middle)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(0)
        self.beside.addWidget(self.stack, 1)
        self.middle.addLayout(self.beside, 1)
        self.middle.addWidget(self.find_bar)
        self.searching.install_escape(middle)
        self.columns = Columns(self.outline, middle, self._pages_place)
        self.rows = splitter(Qt.Orientation.Vertical, self.columns, self.problems)
        self.rows.setStretchFactor(0, 1)
        self._problems_height = ProblemsHeight(self.rows, self.problems)
        self.places: list[tuple[QWidget, Callable[[], None]]] = [
            (self.outline, lambda: self.outline.list.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            (self.stack, self.focus_form),
            (self._pages_place, self._focus_pages),
            (self.problems, self.problems.focus_list),
        ]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.rows)

    def _listen(self) -> None:
        self.outline.chosen.connect(self.show_section)
        self.outline.entered.connect(self.focus_form)
        self.entries.go_to_requested.connect(self.go_to)
        self.entries.message.connect(self.said)
        self.problems.chosen.connect(self._go_to_finding)
        self.problems.fix_requested.connect(self.session.apply_fix)
        self.problems.menu_opened.connect(self._show_problem_actions)
        self._settings.changed.connect(self._on_settings_changed)
        self.session.refused.connect(self.said)
        self.session.changed.connect(self._issue_changed)
        self.session.travelled.connect(self._travelled)
        self.session.findings_changed.connect(self._show_problems)

    def _build_pages(self) -> None:
        pages: PreviewPane = self._make_pages(self.renderer, self._pages_place)
        self.pages = pages
        self._pages_column.addWidget(pages)
        pages.field_clicked.connect(self.go_to)
        if self._section is not None:
            self._show_on_page(self._section.path)

    # --- Where one is -------------------------------------------------------------------------------------

    @property
    def section(self) -> Section | None:
        """The section that is written in."""
        return self._section

    @property
    def form(self) -> Form | None:
        """The form of that section."""
        return self._forms.get(self._section.path) if self._section else None

    @property
    def panes(self) -> dict[str, QWidget]:
        """What can be folded away, by name."""
        return {"outline": self.outline, "problems": self.problems, "pages": self._pages_place}

    @Slot(object)
    def show_section(self, path: FieldPath) -> None:
        """Show the form of a section; the keyboard stays where it is."""
        found = next((one for one in sections(self.session.issue) if one.path == path), None)
        if found is None:
            return
        if self._section is not None and self._section.path == path:
            self._section = found
            return
        self._section = found
        self.entries.current = path if found.number is not None else None
        form = self._forms.get(path) or self._made_form(found)
        self._forms.move_to_end(path)
        # First: when the other form hides, the keyboard may fall to the outline, which then must be here already.
        self.outline.select(path)
        self.stack.setCurrentWidget(form)
        while len(self._forms) > _MOST_FORMS:
            self._drop(next(iter(self._forms)))
        caret = form.caret()  # the keyboard may have come to the form with its showing
        self._show_on_page(caret[0] if caret is not None else path)
        self.place_changed.emit()

    @property
    def section_path(self) -> FieldPath:
        """The path of the section that is shown; the root where there is none."""
        return self._section.path if self._section is not None else ROOT

    @Slot(object)
    def go_to(self, path: FieldPath) -> None:
        """Put the caret into a field, wherever it is; where it is gone, go to the nearest place that is there."""
        while path and not self._exists(path):
            path = path.parent
        self.show_section(section_path(path))
        form = self.form
        if form is not None and not form.reveal(path):
            self.focus_form()

    def focus_form(self) -> None:
        """Give the form the keyboard: where it was, or at its first field."""
        if self.form is not None:
            self.form.restore_focus()

    def step_section(self, step: int) -> None:
        """Go to a section further down or up; its form gets the keyboard if a form had it."""
        listed = [one.path for one in sections(self.session.issue)]
        current = self._section.path if self._section else listed[0]
        number = listed.index(current) + step if current in listed else 0
        if 0 <= number < len(listed):
            had_keyboard = self.stack.isAncestorOf(QApplication.focusWidget() or self)
            self.show_section(listed[number])
            if had_keyboard:
                self.focus_form()

    def step_pane(self, step: int) -> None:
        """Give the keyboard to the next pane that is unfolded, in a ring."""
        shown = [(pane, enter) for pane, enter in self.places if pane.isVisibleTo(self)]
        focused: QWidget | None = QApplication.focusWidget()
        current = next((n for n, (pane, _) in enumerate(shown) if focused and pane.isAncestorOf(focused)), -1)
        shown[(current + step) % len(shown)][1]()

    def step_problem(self, step: int) -> None:
        """Go to the field of the next problem, from the last one back to the first."""
        finding = self.problems.step(step)
        if finding is not None:
            self.go_to(finding.path)

    def settle(self) -> None:
        """Take in what is half typed in the focused field."""
        if self.form is not None:
            self.form.commit()

    def enable_commands(self) -> None:
        """Enable what applies to the place that one is in."""
        writes = self.form is not None and not self.form.is_read_only
        self._text_commands.follow(self.form.active_text() if self.form is not None and writes else None)
        in_entry = self.entries.current is not None
        for name in ("duplicate", "remove", "up", "down"):
            self._commands[name].setEnabled(in_entry)
        # Lists of items have these keys for themselves.
        keys = _ADD_KEYS if in_entry or (self._section is not None and not self._section.path) else ()
        self._commands["add"].setShortcuts([QKeySequence(key) for key in keys])

    def show_problems(self) -> None:
        """Unfold the problems, and give them the keyboard where it was among them."""
        self._commands["problems"].setChecked(True)
        self.fold("problems", True)
        self.problems.focus_list()

    @Slot()
    def show_first_error(self) -> None:
        """Unfold the problems, with the keyboard at what keeps the issue from being published."""
        self.show_problems()
        self.problems.focus_first_error()

    # --- Panes --------------------------------------------------------------------------------------------

    def fold(self, name: str, shown: bool) -> None:
        """Fold a pane away, or bring it back as it was. The keyboard never stays in a folded pane."""
        pane = self.panes[name]
        focused: QWidget | None = QApplication.focusWidget()
        if not shown and focused is not None and pane.isAncestorOf(focused):
            self.focus_form()
        pane.setVisible(shown)

    def save_layout(self) -> None:
        """Remember how the panes stand."""
        self._settings.save_layout("columns", self.columns.saveState())
        if self.problems.findings:
            self._settings.save_layout("rows", self.rows.saveState())
        for name, pane in self.panes.items():
            self._settings.set_collapsed(name, pane.isHidden())

    def _restore_arrangement(self) -> None:
        self._problems_height.restore(self._settings.saved_layout("rows"))
        self.columns.restore(self._settings.saved_layout("columns"))
        for name, pane in self.panes.items():
            folded = self._settings.is_collapsed(name)
            pane.setHidden(folded)
            self._commands[name].setChecked(not folded)

    # --- What the session tells ---------------------------------------------------------------------------

    @Slot(object)
    def _issue_changed(self, change: Change) -> None:
        caret = self.form.caret() if self.form is not None else None
        if caret is not None and caret[0] in change.content_paths:
            self._show_on_page(caret[0])  # the pages may have been scrolled while nothing was typed
        section = self._section
        if section is not None and not self._exists(section.path):
            self._leave_gone(section)
        elif section is not None:
            self.show_section(section.path)  # its number may be another now
        for path in [path for path in self._forms if not self._exists(path)]:
            self._drop(path)

    def _leave_gone(self, section: Section) -> None:
        """The section was removed: show the one that stands at its place now."""
        found = sections(self.session.issue)
        same_list = [one for one in found if one.path.parent == section.path.parent and one.number is not None]
        number = min(section.number or 1, len(same_list))
        target = same_list[number - 1] if number else found[0]
        form = self.form
        focused: QWidget | None = QApplication.focusWidget()
        had_keyboard = form is not None and focused is not None and form.isAncestorOf(focused)
        self.show_section(target.path)
        if had_keyboard:
            self.focus_form()

    @Slot(object)
    def _travelled(self, change: Change) -> None:
        for path in sorted(change.content_paths, key=lambda path: (-len(path), path)):
            if self._exists(path):
                self.go_to(self._changed_item(change, path))
                return

    def _changed_item(self, change: Change, path: FieldPath) -> FieldPath:
        """The item of a list that was added or moved; any other path unchanged."""
        items = value_or_none(change.after, path)
        before = value_or_none(change.before, path) or ()
        if not isinstance(items, tuple) or not all(isinstance(item, Item) for item in items):
            return path
        old: list[str] = [item.id for item in before]
        new: list[str] = [item.id for item in items]
        found = [one for one in new if one not in old]
        if not found and new != old and len(new) == len(old):
            found = [one for one in new if _without(one, new) == _without(one, old)]
        if not found:
            return path
        # Of two that changed places either may have moved: it is the one that is being looked at.
        here = self._section.path if self._section is not None else path
        return next((path / one for one in found if here[: len(path) + 1] == path / one), path / found[0])

    def _show_problems(self) -> None:
        session = self.session
        self.problems.show_findings(session.issue, session.visible_findings, so_far=session.has_hidden_findings)

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

    # --- Forms --------------------------------------------------------------------------------------------

    def _made_form(self, section: Section) -> Form:
        title = section.label if not section.path else None
        form = Form(self.session, section.path, self.library, fields=section.fields, title=title)
        form.message.connect(self.said)
        form.field_entered.connect(self._field_entered)
        form.menu_opened.connect(self.word_actions.extend_text_menu)
        self._forms[section.path] = form
        self.stack.addWidget(form)
        return form

    def _drop(self, path: FieldPath) -> None:
        form = self._forms.pop(path)
        self.stack.removeWidget(form)
        form.deleteLater()

    @Slot(object)
    def _field_entered(self, path: FieldPath) -> None:
        self._show_on_page(path)
        self.place_changed.emit()

    def _show_on_page(self, path: FieldPath) -> None:
        """What the masthead has and no page shows (the headline) is looked for where the cover has the date."""
        if self.pages is None:
            return
        in_masthead = self._section is not None and not self._section.path
        places = (page for section in self.renderer.rendering.sections for page in section.rectangles)
        if in_masthead and not any(str(path) in page for page in places):
            path = FieldPath(("date",))
        self.pages.reveal(path)

    def _focus_pages(self) -> None:
        if self.pages is not None:
            self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _without(name: str, names: list[str]) -> list[str]:
    return [one for one in names if one != name]
