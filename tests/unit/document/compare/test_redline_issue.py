"""Two issues combined into one with marks."""

import datetime as dt

import pytest

from editor.document.compare.redline_issue import ItemFate, RedlineDate, RedlineIssue, redline_issue
from editor.document.compare.redline_marks import after, before, deleted, inserted, note
from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from schemas.theme import RedlineWording

WORDS = RedlineWording(moved_from="from {number}", moved_to="to {number}")
ISSUE = Issue(
    date=dt.date(2025, 3, 12),
    top5=(
        Entry(id="a", title="One", contents_title="1", issuing_bodies=("NDRC", "MOF")),
        Entry(id="b", title="Two", comment=(Paragraph(id="p", text="A **bold** plan."),)),
        Entry(id="c", title="Three"),
    ),
    noteworthy=Noteworthy(policy_news=tuple(NewsItem(id=f"n{one}", text=f"News {one}") for one in (1, 2, 3))),
)


def marked(changed: Issue) -> RedlineIssue:
    return redline_issue(ISSUE, changed, WORDS)


def numbers(of: RedlineIssue) -> list[tuple[str, str, ItemFate | None]]:
    return [(one.number, one.contents, one.fate) for one in of.entries]


def test_marks_are_inside_styles() -> None:
    found = marked(applied(ISSUE, SetValue(path("top5/b/comment/p/text"), "A **brave** plan.")))
    (paragraph,) = found.issue.top5[1].comment
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == f"A **{deleted('bold')}{inserted('brave')}** plan."


def test_names_in_a_list_are_marked_one_by_one() -> None:
    found = marked(applied(ISSUE, SetValue(path("top5/a/issuing_bodies"), ("NDRC", "MIIT"))))
    assert found.issue.top5[0].issuing_bodies == ("NDRC", deleted("MOF"), inserted("MIIT"))


def test_a_redline_date_has_both_dates() -> None:
    date = marked(applied(ISSUE, SetValue(path("date"), None))).issue.date
    assert isinstance(date, RedlineDate)
    assert (date.was, date.came, date) == (dt.date(2025, 3, 12), None, dt.date(2025, 3, 12))
    with pytest.raises(ValueError, match="needs at least one date"):
        RedlineDate(None, None)


def test_a_removed_entry_keeps_its_number_and_its_place() -> None:
    found = marked(applied(ISSUE, RemoveItem(path("top5/b"))))
    assert numbers(found) == [("1", "1", None), (deleted("2"), deleted("Two"), ItemFate.REMOVED), ("2", "Three", None)]
    assert [entry.id for entry in found.issue.top5] == ["a", "b", "c"]


def test_an_added_entry() -> None:
    found = marked(applied(ISSUE, InsertItem(path("top5"), 0, Entry(id="d", title="New"))))
    assert numbers(found)[0] == (inserted("1"), inserted("New"), ItemFate.ADDED)
    assert found.issue.top5[0].title == inserted("New")


def test_a_moved_entry_is_twice_in_the_contents_and_once_on_the_pages() -> None:
    found = marked(applied(ISSUE, MoveItem(path("top5/a"), 2)))
    assert numbers(found) == [
        (deleted("1"), f"{deleted('1')} {note('to 3')}", ItemFate.GHOST),
        ("1", "Two", None),
        ("2", "Three", None),
        ("3", f"1 {note('from 1')}", ItemFate.MOVED),
    ]
    assert [entry.title for entry in found.issue.top5] == ["Two", "Three", f"{note('from 1')} One"]


def test_a_moved_item_leaves_a_note_with_its_first_words() -> None:
    found = marked(applied(ISSUE, MoveItem(path("noteworthy/policy_news/n1"), 2)))
    texts = [item.text for item in found.issue.noteworthy.policy_news]
    assert texts == [f"{note('to 3')} News 1", "News 2", "News 3", f"{note('from 1')} News 1"]


def test_a_moved_list_says_so_in_its_first_bullet() -> None:
    one, two = Paragraph(id="p", text="P"), Bullets(id="b", items=(Bullet(id="i", text="I"),))
    issue = Issue(top5=(Entry(id="e", comment=(one, two, Paragraph(id="q", text="Q"))),))
    found = redline_issue(issue, applied(issue, MoveItem(path("top5/e/comment/b"), 2)), WORDS)
    *_, ghost, stays, moved = found.issue.top5[0].comment
    assert isinstance(ghost, Paragraph)
    assert (ghost.text, stays.id) == (f"{note('to 3')} I", "q")
    assert isinstance(moved, Bullets)
    assert moved.items[0].text == f"{note('from 2')} I"


def test_a_paragraph_that_became_a_list_of_the_same_id_is_there_twice() -> None:
    old = Issue(top5=(Entry(id="e", comment=(Paragraph(id="p", text="Words"),)),))
    block = Bullets(id="p", items=(Bullet(id="i", text="Words"),))
    found = redline_issue(old, applied(old, SetValue(path("top5/e/comment"), (block,))), WORDS)
    one, two = found.issue.top5[0].comment
    assert isinstance(one, Paragraph)
    assert isinstance(two, Bullets)
    assert (one.id, one.text) == ("p~was", deleted("Words"))
    assert (two.id, two.items[0].text) == ("p", inserted("Words"))


def test_an_unchanged_title_has_no_marks_in_the_contents() -> None:
    found = marked(applied(ISSUE, SetValue(path("top5/b/comment/p/text"), "A brave plan.")))
    assert found.entries[1].contents == "Two"


def test_a_contents_title_is_compared_with_the_old_contents_line() -> None:
    found = marked(applied(ISSUE, SetValue(path("top5/c/contents_title"), "Short")))
    contents = found.entries[2].contents
    assert (before(contents), after(contents)) == ("Three", "Short")
    assert found.issue.top5[2].title == "Three"
