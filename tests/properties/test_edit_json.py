"""Edits round-trip through JSON; invalid records are refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.diff import changes
from editor.document.editing.edit_json import BadEdit, as_json, from_json
from editor.document.editing.edits import (
    CompoundEdit,
    Edit,
    EditRefused,
    InsertItem,
    MoveItem,
    RemoveItem,
    SetValue,
    Splice,
    applied,
)
from editor.document.editing.splices import spliced
from editor.document.paths import NoSuchField, path
from schemas import Bullet, Bullets, Entry, Issue, Noteworthy, Paragraph
from tests.properties.strategies import edited, issues, texts

ISSUE = Issue(
    top5=(
        Entry(
            id="e1", issuing_bodies=("NDRC",), comment=(Paragraph(id="p1"), Bullets(id="b1", items=(Bullet(id="u1"),)))
        ),
    )
)


def written_and_read(edit: Edit) -> Edit:
    return from_json(json.loads(json.dumps(as_json(edit))))


@given(issues, issues)
def test_all_edits_between_two_issues_round_trip(before: Issue, after: Issue) -> None:
    for edit in changes(before, after):
        assert written_and_read(edit) == edit
    assert applied(before, written_and_read(CompoundEdit(changes(before, after)))) == after


@pytest.mark.parametrize(
    "edit",
    [
        Splice(path("top5/e1/issuing_bodies"), 0, 2, ()),
        Splice(path("top5/e1/issuing_bodies"), 1, 0, ()),
        Splice(path("top5/e1/comment"), 0, 1, ()),
        Splice(path("headline"), 0, 1, ("x",)),
    ],
)
def test_a_splice_outside_the_list_is_refused(edit: Splice) -> None:
    with pytest.raises(EditRefused):
        applied(ISSUE, edit)


@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_a_splice_covers_only_what_differs(before: list[str], after: list[str]) -> None:
    place = path("top5/e1/issuing_bodies")
    issue = applied(ISSUE, SetValue(place, tuple(before)))
    (edit,) = spliced(issue, (SetValue(place, tuple(after)),))
    assert applied(issue, written_and_read(edit)) == applied(issue, SetValue(place, tuple(after)))


@given(st.data(), issues)
def test_single_edits_round_trip(data: st.DataObject, before: Issue) -> None:
    after = data.draw(edited(before))
    assert [written_and_read(edit) for edit in changes(before, after)] == [*changes(before, after)]


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(path("noteworthy"), Noteworthy()),
        SetValue(path("top5/e1"), Entry(id="e1", title="One")),
        SetValue(path("top5/e1/comment"), (Bullets(id="b2", items=(Bullet(id="u"),)), Paragraph(id="p2"))),
        SetValue(path("top5/e1/comment/b1"), Paragraph(id="b1", text="Of another kind")),
        SetValue(path("top5/e1/comment/b1/items/u1/text"), "One thought"),
        SetValue(path("top5/e1/date"), None),
        InsertItem(path("top5/e1/comment/b1/items"), 0, Bullet(id="u2")),
        InsertItem(path("top5/e1/comment"), 1, Bullets(id="b3")),
        MoveItem(path("top5/e1/comment/b1"), 0),
        RemoveItem(path("top5/e1/comment/b1/items/u1")),
        Splice(path("top5/e1/issuing_bodies"), 0, 1, ("MOF", "MIIT")),
        CompoundEdit((RemoveItem(path("top5/e1")), CompoundEdit(()))),
    ],
)
def test_every_kind_of_edit(edit: Edit) -> None:
    assert written_and_read(edit) == edit
    applied(ISSUE, written_and_read(edit))


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        "set",
        {},
        {"do": "set"},
        {"do": "explode", "path": "top5"},
        {"do": "set", "path": "headline"},
        {"do": "set", "path": "headline", "value": 3},
        {"do": "set", "path": "headline", "value": "\ud83d"},
        {"do": "set", "path": "", "value": {}},
        {"do": "set", "path": "a//b", "value": ""},
        {"do": "set", "path": 3, "value": ""},
        {"do": "set", "path": "headline/x", "value": ""},
        {"do": "set", "path": "top5/e1/no_such", "value": ""},
        {"do": "set", "path": "top5/e1/date", "value": "yesterday"},
        {"do": "set", "path": "top5", "value": [{"id": "e1", "title": ["x"]}]},
        {"do": "set", "path": "top5/e1/comment", "value": [{"id": "p", "type": "picture"}]},
        {"do": "insert", "path": "top5", "index": 0},
        {"do": "insert", "path": "top5", "index": "0", "item": {"id": "e1"}},
        {"do": "insert", "path": "top5", "index": True, "item": {"id": "e1"}},
        {"do": "insert", "path": "top5", "index": 0, "item": {"id": "No id"}},
        {"do": "insert", "path": "top5/e1/issuing_bodies", "index": 0, "item": "NDRC"},
        {"do": "insert", "path": "headline", "index": 0, "item": {"id": "e1"}},
        {"do": "insert", "path": "top5", "index": 0, "item": {"id": "e1", "run": "rm"}},
        {"do": "set", "path": "top5/e1/comment/p1/items", "value": "text"},
        {"do": "move", "path": "top5/e1"},
        {"do": "move", "path": "top5/e1", "index": 1.5},
        {"do": "splice", "path": "top5/e1/issuing_bodies", "start": 0, "stop": 1},
        {"do": "splice", "path": "top5/e1/issuing_bodies", "start": 0, "stop": 1, "values": "NDRC"},
        {"do": "splice", "path": "top5/e1/issuing_bodies", "start": 0, "stop": 1, "values": [1]},
        {"do": "splice", "path": "top5/e1/issuing_bodies", "start": 0, "stop": 1, "values": ["\ud83d"]},
        {"do": "splice", "path": "headline", "start": 0, "stop": 1, "values": ["x"]},
        {"do": "splice", "path": "top5/e1/issuing_bodies", "start": "0", "stop": 1, "values": []},
        {"do": "remove", "path": None},
        {"do": "several", "edits": None},
        {"do": "several", "edits": [{}]},
    ],
)
def test_invalid_records_are_refused(record: Any) -> None:
    with pytest.raises(BadEdit):
        from_json(record)


def test_deeply_nested_edits_are_refused() -> None:
    record: dict[str, Any] = {"do": "several", "edits": []}
    for _ in range(10_000):
        record = {"do": "several", "edits": [record]}
    with pytest.raises(BadEdit):
        from_json(record)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "text"]), inner),
    max_leaves=6,
)
paths = st.lists(st.sampled_from(["top5", "e1", "comment", "b1", "items", "u1", "text", "date", "id", "", "x"])).map(
    "/".join
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "do": st.sampled_from(["set", "insert", "remove", "move", "several"]) | values,
            "path": paths | values,
            "value": values,
            "item": values,
            "index": st.integers(-1, 3) | values,
            "edits": values,
        },
    )
)
def test_whatever_is_read_is_an_edit_or_refused(record: Any) -> None:
    try:
        edit = from_json(record)
    except BadEdit:
        return
    try:
        after = applied(ISSUE, edit)
    except (EditRefused, NoSuchField):
        return
    assert Issue.model_validate_json(after.model_dump_json()) == after
