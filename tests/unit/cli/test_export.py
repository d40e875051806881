"""Exporting: files, messages, and failures."""

import datetime as dt
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.review.approvals import with_state
from editor.document.sections import section_keys
from editor.files.issue_file import issue_text
from editor.files.library_file import NAME, save_library
from editor.files.themes import issues_folder
from editor.formats.outputs import OUTPUTS
from editor.publish import ExportNote, PublishError
from schemas import Issue, Library
from schemas.review import State
from tests.unit.cli.fakes import ERROR, ISSUE, PAGES, WARNING, Fakes, names, refused

SAMPLE = str(issues_folder() / "china-industries-2025-03-12.json")


def test_export_writes_the_pdf_into_the_current_folder(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "issue.json"]) == 0
    out, err = capsys.readouterr()
    assert out == "MERICS-China-Industries-2025-03-12.pdf\n"
    assert (desk / out.strip()).read_bytes() == b"%PDF"
    assert "Laying out" in err


def test_an_issue_without_a_date_has_a_name_too(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "issue.json").write_text(issue_text(Issue()), encoding="utf-8")
    assert main(["export", "issue.json", "--proof"]) == 0
    assert capsys.readouterr().out == "MERICS-China-Industries-undated-proof.pdf\n"


def test_export_with_errors_lists_them_and_writes_nothing(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.findings = (ERROR, WARNING)
    (desk / "x.pdf").write_bytes(b"old")
    err = refused(["export", "issue.json", "-o", "x.pdf"], capsys)
    assert "error    top5/e2/title  Entry 2, Title: No title. — Write one.\n" in err
    assert "1 error, 1 warning." in err
    assert (desk / "x.pdf").read_bytes() == b"old"


def test_warnings_do_not_stop_an_export(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    fakes.findings = (WARNING,)
    assert main(["export", "issue.json", "-o", "x.pdf"]) == 0
    out, err = capsys.readouterr()
    assert out == "x.pdf\n"
    assert "warning  headline  Headline: Too short.\n" in err


def test_a_proof_does_not_overwrite_the_publication(desk: Path, fakes: Fakes) -> None:
    assert main(["export", "issue.json"]) == 0
    assert main(["export", "issue.json", "--proof"]) == 0
    assert (desk / "MERICS-China-Industries-2025-03-12.pdf").read_bytes() == b"%PDF"
    assert (desk / "MERICS-China-Industries-2025-03-12-proof.pdf").read_bytes() == b"%PDF proof"


def test_claims_that_the_file_does_not_make_are_reported(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.notes = (ExportNote("The PDF does not claim PDF/UA-1: no labels.", "Update Newsdesk."),)
    assert main(["export", "issue.json", "-o", "x.pdf"]) == 0
    out, err = capsys.readouterr()
    assert out == "x.pdf\n"
    assert err.endswith("The PDF does not claim PDF/UA-1: no labels.\nUpdate Newsdesk.\n")
    assert (desk / "x.pdf").read_bytes() == b"%PDF"


def test_a_proof_may_have_errors(desk: Path, fakes: Fakes) -> None:
    fakes.findings = (ERROR,)
    assert main(["export", "issue.json", "-o", "x.pdf", "--proof"]) == 0
    assert (desk / "x.pdf").read_bytes() == b"%PDF proof"


def test_export_as_text(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "issue.json", "--to", "text"]) == 0
    text = capsys.readouterr().out
    assert text == "Topics – None\n"
    assert main(["export", "issue.json", "--to", "text", "-o", "x.txt"]) == 0
    assert capsys.readouterr().out == "x.txt\n"
    assert (desk / "x.txt").read_text(encoding="utf-8") == text


def test_text_has_the_page_numbers_of_a_pdf_in_the_same_call(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "issue.json", "--to", "text", "--to", "pdf", "-o", "out"]) == 0
    name = "MERICS-China-Industries-2025-03-12"
    assert capsys.readouterr().out.splitlines() == [f"out/{name}.pdf", f"out/{name}.txt"]
    assert (desk / f"out/{name}.pdf").read_bytes() == b"%PDF"
    assert (desk / f"out/{name}.txt").read_text(encoding="utf-8") == f"Topics – {PAGES}\n"


def test_several_issues_in_several_formats(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    later = ISSUE.model_copy(update={"date": dt.date(2025, 5, 7)})
    (desk / "later.json").write_text(issue_text(later), encoding="utf-8")
    assert main(["export", "issue.json", "later.json", "--to", "docx", "--to", "text"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == [
        f"MERICS-China-Industries-2025-{day}.{suffix}" for day in ("03-12", "05-07") for suffix in ("docx", "txt")
    ]


def test_issues_with_the_same_output_name_are_refused(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "copy.json").write_text(issue_text(ISSUE), encoding="utf-8")
    err = refused(["export", "issue.json", "copy.json", "--to", "docx"], capsys, 2)
    assert "two outputs have the same name, MERICS-China-Industries-2025-03-12.docx" in err
    assert names(desk) == ["copy.json", "issue.json", "source.txt"]


def test_nothing_is_written_if_one_of_several_outputs_fails(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.publishing = PublishError("Pango is missing.", "Install libpango-1.0-0.")
    err = refused(["export", "issue.json", "--to", "docx", "--to", "pdf", "-o", "out"], capsys)
    assert "issue.json could not be exported: Pango is missing.\nInstall libpango-1.0-0.\n" in err
    assert names(desk) == ["issue.json", "source.txt"]


def test_a_folder_that_cannot_be_created(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    err = refused(["export", "issue.json", "--to", "docx", "--to", "text", "-o", "source.txt/out"], capsys)
    assert "The folder source.txt/out could not be created" in err


def test_only_the_pdf_imports_the_page_layout(tmp_path: Path) -> None:
    # In one process, as what one format imports would be there for the next.
    code = (
        "import sys; from editor.cli import main\n"
        f"for to in {list(OUTPUTS)!r}:\n"
        f"    status = main(['export', {SAMPLE!r}, '--to', to, '-o', {str(tmp_path)!r} + '/' + to])\n"
        "    found = {'PySide6', 'weasyprint', 'pydyf', 'editor.publish.layout_process'} & set(sys.modules)\n"
        "    print('exported', to, status, *found)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    said = [line for line in ended.stdout.splitlines() if line.startswith("exported")]
    assert said == [f"exported {to} 0" for to in OUTPUTS], ended.stderr


def test_a_layout_that_fails_is_explained(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    fakes.publishing = PublishError("Pango is missing.", "Install libpango-1.0-0.")
    err = refused(["export", "issue.json", "-o", "x"], capsys)
    assert "issue.json could not be exported: Pango is missing.\nInstall libpango-1.0-0.\n" in err
    assert not (desk / "x").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_leaves_the_old_pdf(
    number: int, desk: Path, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
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


@pytest.mark.parametrize("output", ["absent/x.pdf", "issue.json/x.pdf"])
def test_invalid_outputs(output: str, desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    assert "was not written" in refused(["export", "issue.json", "-o", output], capsys)
    assert names(desk) == ["issue.json", "source.txt"]


# --- A desk that publishes only what is approved -----------------------------------------------------------

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


def approved(issue: Issue, *but: str) -> Issue:
    keys = frozenset(section_keys(issue)) - set(but)
    review = with_state(issue, issue.review, keys, State.APPROVED, by="Sample \x1b[1mEditor", at=AT)
    return issue.model_copy(update={"review": review})


@pytest.fixture
def strict(desk: Path) -> Path:
    """The folder of a desk that publishes only what is approved."""
    save_library(Library(publication_needs_approvals=True), desk / NAME)
    return desk


@pytest.mark.parametrize("to", ["pdf", *OUTPUTS])
def test_unapproved_sections_are_listed_and_not_exported(
    to: str, strict: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = approved(ISSUE, "imprint").model_copy(update={"headline": "Changed since"})
    (strict / "issue.json").write_text(issue_text(issue), encoding="utf-8")
    err = refused(["export", "issue.json", "--to", to, "-o", "x"], capsys)
    assert err == (
        "Masthead: changed since approval by Sample  [1mEditor\n"
        "Imprint: draft\n"
        "2 sections not approved.\n"
        "Nothing was written. Have an editor approve them, or export a proof with --proof.\n"
    )
    assert not (strict / "x").exists()


def test_a_proof_is_always_possible(strict: Path, fakes: Fakes) -> None:
    assert main(["export", "issue.json", "-o", "x.pdf", "--proof"]) == 0
    assert (strict / "x.pdf").read_bytes() == b"%PDF proof"


def test_an_approved_issue_is_exported(strict: Path, fakes: Fakes) -> None:
    (strict / "issue.json").write_text(issue_text(approved(ISSUE)), encoding="utf-8")
    assert main(["export", "issue.json", "-o", "x.pdf"]) == 0


def test_the_library_beside_the_issue_itself_counts(
    strict: Path, fakes: Fakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (elsewhere / "link.json").symlink_to(strict / "issue.json")
    assert "not approved" in refused(["export", "link.json", "-o", "x.pdf"], capsys)


def test_a_damaged_library_stops_publication_and_not_a_proof(
    strict: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    (strict / NAME).write_text("{", encoding="utf-8")
    assert "Could not check whether publication needs approvals" in refused(["export", "issue.json"], capsys)
    assert main(["export", "issue.json", "-o", "x.pdf", "--proof"]) == 0


def test_a_feed_in_the_folder_is_continued_and_kept_by_a_proof(
    desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    later = ISSUE.model_copy(update={"date": dt.date(2025, 5, 7)})
    (desk / "later.json").write_text(issue_text(later), encoding="utf-8")
    for name in ("issue.json", "later.json"):
        assert main(["export", name, "--to", "feed", "-o", "out"]) == 0
    continued = (desk / "out/atom.xml").read_bytes()
    assert main(["export", "issue.json", "later.json", "--to", "feed", "-o", "both"]) == 0
    assert (desk / "both/atom.xml").read_bytes() == continued
    assert main(["export", "later.json", "--to", "feed", "-o", "out", "--proof"]) == 0
    assert (desk / "out/atom.xml").read_bytes() == continued
    assert b"2025-03-12:" not in (desk / "out/atom-proof.xml").read_bytes()
    assert {"atom.xml", "atom-proof.xml", "rss-proof.xml", "feed-proof.json"} <= set(names(desk / "out"))


@pytest.mark.parametrize(
    "asked",
    [
        ["issue.json", "--to", "docx", "--to", "mail", "-o", "x.docx"],
        ["issue.json", "--to", "feed", "-o", "atom.xml"],
        ["issue.json", "second.json", "-o", "x.pdf"],
    ],
)
def test_several_files_cannot_have_the_name_of_one(
    asked: list[str], desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    second = ISSUE.model_copy(update={"date": dt.date(2025, 5, 7)})
    (desk / "second.json").write_text(issue_text(second), encoding="utf-8")
    assert main(["export", *asked]) == 2
    name = asked[-1]
    assert f"{name} is the name of one file" in capsys.readouterr().err
    assert not (desk / name).exists()
    assert main(["export", *asked[:-1], f"{name}/"]) == 0


def test_a_damaged_feed_in_the_folder_is_kept(desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "feed.json").write_bytes(b"{")
    assert "The earlier feed could not be read" in refused(["export", "issue.json", "--to", "feed"], capsys)
    assert names(desk) == ["feed.json", "issue.json", "source.txt"]


@pytest.mark.parametrize(("level", "status"), [("1", 0), ("5", 0), ("0", 2), ("6", 2), ("x", 2)])
def test_the_heading_level_of_a_fragment(level: str, status: int, desk: Path, fakes: Fakes) -> None:
    assert main(["export", "issue.json", "--to", "fragment", "--heading-level", level, "-o", "x.html"]) == status
    if status == 0:
        assert f"<h{level}>MERICS Top 5</h{level}>" in (desk / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "file"), [("out/", "out/{}"), (".", "{}"), ("./", "{}"), ("out/deep/", "out/deep/{}")]
)
def test_a_folder_takes_a_single_output_too(
    output: str, file: str, desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "issue.json", "--to", "text", "-o", output]) == 0
    assert capsys.readouterr().out.strip() == file.format("MERICS-China-Industries-2025-03-12.txt")


@pytest.mark.parametrize("options", [(), ("--to", "docx", "--proof")])
def test_only_the_lines_of_a_printed_proof_are_numbered(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", SAMPLE, "--line-numbers", *options]) == 2
    assert "--line-numbers needs a PDF that is a proof" in capsys.readouterr().err


def test_an_issue_is_attached_to_pdfs_only(capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--to", "text"], ["--proof"]):
        assert main(["export", SAMPLE, "--attach-issue", *options]) == 2
        assert "--attach-issue needs a PDF" in capsys.readouterr().err
