"""`newsdesk search`."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from editor.cli import main
from editor.files.issue_file import save_issue
from tests.unit.files.archive.newsroom_folder import issue_about, issue_of_news


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two issues, and a cache of its own."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    folder = tmp_path / "issues"
    (folder / "2024").mkdir(parents=True)
    save_issue(issue_about("Green hydrogen of 国家发展改革委"), folder / "march.json")
    save_issue(issue_of_news("Hydrogen in old news", date=dt.date(2024, 5, 1)), folder / "2024" / "may.json")
    return folder


def test_hits_are_listed_with_place_and_passage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "hydrogen"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "2025-03-12, China Industries, Entry 1: Green hydrogen of 国家发展改革委",
        "    Green hydrogen of 国家发展改革委",
        f"    {folder}/march.json",
        "2024-05-01, China Industries, Policy news, item 1",
        "    Hydrogen in old news",
        f"    {folder}/2024/may.json",
    ]
    assert printed.err == ""


def test_hits_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "hydrogen", "--body", "NDRC", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "issue": f"{folder}/march.json",
            "path": "top5/e1",
            "place": "Entry 1",
            "title": "Green hydrogen of 国家发展改革委",
            "newsletter": "China Industries",
            "date": "2025-03-12",
            "page": None,
            "snippet": "Green hydrogen of 国家发展改革委",
        }
    ]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--since", "2025"], 1),
        (["--since", "2024-05", "--until", "2024-05"], 1),
        (["--until", "2024-04-30"], 0),
        (["--until", "2025-03-12"], 2),
        (["--section", "Policy News"], 1),
        (["--section", "entry", "--best"], 1),
        (["--person", "nobody"], 0),
        (["--most", "1"], 1),
    ],
)
def test_options_narrow_the_hits(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], number: int
) -> None:
    assert main(["search", str(folder), "hydrogen", "--json", *options]) == 0
    assert len(json.loads(capsys.readouterr().out)) == number


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "give words to look for"),
        (["x", "--since", "March"], "'March' is not a date. Write 2025, 2025-03 or 2025-03-12"),
        (["x", "--until", "2025-02-30"], "is not a date"),
        (["x", "--section", "sport"], "there is no section 'sport'; the archive has entry, policy-news"),
        (["x", "--most", "0"], "--most has to be at least 1"),
    ],
)
def test_wrong_options_are_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert main(["search", str(folder), *options]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder / "nowhere"), "steel"]) == 1
    assert "could not be read" in capsys.readouterr().err


def test_nothing_found_and_more_than_listed_are_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "copper"]) == 0
    assert capsys.readouterr().err == "Nothing found.\n"
    assert main(["search", str(folder), "hydrogen", "--most", "1"]) == 0
    assert capsys.readouterr().err == "1 of 2 hits. Use --most to list more.\n"


def test_unreadable_files_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.json").write_text('{"format": "newsdesk-issue"', encoding="utf-8")
    assert main(["search", str(folder), "hydrogen"]) == 0
    assert "broken.json could not be read: " in capsys.readouterr().err


def test_without_an_index_all_issues_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.files.archive.database.has_full_text_search", lambda: False)
    assert main(["search", str(folder), "hydrogen", "--json"]) == 0
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)) == 2
    assert "no full-text search" in printed.err


def test_an_index_that_is_found_damaged_while_searching_is_made_again(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in folder.rglob("*.json"):
        os.utime(path, (1, 1))
    assert main(["search", str(folder), "hydrogen", "--json"]) == 0
    (index,) = (tmp_path / "cache").rglob("*.sqlite3")
    data = bytearray(index.read_bytes())
    data[4096 * 8 :] = os.urandom(len(data) - 4096 * 8)
    index.write_bytes(data)
    capsys.readouterr()
    assert main(["search", str(folder), "hydrogen", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
