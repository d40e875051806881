"""Two issues combined into one: no word is lost, and the inverse swaps insertions and deletions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from editor.document.compare.redline_issue import ItemFate, RedlineDate, RedlineIssue, redline_issue
from editor.document.compare.redline_marks import MARK, NOTE, after, before, deleted, inserted, is_marked, note
from editor.document.compare.sequences import diff_lists
from editor.document.compare.word_diff import ChangeKind
from editor.document.text.inline import plain
from schemas import Issue, Item, Kind, Part, specs_of
from schemas.theme import RedlineWording
from tests.properties.strategies import edited, issues

WORDS = RedlineWording()
ComparedIssue = Callable[[str], str]


def said(value: Any, side: ComparedIssue, kind: Kind | None = None) -> Iterator[str]:
    """Every text of a value as one side has it, ids aside; a contents title only where it is one of its own."""
    if isinstance(value, Part):
        for name, spec in specs_of(type(value)).items():
            if name != "contents_title":
                yield from said(getattr(value, name), side, spec.kind)
    elif isinstance(value, tuple):
        for one in value:
            if not (isinstance(one, Item) and one.id.endswith("~was") and is_ghost(one)):
                yield from said(one, side, kind)
    elif isinstance(value, RedlineDate):
        chosen = value.was if side is before else value.came
        yield chosen.isoformat() if chosen else ""
    elif isinstance(value, dt.date):
        yield value.isoformat()
    elif isinstance(value, str):
        text = side(plain(value) if kind is Kind.INLINE else value)
        yield " ".join(text.replace("\0", "\ufffd").split())  # as CommonMark has it; neither is printed


def is_ghost(item: Item) -> bool:
    """Whether an item only tells that something has moved away."""
    texts = [getattr(item, name, "") for name in ("text", "name")]
    return any(NOTE[0] in text for text in texts)


def counted(value: Any, side: ComparedIssue) -> Counter[str]:
    return Counter(text for text in said(value, side) if text)


def same(text: str) -> str:
    """A text of an issue that is not marked; the marks' own characters in it would be misread, and are replaced."""
    return MARK.sub("\ufffd", text)


@given(st.data(), issues)
def test_no_word_of_either_side_is_lost(data: st.DataObject, old: Issue) -> None:
    new = data.draw(edited(old))
    marked = redline_issue(old, new, WORDS)
    assert counted(marked.issue, before) == counted(old, same)
    assert counted(marked.issue, after) == counted(new, same)


@given(st.data(), issues)
def test_the_inverse_comparison_swaps_insertions_and_deletions(data: st.DataObject, old: Issue) -> None:
    new = data.draw(edited(old))
    there, back = redline_issue(old, new, WORDS), redline_issue(new, old, WORDS)
    assert counted(there.issue, before) == counted(back.issue, after)
    turned = {ItemFate.ADDED: ItemFate.REMOVED, ItemFate.REMOVED: ItemFate.ADDED}
    assert whole(there) == {(path, turned[fate]) for path, fate in whole(back)}


def whole(marked: RedlineIssue) -> set[tuple[str, ItemFate]]:
    """What was added or removed as a whole."""
    wanted = (ItemFate.ADDED, ItemFate.REMOVED)
    return {(path.replace("~was", ""), fate) for path, fate in marked.fates.items() if fate in wanted}


@given(issues)
def test_the_same_issue_has_no_marks(issue: Issue) -> None:
    marked = redline_issue(issue, issue, WORDS)
    assert counted(marked.issue, str) == counted(issue, same)
    assert not marked.fates


@given(st.data(), issues)
def test_a_moved_item_is_marked_at_both_positions(data: st.DataObject, old: Issue) -> None:
    new = data.draw(edited(old))
    fates = redline_issue(old, new, WORDS).fates
    moved = {path for path, fate in fates.items() if fate is ItemFate.MOVED}
    assert {path.removesuffix("~was") for path, fate in fates.items() if fate is ItemFate.GHOST} == moved


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
@example(list("aabaabb"), list("baaaaa"))
def test_list_comparison_is_complete_and_symmetric(one: list[str], two: list[str]) -> None:
    there, back = diff_lists(one, two), diff_lists(two, one)
    assert [value for change, value in there if change is not ChangeKind.INSERTED] == one
    assert [value for change, value in there if change is not ChangeKind.DELETED] == two
    turned = {
        ChangeKind.DELETED: ChangeKind.INSERTED,
        ChangeKind.INSERTED: ChangeKind.DELETED,
        ChangeKind.SAME: ChangeKind.SAME,
    }
    assert Counter((turned[change], value) for change, value in there) == Counter(back)


@given(st.text(), st.text(), st.text())
def test_the_sides_of_a_marked_text(old: str, new: str, remark: str) -> None:
    old, new, remark = (text if not is_marked(text) else "" for text in (old, new, remark))
    text = f"{note(remark)}{deleted(old)}{inserted(new)} end"
    assert (before(text), after(text)) == (f"{old} end", f"{new} end")


def test_texts_with_the_characters_used_as_marks_are_not_misread() -> None:
    old, new = Issue(headline="a \ufdd0b"), Issue(headline="a \ufdd0c")
    marked = redline_issue(old, new, WORDS).issue.headline
    assert (before(marked), after(marked)) == ("a \ufffdb", "a \ufffdc")
