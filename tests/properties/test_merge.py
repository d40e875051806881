"""Merging keeps all changes, independent of the order."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, applied
from editor.document.merging.conflict import Conflict
from editor.document.merging.conflicts import MergeSide, resolving_edit
from editor.document.merging.merge import merged
from editor.document.paths import NoSuchField, path, value_at
from schemas import Bullet, Bullets, Entry, Issue, Paragraph, Person
from tests.properties.strategies import edited, issues
from tests.properties.test_edits import unordered

pytestmark = pytest.mark.faults  # which tries them at length

FIVE = Issue(top5=tuple(Entry(id=item) for item in "abcde"))


@given(st.data(), issues)
def test_merging_three_sides_without_conflict_does_not_depend_on_the_order(data: st.DataObject, base: Issue) -> None:
    ours, theirs, third = (data.draw(edited(base)) for _ in range(3))
    first, last = merged(base, ours, theirs), merged(base, theirs, third)
    left, right = merged(base, first.issue, third), merged(base, ours, last.issue)
    if not (first.conflicts or last.conflicts or left.conflicts or right.conflicts):
        assert unordered(left.issue) == unordered(right.issue)


@st.composite
def arranged(draw: st.DrawFn, author: str) -> Issue:
    """The five entries with others between them, some of them moved."""
    issue = FIVE
    for number in range(draw(st.integers(0, 3))):
        index = draw(st.integers(0, len(issue.top5) - 1))
        if draw(st.booleans()):
            issue = applied(issue, InsertItem(path("top5"), index, Entry(id=f"{author}{number}")))
        else:
            item = draw(st.sampled_from(issue.top5)).id
            issue = applied(issue, MoveItem(path("top5") / item, index))
    return issue


@given(arranged("x"), arranged("y"), arranged("z"))
def test_the_item_order_does_not_depend_on_the_merge_order_if_none_are_removed(
    ours: Issue, theirs: Issue, third: Issue
) -> None:
    first, last = merged(FIVE, ours, theirs), merged(FIVE, theirs, third)
    left, right = merged(FIVE, first.issue, third), merged(FIVE, ours, last.issue)
    assert {entry.id for entry in left.issue.top5} == {entry.id for entry in right.issue.top5}
    if not (first.conflicts or last.conflicts or left.conflicts or right.conflicts):
        assert left.issue == right.issue


@given(st.data(), issues)
def test_an_item_removed_by_one_side_is_removed_or_a_conflict(data: st.DataObject, base: Issue) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    result = merged(base, ours, theirs)
    asked = {conflict.path for conflict in result.conflicts}
    for side in (ours, theirs):
        for edit in changes(base, side):
            if isinstance(edit, RemoveItem) and not any(edit.path[: len(at)] == at for at in asked):
                assert not _is_there(result.issue, edit)


def _is_there(issue: Issue, edit: RemoveItem) -> bool:
    try:
        value_at(issue, edit.path)
    except NoSuchField:
        return False
    return True


@given(st.data(), issues)
def test_merging_again_changes_nothing(data: st.DataObject, base: Issue) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    both = merged(base, ours, theirs).issue
    # The next save of the one, and of the other: both have seen the merge's result by then, or are its base.
    assert merged(theirs, both, theirs).issue == both
    assert merged(ours, both, ours).issue == both
    assert merged(base, both, theirs).issue == both


@given(st.data(), issues, st.sampled_from(MergeSide))
def test_resolving_a_conflict_gives_the_chosen_value(data: st.DataObject, base: Issue, side: MergeSide) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    result = merged(base, ours, theirs)
    issue = result.issue
    for conflict in result.conflicts:
        edit = resolving_edit(issue, conflict, side)
        issue = applied(issue, edit) if edit is not None else issue
    for conflict in result.conflicts:
        assert resolving_edit(issue, conflict, side) is None


_PLACES = 5
changed_places = st.sets(st.integers(0, _PLACES - 1))


def _sentences(words: Mapping[int, str]) -> Issue:
    text = " ".join(f"Sentence {number} has {words.get(number, 'old')} words." for number in range(_PLACES))
    return Issue(top5=(Entry(id="e", comment=(Paragraph(id="p", text=text),)),))


@given(changed_places, changed_places)
def test_only_the_words_that_both_changed_are_asked_about(mine: set[int], others: set[int]) -> None:
    ours, theirs = dict.fromkeys(mine, "my"), dict.fromkeys(others, "their")
    both = merged(_sentences({}), _sentences(ours), _sentences(theirs))
    assert both.issue == _sentences(theirs | ours)
    assert bool(both.conflicts) is bool(mine & others)
    for conflict in both.conflicts:
        assert after(both.issue, resolving_edit(both.issue, conflict, MergeSide.THEIRS)) == _sentences(ours | theirs)


# --- By example --------------------------------------------------------------------------------------------


def after(issue: Issue, edit: Edit | None) -> Issue:
    assert edit is not None
    return applied(issue, edit)


def only(result: tuple[Conflict, ...]) -> Conflict:
    (conflict,) = result
    return conflict


def with_person(*people: Person) -> Issue:
    return applied(Issue(), CompoundEdit(tuple(InsertItem(path("imprint/authors"), 0, person) for person in people)))


def test_an_item_removed_by_one_side_and_changed_by_the_other_is_a_conflict() -> None:
    base, changed, gone = with_person(Person(id="a")), with_person(Person(id="a", name="Sample Author")), with_person()
    for ours, theirs, removing in ((changed, gone, MergeSide.THEIRS), (gone, changed, MergeSide.OURS)):
        both = merged(base, ours, theirs)
        conflict = only(both.conflicts)
        assert (str(conflict.path), both.issue) == ("imprint/authors/a", changed)
        assert after(both.issue, resolving_edit(both.issue, conflict, removing)) == gone
        keeping = MergeSide.OURS if removing is MergeSide.THEIRS else MergeSide.THEIRS
        assert resolving_edit(both.issue, conflict, keeping) is None
        # It was removed by hand in the meantime, and is asked for after all.
        assert after(gone, resolving_edit(gone, conflict, keeping)) == changed


def test_an_order_changed_by_both_sides_is_a_conflict() -> None:
    ours, theirs = (
        FIVE.model_copy(update={"top5": tuple(Entry(id=item) for item in order)}) for order in ("bacde", "abced")
    )
    both = merged(FIVE, ours, theirs)
    conflict = only(both.conflicts)
    assert both.issue == ours
    added = applied(both.issue, InsertItem(path("top5"), 1, Entry(id="x")))
    taken = after(added, resolving_edit(added, conflict, MergeSide.THEIRS))
    assert "".join(entry.id for entry in taken.top5) == "axbced"


def test_a_block_of_two_kinds_with_one_id_is_one_conflict() -> None:
    base = Issue(top5=(Entry(id="e", comment=()),))
    ours, theirs = (
        applied(base, InsertItem(path("top5/e/comment"), 0, block))
        for block in (Paragraph(id="p", text="Why."), Bullets(id="p", items=(Bullet(id="b"),)))
    )
    conflict = only(merged(base, ours, theirs).conflicts)
    assert (str(conflict.path), conflict.base) == ("top5/e/comment/p", None)
    assert after(ours, resolving_edit(ours, conflict, MergeSide.THEIRS)) == theirs


def test_items_added_by_both_sides_with_one_id_are_merged_by_field() -> None:
    base, ours, theirs = (
        with_person(),
        with_person(Person(id="a", name="Sample Author", role=("Analyst",))),
        with_person(Person(id="a", name="Sample Editor", role=("Analyst",))),
    )
    conflict = only(merged(base, ours, theirs).conflicts)
    assert (str(conflict.path), conflict.base, conflict.ours, conflict.theirs) == (
        "imprint/authors/a/name",
        None,
        "Sample Author",
        "Sample Editor",
    )


def test_resolving_a_conflict_at_a_missing_path_does_nothing() -> None:
    conflict = Conflict(path("imprint/authors/a/name"), "", "Sample Author", "Sample Editor")
    assert resolving_edit(Issue(), conflict, MergeSide.THEIRS) is None
