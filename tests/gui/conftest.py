"""What every test of the window stands on: no screen, no settings of the user, and nothing left behind.

Qt's warnings fail a test by `qt_log_level_fail` in pyproject.toml. A test gives its windows to `qtbot.addWidget`,
which closes and deletes them before `nothing_left` looks, and ends the threads and processes that it started.
"""

import gc
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QProcess, QSettings, QThread, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.files.themes import themes_folder
from editor.ui.look.look import Look, Scheme

PATIENCE = 20_000
"""Milliseconds that a test waits for a signal at most: long, because other tests share the machine."""

PATIENCE_ON_SCREEN = 60
"""Seconds that a test of the running program waits for one step."""

# The offscreen platform says so where a window has a least size or a list opens: there is no window manager to be told.
OFFSCREEN_SAYS = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_SAYS, extend=True))


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The look of the program, with the page's typefaces."""
    return Look(qapp, sorted((themes_folder() / "merics" / "fonts").glob("*.ttf")))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for settings, state, logs and caches; returns it."""
    home = tmp_path / "home"
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_STATE_HOME": home / "state",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "APPDATA": home / "config",
        "LOCALAPPDATA": home / "state",
    }
    for variable, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def unchecked_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spelling and style wait until a test asks for them: most texts of tests are no English."""
    monkeypatch.setattr("editor.session.issue.word_check.FIRST_MS", 10_000_000)


@pytest.fixture(autouse=True)
def archive_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive waits until a test asks for it: its process would run beside every longer test."""
    monkeypatch.setattr("editor.ui.archive.deferred_archive.DELAY_MS", 10_000_000)


@pytest.fixture(autouse=True)
def nothing_left(
    own_folders: Path, look: Look, qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Start light and at 100 percent; fail a test that leaves a window, a thread or a process."""
    look.apply(Scheme.LIGHT, 100)
    windows = set(qapp.topLevelWidgets())
    threads = set(threading.enumerate())
    gc.disable()  # as in the program: a helping thread must not come to collect widgets (editor/ui/gc_policy.py)
    yield
    # pytest holds what the test was given until after this, and what is frozen while it is held is never collected.
    request.node.funcargs.clear()
    QApplication.clipboard().clear()  # offscreen, it would be destroyed after Python
    _settle()
    gc.enable()
    left = [widget for widget in qapp.topLevelWidgets() if widget not in windows and _is_of_a_test(widget)]
    assert not left, f"windows were left: {left}"
    _no_thread_or_process(threads)


def _settle() -> None:
    _delete_later()  # first: the window of a test is deleted here, and the collector takes only what was deleted
    gc.collect()
    gc.freeze()  # what is left is here to stay: the next test need not look through all modules again
    _delete_later()
    QThreadPool.globalInstance().waitForDone(PATIENCE)


def _delete_later() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _is_of_a_test(widget: QWidget) -> bool:
    # Qt keeps the window of the last tool tip for the next one.
    return shiboken6.isValid(widget) and widget.parent() is None and not widget.inherits("QTipLabel")


def _no_thread_or_process(before: set[threading.Thread]) -> None:
    for thread in set(threading.enumerate()) - before:
        thread.join(1)  # it may have done its work, and only not be out yet
    running: list[object] = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for known in shiboken6.getAllValidWrappers():
        if (isinstance(known, QThread) and known.isRunning() and known is not QThread.currentThread()) or (
            isinstance(known, QProcess) and known.state() is not QProcess.ProcessState.NotRunning
        ):
            running.append(known)
    running += _children()
    assert not running, f"threads or processes were left: {running}"


def _children() -> list[str]:
    """Child processes, where the system lists them (Linux)."""
    found: list[str] = []
    for listed in Path("/proc/self/task").glob("*/children"):
        for child in _words_of(listed):
            command = " ".join(_words_of(Path(f"/proc/{child}/cmdline")))
            if command and "resource_tracker" not in command:  # multiprocessing's own, one for the life of a process
                found.append(f"process {child}: {command[:120]}")
    return found


def _words_of(listed: Path) -> list[str]:
    """None where the thread or process has ended since it was listed."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return listed.read_bytes().replace(b"\0", b" ").decode(errors="replace").split()
    return []


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen that nobody else uses; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


@pytest.fixture
def environment(screen: str, own_folders: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has exported before."""
    out = tmp_path / "out"
    out.mkdir()
    settings = own_folders / "config" / "newsdesk" / "newsdesk.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[folders]\nexport={out}\n", encoding="utf-8")
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    }
    return {**inherited, "DISPLAY": screen, "PYTHONPATH": str(Path(__file__).parents[2])}


Xdotool = Callable[..., str]
"""Called with the words of a command; returns what it says."""


@pytest.fixture
def xdotool(environment: dict[str, str]) -> Xdotool:
    """Keys and pointer of the screen."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_ON_SCREEN,
        )
        return done.stdout

    return run


@pytest.fixture
def come_to(xdotool: Xdotool) -> Callable[[str], None]:
    """Waits for a window that has these words in its title, and gives it the keyboard."""

    def come(title: str) -> None:
        window = xdotool("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        xdotool("windowfocus", "--sync", window)

    return come
