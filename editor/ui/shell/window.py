"""The main window: the start page, the desk for an open issue, and pages shown in their place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from editor.session.deferred_call import call_later
from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.library import LibraryAccess
from editor.session.preview.renderer_pool import RendererPool
from editor.ui.archive.deferred_archive import DeferredArchive
from editor.ui.commands import Commands, Reasons
from editor.ui.desk.command_reasons import desk_reasons
from editor.ui.desk.desk import Desk, Pages
from editor.ui.file_dialogs import FileDialogs, SystemDialogs
from editor.ui.issue.issue_files import IssueFiles, dragged_files
from editor.ui.issue.open_issue import OpenIssue, UserContext
from editor.ui.issue.recovery_banner import RecoveryBanner
from editor.ui.issue.templates import Templates
from editor.ui.keyboard.context_menu_key import ContextMenuKey
from editor.ui.keyboard.enter_key import EnterKey
from editor.ui.keyboard.palette import Palette
from editor.ui.library.window_library import WindowLibrary
from editor.ui.look.look import Look
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.publishing.desk_publishing import DeskPublishing
from editor.ui.review.deferred_review import DeferredReview
from editor.ui.settings import Settings
from editor.ui.shell import messages
from editor.ui.shell.bars import Bars
from editor.ui.shell.desk_slots import desk_slots, look_slots
from editor.ui.shell.file_failures import FileFailures
from editor.ui.shell.last_place import last_file, remember_place, return_to_place
from editor.ui.shell.log import ExceptionReporter
from editor.ui.shell.status_bar import StatusBar
from editor.ui.shell.window_size import first_size
from editor.ui.shell.window_state import WindowState
from editor.ui.start.deferred_start_page import DeferredStartPage
from editor.ui.start.folder_scanner import StartSources
from editor.ui.system.opening import NOTHING_OPENS, open_url
from editor.ui.tour.steps import TourGround
from editor.ui.tour.window_tour import WindowTour
from editor.ui.widgets.banner import Banners
from editor.ui.widgets.drops import accept_copy
from editor.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:  # imported when needed, to keep the start-up time short
    from editor.ui.review.desk_review import DeskReview
    from editor.ui.start.start_page import StartPage

WARM_UP_MS = 400
"""Delay before the renderer is started: it would compete with the start page for a core."""


class Window(QMainWindow):
    """The main window. Its dependencies are passed in."""

    def __init__(
        self,
        settings: Settings,
        look: Look,
        exceptions: ExceptionReporter,
        *,
        renderers: RendererPool,
        make_pages: Pages,
        sources: StartSources,
        log_folder: Path,
        journals: Path,
        archive_cache: Path,
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
        self.publishing: DeskPublishing | None = None
        self._review: DeferredReview | None = None
        self._reasons: Reasons = dict
        self._may_close = False
        self._is_to_return = False
        self._warm_up_timer = QTimer(self)
        self._warm_up_timer.setSingleShot(True)
        self._warm_up_timer.setInterval(WARM_UP_MS)
        self._warm_up_timer.timeout.connect(renderers.warm_up)
        self.commands = Commands(self)
        self.bars = Bars(self, self.commands)
        self.banners = Banners()
        self.stack = PageStack()
        self.status = StatusBar()
        self.navigator = PageNavigator(self.stack, settings, self.commands, self)
        self.files = IssueFiles(self.banners, settings, self._dialogs, self)
        self.start = DeferredStartPage(settings, sources, self.files, self.banners, self.stack, self)
        self.archive = DeferredArchive(
            archive_cache, settings, self.commands, self.navigator, self.files, self.status.show_notice, self
        )
        self.library = WindowLibrary(settings, self.navigator, self.archive, self)
        self.tour = WindowTour(self, settings, self.files, self.navigator, self.commands, self._tour_ground)
        RecoveryBanner(journals, self.files, self.banners, self)
        self._lay_out()
        self.palette_finder = Palette(self, self.commands, lambda: self.desk)
        finder = self.palette_finder.finder
        self.templates = Templates(self.files, settings, self.banners, finder, lambda: self.desk, self)
        self._state = WindowState(self, self.commands, self.stack, lambda: self.desk)
        self._connect_signals(exceptions)
        EnterKey(self)
        ContextMenuKey(self)
        self.bars.tools.hide()
        self._state.show_title()
        self._state.show_commands()

    def open_initial(self, file: Path | None = None) -> None:
        """Show the issue in a file if it can be opened, otherwise the start page."""
        last = last_file(self._settings) if file is None else None
        if file is not None:
            self.files.open(file)
        elif last is not None:
            self.files.open(last)
            self._is_to_return = self.desk is not None
        if self.desk is None:
            self._show_start()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.stack, 1)
        # The banners have their whole height as long as the page has its least one.
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.resize(first_size(self.screen().availableSize()))
        self.restoreGeometry(self._settings.saved_layout("window"))
        self.bars.show_scale(self._look.scale)

    def _connect_signals(self, exceptions: ExceptionReporter) -> None:
        for name, slot in self._slots().items():
            self.commands[name].triggered.connect(slot)
        self.files.issue_opened.connect(self._show_opened)
        self.files.page_closed.connect(self.navigator.close)
        self.files.page_requested.connect(self.navigator.open)
        self.navigator.opened.connect(self._state.show_commands)
        for turned in (self.navigator.opened, self.navigator.closed):  # what a page said is not about the next one
            turned.connect(self.status.clearMessage)
        self.navigator.opened.connect(self.banners.dismiss_passing)
        self.navigator.closed.connect(self._on_page_closed)
        self.navigator.folder_requested.connect(self._ask_for_newsroom)
        self.start.folder_requested.connect(self._ask_for_newsroom)
        self.start.compare_requested.connect(self._open_and_compare)
        self.start.new_requested.connect(self.commands["new"].trigger)
        self.start.archive_requested.connect(self.archive.show)
        self.start.tour_requested.connect(self.tour.start)
        self.status.words.details_requested.connect(self.commands["word_count"].trigger)
        self.status.problems_requested.connect(lambda: self._on_desk(Desk.show_problems))
        self._settings.changed.connect(self._settings_changed)
        self._look.about_to_change.connect(self._hold_caret_line)
        self._look.changed.connect(self._look_changed)
        exceptions.reported.connect(self._show_internal_error)
        self.bars.recent.aboutToShow.connect(self._fill_recent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._state.follow_focus)

    def _slots(self) -> dict[str, Callable[[], Any]]:
        files = self.files
        return {
            "new": self.templates.new_issue,
            "new_from": files.new_issue_after_current,
            "open": files.ask_to_open,
            "import": files.ask_to_import,
            "import_folder": files.ask_to_import_folder,
            "archive": self.archive.show,
            "save": lambda: files.save(),
            "save_as": lambda: files.save_as(),
            "save_as_template": self.templates.save,
            "export": lambda: self._publish(lambda one: one.start()),
            "publish_page": lambda: self._publish(lambda one: one.open_page()),
            "proof": lambda: self._publish(lambda one: one.export_proof()),
            "print": lambda: self._publish(lambda one: one.print_pages()),
            "close": lambda: files.leave(self._show_start),
            "library": self.library.show,
            "preferences": self.navigator.preferences,
            "quit": self.close,
            **desk_slots(lambda: self.desk),
            **look_slots(self._settings, self.status.show_notice),
            "palette": self.palette_finder.open_commands,
            "go_to": self.palette_finder.open_places,
            "guide": self.navigator.guide,
            "tour": self.tour.start,
            "word_count": lambda: self.palette_finder.open_word_counts(self.status.words.by_section),
            "shortcuts": self.navigator.shortcuts,
            "logs": lambda: self._open_folder(self._log_folder),
            "about": lambda: self.banners.show_message(messages.about()),
        }

    def _tour_ground(self) -> TourGround | None:
        return TourGround(self.desk, self.bars.mode_button, self.bars.export_button) if self.desk is not None else None

    # Opening and closing issues

    @Slot(object)
    def _show_opened(self, opened: OpenedIssue) -> None:
        """Show the desk for an issue that was opened."""
        self._close_desk()
        self._warm_up_timer.stop()
        open_issue = OpenIssue(opened, self._workplace())
        session = open_issue.session
        renderer = self._renderers.take(opened.theme)
        library = LibraryAccess(self._settings.newsroom)
        library.know(self.start.people)
        desk = Desk(session, renderer, library, self.commands, self._settings, self._make_pages)
        for owned in (open_issue, renderer, library):
            owned.setParent(desk)
        desk.pane_focus.append((self.banners, self.banners.enter))
        self.desk = desk
        shown = (self._settings, self.banners)
        self.publishing = DeskPublishing(desk, self.commands, *shown, self._dialogs, self.navigator)
        self.publishing.save_requested.connect(lambda: self.files.save())
        FileFailures(library, desk.words, self.banners, desk)
        desk.message.connect(self.status.show_notice)
        self._reasons = partial(desk_reasons, desk)
        self.commands.ask_for_reasons(self._reasons)
        desk.location_changed.connect(self._state.show_commands)
        open_issue.state_changed.connect(self._state.show_title)
        self.open_issue = open_issue
        shared = (self.commands, *shown, self.navigator, self.files, self.publishing)
        self._review = DeferredReview(open_issue, desk, *shared, immediately=self.isVisible())
        self.files.follow(open_issue, desk.commit_input, self._review)
        self.archive.follow(open_issue, desk)
        self.status.follow(open_issue, renderer)
        desk.location_changed.connect(lambda: self.status.words.show_section(desk.section_path))
        self.start.stop()
        self.stack.addWidget(desk)
        self._show_page(desk)
        self.bars.tools.show()
        self._state.show_title()
        desk.focus_form()
        self.status.show_notice(opened.notice)

    @property
    def review(self) -> DeskReview | None:
        """The review of the open issue."""
        return self._review.review if self._review is not None else None

    @property
    def start_page(self) -> StartPage:
        """The page shown while no issue is open."""
        return self.start.page

    def _workplace(self) -> UserContext:
        return UserContext(lambda: self._settings.name, self._journals)

    def _close_desk(self) -> None:
        if self.desk is None:
            return
        self.desk.save_layout()
        if self._review is not None:
            self._review.close()
        self.commands.forget_reasons(self._reasons)
        self.files.unfollow()
        self.archive.unfollow()
        self.status.follow(None, None)
        self.open_issue = None
        if self.publishing is not None:
            self.publishing.close()
        self.desk.renderer.close()
        self.stack.removeWidget(self.desk)
        self.desk.hide()
        self.desk.deleteLater()
        self.desk = None
        self.publishing = None
        self._review = None

    def _show_start(self) -> None:
        self._close_desk()
        self.bars.tools.hide()
        self._show_page(self.start_page)
        self._state.show_title()
        self.start_page.scan()
        self.start_page.focus_list()

    def _publish(self, action: Callable[[DeskPublishing], None]) -> None:
        if self.publishing is not None:
            action(self.publishing)

    # Pages

    def _show_page(self, page: QWidget) -> None:
        self.navigator.discard()
        self.stack.setCurrentWidget(page)
        self._state.show_commands()

    @Slot()
    def _on_page_closed(self) -> None:
        self._state.show_commands()
        if self.desk is not None:
            self.desk.focus_form()
        else:
            self.start_page.focus_list()

    @Slot()
    def _settings_changed(self) -> None:
        self._look.reduce_motion(self._settings.reduces_motion)
        self._look.request(self._settings.scheme, self._settings.text_size)

    @Slot()
    def _hold_caret_line(self) -> None:
        if self.desk is not None and self.desk.form is not None:
            self.desk.form.hold_caret_line()

    @Slot()
    def _look_changed(self) -> None:
        self.bars.show_scale(self._look.scale)

    def _fill_recent(self) -> None:
        self.bars.show_recent(self._settings.recent, self.files.open)

    # Command implementations

    def _on_desk(self, action: Callable[[Desk], None]) -> None:
        if self.desk is not None:
            action(self.desk)

    def _ask_for_newsroom(self) -> None:
        self._dialogs.ask_for_folder("Choose Folder of Issues", self._settings.newsroom, self._set_newsroom)

    @Slot(object)
    def _open_and_compare(self, file: Path) -> None:
        self.files.open(file)
        if self.open_issue is not None and self.open_issue.session.file == file:
            self.commands["compare"].trigger()

    def _set_newsroom(self, folder: Path) -> None:
        self._settings.set_newsroom(folder)
        self.start_page.scan()

    def _open_folder(self, folder: Path) -> None:
        failed = f"{NOTHING_OPENS[0]} The folder is {folder}."
        open_url(QUrl.fromLocalFile(str(folder)), lambda: self.status.show_notice(failed))

    @Slot(str, str)
    def _show_internal_error(self, what: str, trace: str) -> None:
        save_copy = self.files.save_copy if self.desk is not None else None
        self.banners.show_message(messages.internal_error(what, lambda: self.navigator.details(trace), save_copy))

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dragged_files(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = dragged_files(event)
        if files:
            accept_copy(event)
            # Qt is still handling the drag; opening may ask a question, so it must wait.
            call_later(self, lambda: self.files.open_several(files))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if self._is_to_return and event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._is_to_return = False
            call_later(self, self._return)  # once a field can have the focus
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.open_issue is not None:
            self.open_issue.check_file()  # network folders send no change notifications

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self._may_close:
            event.ignore()
            self.files.leave(self._close_confirmed)
            return
        self._settings.save_layout("window", self.saveGeometry())
        remember_place(self._settings, self.desk)
        self._close_desk()
        self.start.stop()
        self.archive.close()
        self._warm_up_timer.stop()
        self._renderers.close()
        super().closeEvent(event)

    def _return(self) -> None:
        if self.desk is not None:
            return_to_place(self._settings, self.desk)

    def _close_confirmed(self) -> None:
        self._may_close = True
        # Deferred: a window must not be closed while it handles the close event that it ignored.
        call_later(self, self.close)
