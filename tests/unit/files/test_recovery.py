"""Unsaved work is offered until it is saved, and journals are kept."""

import os
from pathlib import Path

import pytest

from editor.document.editing.edits import Edit, InsertItem, SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.recovery import (
    RETENTION,
    archive_journal,
    discard_journal,
    discarded_work,
    recoverable_work,
    salvaged_text,
    unreadable_journals,
)
from schemas import Entry, Issue

ISSUE = Issue(headline="Topics", top5=(Entry(id="e1", title="One"), Entry(id="e2", title="Two")))
WORK: tuple[Edit, ...] = (SetValue(path("top5/e1/title"), "First"), InsertItem(path("top5"), 2, Entry(id="e3")))


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / "journals"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_issue(ISSUE, tmp_path / "issue.json")
    return tmp_path / "issue.json"


def left(journals: Path, about: JournalInfo, *edits: Edit) -> Path:
    journal = Journal(journals, about, ISSUE)
    for edit in edits:
        journal.add((edit,))
    journal.end(keep=True)
    return journal.path


def test_unsaved_work_is_found_with_its_changes(journals: Path, file: Path) -> None:
    journal = left(journals, JournalInfo(file), *WORK)
    (work,) = recoverable_work(journals)
    assert (work.journal, work.file) == (journal, file)
    assert work.issue.top5[0].title == "First"
    assert work.differs == "Entry 1: title; 1 entry added"
    assert (work.saved_meanwhile, work.damaged) == (False, False)
    assert recoverable_work(journals) == (work,)  # looking takes nothing away


def test_journals_of_saved_work_are_removed(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), *WORK)
    save_issue(recoverable_work(journals)[0].issue, file)
    assert recoverable_work(journals) == ()
    assert [*journals.glob("*")] == []


def test_journals_of_undone_work_are_removed(journals: Path, file: Path) -> None:
    theirs = Issue(headline="Theirs")
    left(journals, JournalInfo(file), SetValue(path("headline"), "New"), SetValue(path("headline"), ISSUE.headline))
    save_issue(theirs, file)
    assert recoverable_work(journals) == ()
    assert list(journals.glob("*.journal")) == []


def test_changes_saved_by_others_are_not_unsaved_work(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), SetValue(path("headline"), "New"))
    save_issue(load_issue(file).model_copy(update={"top5": (Entry(id="e9", title="Theirs"),)}), file)
    (work,) = recoverable_work(journals)
    assert (work.differs, work.saved_meanwhile) == ("Headline", True)


def test_work_without_a_file_is_compared_with_its_beginning(journals: Path) -> None:
    left(journals, JournalInfo(None))
    left(journals, JournalInfo(None), *WORK)
    (work,) = recoverable_work(journals)
    assert work.file is None
    assert work.differs == "Entry 1: title; 1 entry added"


@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_work_is_found_if_the_file_is_gone_or_damaged(journals: Path, file: Path, content: bytes | None) -> None:
    left(journals, JournalInfo(file))
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    (work,) = recoverable_work(journals)
    assert work.issue == ISSUE


def test_restored_work_keeps_changes_saved_in_the_meantime(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), *WORK)
    theirs = ISSUE.model_copy(update={"headline": "Theirs", "top5": (ISSUE.top5[0], Entry(id="e2", title="Second"))})
    save_issue(theirs, file)
    (work,) = recoverable_work(journals)
    assert work.saved_meanwhile
    both = work.on(theirs)
    assert (both.headline, [entry.title for entry in both.top5]) == ("Theirs", ["First", "Second", ""])
    assert work.on(ISSUE) is work.issue


def test_an_incomplete_end_is_reported(journals: Path, file: Path) -> None:
    journal = left(journals, JournalInfo(file), *WORK)
    journal.write_bytes(journal.read_bytes()[:-3])
    (work,) = recoverable_work(journals)
    assert work.damaged
    assert [entry.title for entry in work.issue.top5] == ["First", "Two"]


def test_of_two_journals_of_one_document_the_newer_is_offered(journals: Path, file: Path) -> None:
    about = JournalInfo(file)
    older, newer = left(journals, about, WORK[0]), left(journals, about, *WORK)
    os.utime(older, (1, 1))
    (work,) = recoverable_work(journals)
    assert work.journal == newer
    assert len(recoverable_work(journals)) == 1


def test_unreadable_journals_are_kept_and_listed(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), *WORK)
    (journals / "odd.journal").write_bytes(b"something else")
    assert len(recoverable_work(journals)) == 1
    (kept,) = unreadable_journals(journals)
    assert kept.read_bytes() == b"something else"


def test_discarded_work_is_kept_for_two_weeks_from_then_on(journals: Path, file: Path) -> None:
    journal = left(journals, JournalInfo(file), *WORK)
    os.utime(journal, (1, 1))  # it was written long ago
    (work,) = recoverable_work(journals)
    discard_journal(work.journal)
    assert recoverable_work(journals) == ()
    (found,) = discarded_work(journals)
    assert found.issue == work.issue
    past = found.journal.stat().st_mtime - RETENTION - 1
    os.utime(found.journal, (past, past))
    assert discarded_work(journals) == ()
    assert not found.journal.exists()


def test_restored_work_is_not_offered_again(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), *WORK)
    archive_journal(recoverable_work(journals)[0].journal)
    assert (recoverable_work(journals), discarded_work(journals)) == ((), ())
    left(journals, JournalInfo(file), *WORK)
    discard_journal(recoverable_work(journals)[0].journal)
    archive_journal(discarded_work(journals)[0].journal)
    assert (recoverable_work(journals), discarded_work(journals)) == ((), ())
    assert len([*(journals / "brought-back").iterdir()]) == 2


def test_a_missing_folder_has_no_unsaved_work(tmp_path: Path) -> None:
    assert (recoverable_work(tmp_path / "absent"), discarded_work(tmp_path / "absent")) == ((), ())
    assert not (tmp_path / "absent").exists()


def test_saved_and_restored_issues_can_be_compared(journals: Path, file: Path) -> None:
    left(journals, JournalInfo(file), *WORK)
    meanwhile = ISSUE.model_copy(update={"headline": "Saved meanwhile"})
    save_issue(meanwhile, file)
    (work,) = recoverable_work(journals)
    saved, brought = work.compared()
    assert saved == meanwhile
    assert (brought.headline, brought.top5[0].title) == ("Saved meanwhile", "First")
    file.unlink()
    (work,) = recoverable_work(journals)
    assert work.compared() == (ISSUE, work.issue)


def test_texts_can_be_salvaged_from_an_unreadable_journal(journals: Path, file: Path) -> None:
    journal = left(journals, JournalInfo(file), SetValue(path("headline"), 'Rare earths and "more" 稀土'), *WORK)
    damaged = b"\0\xff" + journal.read_bytes()[5:]
    journal.write_bytes(damaged)
    assert recoverable_work(journals) == ()
    (kept,) = unreadable_journals(journals)
    assert kept.read_bytes() == damaged
    assert 'Rare earths and "more" 稀土' in salvaged_text(kept).splitlines()
    discard_journal(kept)
    assert unreadable_journals(journals) == ()
    assert salvaged_text(kept) == ""  # it has moved


def test_a_journal_without_texts_salvages_nothing(journals: Path) -> None:
    journals.mkdir()
    (journals / "x.journal").write_bytes(b"\0" * 1000 + b'"\\' + b'"a' * 100)
    assert salvaged_text(journals / "x.journal") == ""


def test_work_that_was_being_restored_is_offered_once(journals: Path, file: Path) -> None:
    for _ in range(2):
        left(journals, JournalInfo(file), *WORK)
    other = left(journals, JournalInfo(file), *WORK, SetValue(path("headline"), "And more"))
    found = recoverable_work(journals)
    assert {work.issue.headline for work in found} == {"Topics", "And more"}
    assert len(found) == 2
    assert other in {work.journal for work in found}
    assert len([*(journals / "brought-back").iterdir()]) == 1  # for two weeks
