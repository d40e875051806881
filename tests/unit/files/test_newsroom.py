"""The list of issues in a folder."""

import datetime as dt
import os
from pathlib import Path

import pytest

from editor.document.review.approvals import with_state
from editor.document.review.publishing import digest_of_all, marked_published
from editor.document.rules import check
from editor.document.sections import section_keys
from editor.files.errors import FileError
from editor.files.issue_file import save_issue
from editor.files.newsroom import IssueSummary, Newsroom, Removed, issues_in
from editor.files.open_marker import OpenMarker, Owner
from editor.files.themes import issues_folder
from schemas import Entry, Issue
from schemas.review import Comment, Review, State, Thread

AT = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)


def test_issues_are_listed_with_their_progress(tmp_path: Path) -> None:
    sample = (issues_folder() / "china-industries-2025-03-12.json").read_bytes()
    (tmp_path / "done.json").write_bytes(sample)
    save_issue(Issue(headline="Draft", top5=(Entry(),)), tmp_path / "draft.json")
    os.utime(tmp_path / "done.json", (1, 1))
    (tmp_path / "broken.json").write_text('{"format": "newsdesk-issue", "version": 1, "date": 3}')
    os.utime(tmp_path / "broken.json", (2, 2))
    (tmp_path / "package.json").write_text('{"name": "something else"}')
    (tmp_path / "library.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("{}")
    (tmp_path / "folder.json").mkdir()
    found = list(issues_in(tmp_path, check))
    assert [summary.path.name for summary in found] == ["draft.json", "broken.json", "done.json"]
    draft, broken, done = found
    assert draft.progress == "0 of 5 entries complete, 1 problem"  # there are to be five entries
    assert (draft.state, draft.changed_by, draft.error) == ("Draft", None, None)
    assert broken.error is not None
    assert "date" in broken.error
    assert (done.progress, done.newsletter) == ("5 of 5 entries complete", "MERICS China Industries")
    assert done.date is not None


def test_a_missing_folder_has_no_issues(tmp_path: Path) -> None:
    assert list(issues_in(tmp_path / "absent", check)) == []


def test_an_unreadable_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", fail)
    with pytest.raises(FileError, match="Permission denied"):
        list(issues_in(tmp_path, check))


def test_the_last_author_is_taken_from_the_history(tmp_path: Path) -> None:
    save_issue(Issue(), tmp_path / "a.json")
    save_issue(Issue(), tmp_path / "b.json")
    known = {tmp_path / "a.json": "Sample Author"}
    found = {summary.path.name: summary.changed_by for summary in issues_in(tmp_path, check, known.get)}
    assert found == {"a.json": "Sample Author", "b.json": None}


def test_an_issue_with_an_unknown_theme_is_listed_with_the_error(tmp_path: Path) -> None:
    save_issue(Issue(theme="elsewhere"), tmp_path / "a.json")
    (found,) = issues_in(tmp_path, check)
    assert found.error is not None
    assert 'The theme "elsewhere" does not exist' in found.error


def test_an_issue_has_the_earliest_state_of_its_sections(tmp_path: Path) -> None:
    issue = Issue(top5=(Entry(id="e1"),))
    when = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)
    for state, expected in ((State.IN_REVIEW, "In review"), (State.APPROVED, "Approved")):
        keys = frozenset(section_keys(issue))
        review = with_state(issue, issue.review, keys, state, by="Sample Editor", at=when)
        save_issue(issue.model_copy(update={"review": review}), tmp_path / "a.json")
        assert [summary.state for summary in issues_in(tmp_path, check)] == [expected]


def test_published_issues_and_later_changes_are_listed(tmp_path: Path) -> None:
    at = dt.datetime(2025, 3, 12, 9, 30, tzinfo=dt.UTC)
    published = marked_published(Issue(headline="A"), digest_of_all(Issue(headline="A")), by="E", at=at)
    save_issue(published, tmp_path / "a.json")
    save_issue(published.model_copy(update={"headline": "B"}), tmp_path / "b.json")
    found = {summary.path.name: summary.state for summary in issues_in(tmp_path, check)}
    assert found == {"a.json": "Published", "b.json": "Published, changed since"}


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    for name in ("a", "b", "2024/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        save_issue(Issue(headline=name), tmp_path / f"{name}.json")
        os.utime(tmp_path / f"{name}.json", (1, 1))
    (tmp_path / "other.json").write_text("[]")
    newsroom = Newsroom(tmp_path, check)
    assert {one.path.name for one in newsroom.changes()} == {"a.json", "b.json", "c.json"}
    assert list(newsroom.changes()) == []

    save_issue(Issue(headline="changed"), tmp_path / "a.json")
    (tmp_path / "b.json").unlink()
    (tmp_path / "other.json").unlink()
    removed, changed = newsroom.changes()
    assert removed == Removed(tmp_path / "b.json")
    assert isinstance(changed, IssueSummary)
    assert changed.headline == "changed"

    (tmp_path / "2024" / "c.json").write_text('{"name": "no issue any more"}')
    assert list(newsroom.changes()) == [Removed(tmp_path / "2024" / "c.json")]


def test_who_has_an_issue_open_and_what_is_open_in_it(tmp_path: Path) -> None:
    thread = Thread(id="t1", path="headline", comments=(Comment(id="c1", author="A", at=AT, text="Why?"),))
    review = Review(threads=(thread, thread.model_copy(update={"id": "t2", "resolved": True})))
    save_issue(Issue(headline="a", review=review), tmp_path / "a.json")
    os.utime(tmp_path / "a.json", (1, 1))
    newsroom = Newsroom(tmp_path, check)
    (found,) = newsroom.changes()
    assert isinstance(found, IssueSummary)
    assert (found.open_comments, found.open_suggestions, found.opened_by) == (1, 0, "")
    marker = OpenMarker(tmp_path / "a.json", Owner("Other Author", "elsewhere", 1, dt.datetime.now(dt.UTC)))
    marker.take()
    (opened,) = newsroom.changes()
    assert isinstance(opened, IssueSummary)
    assert opened.opened_by == "Other Author"
    marker.release()
    assert list(newsroom.changes()) == [found]


def test_a_folder_that_comes_back_is_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_issue(Issue(), tmp_path / "a.json")
    os.utime(tmp_path / "a.json", (1, 1))
    newsroom = Newsroom(tmp_path, check)
    assert len(list(newsroom.changes())) == 1

    def fail(*_: object) -> None:
        raise OSError(112, "Host is down")

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", fail)
        with pytest.raises(FileError, match="Host is down"):
            list(newsroom.changes())
    assert len(list(newsroom.changes())) == 1


def test_templates_are_no_issues_of_the_folder(tmp_path: Path) -> None:
    for file in (tmp_path / "a.json", tmp_path / "templates" / "t.json", tmp_path / "2024" / "templates" / "b.json"):
        file.parent.mkdir(parents=True, exist_ok=True)
        save_issue(Issue(), file)
    assert {summary.path.name for summary in issues_in(tmp_path, check)} == {"a.json", "b.json"}
