"""A visible form with a session, and a library with a few issuing bodies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.paths import path as at
from editor.files.library_file import NAME, save_library
from editor.files.themes import load_theme
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.ui.forms import Form
from editor.ui.forms.field_view import FieldView
from schemas import (
    Entry,
    Imprint,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    ReportingPeriod,
    Source,
)
from schemas.library import IssuingBody, KnownPerson, Library
from tests.gui.conftest import PATIENCE

BODIES = (
    ("NDRC", "National Development and Reform Commission", "国家发展和改革委员会"),
    ("NDA", "National Data Administration", "国家数据局"),
    ("MOF", "Ministry of Finance", "财政部"),
    ("MIIT", "Ministry of Industry and Information Technology", "工业和信息化部"),
)
PLATFORM_WARNINGS = ("This plugin does not support raise", "This plugin does not support grabbing the keyboard")
"""Warnings of the offscreen platform when a list or calendar opens."""

LIBRARY = Library(
    issuing_bodies=tuple(
        IssuingBody(id=abbreviation.lower(), abbreviation=abbreviation, name=name, name_zh=name_zh)
        for abbreviation, name, name_zh in BODIES
    ),
    people=(KnownPerson(id="one", name="Sample Author", role=("Sample analyst", "Industry")),),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*PLATFORM_WARNINGS, extend=True))


def news(item_id: str, day: date | None, text: str = "") -> NewsItem:
    return NewsItem(id=item_id, date=day, text=text, source=NewsSource(label="Notice", link="https://example.org/a"))


def issue_with(news_items: tuple[NewsItem, ...] = ()) -> Issue:
    return Issue(
        headline="Data policy push + SME financing",
        date=date(2025, 3, 12),
        reporting_period=ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20)),
        top5=(
            Entry(
                id="e1",
                title="China wants better financing for its strategic SMEs",
                at_a_glance=(Paragraph(id="p1", text="First."), Paragraph(id="p2", text="Second.")),
                source=Source(title="Guiding Opinions on the Data Industry", title_zh="指导意见"),
                issuing_bodies=("NDRC",),
                date=date(2024, 12, 30),
            ),
            Entry(id="e2"),
        ),
        noteworthy=Noteworthy(policy_news=news_items),
        imprint=Imprint(authors=(Person(id="a1", name="Sample Author", role=("Sample analyst",)),)),
    )


THREE = (
    news("n1", date(2024, 12, 25), "First text"),
    news("n2", date(2025, 1, 2), "Second text"),
    news("n3", date(2025, 2, 3), "Third text"),
)


@dataclass
class Stage:
    """A visible form and what it works with."""

    form: Form
    session: Session
    library: LibraryAccess
    qtbot: QtBot
    messages: list[str] = field(default_factory=list)
    entered: list[FieldPath] = field(default_factory=list)

    @property
    def issue(self) -> Issue:
        return self.session.issue

    def view(self, path: str) -> FieldView:
        """Return the view of a field."""
        return next(view for view in self.form.findChildren(FieldView) if view.field_context.path == at(path))

    def input(self, path: str) -> QWidget:
        return self.view(path).editor.input()

    def go(self, path: str) -> QWidget:
        """Put the caret into a field."""
        assert self.form.reveal(at(path))
        return self.focused()

    def focused(self) -> QWidget:
        """Return the widget that receives the next key."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inner = cast("QWidget | None", popup.focusWidget())
            return popup if inner is None else inner
        if QApplication.focusWidget() is None:  # the offscreen platform does not reactivate the window below a popup
            self.form.activateWindow()
            self.qtbot.waitUntil(self.form.isActiveWindow, timeout=PATIENCE)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
            return
        written = QInputMethodEvent()
        written.setCommitString(text)
        QApplication.sendEvent(self.focused(), written)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        for _ in range(times):
            QTest.keyClick(self.focused(), key, modifiers)

    def replace(self, text: str) -> None:
        """Replace the content of the focused input."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def leave(self) -> None:
        self.press(Qt.Key.Key_Tab)

    def visible_labels(self, path: str) -> list[str]:
        """Return the texts of a field's visible labels."""
        return [label.text() for label in self.view(path).findChildren(QLabel) if label.isVisible()]

    def process_events(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


OpenForm = Callable[..., Stage]


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture
def library(tmp_path: Path) -> LibraryAccess:
    save_library(LIBRARY, tmp_path / NAME)
    return LibraryAccess(tmp_path)


@pytest.fixture
def open_form(qtbot: QtBot, theme: InstalledTheme, library: LibraryAccess) -> OpenForm:
    """Open a form on an issue: `open_form("top5/e1")`, `open_form("", fields=("headline",))`."""

    def opened_urls(
        path: str,
        issue: Issue | None = None,
        *,
        fields: tuple[str, ...] | None = None,
        size: tuple[int, int] = (800, 700),
    ) -> Stage:
        session = Session(issue_with() if issue is None else issue, theme)
        form = Form(session, at(path), library, fields=fields)
        stage = Stage(form, session, library, qtbot)
        form.message.connect(stage.messages.append)
        form.field_entered.connect(stage.entered.append)
        qtbot.addWidget(form)
        form.resize(*size)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow, timeout=PATIENCE)
        return stage

    return opened_urls
