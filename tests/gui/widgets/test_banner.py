"""Banners in a low window: while the text size changes, and several at once."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level


def test_a_banner_gives_way_once_its_own_text_is_larger(qtbot: QtBot) -> None:
    """The window may have been told of the larger text before, or after."""
    window = QWidget()
    qtbot.addWidget(window)
    banners = Banners(window)
    window.resize(1280, 720)
    window.show()
    buttons = tuple(BannerButton(name, lambda: None) for name in ("Open", "Show in Folder"))
    banner = banners.show_message(BannerMessage("saved", Level.OK, "Saved.", "Folder: /home/newsroom", buttons))
    (details,) = (label for label in banner.findChildren(QLabel) if label.text() == "Folder: /home/newsroom")
    assert not details.isHidden()
    usual = banner.font()
    larger = banner.font()
    larger.setPointSizeF(3 * usual.pointSizeF())
    banner.setFont(larger)
    assert details.isHidden()
    banner.setFont(usual)
    assert not details.isHidden()


def test_several_banners_leave_most_of_the_window_and_the_newest_is_in_view(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banners = Banners()
    page = QPushButton("Page")  # has the focus
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banners)
    column.addWidget(page, 1)
    line = window.fontMetrics().height()
    window.resize(40 * line, 24 * line)
    window.show()
    for number in range(6):
        text = f"Message {number} has a sentence about what has happened, and another about it."
        newest = banners.show_message(BannerMessage(str(number), Level.WARNING, text, f"{text} {text}"))
        QApplication.processEvents()
        assert banners.height() <= max(newest.height(), 3 / 8 * window.height())
        assert newest.visibleRegion().boundingRect().size() == newest.size()
    assert page.hasFocus()
    buttons = (BannerButton("Mark as Published", lambda: None), BannerButton("Cancel", lambda: None))
    question = banners.ask(
        BannerMessage("question", Level.WARNING, "Really?", "It is saved as a version. " * 24, buttons)
    )
    QApplication.processEvents()
    assert question.buttons[0].hasFocus()
    assert question.visibleRegion().boundingRect().size() == question.size(), "not its focused button alone"
    banners.dismiss("question")
    page.setFocus()
    first = banners.banners[0]
    assert first.visibleRegion().isEmpty()
    window.resize(40 * line, 96 * line)
    QApplication.processEvents()
    assert first.visibleRegion().boundingRect().size() == first.size(), "there is room for all"
