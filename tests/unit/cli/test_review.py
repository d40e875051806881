"""Suggestions and comments from the command line."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.paths import path
from editor.document.review.threads import with_new_thread
from editor.document.suggestions.review import open_records
from editor.files.issue_file import issue_text, load_issue, save_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from schemas import Issue
from schemas.review import Comment, Review, Thread
from tests.unit.cli.fakes import refused
from tests.unit.document.suggestions.people import AT, COMMENT, FIRST, ISSUE, Person
from tests.word_editing import add_table, edited, replace_words, resolved

TEXT = f"{COMMENT}/p1/text"


@pytest.fixture
def file(desk: Path) -> Path:
    """An issue with the suggestions of two people and a comment."""
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    other = Person("Another Editor", editor.issue)
    other.suggest_replacing(TEXT, "drive the", "lead a")
    other.suggest_replacing("top5/e1/title", "firms", "companies")
    review = with_new_thread(other.issue.review, path("headline"), "Too long.", by="Sample Editor", at=AT)
    (desk / "issue.json").write_text(issue_text(other.issue.model_copy(update={"review": review})), encoding="utf-8")
    return desk / "issue.json"


def text_of(file: Path) -> str:
    block = load_issue(file).top5[0].comment[0]
    return block.text  # type: ignore[union-attr]


def ids(file: Path, author: str = "") -> list[str]:
    return [one.id for one in open_records(load_issue(file).review) if author in ("", one.author)]


def test_what_is_open_is_listed_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "issue.json", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [sorted(one) for one in found] == [
        ["after", "at", "author", "before", "group", "id", "kind", "outdated", "path"]
    ] * 4
    assert [(one["kind"], one["author"], one["path"], one["before"], one["after"]) for one in found] == [
        ("replace", "Sample Editor", TEXT, "drive", "push"),
        ("replace", "Another Editor", TEXT, "drive the", "lead a"),
        ("replace", "Another Editor", "top5/e1/title", "firms", "companies"),
        ("comment", "Sample Editor", "headline", "", "Too long."),
    ]


def test_what_is_open_is_listed_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "issue.json", "--author", "Sample Editor"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("\t")[1:] == [
        "Sample Editor",
        "Entry 1, MERICS comment, 1st paragraph",
        "replaces: delete “drive”, insert “push”",
    ]
    assert second.endswith("\tSample Editor\theadline\tcomments: Too long.")


def test_one_suggestion_is_accepted(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = ids(file, "Sample Editor")
    assert main(["review", "issue.json", "--accept", one, "--by", "Sample Author"]) == 0
    assert "1 suggestion accepted" in capsys.readouterr().err
    assert text_of(file) == FIRST.replace("drive", "push")
    (trace,) = load_issue(file).review.decisions
    assert (trace.id, trace.answer, trace.by) == (one, "accepted", "Sample Author")


def test_all_of_everybody_leaves_what_overlaps_and_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "issue.json", "--accept", "all"]) == 1
    assert "by Another Editor stays open" in capsys.readouterr().err
    assert text_of(file) == FIRST.replace("drive", "push")
    assert load_issue(file).top5[0].title == "Beijing helps companies drive and grow"
    assert len(ids(file)) == 1


def test_all_of_one_person_are_rejected(file: Path) -> None:
    assert main(["review", "issue.json", "--reject", "all", "--author", "Another Editor"]) == 0
    assert ids(file) == ids(file, "Sample Editor")
    assert text_of(file) == FIRST


@pytest.mark.parametrize("verb", ["--accept", "--reject"])
def test_a_bad_id_names_itself_and_changes_nothing(file: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    (one,) = ids(file, "Sample Editor")
    thread = load_issue(file).review.threads[0].id
    assert main(["review", "issue.json", verb, one, verb, "nonsense", verb, thread]) == 1
    err = capsys.readouterr().err
    assert "nonsense is not an open suggestion" in err
    assert f"{thread} is a comment" in err
    assert file.read_bytes() == before


@pytest.mark.parametrize("options", [["--accept", "all", "--reject", "all"], ["--json", "--accept", "all"], ["--sort"]])
def test_a_senseless_question_is_wrong_usage(file: Path, options: list[str]) -> None:
    assert main(["review", "issue.json", *options]) == 2


def test_an_edited_copy_becomes_suggestions(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = Person("Sample Editor")
    edited.replace(TEXT, "drive", "push")
    edited.replace("top5/e1/title", "firms", "companies")
    write(desk, "issue.json", ISSUE)
    write(desk, "edited.json", edited.issue)
    assert main(["suggest", "issue.json", "edited.json", "--author", "Sample Editor"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert text_of(desk / "issue.json") == FIRST
    assert main(["review", "issue.json", "--accept", "all"]) == 0
    assert load_issue(desk / "issue.json").top5 == edited.issue.top5


def test_suggesting_twice_makes_no_doubles(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = Person("Sample Editor")
    edited.replace(TEXT, "drive", "push")
    write(desk, "issue.json", ISSUE)
    write(desk, "edited.json", edited.issue)
    for _ in range(2):
        assert main(["suggest", "issue.json", "edited.json", "--author", "Sample Editor"]) == 0
    assert "no new changes" in capsys.readouterr().err
    assert len(ids(desk / "issue.json")) == 1


@pytest.mark.parametrize("name", ["missing.json", "issue.json"])
def test_a_copy_that_cannot_be_read_changes_nothing(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(desk, "issue.json", ISSUE)
    before = (desk / "issue.json").read_bytes()
    assert main(["suggest", "issue.json", name, "--author", "Sample Editor"]) in (1, 2)
    assert (desk / "issue.json").read_bytes() == before
    assert main(["suggest", "issue.json", "issue.json", "--author", " "]) == 2


def test_merging_keeps_the_suggestions_of_both_sides(desk: Path) -> None:
    base = Person("Sample Editor")
    base.suggest_replacing(TEXT, "drive", "push")
    ours, theirs = Person("Sample Author", base.issue), Person("Sample Editor", base.issue)
    ours.reject()
    theirs.suggest_replacing(TEXT, "little", "much")
    for name, person in (("base", base), ("ours", ours), ("theirs", theirs)):
        write(desk, f"{name}.json", person.issue)
    assert main(["merge", "base.json", "ours.json", "theirs.json"]) == 0
    (left,) = open_records(load_issue(desk / "ours.json").review)
    assert left.author == "Sample Editor"
    assert "little" in left.model_dump_json()


def test_a_damaged_file_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "damaged.json").write_text("{", encoding="utf-8")
    assert "damaged.json is not valid JSON" in refused(["review", "damaged.json"], capsys)


def write(desk: Path, name: str, issue: Issue) -> None:
    (desk / name).write_text(issue_text(issue), encoding="utf-8")


def test_a_word_document_comes_back(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "reviewed.json"
    sample = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    save_issue(sample, file)
    title = sample.top5[0].title
    written = write_docx(sample, read_theme("merics"))

    def edit(root: ET.Element) -> None:
        replace_words(root, title, "A new title")
        add_table(root, sample.noteworthy.policy_news[0].text[:20], ("Steel", "12 %"), ("Coal", "7 %"))

    (desk / "back.docx").write_bytes(edited(written, edit))
    command = ["suggest", str(file), "back.docx", "--author", "Freda"]
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "Freda" in said.out
    assert "A new title" in said.out
    assert "A table was left out: it begins “Steel | 12 %”." in said.err
    assert "--keep-tables" in said.err
    assert main(command) == 0
    assert "contains no new changes" in capsys.readouterr().err
    assert main([*command, "--keep-tables"]) == 0
    assert [one.author for one in load_issue(file).review.suggestions] == ["Freda"] * 3
    before = file.read_bytes()
    save_issue(ISSUE, desk / "other.json")
    assert main(["suggest", "other.json", "back.docx", "--author", "Freda"]) == 1
    assert "a copy of another issue: March 12, 2025" in capsys.readouterr().err
    save_issue(Issue(), desk / "empty.json")
    for copy in ("back.docx", str(file)):
        assert main(["suggest", "empty.json", copy, "--author", "Freda"]) == 1
        assert "has no entries and no news that the file could be a copy of: March 12" in capsys.readouterr().err
    (desk / "broken.docx").write_bytes(written[:2000])
    assert main(["suggest", str(file), "broken.docx", "--author", "Freda"]) == 1
    assert file.read_bytes() == before


def test_replies_and_resolved_comments_of_a_word_document_are_listed(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = desk / "reviewed.json"
    sample = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    question = Comment(author="Sample Editor", at=AT, text="Is this so?")
    answer = Comment(author="Freda", at=AT, text="It is.")
    thread = Thread(path="top5/e1/title", comments=(question, answer))
    answered = sample.model_copy(update={"review": Review(threads=(thread,))})
    (desk / "back.docx").write_bytes(resolved(write_docx_with_review(answered, read_theme("merics")).data))
    asked = thread.model_copy(update={"comments": (question,)})
    save_issue(sample.model_copy(update={"review": Review(threads=(asked,))}), file)
    assert main(["suggest", str(file), "back.docx", "--author", "Freda"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{thread.id}\tFreda\tEntry 1, Title\treplies: It is.",
        f"{thread.id}\tSample Editor\tEntry 1, Title\tresolved: Is this so?",
    ]
    assert said.err == "1 new reply, 1 comment resolved.\n"
