"""Checking an issue and importing a text: output and exit status."""

import json
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.findings import Finding
from editor.files.issue_file import issue_text, load_issue
from editor.formats.importing.kinds import SourceKind
from editor.formats.importing.source import ImportedSource
from editor.formats.notes import Note
from schemas import Issue
from tests.unit.cli.fakes import ERROR, ISSUE, WARNING, Fakes, refused


def test_check_without_findings(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "issue.json"]) == 0
    assert capsys.readouterr() == ("", "No problems.\n")
    assert main(["check", "issue.json", "--json"]) == 0
    assert capsys.readouterr() == ("[]\n", "")


@pytest.mark.parametrize(("findings", "status"), [((WARNING,), 0), ((WARNING, ERROR), 1)])
def test_warnings_do_not_make_a_check_fail(
    findings: tuple[Finding, ...], status: int, desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.findings = findings
    assert main(["check", "issue.json"]) == status
    assert len(capsys.readouterr().out.splitlines()) == len(findings)


def test_findings_as_json(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    fakes.findings = (ERROR, WARNING)
    assert main(["check", "issue.json", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == [
        {
            "level": "error",
            "rule": "required",
            "path": "top5/e2/title",
            "message": "No title.",
            "help": "Write one.",
        },
        {"level": "warning", "rule": "length", "path": "headline", "message": "Too\nshort.", "help": ""},
    ]
    assert err == ""


def test_import_writes_an_issue_file_and_prints_notes(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.imported = ImportedSource(SourceKind.TEXT, ISSUE, (Note(12, "No place for this: \x1b[31mX"),))
    assert main(["import", "source.txt", "-o", "x.json"]) == 0
    assert capsys.readouterr() == ("x.json\n", "line 12: No place for this:  [31mX\n")
    assert load_issue(desk / "x.json") == ISSUE
    assert main(["import", "source.txt"]) == 0
    assert capsys.readouterr().out == issue_text(ISSUE)


def test_an_unrecognized_text_writes_no_issue(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    fakes.imported = ImportedSource(SourceKind.TEXT, Issue(headline="Dear reader"), (Note(1, "No place."),))
    err = refused(["import", "source.txt", "-o", "x.json"], capsys)
    assert "line 1: No place.\n" in err
    assert "was not recognized" in err
    assert not (desk / "x.json").exists()
