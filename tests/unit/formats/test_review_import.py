"""Comments and tracked changes of a Word document, in the issue's own review."""

import datetime as dt
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.suggestions.review import accepted, as_suggested, open_records
from editor.files.issue_file import load_issue, save_issue
from editor.formats.importing.review_import import with_threads
from editor.formats.importing.source import read_source
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.tracked_import import TrackedChanges, as_new_issue
from schemas import Issue, Theme
from tests.unit.formats.docx_files import comment, commented, docx, ins, p, r

Captured = pytest.CaptureFixture[str]
NOW = dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)
LABEL = r("At a glance: ", "<w:b/>")


def document(*glance: str, comments: str = "", title: str = "Coal plants") -> bytes:
    body = p("MERICS Top 5", style="berschrift1") + p(f"1. {title}", style="berschrift2") + p(LABEL, *glance)
    return docx(body + p("MERICS comment: It matters."), parts={"comments": comments})


def issue_of(data: bytes, theme: Theme) -> Issue:
    return read_source(data, theme).issue


def glance(issue: Issue) -> str:
    return issue.top5[0].at_a_glance[0].text  # type: ignore[union-attr]


def test_tracked_changes_are_suggested_by_those_who_made_them(theme: Theme) -> None:
    base = issue_of(document("Beijing plans new quotas for steel."), theme)
    changed = document(
        "Beijing ",
        ins(r("plans"), tag="del", author="Ed", date="2025-03-01T09:00:00Z"),
        ins(r("sets"), author="Ed", date="2025-03-01T09:05:00Z"),
        " new quotas for ",
        ins(r("crude "), author="Al", date="2025-03-02T10:00:00+01:00"),
        "steel.",
    )
    found = bring_back(base, changed, theme, Returned("Desk", NOW))
    assert found.issue.model_copy(update={"review": base.review}) == base, "the content stays as it is"
    assert found.notes == ()
    assert glance(as_suggested(found.issue, "Ed").issue) == "Beijing sets new quotas for steel."
    assert glance(as_suggested(found.issue, "Al").issue) == "Beijing plans new quotas for crude steel."
    records = open_records(found.issue.review)
    assert {(record.author, record.at) for record in records} == {
        ("Ed", dt.datetime(2025, 3, 1, 9, 5, tzinfo=dt.UTC)),
        ("Al", dt.datetime(2025, 3, 2, 9, tzinfo=dt.UTC)),
    }
    ids = [record.id for record in records]
    assert glance(accepted(found.issue, ids, by="Me", at=NOW).issue) == "Beijing sets new quotas for crude steel."


CHANGED = document(
    "Beijing ",
    ins(r("plans"), tag="del", author="Ed", date="2025-03-01T09:00:00Z"),
    ins(r("sets"), author="Ed", date="2025-03-01T09:05:00Z"),
    " new ",
    commented(0, r("quotas")),
    ins(r(" for steel"), author="Al", date="2025-03-02T10:00:00+01:00"),
    ".",
    comments=comment(0, "Sure?"),
)
NUMBERS = "1 insertion and 1 deletion by Ed; 1 insertion by Al."


@pytest.mark.parametrize(
    ("changes", "text", "authors", "said"),
    [
        ("suggest", "Beijing plans new quotas.", {"Ed", "Al"}, f"Tracked changes became suggestions: {NUMBERS}"),
        ("accept", "Beijing sets new quotas for steel.", set(), f"Tracked changes were accepted: {NUMBERS}"),
        ("reject", "Beijing plans new quotas.", set(), f"Tracked changes were rejected: {NUMBERS}"),
    ],
)
def test_tracked_changes_of_a_new_issue(
    changes: str,
    text: str,
    authors: set[str],
    said: str,
    theme: Theme,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = read_source(CHANGED, theme)
    made = as_new_issue(read, CHANGED, theme, TrackedChanges(changes), NOW)
    records = open_records(made.issue.review)
    assert glance(made.issue) == text
    assert {record.author for record in records} == authors
    assert [note.message for note in made.notes] == [said]
    assert [(thread.words, thread.comments[0].text) for thread in made.issue.review.threads] == [("quotas", "Sure?")]
    if authors:
        done = accepted(made.issue, [record.id for record in records], by="Me", at=NOW)
        assert glance(done.issue) == "Beijing sets new quotas for steel."
    file = tmp_path / "edited.docx"
    file.write_bytes(CHANGED)
    output = ["-o", str(tmp_path / "new.json")]
    assert main(["import", str(file), *output, *(["--tracked-changes", changes] if changes != "suggest" else [])]) == (
        0 if authors else 3
    )
    written = load_issue(tmp_path / "new.json")
    assert (glance(written), {record.author for record in open_records(written.review)}) == (text, authors)
    assert capsys.readouterr().err == f"{said}\n"


def test_an_issue_takes_changes_as_text_or_as_suggestions_not_both(tmp_path: Path, theme: Theme) -> None:
    save_issue(issue_of(document("Beijing plans new quotas."), theme), tmp_path / "base.json")
    (tmp_path / "edited.docx").write_bytes(CHANGED)
    into = ["import", str(tmp_path / "edited.docx"), "--into", str(tmp_path / "base.json")]
    for wrong in (
        ["--tracked-changes", "suggest"],
        ["--as-suggestions", "--author", "A", "--tracked-changes", "reject"],
    ):
        assert main([*into, *wrong]) == 2
    assert main([*into, "--tracked-changes", "reject"]) == 3
    assert glance(load_issue(tmp_path / "base.json")) == "Beijing plans new quotas."
    assert main(into) == 3
    assert glance(load_issue(tmp_path / "base.json")) == "Beijing sets new quotas for steel."


def test_a_document_that_is_new_throughout_is_read_as_it_is(theme: Theme) -> None:
    data = docx(
        p(ins(r("MERICS Top 5")), style="berschrift1") + p(ins(r("1. Coal")), style="berschrift2")
        + p(ins(r("At a glance: Beijing plans quotas.")))
    )  # fmt: skip
    made = as_new_issue(read_source(data, theme), data, theme, TrackedChanges.SUGGEST, NOW)
    records = open_records(made.issue.review)
    done = accepted(made.issue, [record.id for record in records], by="Me", at=NOW).issue if records else made.issue
    assert (done.top5[0].title, glance(done)) == ("Coal", "Beijing plans quotas.")


def test_other_differences_are_suggested_by_the_one_who_imports(theme: Theme) -> None:
    base = issue_of(document("Beijing plans new quotas for steel."), theme)
    changed = document("Beijing plans ", ins(r("many "), author="Ed"), "new quotas for coal.")
    found = bring_back(base, changed, theme, Returned("Desk", NOW))
    assert glance(as_suggested(found.issue, "Desk").issue) == "Beijing plans new quotas for coal."
    assert glance(as_suggested(found.issue, "Ed").issue) == "Beijing plans many new quotas for steel."


def test_comments_become_threads_on_their_words(theme: Theme) -> None:
    said = comment(0, "Which ones?", "Ed", "2025-03-01T09:00:00Z") + comment(1, "In general: good.")
    data = document("Quotas for steel and ", commented(0, r("quo", "<w:b/>"), r("tas")), " for coal.", comments=said)
    read = read_source(data, theme)
    found = with_threads(read.issue, read, NOW)
    (thread,) = found.issue.review.threads
    assert (thread.path, thread.words, thread.start) == ("top5/e1/at_a_glance/p1/text", "quotas", 21)
    assert [(each.author, each.at.isoformat(), each.text) for each in thread.comments] == [
        ("Ed", "2025-03-01T09:00:00+00:00", "Which ones?")
    ]
    assert [note.message for note in found.notes] == ["A comment by Ed was left out: “In general: good.”"]


def test_from_the_command_line(tmp_path: Path, theme: Theme, capsys: pytest.CaptureFixture[str]) -> None:
    issue, source = tmp_path / "issue.json", tmp_path / "edited.docx"
    save_issue(issue_of(document("Beijing plans new quotas for steel."), theme), issue)
    source.write_bytes(document("Beijing plans ", ins(r("many ")), "new quotas for steel."))
    assert main(["import", str(source), "--into", str(issue), "--as-suggestions", "--author", "Desk"]) == 0
    after = load_issue(issue)
    assert glance(after) == "Beijing plans new quotas for steel."
    assert [record.author for record in open_records(after.review)] == ["Ed"]
    assert capsys.readouterr().err == ""
    assert main(["import", str(source), "--as-suggestions", "--author", "Desk", "-o", str(tmp_path / "x.json")]) == 2
