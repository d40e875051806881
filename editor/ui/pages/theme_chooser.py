"""Chooses the theme of new issues: a button for each theme, with a page of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QToolButton, QWidget

from editor.files.errors import FileError
from editor.files.themes import read_theme, theme_names
from editor.session.preview.theme_pages import ThemePages
from editor.ui.look.tokens import tokens_of

_PICTURE = QSize(150, 212)
_COLUMNS = 3
_PAGE = 1
"""The index of the page that is shown: the first entry tells more of a look than the cover."""


class ThemeChooser(QWidget):
    """A page of each theme; the pictures arrive one after the other."""

    chosen = Signal(str)
    """The name of a theme."""

    def __init__(self, current: str, pages: ThemePages, parent: QWidget | None = None) -> None:
        """The chooser closes `pages` with itself."""
        super().__init__(parent)
        self._pages = pages
        pages.setParent(self)
        self.buttons: dict[str, QToolButton] = {}
        self.problem = QLabel()
        self.problem.setProperty("role", "help")
        self.problem.setWordWrap(True)
        self.problem.hide()
        group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for number, name in enumerate(theme_names()):
            button = self._button(name)
            button.setChecked(name == current)
            group.addButton(button)
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(_COLUMNS, 1)
        grid.addWidget(self.problem, grid.rowCount(), 0, 1, _COLUMNS + 1)
        pages.written.connect(self._show_page)
        pages.failed.connect(self._show_problem)
        pages.write(self.buttons)

    def close_pages(self) -> None:
        """Make no more pages."""
        self._pages.close()

    def _button(self, name: str) -> QToolButton:
        button = self.buttons[name] = QToolButton(self)
        try:
            label = read_theme(name).name
        except FileError as error:
            label = name
            button.setEnabled(False)
            button.setToolTip(error.message)
        button.setText(label)
        button.setAccessibleName(f"Theme {label}")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        # The stylesheet of the program sets the size of all icons, so that a call would have no effect.
        button.setStyleSheet(f"qproperty-iconSize: {_PICTURE.width()}px {_PICTURE.height()}px")
        button.setIcon(QIcon(self._framed(None)))
        button.clicked.connect(partial(self.chosen.emit, name))
        return button

    def _show_page(self, name: str, file: Path) -> None:
        from PySide6.QtPdf import QPdfDocument  # loading it takes a moment

        document = QPdfDocument(self)
        if document.load(str(file)) is QPdfDocument.Error.None_ and document.pageCount() > _PAGE:
            ratio = self.devicePixelRatioF()
            self.buttons[name].setIcon(QIcon(self._framed(document.render(_PAGE, _PICTURE * ratio))))
        document.close()
        document.deleteLater()

    def _framed(self, page: QImage | None) -> QPixmap:
        """The page on white with a hairline; an empty page until there is one."""
        tokens = tokens_of(self.palette())
        picture = QPixmap(_PICTURE * self.devicePixelRatioF())
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        if page is not None:
            painter.drawImage(picture.rect(), page)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        return picture

    def _show_problem(self, name: str, reason: str) -> None:
        self.problem.setText(f"No page of {self.buttons[name].text()}: {reason}")
        self.problem.show()
