"""The start page shows the state of each issue: draft, in review, approved, published."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.document.review.approvals import with_state
from editor.document.review.publishing import digest_of_all, marked_published
from editor.document.sections import section_keys
from editor.files.issue_file import save_issue
from schemas import Issue
from schemas.review import State
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Start

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


def in_state(issue: Issue, state: State) -> Issue:
    """The issue with all its sections in one state."""
    keys = frozenset(section_keys(issue))
    review = with_state(issue, issue.review, keys, state, by="Sample Editor", at=AT)
    return issue.model_copy(update={"review": review})


@pytest.fixture
def newsroom(tmp_path: Path, sample: Issue) -> Path:
    """Five files of one issue, each as far as its headline says."""
    folder = tmp_path / "newsroom"
    folder.mkdir()

    def named(headline: str) -> Issue:
        return sample.model_copy(update={"headline": headline})

    approved = in_state(named("Released"), State.APPROVED)
    published = marked_published(approved, digest_of_all(approved), by="Sample Editor", at=AT)
    for number, issue in enumerate(
        (
            named("Begun"),
            in_state(named("Sent"), State.IN_REVIEW),
            in_state(named("Read"), State.APPROVED),
            published,
            published.model_copy(update={"headline": "Touched"}),
        )
    ):
        save_issue(issue, folder / f"{number}.json")
    return folder


def test_each_row_shows_the_state_of_its_issue(start: Start, qtbot: QtBot) -> None:
    page = start().window.start_page
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=PATIENCE)
    lines = [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    said = {}
    for line in lines:
        _month, _year, headline, state, *_ = line.removeprefix("MERICS China Industries, ").split(", ")
        said[headline] = state.partition(":")[0]
    assert said == {
        "Begun": "Draft",
        "Sent": "In review",
        "Read": "Approved",
        "Released": "Published",
        "Touched": "Published",
    }
    (touched,) = [line for line in lines if ", Touched, " in line]
    assert "Published, changed since" in touched
