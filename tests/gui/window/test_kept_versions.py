"""Every save in the window creates a version with the name of the user."""

from pathlib import Path

import pytest

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.document.rules import check
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.newsroom import issues_in
from editor.session.issue import issue_opening
from editor.ui.issue.open_issue import OpenIssue, UserContext
from schemas import Issue


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    save_issue(Issue(headline="Topics"), folder / "issue.json")
    return folder / "issue.json"


def test_the_start_page_shows_the_author_of_a_save(file: Path, tmp_path: Path) -> None:
    opened = OpenIssue(issue_opening.open_file(file), UserContext(lambda: "Sample Author", tmp_path / "journals"))
    opened.session.edit(SetValue(path("headline"), "Other topics"), "Typing in Headline")
    opened.session.save()
    opened.close()
    kept = History.beside(file).versions(file)
    assert kept[0].author == "Sample Author"
    assert "headline" in kept[0].summary.casefold()
    assert History.beside(file).issue_at(kept[0]) == load_issue(file)
    (listed,) = issues_in(file.parent, check, History(file.parent).changed_by)
    assert listed.changed_by == "Sample Author"


def test_opening_an_issue_writes_nothing_to_its_folder(file: Path, tmp_path: Path) -> None:
    opened = OpenIssue(issue_opening.open_file(file), UserContext(lambda: "Sample Author", tmp_path / "journals"))
    opened.close()
    assert [found.name for found in file.parent.iterdir()] == ["issue.json"]
