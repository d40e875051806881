"""Unusable files give one clear message, and nothing is written."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.fakes import Fakes, names, refused


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 200_000_000)


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "not JSON": (lambda path: path.write_text("Dear reader,"), "is not valid JSON: line 1, column 1"),
    "wrong types": (
        lambda path: path.write_text('{"format": "newsdesk-issue", "version": 1, "headline": [], "date": 3}'),
        "headline: expected text, found a list\n  date: expected a date",
    ),
    "newer": (
        lambda path: path.write_text('{"format": "newsdesk-issue", "version": 9}'),
        "has version 9, but this Newsdesk reads versions up to 2. Update Newsdesk",
    ),
    "200 MB": (sparse, "the limit is 20 MB"),
    "not UTF-8": (lambda path: path.write_bytes(b'{\n"headline": "caf\xe9"}'), "line 2, byte 19 of the file"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "absent": (lambda path: None, "does not exist"),
    "unknown theme": (
        lambda path: path.write_text('{"format": "newsdesk-issue", "version": 1, "theme": "sister"}'),
        "Set the issue's theme to one of: merics",
    ),
}


@pytest.mark.parametrize("bad", BAD_FILES)
@pytest.mark.parametrize(
    "command", [["export"], ["export", "--proof"], ["export", "--to", "text"], ["check", "--json"]]
)
def test_a_bad_file_is_one_clear_message(
    bad: str, command: list[str], desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    make, expected = BAD_FILES[bad]
    make(desk / "bad.json")
    before = names(desk)
    output = ["-o", "out.pdf"] if command[0] == "export" else []
    err = refused([*command, "bad.json", *output], capsys)
    assert expected in err
    assert names(desk) == before


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ("200 MB", "the limit is 100 MB"),
        ("not UTF-8", "bad.txt: The text is not UTF-8: line 2, byte 19 of the file (0xe9)."),
        ("absent", "does not exist"),
    ],
)
def test_a_bad_source_is_one_clear_message(
    bad: str, expected: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, _ = BAD_FILES[bad]
    make(desk / "bad.txt")
    before = names(desk)
    assert expected in refused(["import", "bad.txt", "-o", "out.json"], capsys)
    assert names(desk) == before


def test_a_file_without_read_permission(
    desk: Path, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # In place of permissions, which do not bind root.
    monkeypatch.setattr(os, "open", fail)
    assert "do not have permission to read issue.json" in refused(["check", "issue.json"], capsys)
