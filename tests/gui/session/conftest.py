"""A session with a clock that the test controls."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication

from editor.document.installed_theme import InstalledTheme
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph

ISSUE = Issue(
    headline="Topics",
    top5=(Entry(id="e1", title="One"), Entry(id="e2", title="Two", comment=(Paragraph(id="p1", text="Why."),))),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture
def session(qapp: QCoreApplication, theme: InstalledTheme, clock: Clock) -> Session:
    return Session(ISSUE, theme, clock=clock)
