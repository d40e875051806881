"""The commands as a user meets them: what they print where, their status, and what they leave on the disk."""

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from editor import __version__
from editor.cli import main
from editor.document.findings import Finding, Level
from editor.document.house import InstalledTheme
from editor.document.paths import FieldPath
from editor.files.issue_file import issue_text, load_issue
from editor.publish import PublishError
from schemas import Entry, Issue, Theme

ROOT = Path(__file__).parents[2]
ISSUE = Issue(headline="Topics", date=date(2025, 3, 12), top5=(Entry(id="e1"), Entry(id="e2")))
ERROR = Finding(Level.ERROR, FieldPath.parse("top5/e2/title"), "No title.", "Write one.", "required")
WARNING = Finding(Level.WARNING, FieldPath.parse("headline"), "Too\nshort.", "", "length")


@dataclass(frozen=True)
class Pages:
    top: int = 2
    entries: tuple[int, ...] = (2,)
    noteworthy: int = 3
    policy_news: int = 3
    corporate_news: int = 4


@dataclass(frozen=True)
class Note:
    line: int
    message: str


@dataclass(frozen=True)
class Imported:
    issue: Issue
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: Pages = field(default_factory=Pages)
    page_count: int = 4

    def pdf(self) -> bytes:
        return self.content


@dataclass
class House:
    """Stand-ins for the rooms that the commands call, and what they shall answer."""

    findings: tuple[Finding, ...] = ()
    imported: Imported = field(default_factory=lambda: Imported(ISSUE))
    publishing: Exception | None = None

    def check(self, issue: Issue, theme: InstalledTheme) -> tuple[Finding, ...]:
        return self.findings

    def publish(self, issue: Issue, theme: InstalledTheme, *, proof: bool = False) -> Printed:
        if self.publishing is not None:
            raise self.publishing
        return Printed(b"%PDF proof" if proof else b"%PDF")

    def read_text(self, source: str, theme: Theme) -> Imported:
        return self.imported

    def write_text(self, issue: Issue, theme: Theme, pages: Pages | None) -> str:
        return f"{issue.headline} – {pages}\n"


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    house = House()
    monkeypatch.setattr("editor.cli.findings.check", house.check)
    monkeypatch.setattr("editor.cli.check.findings_of", house.check)
    monkeypatch.setattr("editor.cli.export.publish", house.publish)
    monkeypatch.setattr("editor.cli.import_text.read_text", house.read_text)
    monkeypatch.setattr("editor.exchange.text_writer.write_text", house.write_text)
    monkeypatch.setattr("editor.exchange.text_writer.ContentsPages", Pages)
    return house


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an issue and a text in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "issue.json").write_text(issue_text(ISSUE), encoding="utf-8")
    (folder / "source.txt").write_text("MERICS TOP 5\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def refused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str], status: int = 1) -> str:
    """What is said on standard error by a command that fails."""
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


# Usage


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"newsdesk {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["print", "issue.json"],
        ["export"],
        ["export", "issue.json", "--to", "docx"],
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
    arguments: list[str], desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "link.json").symlink_to("issue.json")
    os.link(desk / "issue.json", desk / "hard.json")
    assert "would overwrite" in refused(arguments, capsys, 2)
    assert load_issue(desk / "issue.json") == ISSUE


# Files that cannot be used


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 200_000_000)


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "not JSON": (lambda path: path.write_text("Dear reader,"), "is not JSON: line 1, column 1"),
    "wrong types": (
        lambda path: path.write_text('{"format": "newsdesk-issue", "version": 1, "headline": [], "date": 3}'),
        "headline: expected text, found a list\n  date: expected a date",
    ),
    "newer": (
        lambda path: path.write_text('{"format": "newsdesk-issue", "version": 9}'),
        "is of version 9; this Newsdesk reads up to version 1. Update Newsdesk",
    ),
    "200 MB": (sparse, "larger than 20 MB"),
    "not UTF-8": (lambda path: path.write_bytes(b'{\n"headline": "caf\xe9"}'), "line 2, byte 19 of the file"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "absent": (lambda path: None, "There is no file"),
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
    bad: str, command: list[str], desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    make, said = BAD_FILES[bad]
    make(desk / "bad.json")
    before = names(desk)
    output = ["-o", "out.pdf"] if command[0] == "export" else []
    err = refused([*command, "bad.json", *output], capsys)
    assert said in err
    assert names(desk) == before


@pytest.mark.parametrize("bad", ["200 MB", "not UTF-8", "a folder", "absent"])
def test_a_bad_text_is_one_clear_message(
    bad: str, desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    make, said = BAD_FILES[bad]
    make(desk / "bad.txt")
    before = names(desk)
    assert said in refused(["import", "bad.txt", "-o", "out.json"], capsys)
    assert names(desk) == before


def test_a_file_that_may_not_be_read(
    desk: Path, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # In place of permissions, which do not bind root.
    monkeypatch.setattr(os, "open", fail)
    assert "not allowed to read issue.json" in refused(["check", "issue.json"], capsys)


# Export


def test_export_writes_the_pdf_into_the_current_folder(
    desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "issue.json"]) == 0
    out, err = capsys.readouterr()
    assert out == "MERICS-China-Industries-2025-03-12.pdf\n"
    assert (desk / out.strip()).read_bytes() == b"%PDF"
    assert "Laying out" in err


def test_an_issue_without_a_date_has_a_name_too(desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "issue.json").write_text(issue_text(Issue()), encoding="utf-8")
    assert main(["export", "issue.json", "--proof"]) == 0
    assert capsys.readouterr().out == "MERICS-China-Industries-undated.pdf\n"


def test_export_with_errors_lists_them_and_writes_nothing(
    desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.findings = (ERROR, WARNING)
    (desk / "x.pdf").write_bytes(b"old")
    err = refused(["export", "issue.json", "-o", "x.pdf"], capsys)
    assert "error    top5/e2/title  Top 5 no. 2 › Title: No title. — Write one.\n" in err
    assert "1 error, 1 warning." in err
    assert (desk / "x.pdf").read_bytes() == b"old"


def test_warnings_do_not_stop_an_export(desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.findings = (WARNING,)
    assert main(["export", "issue.json", "-o", "x.pdf"]) == 0
    out, err = capsys.readouterr()
    assert out == "x.pdf\n"
    assert "warning  headline  Headline: Too short.\n" in err


def test_a_proof_may_have_errors(desk: Path, house: House) -> None:
    house.findings = (ERROR,)
    assert main(["export", "issue.json", "-o", "x.pdf", "--proof"]) == 0
    assert (desk / "x.pdf").read_bytes() == b"%PDF proof"


def test_export_as_text(desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "issue.json", "--to", "text"]) == 0
    text = capsys.readouterr().out
    assert text == f"Topics – {Pages()}\n"
    assert main(["export", "issue.json", "--to", "text", "-o", "x.txt"]) == 0
    assert capsys.readouterr().out == "x.txt\n"
    assert (desk / "x.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("to", ["pdf", "text"])
def test_a_layout_that_fails_is_explained(
    to: str, desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.publishing = PublishError("Pango is missing.", "Install libpango-1.0-0.")
    err = refused(["export", "issue.json", "--to", to, "-o", "x"], capsys)
    assert "issue.json was not exported: Pango is missing.\nInstall libpango-1.0-0.\n" in err
    assert not (desk / "x").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_nothing_leaves_the_old_pdf(
    number: int, desk: Path, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    (desk / "x.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, "write", fail)
    err = refused(["export", "issue.json", "-o", "x.pdf"], capsys)
    monkeypatch.undo()
    assert "x.pdf was not written" in err
    assert (desk / "x.pdf").read_bytes() == b"old"
    assert names(desk) == ["issue.json", "source.txt", "x.pdf"]


@pytest.mark.parametrize("output", [".", "absent/x.pdf", "issue.json/x.pdf"])
def test_an_output_that_cannot_be(output: str, desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert "was not written" in refused(["export", "issue.json", "-o", output], capsys)
    assert names(desk) == ["issue.json", "source.txt"]


# Check


def test_check_without_findings(desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "issue.json"]) == 0
    assert capsys.readouterr() == ("", "No findings: the issue can be published.\n")
    assert main(["check", "issue.json", "--json"]) == 0
    assert capsys.readouterr() == ("[]\n", "")


@pytest.mark.parametrize(("findings", "status"), [((WARNING,), 0), ((WARNING, ERROR), 1)])
def test_only_errors_make_a_check_fail(
    findings: tuple[Finding, ...], status: int, desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.findings = findings
    assert main(["check", "issue.json"]) == status
    assert len(capsys.readouterr().out.splitlines()) == len(findings)


def test_findings_as_json(desk: Path, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.findings = (ERROR, WARNING)
    assert main(["check", "issue.json", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == [
        {"level": "error", "path": "top5/e2/title", "message": "No title.", "help": "Write one."},
        {"level": "warning", "path": "headline", "message": "Too\nshort.", "help": ""},
    ]
    assert err == ""


# Import


def test_import_writes_an_issue_file_and_says_what_found_no_place(
    desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.imported = Imported(ISSUE, (Note(12, "No place for this: \x1b[31mX"),))
    assert main(["import", "source.txt", "-o", "x.json"]) == 0
    assert capsys.readouterr() == ("x.json\n", "line 12: No place for this:  [31mX\n")
    assert load_issue(desk / "x.json") == ISSUE
    assert main(["import", "source.txt"]) == 0
    assert capsys.readouterr().out == issue_text(ISSUE)


def test_a_text_in_which_nothing_is_recognised_gives_no_issue(
    desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.imported = Imported(Issue(headline="Dear reader"), (Note(1, "No place."),))
    err = refused(["import", "source.txt", "-o", "x.json"], capsys)
    assert "line 1: No place.\n" in err
    assert "nothing that could be recognised" in err
    assert not (desk / "x.json").exists()


# What else can happen to a program


def test_ctrl_c(desk: Path, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> Printed:
        raise KeyboardInterrupt

    monkeypatch.setattr("editor.cli.export.publish", interrupted)
    assert "Stopped; nothing was written.\n" in refused(["export", "issue.json"], capsys, 130)
    assert names(desk) == ["issue.json", "source.txt"]


@pytest.mark.parametrize("arguments", [["--debug", "export", "issue.json"], ["export", "issue.json", "--debug"]])
def test_a_mistake_of_the_program_shows_its_traceback_on_demand_only(
    arguments: list[str], desk: Path, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.publishing = ZeroDivisionError("division\nby zero")
    err = refused(["export", "issue.json"], capsys)
    assert "Newsdesk itself failed (ZeroDivisionError: division by zero)" in err
    assert main(arguments) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_leaves_early(
    desk: Path, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["check", "issue.json", "--json"]) == 1
    assert capsys.readouterr().err == ""


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "editor", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_messages_are_utf_8_wherever_the_program_runs() -> None:
    result = run("check", "缺.json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "缺.json".encode() in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", "import sys; from editor.cli import guarded; from editor.cli.output import result; "
             "sys.exit(guarded(lambda: result('x') or 0, debug=False))"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.decode().startswith("Standard output could not be written: No space left on device")
    assert "Exception ignored" not in result.stderr.decode()


def test_a_start_imports_neither_qt_nor_weasyprint_nor_the_models() -> None:
    code = (
        "import sys; from editor import cli; cli.main(['--version']); "
        "print(*{'PySide6', 'weasyprint', 'pydantic', 'fontTools'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert result.stdout.decode().splitlines() == [f"newsdesk {__version__}", ""]


# Merge


def test_two_versions_become_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ISSUE
    ours = base.model_copy(update={"headline": "Topics + more"})
    theirs = base.model_copy(update={"top5": (Entry(id="e2", title="Their title"), base.top5[0])})
    for name, issue in (("base", base), ("ours", ours), ("theirs", theirs)):
        (desk / f"{name}.json").write_text(issue_text(issue), encoding="utf-8")
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 0
    assert capsys.readouterr() == ("", "")
    assert load_issue(desk / "ours.json") == theirs.model_copy(update={"headline": "Topics + more"})
    assert load_issue(desk / "theirs.json") == theirs


def test_a_field_that_both_changed_is_listed_and_ours_stays(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, headline in (("base", "Topics"), ("ours", "Our topics"), ("theirs", "Their topics")):
        text = issue_text(ISSUE.model_copy(update={"headline": headline}))
        (desk / f"{name}.json").write_text(text, encoding="utf-8")
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 1
    out, err = capsys.readouterr()
    assert out == "headline\tHeadline\ttheirs: Their topics\n"
    assert "1 place changed on both sides" in err
    assert load_issue(desk / "ours.json").headline == "Our topics"


def test_a_damaged_side_leaves_ours_as_it_was(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "damaged.json").write_text("{", encoding="utf-8")
    before = (desk / "issue.json").read_bytes()
    assert "damaged.json is not JSON" in refused(["merge", "issue.json", "issue.json", "damaged.json"], capsys)
    assert (desk / "issue.json").read_bytes() == before


# Compare


def test_two_versions_are_compared_word_by_word(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = issue_text(ISSUE.model_copy(update={"headline": "New topics"}))
    (desk / "after.json").write_text(text, encoding="utf-8")
    assert main(["compare", "issue.json", "after.json"]) == 0
    assert capsys.readouterr() == ("Masthead\n  Headline\n    [-Topics-]{+New topics+}\n", "")
    assert main(["compare", "issue.json", "issue.json"]) == 0
    assert capsys.readouterr() == ("", "No differences.\n")
