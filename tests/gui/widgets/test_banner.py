"""A banner in a low window, while the text size changes."""

from PySide6.QtWidgets import QLabel, QWidget
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
