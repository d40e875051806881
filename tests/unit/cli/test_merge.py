"""Merging two versions of an issue."""

from pathlib import Path

import pytest

from editor.cli import main
from editor.files.issue_file import issue_text, load_issue
from editor.files.library_file import load_library, save_library
from schemas import Entry, IssuingBody, KnownPerson, Library
from tests.unit.cli.fakes import ISSUE, refused


def test_two_versions_are_merged(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ISSUE
    ours = base.model_copy(update={"headline": "Topics + more"})
    theirs = base.model_copy(update={"top5": (Entry(id="e2", title="Their title"), base.top5[0])})
    for name, issue in (("base", base), ("ours", ours), ("theirs", theirs)):
        (desk / f"{name}.json").write_text(issue_text(issue), encoding="utf-8")
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 0
    assert capsys.readouterr() == ("", "")
    assert load_issue(desk / "ours.json") == theirs.model_copy(update={"headline": "Topics + more"})
    assert load_issue(desk / "theirs.json") == theirs


def test_a_conflict_is_listed_and_ours_is_kept(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, headline in (("base", "Topics"), ("ours", "Our topics"), ("theirs", "Their topics")):
        text = issue_text(ISSUE.model_copy(update={"headline": headline}))
        (desk / f"{name}.json").write_text(text, encoding="utf-8")
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 1
    out, err = capsys.readouterr()
    assert out == "headline\tHeadline\ttheirs: Their topics\n"
    assert "1 conflict" in err
    assert load_issue(desk / "ours.json").headline == "Our topics"


def test_a_damaged_side_leaves_ours_unchanged(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "damaged.json").write_text("{", encoding="utf-8")
    before = (desk / "issue.json").read_bytes()
    assert "damaged.json is not valid JSON" in refused(["merge", "issue.json", "issue.json", "damaged.json"], capsys)
    assert (desk / "issue.json").read_bytes() == before


def test_two_versions_of_a_library_are_merged(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = Library(words=("hukou",))
    ours = Library(words=("hukou", "danwei"))
    theirs = Library(words=("guanxi",), people=(KnownPerson(id="p", name="Anna Li"),))
    for name, library in (("base", base), ("ours", ours), ("theirs", theirs)):
        save_library(library, desk / f"{name}.json")
    assert main(["merge", "base.json", "ours.json", "theirs.json", "issues/library.json"]) == 0
    assert capsys.readouterr() == ("", "")
    merged = load_library(desk / "ours.json")
    assert merged.words == ("danwei", "guanxi")
    assert [person.name for person in merged.people] == ["Anna Li"]


def test_a_library_and_an_issue_are_not_merged(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_library(Library(), desk / "ours.json")
    before = (desk / "ours.json").read_bytes()
    assert "issue.json" in refused(["merge", "ours.json", "ours.json", "issue.json"], capsys)
    assert (desk / "ours.json").read_bytes() == before


def test_a_conflict_in_a_library_is_listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("base", "MOF"), ("ours", "MoF"), ("theirs", "MINFIN")):
        save_library(Library(issuing_bodies=(IssuingBody(id="b", abbreviation=text),)), desk / f"{name}.json")
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 1
    out, err = capsys.readouterr()
    assert out == "issuing_bodies/b/abbreviation\tMoF\ttheirs: MINFIN\n"
    assert "1 conflict" in err
