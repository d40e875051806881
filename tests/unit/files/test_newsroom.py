"""A folder as the start page lists it."""

import os
from pathlib import Path

import pytest

from editor.document.rules import check
from editor.files.errors import FileTrouble
from editor.files.issue_file import save_issue
from editor.files.newsroom import issues_in
from editor.files.themes import issues_folder
from schemas import Entry, Issue


def test_issues_are_listed_with_how_far_they_have_come(tmp_path: Path) -> None:
    sample = (issues_folder() / "china-industries-2025-03-12.json").read_bytes()
    (tmp_path / "done.json").write_bytes(sample)
    save_issue(Issue(headline="Draft", top5=(Entry(),)), tmp_path / "draft.json")
    os.utime(tmp_path / "done.json", (1, 1))
    (tmp_path / "broken.json").write_text('{"format": "newsdesk-issue", "version": 1, "date": 3}')
    os.utime(tmp_path / "broken.json", (2, 2))
    (tmp_path / "package.json").write_text('{"name": "something else"}')
    (tmp_path / "library.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("{}")
    (tmp_path / "folder.json").mkdir()
    found = list(issues_in(tmp_path, check))
    assert [summary.path.name for summary in found] == ["draft.json", "broken.json", "done.json"]
    draft, broken, done = found
    assert draft.progress.startswith("0 of 5 entries complete, ")
    assert broken.trouble is not None
    assert "date" in broken.trouble
    assert (done.progress, done.newsletter) == ("5 of 5 entries complete, ready to publish", "MERICS China Industries")
    assert done.date is not None


def test_a_folder_that_is_gone_lists_nothing(tmp_path: Path) -> None:
    assert list(issues_in(tmp_path / "absent", check)) == []


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "glob", fail)
    with pytest.raises(FileTrouble, match="Permission denied"):
        list(issues_in(tmp_path, check))
