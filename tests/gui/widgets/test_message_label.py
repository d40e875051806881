"""Messages with paths."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor.ui.widgets.message_label import MessageLabel

PATH = "/srv/Newsroom/China-Industries/2025/china-industries-2025-03-12.json"


def test_a_long_path_continues_on_the_next_line(qtbot: QtBot) -> None:
    label = MessageLabel(f"Could not read {PATH}.", "body")
    qtbot.addWidget(label)
    width = label.fontMetrics().horizontalAdvance(PATH) // 2
    assert label.minimumSizeHint().width() < width
    assert label.heightForWidth(width) > 2 * label.fontMetrics().height()


def test_what_is_copied_is_the_path(qtbot: QtBot) -> None:
    label = MessageLabel(PATH, "body")
    qtbot.addWidget(label)
    label.setSelection(0, len(QLabel.text(label)))
    label.copy()
    assert QApplication.clipboard().text() == PATH
    assert label.text() == PATH
