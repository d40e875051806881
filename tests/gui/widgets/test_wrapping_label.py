"""Wrapping labels never make a form wider than its window."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.ui.widgets.wrapping_label import WrappingLabel


@pytest.mark.parametrize(
    "text",
    ["“国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见”. In English.", "x" * 5_000, "word " * 300],
    ids=["Chinese", "one word", "many words"],
)
def test_a_long_text_needs_no_more_width_than_a_few_words(qtbot: QtBot, text: str) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    words = WrappingLabel(text, "note", held)
    assert words.minimumSizeHint().width() <= 24 * words.fontMetrics().averageCharWidth()


def test_a_usual_word_is_not_cut(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    words = WrappingLabel("An acknowledgement of it", "note", held)
    assert words.minimumSizeHint().width() >= words.fontMetrics().horizontalAdvance("acknowledgement")
