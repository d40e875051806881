"""Old files are upgraded to the current version, and items without ids get stable ones."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.upgrade import ISSUES, LIBRARIES, Format, UnknownFormat, upgraded


def raw(**content: Any) -> dict[str, Any]:
    return {"format": "newsdesk-issue", "version": 2, **content}


def test_ids_are_counted_where_none_are_given() -> None:
    found = upgraded(raw(top5=[{}, {"id": "item-2"}, {"comment": [{"type": "paragraph"}]}]), ISSUES)
    assert [entry["id"] for entry in found["top5"]] == ["item-3", "item-2", "item-4"]
    assert found["top5"][2]["comment"][0]["id"] == "item-1"
    assert found == upgraded(raw(top5=[{}, {"id": "item-2"}, {"comment": [{"type": "paragraph"}]}]), ISSUES)


def test_ids_that_are_given_stay_and_come_first() -> None:
    found = upgraded(raw(top5=[{"title": "x", "id": "e1"}]), ISSUES)
    assert list(found["top5"][0].items()) == [("id", "e1"), ("title", "x")]


def test_of_two_items_with_one_id_the_second_gets_another() -> None:
    found = upgraded(raw(top5=[{"id": "e1"}, {"id": "e1"}, {"id": "e1"}]), ISSUES)
    assert [entry["id"] for entry in found["top5"]] == ["e1", "item-2", "item-3"]


def test_one_id_in_two_lists_is_allowed() -> None:
    content = raw(noteworthy={"policy_news": [{"id": "n1"}], "corporate_news": [{"id": "n1"}]})
    assert upgraded(content, ISSUES) == content


def test_ids_of_a_wrong_type_and_lines_are_left_to_validation() -> None:
    content = raw(top5=[{"id": 7}, {"id": "e1", "issuing_bodies": ["NDRC", "MOF"]}, 3])
    assert upgraded(content, ISSUES) == content


def test_the_content_given_is_not_changed() -> None:
    content = raw(top5=[{}])
    upgraded(content, ISSUES)
    assert content == raw(top5=[{}])


def test_old_versions_are_upgraded_step_by_step() -> None:
    steps = {
        1: lambda old: {**old, "version": 2, "headline": old["title"]},
        2: lambda old: {**{key: value for key, value in old.items() if key != "title"}, "version": 3},
    }
    third = Format("newsdesk-issue", 3, "a newsletter issue", steps)
    assert upgraded(raw(version=1, title="Topics"), third) == raw(version=3, headline="Topics")
    assert upgraded(raw(version=3, headline="Topics"), third) == raw(version=3, headline="Topics")


@pytest.mark.parametrize("format", [ISSUES, LIBRARIES])
def test_every_old_version_has_a_step(format: Format) -> None:
    assert sorted(format.steps) == list(range(1, format.version))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "the file contains a list, not an object"),
        ("x", "the file contains text"),
        (None, "the file contains nothing"),
        (True, "the file contains true or false"),
        ({}, '"format" is missing, expected "newsdesk-issue"'),
        ({"format": "x", "version": 1}, '"format" is \'x\', expected "newsdesk-issue"'),
        ({"format": "newsdesk-library"}, "This is a library of people and bodies, not a newsletter issue."),
        ({"format": "newsdesk-issue"}, "a whole number from 1 to 2"),
        (raw(version="1"), "a whole number from 1 to 2"),
        (raw(version=0), "a whole number from 1 to 2"),
        (raw(version=3), "has version 3, but this Newsdesk reads versions up to 2. Update Newsdesk"),
    ],
)
def test_invalid_content_is_refused(content: object, message: str) -> None:
    with pytest.raises(UnknownFormat) as refusal:
        upgraded(content, ISSUES)
    assert message in str(refusal.value)


def test_an_issue_is_refused_as_a_library() -> None:
    with pytest.raises(UnknownFormat, match="This is a newsletter issue, not a library of people and bodies"):
        upgraded(raw(), LIBRARIES)
