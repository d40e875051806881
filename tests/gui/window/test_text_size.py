"""Larger and smaller text: by key, back to normal, and with nothing left over."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.ui.look.look import Look, Scheme
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys


@pytest.fixture
def sized(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


def test_a_held_key_restyles_the_window_once(at_desk: Program, sized: Look, qtbot: QtBot) -> None:
    changes: list[float] = []
    sized.changed.connect(lambda: changes.append(sized.scale))
    for _ in range(6):
        at_desk.window.commands["larger"].trigger()
    assert changes == []
    qtbot.waitUntil(lambda: bool(changes), timeout=PATIENCE)
    QApplication.processEvents()
    assert changes == [1.6]


def test_the_size_is_said_and_can_be_reset(at_desk: Program, sized: Look, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Plus, CONTROL, SHIFT)
    assert at_desk.window.status.currentMessage() == "Text size: 110 percent"
    qtbot.waitUntil(lambda: sized.scale == 1.1, timeout=PATIENCE)
    press(Qt.Key.Key_0, CONTROL)
    qtbot.waitUntil(lambda: sized.scale == 1, timeout=PATIENCE)
    assert at_desk.settings.text_size == 100


def test_cards_have_their_padding_back_after_larger_text(at_desk: Program, sized: Look, qtbot: QtBot) -> None:
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Shorter?")
    press(Qt.Key.Key_Return, CONTROL)
    (card,) = at_desk.review.annotations.margin.cards

    def padding() -> tuple[QMargins, int]:
        return card.column.contentsMargins(), card.column.spacing()

    before = padding()
    sized.apply(Scheme.LIGHT, 200)
    QApplication.processEvents()
    assert padding()[0].left() > 1.5 * before[0].left()
    sized.apply(Scheme.LIGHT, 100)
    QApplication.processEvents()
    assert padding() == before
