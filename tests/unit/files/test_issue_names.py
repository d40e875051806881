"""What issue files are about, in a word, for lists of files."""

import os
from pathlib import Path

import pytest

from editor.files.issue_names import IssueNames


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            '{"format": "newsdesk-issue", "date": "2025-03-12", "headline": "Tea\\n+ Rice"}',
            "March 12, 2025: Tea + Rice",
        ),
        ('{"format": "newsdesk-issue", "date": null}', "No date"),
        ('{"format": "newsdesk-issue", "date": "soon", "headline": 7}', "No date"),
        ('{"format": "newsdesk-library"}', ""),
        ("[]", ""),
        ("{", ""),
        ("[" * 100_000, ""),
        ("\udcff", ""),
    ],
)
def test_a_file_is_named_or_not(tmp_path: Path, content: str, name: str) -> None:
    file = tmp_path / "issue.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert IssueNames().name_of(file) == name


def test_a_file_that_changed_is_read_again_and_a_missing_one_is_not(tmp_path: Path) -> None:
    names, file = IssueNames(), tmp_path / "issue.json"
    assert names.name_of(file) == ""
    for number, headline in enumerate(("Tea", "Rice")):
        file.write_text(f'{{"format": "newsdesk-issue", "headline": "{headline}"}}')
        os.utime(file, ns=(number, number))
        assert names.name_of(file) == f"No date: {headline}"
    assert names.name_of(file.rename(tmp_path / "issue.txt")) == ""
