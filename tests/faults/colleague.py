"""One of several people who edit the same issue in windows of their own processes."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from PySide6.QtCore import Qt

from editor.document.paths import path, value_at
from editor.ui.shell.window import Window
from tests.faults.typist import Driver, at_home, go_to, opened, press, run, type_text, without_pages

SHARED = ("headline", "imprint/contact")
"""The texts that all of them replace. Each word is unique, so that it can be searched for later."""


@dataclass
class Report:
    """What one of them did, and was shown."""

    own: str = ""
    """The field that nobody else writes in, and all that was typed into it."""
    typed: str = ""
    written: list[str] = field(default_factory=list)
    """Words in shared fields, in their order."""
    replaced: set[str] = field(default_factory=set)
    """Words in shared fields that they saw there and wrote over."""
    asked: set[str] = field(default_factory=set)
    """All words that a question showed them."""
    saves: int = 0
    questions: int = 0


def colleague(folder: Path, home: Path, number: int, saves: int, begin: Barrier, sender: Connection) -> None:
    """Write and save. When all have finished, save twice more so that everyone has all changes, and report."""
    at_home(home, folder, f"Author {number}")
    without_pages()
    report = Report(own=f"top5/e{number}/title")

    def end() -> None:
        begin.wait(300)

    run(lambda window: Driver(window, _writing(window, report, number, saves, end, sender.send)))


def _writing(
    window: Window,
    report: Report,
    number: int,
    saves: int,
    together: Callable[[], None],
    tell: Callable[[Report], None],
) -> Iterator[None]:
    chance = random.Random(number)
    yield from opened(window)
    together()
    for turn in range(saves):
        if chance.random() < 0.5:
            yield from _write_shared(window, report, chance.choice(SHARED), f"w{number}x{turn}")
        yield from go_to(window, report.own)
        letters = "".join(chance.choice("abcdefghij") for _ in range(3))
        type_text(letters)
        report.typed += letters
        yield
        _save(window, report)
        report.saves += 1
        yield
    for _ in range(2):
        together()
        _save(window, report)
        yield
    together()
    tell(report)
    window.close()
    while window.isVisible():  # closing asks again about unresolved conflicts
        for banner in window.banners.banners:
            for button in banner.buttons:
                if button.text() == "Keep Mine":
                    button.click()
        yield


def _write_shared(window: Window, report: Report, shared: str, word: str) -> Iterator[None]:
    assert window.desk is not None
    yield from go_to(window, shared)
    report.replaced.add(str(value_at(window.desk.session.whole, path(shared))))
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(word)
    report.written.append(word)
    assert value_at(window.desk.session.whole, path(shared)) == word


def _save(window: Window, report: Report) -> None:
    """Save by keyboard. Others may save first several times in a row."""
    assert window.open_issue is not None
    for _ in range(20):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        if window.open_issue.session.is_saved:
            break
    assert window.open_issue.session.is_saved
    conflicts = window.open_issue.merging.conflicts
    texts = [message.text for message in window.banners.messages]
    assert any("conflict" in text and "with changes by" in text for text in texts) == bool(conflicts)
    for conflict in conflicts:
        report.asked |= {str(conflict.ours), str(conflict.theirs)}
        report.questions += 1
