"""Sizes in line heights follow the size of the text."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.look.look import Look, Scheme
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.line_units import limit_width
from editor.ui.widgets.panes import ListAndDetails
from tests.gui.conftest import PATIENCE


def test_the_width_of_an_input_grows_with_the_text(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit()
    limit_width(line, 10)
    QHBoxLayout(window).addWidget(line)
    window.resize(1200, 100)
    with qtbot.waitExposed(window, timeout=PATIENCE):
        window.show()
    before = line.width()
    assert before < 300
    look.apply(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: line.width() == pytest.approx(2 * before, rel=0.1), timeout=PATIENCE)
    look.apply(Scheme.LIGHT, 100)
    qtbot.waitUntil(lambda: line.width() == before, timeout=PATIENCE)


def test_a_list_leaves_most_of_the_width_to_the_details(look: Look, qtbot: QtBot) -> None:
    both = ListAndDetails(QWidget(), QWidget(), lines=18, share=0.4)
    qtbot.addWidget(both)
    both.resize(2000, 400)
    with qtbot.waitExposed(both, timeout=PATIENCE):
        both.show()
    assert both.sizes()[0] == pytest.approx(18 * both.fontMetrics().height(), abs=2)
    both.resize(600, 400)
    assert both.sizes()[0] == pytest.approx(240, abs=2)
    look.apply(Scheme.LIGHT, 200)
    both.resize(2000, 400)
    assert both.sizes()[0] == pytest.approx(18 * both.fontMetrics().height(), abs=2)


def test_hidden_buttons_take_no_room_in_a_flow(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = ButtonFlow(window, 8)
    buttons = [QPushButton(name) for name in ("First", "Second", "Third")]
    flow.arrange(list(buttons))
    with qtbot.waitExposed(window, timeout=PATIENCE):
        window.show()
    width = flow.sizeHint().width()
    assert flow.heightForWidth(width - 1) > flow.heightForWidth(width)
    buttons[2].hide()
    assert flow.heightForWidth(width - 1) == flow.heightForWidth(width)
    assert flow.sizeHint().width() < width
