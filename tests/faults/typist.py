"""The program's window in its own process: recovers work, types and saves until it is killed, and reports each step.

It is the real program without a display. The preview can be left out.
"""

import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath, path, value_at
from editor.session.preview.renderer import Renderer
from editor.ui import application
from editor.ui.settings import Settings
from editor.ui.shell.window import Window
from editor.ui.start.recovery_cards import RecoveryCard
from schemas import Issue

FILE = "issue.json"
FIELDS = ("headline", "top5/e1/title", "top5/e1/comment/p1/text", "noteworthy/policy_news/n1/text", "imprint/contact")
"""The fields that are typed into, always at the end, so that the next text can be predicted."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
STEP_MS = 1


@dataclass(frozen=True)
class Report:
    """One event. `texts` has the texts of FIELDS for "opened", "typed" and "saved"."""

    what: str
    field: str = ""
    key: str = ""
    texts: tuple[str, ...] = ()


def texts_of(issue: Issue) -> tuple[str, ...]:
    """Return the texts of FIELDS."""
    return tuple(str(value_at(issue, path(field))) for field in FIELDS)


class NoRenderer(Renderer):
    """A renderer that does nothing."""

    def show(self, issue: Issue, edited: FieldPath | None) -> None: ...

    def request_pdf(
        self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False
    ) -> None: ...

    def cancel_pdf(self) -> None: ...

    def restart(self) -> None: ...

    def close(self) -> None: ...


class NoPages(QWidget):
    """In the place of the pane of pages."""

    field_clicked = Signal(object)
    menu_opened = Signal(object, object)
    annotation_clicked = Signal(object)

    def __init__(self, renderer: Renderer, parent: QWidget) -> None:
        super().__init__(parent)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None


def at_home(home: Path, newsroom: Path, name: str) -> None:
    """Give this process separate settings, journals and logs."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = str(home)
    for variable in ("CONFIG", "STATE", "DATA", "CACHE"):
        os.environ[f"XDG_{variable}_HOME"] = str(home / variable.lower())
    settings = Settings(application.settings_file(), newsroom)
    settings.set_newsroom(newsroom)
    settings.set_person(name, "author")
    settings._store.sync()


def journals_of(home: Path) -> Path:
    """Where that user's unsaved work is."""
    return home / "state" / "newsdesk" / "journals"


def mistakes_of(home: Path) -> list[str]:
    """Return the internal errors that the program has logged."""
    log = home / "state" / "newsdesk" / "log" / "newsdesk.log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [line for line in lines if " ERROR " in line]


def without_pages() -> None:
    """Lay out nothing in this process."""
    application.make_renderer = lambda theme: NoRenderer()
    application.make_pages = NoPages


class Driver(QObject):
    """Runs the steps of an iterator in a window, each when Qt is idle."""

    def __init__(self, window: Window, things: Iterator[None]) -> None:
        super().__init__(window)
        self._things = things
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        try:
            next(self._things)
        except StopIteration:
            self._timer.stop()
        except BaseException:  # otherwise the window would continue, and the test would wait forever
            traceback.print_exc()
            os._exit(1)


def focused() -> QWidget:
    """Who has the keyboard."""
    widget: QWidget | None = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, by way of the window's shortcuts."""
    QTest.keyClick(focused(), key, modifier)


def commit(text: str) -> None:
    """Let an input method bring Chinese characters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(focused(), event)


def type_text(text: str) -> None:
    """Type into whatever has the keyboard."""
    if text.isascii():
        QTest.keyClicks(focused(), text)
    else:
        commit(text)


def opened(window: Window) -> Iterator[None]:
    """From the start page to the desk: the work that a crash left if there is any, otherwise the one issue."""
    window.activateWindow()
    while not window.isActiveWindow():
        yield
    page = window.start_page
    while not page.model.rowCount():
        yield
    cards = page.findChildren(RecoveryCard)
    if cards:
        cards[0].work_button.click()
    page.list.setFocus()
    while window.desk is None:
        press(Qt.Key.Key_Return)  # which the list takes once it has been seen
        yield


def go_to(window: Window, field: str) -> Iterator[None]:
    """Put the caret behind the last letter of a field."""
    desk = window.desk
    assert desk is not None
    desk.go_to(path(field))
    yield
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_End)


def _typing(window: Window, chance: random.Random, tell: Callable[[Report], None]) -> Iterator[None]:
    yield from opened(window)
    desk = window.desk
    assert desk is not None
    session = desk.session
    tell(Report("opened", texts=texts_of(session.whole)))
    field = ""
    while True:
        if not field or chance.random() < 0.1:
            field = chance.choice(FIELDS)
            yield from go_to(window, field)
        if chance.random() < 0.07:
            tell(Report("saving"))
            press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            assert session.is_saved
            tell(Report("saved", texts=texts_of(session.whole)))
        else:
            key = "稀土" if chance.random() < 0.05 and field != "imprint/contact" else chance.choice(LETTERS)
            tell(Report("typing", field, key))
            type_text(key)
            tell(Report("typed", field, key, texts_of(session.whole)))
        yield


def type_until_killed(folder: Path, home: Path, seed: int, sender: Connection, *, with_pages: bool) -> None:
    """What the process does."""
    at_home(home, folder, "Sample Author")
    if not with_pages:
        without_pages()
    chance = random.Random(seed)
    run(lambda window: Driver(window, _typing(window, chance, sender.send)))


def run(ready: Callable[[Window], Any], *arguments: str) -> None:
    """Run the program, and end with its status."""
    kept: list[Any] = []
    sys.exit(application.run(arguments, lambda window: kept.append(ready(window))))
