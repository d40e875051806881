"""Renaming and duplicating issue files."""

import datetime as dt
from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.history.history import History
from editor.files.issue_file import save_issue
from editor.files.issue_operations import duplicate_issue, rename_issue
from editor.files.open_marker import OpenMarker, Owner
from schemas import Issue

WHEN = dt.datetime(2025, 3, 12, 14, 32, tzinfo=dt.UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "march.json"
    save_issue(Issue(headline="Topics"), file)
    return file


def test_a_renamed_issue_keeps_its_versions(file: Path) -> None:
    history = History.beside(file)
    assert history.record(file, Issue(headline="Earlier"), "Sample Author", WHEN, "Headline")
    assert history.record(file, Issue(headline="Topics"), "Sample Author", WHEN, "Headline")
    renamed = rename_issue(file, "April  issue", "Sample Editor", WHEN)
    assert renamed == file.with_name("April issue.json")
    assert not file.exists()
    versions = History.beside(renamed).versions(renamed)
    assert [version.author for version in versions] == ["Sample Editor", "Sample Author", "Sample Author"]
    assert versions[0].summary == "Renamed from march.json"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "cannot be a file name"),
        (".hidden", "cannot be a file name"),
        ("a/b", "cannot contain “/”"),
        ("Who?", "cannot contain “\\?”"),
        ("Library", "name of the desk's library"),
        ("april", "There already is a file april.json"),
        ("x" * 300, "cannot be a file name"),
    ],
)
def test_a_name_that_cannot_be_used_changes_nothing(file: Path, name: str, problem: str) -> None:
    save_issue(Issue(headline="Another"), file.with_name("april.json"))
    before = {path.name: path.read_bytes() for path in file.parent.glob("*.json")}
    with pytest.raises(FileError, match=problem):
        rename_issue(file, name, "Sample Editor", WHEN)
    assert {path.name: path.read_bytes() for path in file.parent.glob("*.json")} == before


def test_an_issue_that_someone_has_open_is_not_renamed(file: Path) -> None:
    marker = OpenMarker(file, Owner("Other Author", "elsewhere", 1, dt.datetime.now(dt.UTC)))
    marker.take()
    try:
        with pytest.raises(FileError, match=r"Other Author has march\.json open"):
            rename_issue(file, "april", "Sample Editor", WHEN)
    finally:
        marker.release()
    assert file.exists()


def test_a_file_that_is_no_issue_can_be_renamed_too(tmp_path: Path) -> None:
    (tmp_path / "damaged.json").write_text("{")
    assert rename_issue(tmp_path / "damaged.json", "old", "Sample Editor", WHEN).read_text() == "{"


def test_copies_get_names_of_their_own(file: Path) -> None:
    copies = [duplicate_issue(file), duplicate_issue(file)]
    assert [copy.name for copy in copies] == ["march copy.json", "march copy 2.json"]
    assert all(copy.read_bytes() == file.read_bytes() for copy in copies)
