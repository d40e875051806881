"""The tabs Email and Web Page beside the pages: made only while they are shown, and never in the way of typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, path
from editor.session.preview.renderer import RenderedSection, Rendering
from editor.session.preview.screen_renderer import ScreenRenderer
from editor.session.publishing.online_preview import Medium
from editor.ui.online.online_pane import LIMITS, OnlinePane
from editor.ui.online.preview_tabs import PreviewTabs
from editor.ui.system.opening import Opens
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, focused
from tests.gui.window.stubs import StubOpener

PAGES, EMAIL, WEB = range(3)


class RecordingScreen(ScreenRenderer):
    """Records what is to be laid out; the test emits the answers."""

    def __init__(self, theme: InstalledTheme, parent: object = None) -> None:
        super().__init__(theme)
        self.asked_for: list[tuple[bytes, int, bool]] = []

    def lay_out(self, html: bytes, width: int, *, dark: bool) -> None:
        self.asked_for.append((html, width, dark))


class Tabs:
    """The tabs of a desk, with a stub in place of the process."""

    def __init__(self, program: Program, opens: Opens) -> None:
        publishing = program.window.publishing
        assert publishing is not None
        self.screen = RecordingScreen(program.desk.session.theme)
        self.tabs = PreviewTabs(
            program.desk,
            lambda: publishing.maker,
            publishing._preview_request,
            opens=opens,
            make_renderer=lambda *_: self.screen,
        )
        self.program = program
        self.stub = program.pages  # waits for it
        self.qtbot = program.qtbot

    @property
    def pane(self) -> OnlinePane:
        assert self.tabs.pane is not None
        return self.tabs.pane

    def choose(self, tab: int) -> None:
        before = len(self.screen.asked_for)
        self.tabs.bar.setCurrentIndex(tab)
        if tab != PAGES:
            self.wait(before)

    def wait(self, before: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.screen.asked_for) > before, timeout=PATIENCE)

    def type_headline(self, text: str) -> None:
        self.program.desk.session.edit(SetValue(path("headline"), text), "x")


@pytest.fixture
def opener() -> StubOpener:
    return StubOpener()


@pytest.fixture
def shown(at_desk: Program, opener: StubOpener) -> Tabs:
    return Tabs(at_desk, opener)


def test_the_email_follows_what_is_typed(shown: Tabs) -> None:
    shown.choose(EMAIL)
    html, width, dark = shown.screen.asked_for[0]
    assert html.startswith(b"<!DOCTYPE html>")
    assert (width, dark) == (320, False)
    assert not shown.stub.isVisible()
    shown.type_headline("Another headline")
    shown.type_headline("And another one")
    shown.wait(1)
    assert len(shown.screen.asked_for) == 2, "a pause in typing is awaited"
    assert b"And another one" in shown.screen.asked_for[-1][0]


def test_what_is_not_shown_costs_nothing(shown: Tabs, qtbot: QtBot) -> None:
    shown.choose(EMAIL)
    shown.choose(PAGES)
    assert shown.tabs.preview is not None
    made: list[object] = []
    shown.tabs.preview._maker.made.connect(made.append)
    shown.type_headline("Another headline")
    shown.tabs.preview._timer.timeout.connect(lambda: made.append("late"))
    assert not shown.tabs.preview._timer.isActive()
    assert (made, len(shown.screen.asked_for)) == ([], 1)
    shown.choose(WEB)
    assert b"Another headline" in shown.screen.asked_for[-1][0]
    shown.program.window.commands["pages"].trigger()  # the whole pane is hidden
    shown.type_headline("Once more")
    assert not shown.tabs.preview._timer.isActive()


def test_width_and_scheme(shown: Tabs) -> None:
    shown.choose(WEB)
    for button, expected in (("Window", (600, False)), ("Dark", (600, True)), ("Phone", (320, True))):
        buttons = {**shown.pane.widths, **shown.pane.schemes}
        QTest.mouseClick(buttons[button], Qt.MouseButton.LeftButton)
        assert shown.screen.asked_for[-1][1:] == expected


def test_a_click_on_the_web_page_goes_to_the_field(shown: Tabs) -> None:
    shown.choose(WEB)
    entry = FieldPath(("top5", shown.program.desk.session.issue.top5[1].id, "title"))
    section = RenderedSection("screen", 1, (320, 500), ({str(entry): (0, 0, 320, 400)},), b"")
    shown.screen.rendered.emit(Rendering((section,), 1))
    shown.pane.field_clicked.emit(entry)
    assert shown.program.desk.entries.current == entry.parent


def test_open_in_browser(shown: Tabs, opener: StubOpener) -> None:
    shown.choose(EMAIL)
    assert not shown.pane.browser_button.isEnabled()
    section = RenderedSection("screen", 1, (320, 500), ({},), b"")
    shown.screen.rendered.emit(Rendering((section,), 1))
    assert shown.pane.note == LIMITS
    shown.pane.browser_button.click()
    (url,) = opener.urls
    file = Path(url.toLocalFile())
    assert file.read_bytes() == shown.screen.asked_for[-1][0]
    shown.tabs.close()
    assert not file.exists()


def test_no_browser_is_told(at_desk: Program) -> None:
    shown = Tabs(at_desk, StubOpener(succeeds=False))
    told: list[str] = []
    at_desk.desk.message.connect(told.append)
    shown.choose(WEB)
    shown.pane.browser_requested.emit()
    assert told[0].startswith("No browser is set up. The file is ")
    shown.tabs.close()


def test_a_failure_says_what_to_do_and_keeps_the_earlier_picture(shown: Tabs) -> None:
    shown.choose(EMAIL)
    section = RenderedSection("screen", 1, (320, 500), ({},), b"")
    shown.screen.rendered.emit(Rendering((section,), 1))
    shown.screen.failed.emit("The preview took too long.", "Open it in the browser instead.")
    assert shown.pane.note == "The preview took too long. Open it in the browser instead."
    assert shown.pane.view.stack.pages
    assert shown.pane.browser_button.isEnabled()


def test_email_and_web_page_are_told_apart(shown: Tabs) -> None:
    shown.choose(EMAIL)
    section = RenderedSection("screen", 1, (320, 500), ({},), b"")
    shown.screen.rendered.emit(Rendering((section,), 1))
    shown.choose(WEB)
    assert shown.pane.view.stack.pages == (), "the email is not shown as the web page"
    assert shown.tabs.medium is Medium.WEB
    assert b"application/ld+json" in shown.screen.asked_for[-1][0]


def test_f6_goes_to_what_is_shown(shown: Tabs) -> None:
    shown.choose(EMAIL)
    container = shown.program.desk.layout_panes.by_name["pages"]
    enter = next(enter for pane, enter in shown.program.desk.pane_focus if pane is container)
    enter()
    assert focused() is shown.pane.view


def test_the_web_page_scrolls_to_the_field_that_is_edited(shown: Tabs) -> None:
    entry = FieldPath(("top5", shown.program.desk.session.issue.top5[4].id, "title"))
    tiles: tuple[dict[str, tuple[float, float, float, float]], ...] = (
        {"headline": (0, 0, 320, 30)},
        {},
        {},
        {str(entry): (0, 100.0, 320, 130.0)},
    )
    shown.choose(WEB)
    shown.screen.rendered.emit(Rendering((RenderedSection("screen", 1, (320, 900), tiles, b""),), 4))
    bar = shown.pane.view.verticalScrollBar()
    assert bar.value() == 0
    shown.program.desk.go_to(entry)
    shown.qtbot.waitUntil(lambda: bar.value() > 2000, timeout=PATIENCE)
