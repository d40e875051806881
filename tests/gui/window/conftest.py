"""The real window with its own folder of issues; renderers and system dialogs are stubs."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.recovery import discarded_work, recoverable_work, unreadable_journals
from editor.files.themes import issues_folder, load_theme
from editor.session.preview.renderer import Renderer
from editor.session.preview.renderer_pool import MakeRenderer, RendererPool
from editor.session.review.reviewing import Reviewing
from editor.ui.application import list_issues
from editor.ui.desk.desk import Desk, Pages
from editor.ui.look.look import Look
from editor.ui.review.desk_review import DeskReview
from editor.ui.settings import Settings
from editor.ui.shell.log import ExceptionReporter
from editor.ui.shell.window import Window
from editor.ui.start.folder_scanner import StartSources, UnsavedWork
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.stubs import RecordingRenderer, StubDialogs, StubPages

SAMPLE = "china-industries-2025-03-12.json"


@dataclass
class Program:
    """A running window and what it stands on."""

    window: Window
    settings: Settings
    newsroom: Path
    journals: Path
    dialogs: StubDialogs
    exceptions: ExceptionReporter
    qtbot: QtBot
    renderers: list[Renderer] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """The desk; a test that asks for it has opened an issue."""
        desk = self.window.desk
        assert desk is not None
        return desk

    @property
    def renderer(self) -> RecordingRenderer:
        """The renderer of the open issue, where it is stood in for."""
        renderer = self.renderers[-1]
        assert isinstance(renderer, RecordingRenderer)
        return renderer

    @property
    def pages(self) -> StubPages:
        """What shows the pages, where it is stood in for; it comes a moment after the desk."""
        desk = self.desk
        self.qtbot.waitUntil(lambda: desk.pages is not None and desk.pages.isVisible(), timeout=PATIENCE)
        pages: object = desk.pages
        assert isinstance(pages, StubPages)
        return pages

    @property
    def review(self) -> DeskReview:
        """All review of the open issue."""
        review = self.window.review
        assert review is not None
        return review

    @property
    def reviewing(self) -> Reviewing:
        """Who reviews it, and how."""
        return self.review.reviewing

    @property
    def messages(self) -> list[str]:
        """What the banners say."""
        return [message.text for message in self.window.banners.messages]

    def save_and_keep(self) -> None:
        """Press the keys of Save, and wait until the version of it is kept: that is done beside the window."""
        assert self.window.open_issue is not None
        with self.qtbot.waitSignal(self.window.open_issue.versions.changed, timeout=PATIENCE):
            press(Qt.Key.Key_S, CONTROL)

    def deliver_pdf(self, data: bytes) -> None:
        """Have the renderer deliver a PDF, and wait until it is written, which is done beside the window."""
        assert self.window.publishing is not None
        publishing = self.window.publishing.publishing
        self.renderer.pdf_ready.emit(data)
        self.qtbot.waitUntil(lambda: not publishing.is_busy, timeout=PATIENCE)

    def answer(self, label: str) -> None:
        """Press the button of this name in a banner."""
        for banner in self.window.banners.banners:
            for button in banner.buttons:
                if button.text() == label:
                    button.click()
                    return
        raise AssertionError(f"no banner offers {label!r}; they say {self.messages}")

    def leave(self) -> None:
        """Close without a question, as the end of a test."""
        if self.window.open_issue is not None:
            self.window.open_issue.close(discard=True)
            self.window.files.unfollow()
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=PATIENCE)  # it asks first, and closes then


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture(scope="session")
def sample() -> Issue:
    return load_issue(issues_folder() / SAMPLE)


@pytest.fixture
def newsroom(tmp_path: Path, sample: Issue) -> Path:
    """A folder with the sample issue in it."""
    folder = tmp_path / "newsroom"
    folder.mkdir()
    save_issue(sample, folder / SAMPLE)
    return folder


Start = Callable[..., Program]


@pytest.fixture
def make_renderer() -> MakeRenderer:
    """What lays out pages: nobody, unless a module of tests says otherwise."""
    return RecordingRenderer


@pytest.fixture
def make_pages() -> Pages:
    """What shows them."""
    return StubPages


@pytest.fixture
def start(
    newsroom: Path, tmp_path: Path, look: Look, qtbot: QtBot, make_renderer: MakeRenderer, make_pages: Pages
) -> Iterator[Start]:
    """Starts the program, as often as a test wants; `home` is whose settings and journals it has, `file` what opens."""
    programs: list[Program] = []

    def started(home: str = "home", file: Path | None = None) -> Program:
        settings = Settings(tmp_path / home / "config" / "newsdesk.ini", newsroom)
        settings.set_asked_for_name()
        exceptions = ExceptionReporter(logging.getLogger("editor.test"))
        dialogs = StubDialogs()
        renderers: list[Renderer] = []
        journals = tmp_path / ("journals" if home == "home" else f"{home}-journals")

        def made(theme: InstalledTheme) -> Renderer:
            renderers.append(make_renderer(theme))
            return renderers[-1]

        window = Window(
            settings,
            look,
            exceptions,
            renderers=RendererPool(made, lambda: load_theme("merics")),
            make_pages=make_pages,
            sources=StartSources(
                list_issues,
                lambda: UnsavedWork(
                    recoverable_work(journals), discarded_work(journals), unreadable_journals(journals)
                ),
            ),
            log_folder=tmp_path / "logs",
            journals=journals,
            archive_cache=tmp_path / "archive",
            dialogs=dialogs,
        )
        program = Program(window, settings, newsroom, journals, dialogs, exceptions, qtbot, renderers)
        programs.append(program)
        qtbot.addWidget(window, before_close_func=lambda _: program.leave())
        if settings.saved_layout("window").isEmpty():
            window.resize(1360, 860)  # the screen that Qt makes up is smaller than most
        window.open_initial(file)
        with qtbot.waitActive(window, timeout=PATIENCE):
            window.show()
            window.activateWindow()
        return program

    yield started
    for program in programs:
        assert all(renderer.closed for renderer in program.renderers if isinstance(renderer, RecordingRenderer))


@pytest.fixture
def program(start: Start) -> Program:
    """The program at its start page."""
    return start()


@pytest.fixture
def at_desk(start: Start, newsroom: Path) -> Program:
    """The program, started with the sample issue: its start page is not made before it is asked for."""
    return start(file=newsroom / SAMPLE)


def focused() -> QWidget:
    """Who has the keyboard."""
    widget: QWidget | None = QApplication.focusWidget()
    assert widget is not None, "nobody has the keyboard"
    return widget


def type_keys(text: str) -> None:
    """Type into whatever has the keyboard."""
    for letter in text:
        QTest.keyClicks(focused(), letter)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key, by way of the window's shortcuts."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focused(), key, held)


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press_button(inside: QWidget | None, label: str) -> None:
    """Click the button of this name."""
    assert inside is not None
    (button,) = [one for one in inside.findChildren(QPushButton) if one.text() == label]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
