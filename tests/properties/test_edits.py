"""Edits by path: exact, with shared parts, and derived from any two issues."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.diff import changed_paths, changes
from editor.document.editing.edits import (
    CompoundEdit,
    EditRefused,
    InsertItem,
    MoveItem,
    RemoveItem,
    SetValue,
    applied,
    duplicated,
)
from editor.document.merging.merge import merged
from editor.document.paths import FieldPath, NoSuchField, path, value_at
from schemas import Bullet, Bullets, Entry, Issue, Item, Paragraph, Part
from tests.properties.strategies import edited, issues

E1, E2 = Entry(id="e1", title="One"), Entry(id="e2", title="Two", comment=(Paragraph(id="p1", text="Why."),))
ISSUE = Issue(headline="Topics", top5=(E1, E2))


@given(issues, issues)
def test_changes_turn_one_issue_into_the_other(before: Issue, after: Issue) -> None:
    after = after.model_copy(update={"schema_reference": "issue.schema.json"})
    assert applied(before, CompoundEdit(changes(before, after))) == after


@given(st.data(), issues)
def test_the_changes_name_what_was_edited(data: st.DataObject, before: Issue) -> None:
    after = data.draw(edited(before))
    found = changes(before, after)
    assert applied(before, CompoundEdit(found)) == after
    for changed in changed_paths(found):
        assert value_at(before, changed) != value_at(after, changed)


@given(st.data(), issues)
def test_merging_an_unchanged_side_gives_the_other_side(data: st.DataObject, base: Issue) -> None:
    other = data.draw(edited(base))
    for result in (merged(base, other, base), merged(base, base, other), merged(base, other, other)):
        assert result.issue == other
        assert result.conflicts == ()


@given(st.data(), issues)
def test_a_merge_without_conflict_is_symmetric_except_for_insertion_order(data: st.DataObject, base: Issue) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert len(one.conflicts) == len(other.conflicts)
    if not one.conflicts:
        assert unordered(one.issue) == unordered(other.issue)


@given(st.data(), issues)
def test_no_text_of_either_side_is_lost_without_a_conflict(data: st.DataObject, base: Issue) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    result = merged(base, ours, theirs)
    conflicted = {conflict.path for conflict in result.conflicts}
    for side in (ours, theirs):
        for edit in changes(base, side):
            if isinstance(edit, SetValue) and not any(edit.path[: len(at)] == at for at in conflicted):
                assert value_at(result.issue, edit.path) == edit.value
            if isinstance(edit, InsertItem):
                assert value_at(result.issue, edit.path / edit.item.id).id == edit.item.id


def unordered(value: Any) -> Any:
    if isinstance(value, Part):
        return {name: unordered(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple) and value and isinstance(value[0], Item):
        return {item.id: unordered(item) for item in value}
    return value


def test_an_edit_shares_what_it_did_not_touch() -> None:
    after = applied(ISSUE, SetValue(path("top5/e2/comment/p1/text"), "Because."))
    assert after.top5[0] is E1
    assert after.imprint is ISSUE.imprint
    assert value_at(after, path("top5/e2/comment/p1/text")) == "Because."
    assert value_at(ISSUE, path("top5/e2/comment/p1/text")) == "Why."


def test_an_edit_without_effect_returns_the_same_object() -> None:
    assert applied(ISSUE, SetValue(path("headline"), "Topics")) is ISSUE
    assert applied(ISSUE, MoveItem(path("top5/e1"), 0)) is ISSUE


def test_a_duplicate_follows_its_original_and_has_new_ids() -> None:
    after = applied(ISSUE, duplicated(ISSUE, path("top5/e2")))
    original, copy = after.top5[1:]
    assert original is E2
    assert copy.id != original.id
    assert copy.comment[0].id != original.comment[0].id
    own_ids: dict[str, Any] = {"id": True, "comment": {0: {"id"}}}
    assert copy.model_dump(exclude=own_ids) == original.model_dump(exclude=own_ids)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (SetValue(path("headline"), 3), "headline cannot have this value"),
        (SetValue(path("top5"), ("e1",)), "top5 cannot have this value"),
        (SetValue(path("top5"), (E1, E1)), "same id"),
        (SetValue(path("top5/e1/id"), "x"), "cannot be changed"),
        (SetValue(path("version"), 2), "cannot be changed"),
        (SetValue(path("top5/e1"), Entry(id="x")), "item with the same id"),
        (SetValue(path("top5/e1"), Paragraph(id="e1")), "cannot have this value"),
        (SetValue(FieldPath(), ISSUE), "issue as a whole"),
        (InsertItem(path("top5"), 3, Entry()), "index 3 is out of range"),
        (InsertItem(path("top5"), -1, Entry()), "index -1 is out of range"),
        (InsertItem(path("top5"), 0, Entry(id="e1")), "already"),
        (InsertItem(path("top5"), 0, Paragraph()), "cannot have this value"),
        (InsertItem(path("top5"), 0, cast(Any, "e3")), "not an item"),
        (InsertItem(path("top5/e1/issuing_bodies"), 0, Entry()), "cannot have this value"),
        (
            InsertItem(path("top5/e1/comment"), 0, Bullets(items=(Bullet(id="b"), Bullet(id="b")))),
            "same id",
        ),
        (MoveItem(path("top5/e1"), 2), "index 2 is out of range"),
    ],
)
def test_an_edit_that_makes_the_issue_invalid_is_refused(edit: Any, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        applied(ISSUE, edit)


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(path("no_such"), ""),
        SetValue(path("top5/e9/title"), ""),
        SetValue(path("headline/x"), ""),
        RemoveItem(path("top5/e9")),
        RemoveItem(path("headline/x")),
        MoveItem(path("top5/e9"), 0),
        InsertItem(path("headline"), 0, E1),
    ],
)
def test_an_edit_of_a_missing_path_raises(edit: Any) -> None:
    with pytest.raises(NoSuchField):
        applied(ISSUE, edit)
