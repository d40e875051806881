"""Word documents that come back from a program that dropped bookmarks and custom XML: nothing says what was sent."""

from __future__ import annotations

import datetime as dt

import pytest

from editor.document.editing.edits import MoveItem, SetValue, applied
from editor.document.paths import path
from editor.document.suggestions.review import as_suggested
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.docx.writer import write_docx
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.outcome import NotACopy
from schemas import Entry, Noteworthy
from tests.word_editing import edited, replace_words, without_bookmarks

THEME = read_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
FREDA = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))
COPY = without_bookmarks(write_docx(SAMPLE, THEME))


def test_what_changed_here_since_is_said_to_show_as_a_suggestion() -> None:
    now = applied(SAMPLE, SetValue(path("headline"), "Something else"))
    found = bring_back(now, COPY, THEME, FREDA)
    assert [one.path for one in found.suggestions] == ["headline"]
    assert any("does not say which version of the issue was sent" in note.message for note in found.notes)


def test_tracked_changes_alone_need_no_such_note() -> None:
    title = SAMPLE.top5[0].title
    data = edited(COPY, lambda root: replace_words(root, title, "A new title", "Freda Freelance"))
    found = bring_back(SAMPLE, data, THEME, FREDA)
    assert [one.path for one in found.suggestions] == [f"top5/{SAMPLE.top5[0].id}/title"]
    assert found.notes == ()


@pytest.mark.parametrize("place", [0, 4])
def test_an_entry_moved_and_retitled_here_is_the_same_entry(place: int) -> None:
    third = path("top5") / SAMPLE.top5[2].id
    now = applied(applied(SAMPLE, MoveItem(third, place)), SetValue(third / "title", "Quotas"))
    after = as_suggested(bring_back(now, COPY, THEME, FREDA).issue, FREDA.author).issue
    assert [one.id for one in after.top5] == [one.id for one in SAMPLE.top5]
    assert after.top5[2] == SAMPLE.top5[2]


def test_a_copy_of_another_issue_is_refused_also_if_it_has_no_news() -> None:
    entries = tuple(Entry(id=one.id, title=f"Topic {one.id}", date=one.date) for one in SAMPLE.top5)
    update = {"top5": entries, "noteworthy": Noteworthy(), "headline": "Later", "date": dt.date(2025, 4, 9)}
    other = without_bookmarks(write_docx(SAMPLE.model_copy(update=update), THEME))
    with pytest.raises(NotACopy, match="a copy of another issue: April 9, 2025, “Later”"):
        bring_back(SAMPLE, other, THEME, FREDA)
