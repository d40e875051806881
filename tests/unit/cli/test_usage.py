"""Usage of the commands, and that no command overwrites its input."""

import os
from pathlib import Path

import pytest

from editor import __version__
from editor.cli import main
from editor.files.issue_file import load_issue
from tests.unit.cli.fakes import ISSUE, Fakes, names, refused


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"newsdesk {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["print", "issue.json"],
        ["export"],
        ["export", "issue.json", "--to", "odt"],
        ["export", "issue.json", "-o", ""],
        ["check", "issue.json", "--yaml"],
        ["import"],
    ],
)
def test_wrong_usage(arguments: list[str], desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "usage: newsdesk" in refused(arguments, capsys, 2)
    assert names(desk) == ["issue.json", "source.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "issue.json", "-o", "issue.json"],
        ["export", "issue.json", "-o", "link.json"],
        ["export", "link.json", "-o", "issue.json"],
        ["export", "issue.json", "-o", "hard.json"],
        ["export", "issue.json", "-o", "../desk/issue.json", "--to", "text"],
        ["import", "issue.json", "-o", "./issue.json"],
    ],
)
def test_the_source_is_never_overwritten(
    arguments: list[str], desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "link.json").symlink_to("issue.json")
    os.link(desk / "issue.json", desk / "hard.json")
    assert "would overwrite" in refused(arguments, capsys, 2)
    assert load_issue(desk / "issue.json") == ISSUE
