"""The one window: the start page, the desk for an open issue, and pages that are gone to for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QUndoStack
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.library import LibraryAccess
from editor.session.preview.renderer_pool import RendererPool
from editor.ui.commands import WITHOUT_ISSUE, Commands
from editor.ui.desk.desk import Desk, Pages
from editor.ui.file_dialogs import FileDialogs, SystemDialogs
from editor.ui.issue.issue_files import IssueFiles, dragged_file, file_name_of
from editor.ui.issue.open_issue import OpenIssue, UserContext
from editor.ui.issue.recovery_banner import RecoveryBanner
from editor.ui.look.look import Look
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.review.deferred_review import DeferredReview
from editor.ui.settings import Settings
from editor.ui.shell import messages
from editor.ui.shell.bars import Bars
from editor.ui.shell.log import ExceptionReporter
from editor.ui.shell.status_bar import StatusBar
from editor.ui.start.deferred_start_page import DeferredStartPage
from editor.ui.start.folder_scanner import StartSources
from editor.ui.transfer.export_panel import Export
from editor.ui.widgets.banner import BannerMessage, Banners, Level

if TYPE_CHECKING:  # what a start may do without is imported when it is needed
    from editor.ui.review.desk_review import DeskReview
    from editor.ui.start.start_page import StartPage

WARM_UP_MS = 400
"""How long the start page is left alone before the renderer's start takes a core."""


class Window(QMainWindow):
    """Everything that the user sees. What it needs from outside is handed in."""

    def __init__(
        self,
        settings: Settings,
        look: Look,
        unforeseen: ExceptionReporter,
        *,
        renderers: RendererPool,
        make_pages: Pages,
        sources: StartSources,
        log_folder: Path,
        journals: Path,
        dialogs: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._look = look
        self._renderers = renderers
        self._make_pages = make_pages
        self._log_folder = log_folder
        self._journals = journals
        self._dialogs = dialogs if dialogs is not None else SystemDialogs(self)
        self.desk: Desk | None = None
        self.open_issue: OpenIssue | None = None
        self.export: Export | None = None
        self._review: DeferredReview | None = None
        self._may_close = False
        self._warming = QTimer(self)
        self._warming.setSingleShot(True)
        self._warming.setInterval(WARM_UP_MS)
        self._warming.timeout.connect(renderers.warm_up)
        self.commands = Commands(self)
        self.bars = Bars(self, self.commands)
        self.banners = Banners()
        self.stack = QStackedWidget()
        self.status = StatusBar()
        self.navigator = PageNavigator(self.stack, settings, self.commands, self)
        self.files = IssueFiles(self.banners, settings, self._dialogs, self)
        self.start = DeferredStartPage(settings, sources, self.files, self.stack, self)
        RecoveryBanner(journals, self.files, self.banners, self)
        self._lay_out()
        self._listen(unforeseen)
        self.bars.tools.hide()
        self._show_state()
        self._show_commands()

    def begin(self, file: Path | None = None) -> None:
        """Show the start page, or the issue in a file if it can be opened."""
        if file is not None:
            self.files.open(file)
        if self.desk is None:
            self._show_start()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.resize(1360, 860)
        self.restoreGeometry(self._settings.arrangement("window"))
        self.bars.show_scale(self._look.scale)

    def _listen(self, unforeseen: ExceptionReporter) -> None:
        for name, slot in self._slots().items():
            self.commands[name].triggered.connect(slot)
        self.files.issue_opened.connect(self._show_opened)
        self.files.page_requested.connect(self.navigator.visit)
        self.navigator.changed.connect(self._show_commands)
        self.navigator.left.connect(self._visit_over)
        self.navigator.folder_requested.connect(self._ask_newsroom)
        self.start.folder_requested.connect(self._ask_newsroom)
        self.status.problems_requested.connect(lambda: self._on_desk(Desk.show_problems))
        self._settings.changed.connect(self._settings_changed)
        self._look.changed.connect(self._look_changed)
        unforeseen.happened.connect(self._say_unforeseen)
        self.bars.recent.aboutToShow.connect(self._fill_recent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _slots(self) -> dict[str, Callable[[], Any]]:
        files = self.files
        return {
            "new": files.begin,
            "new_from": files.new_issue_after_current,
            "open": files.ask_to_open,
            "save": lambda: files.save(),
            "save_as": lambda: files.save_as(),
            "export": lambda: self._export(proof=False),
            "proof": lambda: self._export(proof=True),
            "close": lambda: files.leave(self._show_start),
            "preferences": self.navigator.preferences,
            "quit": self.close,
            "undo": lambda: self._on_desk(lambda desk: desk.session.undo()),
            "redo": lambda: self._on_desk(lambda desk: desk.session.redo()),
            "cut": lambda: self._to_focused("cut"),
            "copy": lambda: self._to_focused("copy"),
            "paste": lambda: self._to_focused("paste"),
            "select_all": lambda: self._to_focused("selectAll"),
            "find": lambda: self._on_desk(lambda desk: desk.searching.open(replace=False)),
            "replace": lambda: self._on_desk(lambda desk: desk.searching.open(replace=True)),
            "find_next": lambda: self._on_desk(lambda desk: desk.searching.step(1)),
            "find_previous": lambda: self._on_desk(lambda desk: desk.searching.step(-1)),
            "strong": lambda: self._to_text("toggle_strong"),
            "emphasis": lambda: self._to_text("toggle_emphasis"),
            "link": lambda: self._to_text("edit_link"),
            "bullets": lambda: self._to_text("toggle_bullets"),
            "add": lambda: self._on_desk(lambda desk: desk.entries.add()),
            "duplicate": lambda: self._on_desk(lambda desk: desk.entries.duplicate()),
            "up": lambda: self._on_desk(lambda desk: desk.entries.move(-1)),
            "down": lambda: self._on_desk(lambda desk: desk.entries.move(1)),
            "remove": lambda: self._on_desk(lambda desk: desk.entries.remove()),
            "outline": lambda: self._fold("outline"),
            "problems": lambda: self._fold("problems"),
            "pages": lambda: self._fold("pages"),
            "previous_section": lambda: self._on_desk(lambda desk: desk.step_section(-1)),
            "next_section": lambda: self._on_desk(lambda desk: desk.step_section(1)),
            "next_pane": lambda: self._on_desk(lambda desk: desk.step_pane(1)),
            "previous_pane": lambda: self._on_desk(lambda desk: desk.step_pane(-1)),
            "next_problem": lambda: self._on_desk(lambda desk: desk.step_problem(1)),
            "previous_problem": lambda: self._on_desk(lambda desk: desk.step_problem(-1)),
            "fix": lambda: self._on_desk(lambda desk: desk.problems.fix_selected()),
            "larger": lambda: self._resize_text(10),
            "smaller": lambda: self._resize_text(-10),
            "shortcuts": self.navigator.shortcuts,
            "logs": lambda: self._open_folder(self._log_folder),
            "about": lambda: self.banners.say(messages.about()),
        }

    # --- Issues -------------------------------------------------------------------------------------------

    @Slot(object)
    def _show_opened(self, opened: OpenedIssue) -> None:
        """Work on an issue from now on."""
        self._end_desk()
        self._warming.stop()
        open_issue = OpenIssue(opened, self._workplace())
        session = open_issue.session
        renderer = self._renderers.take(opened.theme)
        library = LibraryAccess(self._settings.newsroom)
        library.know(self.start.people)
        desk = Desk(session, renderer, library, self.commands, self._settings, self._make_pages)
        for owned in (open_issue, renderer, library):
            owned.setParent(desk)
        self.desk = desk
        self.export = Export(session, renderer, self.banners, self._settings, self._dialogs, parent=desk)
        self.export.refused.connect(desk.show_first_error)
        library.trouble.connect(
            lambda text, help: self.banners.say(BannerMessage("library", Level.WARNING, text, help))
        )
        desk.said.connect(self.status.say)
        desk.place_changed.connect(self._show_commands)
        open_issue.state_changed.connect(self._show_state)
        self.open_issue = open_issue
        shared = (self.commands, self._settings, self.banners, self.navigator, self.files)
        self._review = DeferredReview(open_issue, desk, *shared, self.export, immediately=self.isVisible())
        self.files.follow(open_issue, desk.settle, self._review)
        self.status.follow(open_issue, renderer)
        self.start.stop()
        self.stack.addWidget(desk)
        self._go_to(desk)
        self.bars.tools.show()
        self._show_state()
        desk.focus_form()

    @property
    def review(self) -> DeskReview | None:
        """The review of the open issue."""
        return self._review.review if self._review is not None else None

    @property
    def start_page(self) -> StartPage:
        """What is shown while no issue is open."""
        return self.start.page

    def _workplace(self) -> UserContext:
        return UserContext(lambda: self._settings.name, self._journals)

    def _end_desk(self) -> None:
        if self.desk is None:
            return
        self.desk.save_layout()
        if self._review is not None:
            self._review.close()
        self.files.end()
        self.status.follow(None, None)
        self.open_issue = None
        self.desk.renderer.close()
        self.stack.removeWidget(self.desk)
        self.desk.hide()
        self.desk.deleteLater()
        self.desk = None
        self.export = None
        self._review = None

    def _show_start(self) -> None:
        self._end_desk()
        self.bars.tools.hide()
        self._go_to(self.start_page)
        self._show_state()
        self.start_page.scan()
        self.start_page.focus_list()

    def _export(self, *, proof: bool) -> None:
        if self.desk is not None and self.export is not None:
            self.desk.settle()
            self.export.start(proof=proof)

    # --- Pages --------------------------------------------------------------------------------------------

    def _go_to(self, page: QWidget) -> None:
        self.navigator.drop()
        self.stack.setCurrentWidget(page)
        self._show_commands()

    @Slot()
    def _visit_over(self) -> None:
        self._show_commands()
        if self.desk is not None:
            self.desk.focus_form()
        else:
            self.start_page.focus_list()

    # --- What is so now -----------------------------------------------------------------------------------

    @Slot()
    def _show_state(self) -> None:
        """Title, undo and redo."""
        session = self.desk.session if self.desk is not None else None
        if session is None:
            self.setWindowTitle("Newsdesk")
            self.setWindowModified(False)
        else:
            name = session.file.name if session.file is not None else file_name_of(session)
            self.setWindowTitle(f"{name}[*] – Newsdesk")
            self.setWindowModified(not session.is_saved)
            self._show_undo(session.undo_stack)

    @Slot()
    def _show_commands(self) -> None:
        """Enable what can be done here and now."""
        desk = self.desk if self.stack.currentWidget() is self.desk else None
        for command, action in self.commands:
            if command.name not in WITHOUT_ISSUE:
                action.setEnabled(desk is not None)
        self.commands["close"].setEnabled(self.desk is not None)
        if desk is None:
            return
        self._show_undo(desk.session.undo_stack)
        desk.enable_commands()

    def _show_undo(self, stack: QUndoStack) -> None:
        for name, verb, text, can in (
            ("undo", "Undo", stack.undoText(), stack.canUndo()),
            ("redo", "Redo", stack.redoText(), stack.canRedo()),
        ):
            self.commands[name].setText(f"{verb} {text}" if text else verb)
            self.commands[name].setEnabled(can and self.stack.currentWidget() is self.desk)

    @Slot()
    def _focus_changed(self) -> None:
        if self.desk is not None and self.stack.currentWidget() is self.desk:
            self.desk.enable_commands()

    @Slot()
    def _settings_changed(self) -> None:
        self._look.apply(self._settings.scheme, self._settings.text_size)

    @Slot()
    def _look_changed(self) -> None:
        self.bars.show_scale(self._look.scale)

    def _fill_recent(self) -> None:
        self.bars.show_recent(self._settings.recent, self.files.open)

    # --- Small deeds --------------------------------------------------------------------------------------

    def _on_desk(self, deed: Callable[[Desk], None]) -> None:
        if self.desk is not None:
            deed(self.desk)

    def _to_text(self, deed: str) -> None:
        text = self.desk.form.active_text() if self.desk is not None and self.desk.form is not None else None
        if text is not None and hasattr(text, deed):
            getattr(text, deed)()

    def _to_focused(self, deed: str) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and hasattr(focused, deed):
            getattr(focused, deed)()

    def _fold(self, name: str) -> None:
        if self.desk is not None:
            self.desk.fold(name, self.commands[name].isChecked())

    def _resize_text(self, step: int) -> None:
        self._settings.set_look(self._settings.scheme, self._settings.text_size + step)

    def _ask_newsroom(self) -> None:
        self._dialogs.ask_for_folder("Newsroom’s Folder", self._settings.newsroom, self._choose_newsroom)

    def _choose_newsroom(self, folder: Path) -> None:
        self._settings.set_newsroom(folder)
        self.start_page.scan()

    def _open_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.status.say(f"The folder is {folder}.")

    @Slot(str, str)
    def _say_unforeseen(self, what: str, trace: str) -> None:
        save_copy = self.files.save_copy if self.desk is not None else None
        self.banners.say(messages.internal_error(what, lambda: self.navigator.details(trace), save_copy))

    # --- What the system tells ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dragged_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        file = dragged_file(event)
        if file is not None:
            event.acceptProposedAction()
            # Qt is still inside the drag; a question must wait until it is out.
            QTimer.singleShot(0, self, lambda: self.files.open(file))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.open_issue is not None:
            self.open_issue.check_file()  # a folder in the network tells of no change by itself

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self._may_close:
            event.ignore()
            self.files.leave(self._close_for_good)
            return
        self._settings.save_layout("window", self.saveGeometry())
        self._end_desk()
        self.start.stop()
        self._warming.stop()
        self._renderers.close()
        super().closeEvent(event)

    def _close_for_good(self) -> None:
        self._may_close = True
        # After the event that asked for it: a window must not be closed from within its own refusal.
        QTimer.singleShot(0, self, self.close)
