"""Comparing two versions of an issue."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.compare.issues import Cancelled, as_text, compare_issues
from editor.document.compare.word_diff import inverted
from editor.document.editing.edits import CompoundEdit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from schemas.review import Approval, Review, State
from tests.properties.strategies import edited, issues

ISSUE = Issue(
    headline="Data + SMEs",
    top5=(
        Entry(id="e1", title="One", issuing_bodies=("NDRC",), date=dt.date(2024, 12, 30)),
        Entry(id="e2", title="Two", comment=(Paragraph(id="p1", text="A plan for **data** by 2027."),)),
        Entry(id="e3", at_a_glance=(Bullets(id="b", items=(Bullet(id="x", text="First"),)),)),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)


def test_differences_are_grouped_by_section() -> None:
    after = applied(
        ISSUE,
        CompoundEdit(
            (
                SetValue(path("headline"), "Data + Hydrogen"),
                SetValue(path("top5/e2/comment/p1/text"), "A policy for data by 2027."),
                SetValue(path("top5/e1/date"), dt.date(2024, 12, 31)),
                SetValue(path("top5/e1/issuing_bodies"), ("NDRC", "MOF")),
                InsertItem(path("top5/e3/at_a_glance/b/items"), 1, Bullet(id="y", text="Second")),
                RemoveItem(path("noteworthy/policy_news/n1")),
            )
        ),
    )
    assert as_text(compare_issues(ISSUE, after)) == (
        "Masthead\n"
        "  Headline\n"
        "    Data + [-SMEs-]{+Hydrogen+}\n"
        "Entry 1: One\n"
        "  Entry 1, Issuing bodies\n"
        "    NDRC{+, MOF+}\n"
        "  Entry 1, Date\n"
        "    [-December 30, 2024-]{+December 31, 2024+}\n"
        "Entry 2: Two\n"
        "  Entry 2, MERICS comment, 1st paragraph\n"
        "    A [-plan-]{+policy+} for [-data-]{+data+} by 2027.\n"
        "Entry 3\n"
        "  Entry 3, At a glance, 1st paragraph, 2nd bullet\n"
        "    added: {+Second+}\n"
        "Policy news\n"
        "  Policy news, item 1\n"
        "    removed: [-News.-]\n"
    )


def test_a_moved_entry_is_one_move() -> None:
    after = applied(ISSUE, MoveItem(path("top5/e3"), 0))
    (section,) = compare_issues(ISSUE, after)
    (difference,) = section.differences
    assert (difference.verb, difference.place) == ("moved", "Entry 3 → Entry 1")


def test_equal_issues_have_no_differences() -> None:
    assert compare_issues(ISSUE, ISSUE) == ()
    assert as_text(()) == ""


@given(st.data(), issues)
def test_the_inverse_comparison_swaps_insertions_and_deletions(data: st.DataObject, before: Issue) -> None:
    after = data.draw(edited(before))
    there = [one for section in compare_issues(before, after) for one in section.differences]
    back = [one for section in compare_issues(after, before) for one in section.differences]
    turned = {"": "", "added": "removed", "removed": "added"}
    assert {(one.path, turned[one.verb], inverted(one.pieces)) for one in there if one.verb != "moved"} == {
        (one.path, one.verb, one.pieces) for one in back if one.verb != "moved"
    }


def test_the_review_is_not_compared() -> None:
    moment = dt.datetime(2025, 3, 12, 9, 0, tzinfo=dt.UTC)
    review = Review(approvals=(Approval(id="imprint", state=State.IN_REVIEW, by="B. Editor", at=moment),))
    assert compare_issues(ISSUE, ISSUE.model_copy(update={"review": review})) == ()


def test_addresses_are_replaced_as_a_whole() -> None:
    after = applied(ISSUE, SetValue(path("imprint/contact"), "new@example.org"))
    before = applied(ISSUE, SetValue(path("imprint/contact"), "old@example.org"))
    assert "[-old@example.org-]{+new@example.org+}" in as_text(compare_issues(before, after))


def test_added_items_have_their_printed_text() -> None:
    item = NewsItem(id="n2", date=dt.date(2025, 1, 2), text="A **bold** [link](https://example.org/).")
    after = applied(ISSUE, InsertItem(path("noteworthy/policy_news"), 1, item))
    assert "added: {+January 2, 2025 · A bold link.+}" in as_text(compare_issues(ISSUE, after))


def test_a_comparison_can_be_cancelled() -> None:
    after = applied(ISSUE, CompoundEdit((SetValue(path("headline"), "Other"), RemoveItem(path("top5/e1")))))
    asked: list[bool] = []

    def is_wanted() -> bool:
        asked.append(True)
        return len(asked) < 2

    with pytest.raises(Cancelled):
        compare_issues(ISSUE, after, is_wanted)
    assert len(asked) == 2
