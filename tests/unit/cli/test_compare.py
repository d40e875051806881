"""Comparing two versions of an issue, word by word."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.cli import main
from editor.files.issue_file import issue_text
from editor.publish import PublishError, WrittenPdf
from editor.publish.redline import ComparedIssue
from schemas import Bullet, Bullets, Entry
from tests.unit.cli.fakes import ISSUE, refused


def test_two_versions_are_compared_word_by_word(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = issue_text(ISSUE.model_copy(update={"headline": "New topics"}))
    (desk / "after.json").write_text(text, encoding="utf-8")
    assert main(["compare", "issue.json", "after.json"]) == 0
    assert capsys.readouterr() == ("Masthead\n  Headline\n    [-Topics-]{+New topics+}\n", "")
    assert main(["compare", "issue.json", "issue.json"]) == 0
    assert capsys.readouterr() == ("", "No differences.\n")


def test_a_copy_that_was_imported_differs_only_in_its_words(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bullets = tuple(Bullet(id=f"u{number}", text=f"{name} bullet") for number, name in enumerate(("First", "Second")))
    entry = Entry(id="x", title="A title", at_a_glance=(Bullets(id="y", items=bullets),))
    (desk / "own.json").write_text(issue_text(ISSUE.model_copy(update={"top5": (entry,)})), encoding="utf-8")
    assert main(["export", "own.json", "--proof", "--to", "text", "-o", "own.txt"]) == 0
    text = (desk / "own.txt").read_text(encoding="utf-8").replace("Second bullet", "Second point")
    (desk / "own.txt").write_text(text, encoding="utf-8")
    main(["import", "own.txt", "-o", "copy.json"])
    capsys.readouterr()
    assert main(["compare", "own.json", "copy.json"]) == 0
    found = capsys.readouterr().out
    assert "Second [-bullet-]{+point+}" in found
    assert "added" not in found
    assert "removed" not in found


@dataclass
class Made:
    """A redline that is made in no time; remembers of what."""

    sides: tuple[ComparedIssue, ComparedIssue]
    page_count: int = 9

    def write(self, standard: str | None = None) -> WrittenPdf:
        return WrittenPdf(f"%PDF {self.sides[0].name} {self.sides[1].name}".encode())


@pytest.fixture
def redlines(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two issues to be compared."""
    text = issue_text(ISSUE.model_copy(update={"headline": "New topics"}))
    (desk / "after.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr("editor.publish.redline.redline", lambda before, after, theme: Made((before, after)))
    return desk


def test_a_redline_is_written_with_the_output_option(redlines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "issue.json", "after.json", "-o", "redline.pdf"]) == 0
    out, err = capsys.readouterr()
    assert out == "redline.pdf\n"
    assert err == "Laying out pages…\nWriting 9 pages…\n"
    assert (redlines / "redline.pdf").read_bytes() == b"%PDF issue.json after.json"


def test_a_redline_has_the_given_names(redlines: Path) -> None:
    names = ["--before-name", "As sent", "--after-name=Now"]
    assert main(["compare", "issue.json", "after.json", "-o", "redline.pdf", *names]) == 0
    assert (redlines / "redline.pdf").read_bytes() == b"%PDF As sent Now"


def test_files_with_equal_names_are_shown_with_their_folders(redlines: Path) -> None:
    (redlines / "old").mkdir()
    (redlines / "issue.json").rename(redlines / "old" / "after.json")
    before = str(Path("old") / "after.json")
    assert main(["compare", before, "after.json", "-o", "redline.pdf"]) == 0
    assert (redlines / "redline.pdf").read_bytes() == f"%PDF {before} after.json".encode()


@pytest.mark.parametrize("output", ["issue.json", "after.json"])
def test_a_redline_does_not_overwrite_an_issue(redlines: Path, capsys: pytest.CaptureFixture[str], output: str) -> None:
    before = (redlines / output).read_bytes()
    assert f"would overwrite {output}" in refused(["compare", "issue.json", "after.json", "-o", output], capsys, 2)
    assert (redlines / output).read_bytes() == before


def test_a_failed_redline_writes_nothing(
    redlines: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise PublishError("The page layout stopped.", "Shorten the newest text.")

    monkeypatch.setattr("editor.publish.redline.redline", stopped)
    err = refused(["compare", "issue.json", "after.json", "-o", "redline.pdf"], capsys)
    assert "The redline could not be created: The page layout stopped.\nShorten the newest text.\n" in err
    assert not (redlines / "redline.pdf").exists()


def test_a_missing_issue_is_an_error(redlines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "missing.json" in refused(["compare", "issue.json", "missing.json", "-o", "redline.pdf"], capsys)
    assert not (redlines / "redline.pdf").exists()
