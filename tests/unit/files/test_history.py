"""Every save is a version with author and summary, and can be restored."""

from pathlib import Path

import pytest

from editor.document.text.datetime_labels import datetime_label
from editor.files.errors import FileError
from editor.files.history.history import EXTERNAL_SUMMARY, FOUND_SUMMARY, History
from editor.files.history.store import FOLDER
from editor.files.issue_file import issue_bytes, save_issue
from schemas import Issue
from tests.quick_disk import QUICK
from tests.unit.files.versions import FIRST, SECOND, THIRD, WHEN, recorded, summaries


def test_versions_are_listed_newest_first_and_can_be_restored(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "march.json"
    first = recorded(history, file, FIRST, "New issue", "Änne Zhang 张")
    recorded(history, file, SECOND, "Headline")
    newest = recorded(history, file, THIRD, "Headline again")
    found = history.versions(file)
    assert [version.summary for version in found] == ["Headline again", "Headline", "New issue"]
    assert (found[-1], found[0]) == (first, newest)
    assert (first.author, first.when, first.name) == ("Änne Zhang 张", WHEN, "")
    assert [history.issue_at(version) for version in found] == [THIRD, SECOND, FIRST]
    assert len(history.versions(file, most=2)) == 2
    assert History(tmp_path, QUICK).versions(file) == found


def test_files_have_histories_of_their_own(tmp_path: Path) -> None:
    history = History(tmp_path, QUICK)
    names = ("a.json", "A b.json", "a-b.json", "三月.json", "März.json", ".json", "x.lock", "a..b", "-", "n" * 200)
    for name in names:
        recorded(history, tmp_path / name, Issue(headline=name), name)
    for name in names:
        (version,) = history.versions(tmp_path / name)
        assert history.issue_at(version).headline == version.summary == name
    assert history.versions(tmp_path / "other.json") == ()


def test_a_save_without_changes_is_not_a_version(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    assert history.record(file, FIRST, "Sample Editor", WHEN, "Nothing") == first
    assert history.versions(file) == (first,)
    recorded(history, file, SECOND)
    recorded(history, file, FIRST, "Back again")
    assert summaries(history, file) == ["Back again", "Headline", "Headline"]


def test_versions_can_be_named(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    named = history.record(file, SECOND, "Sample Author", WHEN, "Headline", "ready for review")
    assert named is not None
    assert named.name == "ready for review"
    assert history.name(first, "before the\nmeeting") is not None
    assert [version.name for version in history.versions(file)] == ["ready for review", "before the meeting"]
    history.name(first, "")
    assert [version.name for version in history.versions(file)] == ["ready for review", ""]
    assert history.record(file, SECOND, "Sample Author", WHEN, "", "sent to print") is not None  # the same version
    assert [version.name for version in history.versions(file)] == ["sent to print", ""]


def test_replaced_content_is_recorded(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    history.record(file, SECOND, "Sample Author", WHEN, "Headline", replaced=issue_bytes(FIRST, ""))
    History(tmp_path, QUICK, late=0).record(
        file, THIRD, "Sample Author", WHEN, "Headline", replaced=b"written by a script"
    )
    found = history.versions(file)
    assert [(version.author, version.summary) for version in found] == [
        ("Sample Author", "Headline"),
        ("", EXTERNAL_SUMMARY),
        ("Sample Author", "Headline"),
        ("", FOUND_SUMMARY),
    ]
    assert history.issue_at(found[3]) == FIRST
    with pytest.raises(FileError, match=f"{datetime_label(found[1].when)} is not valid JSON"):
        history.issue_at(found[1])


def test_replaced_content_is_recorded_once(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    history.record(file, SECOND, "Sample Author", WHEN, "Headline", replaced=issue_bytes(FIRST, ""))
    assert summaries(history, file) == ["Headline", "Headline"]


def test_a_file_saved_under_another_name_keeps_its_history(tmp_path: Path) -> None:
    history, old, new = History(tmp_path, QUICK), tmp_path / "old.json", tmp_path / "new.json"
    recorded(history, old, FIRST, "New issue")
    history.record(new, FIRST, "Sample Author", WHEN, "Saved as new.json", came_from=old)
    recorded(history, new, SECOND)
    assert summaries(history, new) == ["Headline", "Saved as new.json", "New issue"]
    assert summaries(history, old) == ["New issue"]
    # In another folder, a new history is started.
    (tmp_path / "other").mkdir()
    elsewhere = tmp_path / "other" / "new.json"
    other = History.beside(elsewhere)
    other.record(elsewhere, SECOND, "Sample Author", WHEN, "Saved as new.json", came_from=new)
    assert summaries(other, elsewhere) == ["Saved as new.json"]


def test_a_link_has_the_history_of_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    file, link = tmp_path / "desk" / "a.json", tmp_path / "link.json"
    save_issue(FIRST, file)
    link.symlink_to(file)
    recorded(History.beside(link), link, FIRST)
    assert len(History(tmp_path / "desk", QUICK).versions(file)) == 1
    assert not (tmp_path / FOLDER).exists()


def test_changed_by_is_known_until_the_file_changes(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    assert history.changed_by(file) is None
    save_issue(FIRST, file)
    recorded(history, file, FIRST)
    assert history.changed_by(file) == "Sample Author"
    save_issue(SECOND, file)
    assert history.changed_by(file) is None
    history.record(file, SECOND, "", WHEN, "Headline")
    assert history.changed_by(file) is None


def test_untrusted_texts_are_made_printable(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    version = recorded(history, file, FIRST, "a\n\nb\x1b[31m\u202e" + "x" * 1000 + "\ud800", "Sample Author <a@b>\n\0")
    assert version.summary.startswith("a b [31m xxx")
    assert len(version.summary) < 400
    assert version.author == "Sample Author a@b"
    assert history.versions(file) == (version,)


def test_reading_creates_no_store(tmp_path: Path) -> None:
    assert History(tmp_path, QUICK).versions(tmp_path / "a.json") == ()
    assert [*tmp_path.iterdir()] == []


def test_author_of_waits_for_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    history = History(tmp_path, QUICK, late=0)
    assert history.author_of(file, FIRST) is None
    recorded(history, file, FIRST, author="Sample Author")
    recorded(history, file, SECOND, author="Sample Editor")
    assert [history.author_of(file, issue) for issue in (FIRST, SECOND, THIRD)] == [
        "Sample Author",
        "Sample Editor",
        None,
    ]
    pauses: list[float] = []

    def kept_during_a_pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            recorded(History(tmp_path, QUICK, late=0), file, THIRD, author="Sample Analyst")

    monkeypatch.setattr("editor.files.history.history.time.sleep", kept_during_a_pause)
    assert History(tmp_path, QUICK, late=600).author_of(file, THIRD) == "Sample Analyst"
    assert len(pauses) == 2
