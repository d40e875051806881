"""Field paths: values, missing paths, operations."""

from __future__ import annotations

import pytest

from editor.document.paths import ROOT, FieldPath, NoSuchField, path, position, value_at
from schemas import Bullet, Bullets, Entry, Issue, Paragraph

ENTRY = Entry(
    id="e1",
    title="One",
    comment=(Paragraph(id="p1", text="Why"), Bullets(id="b1", items=(Bullet(id="u1", text="a"), Bullet(id="u2")))),
    issuing_bodies=("NDRC",),
)
ISSUE = Issue(headline="Topics", top5=(ENTRY, Entry(id="e2")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ISSUE),
        ("headline", "Topics"),
        ("top5", ISSUE.top5),
        ("top5/e1", ENTRY),
        ("top5/e1/comment/p1/text", "Why"),
        ("top5/e1/comment/b1/items/u1/text", "a"),
        ("top5/e1/issuing_bodies", ("NDRC",)),
        ("reporting_period/start", None),
    ],
)
def test_value_at(text: str, value: object) -> None:
    assert value_at(ISSUE, FieldPath.parse(text)) == value
    assert str(FieldPath.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "topics",
        "top5/e3",
        "top5/e1/date/year",
        "top5/e1/comment/p1/items",
        "headline/0",
        "top5/0",
        "__class__",
        "top5/e1/id/e1",
    ],
)
def test_a_missing_path_is_named_in_the_error(text: str) -> None:
    with pytest.raises(NoSuchField) as trouble:
        value_at(ISSUE, FieldPath.parse(text))
    assert str(trouble.value) == f"{text} does not exist."


@pytest.mark.parametrize("text", ["/", "a//b", "/a", "a/"])
def test_an_empty_segment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="empty segment"):
        FieldPath.parse(text)


def test_path_operations() -> None:
    comment = path("top5/e1") / "comment"
    assert comment == path("top5/e1/comment")
    assert comment.parent == path("top5/e1")
    assert path("p1/text").under(comment) == path("top5/e1/comment/p1/text")
    assert ROOT.under(comment) == comment == comment.under(ROOT)
    assert ROOT.parent == ROOT
    assert {comment: 1}[path("top5/e1/comment")] == 1
    assert repr(comment) == "FieldPath('top5/e1/comment')"


def test_a_path_is_valid_after_a_reorder() -> None:
    turned = ISSUE.model_copy(update={"top5": ISSUE.top5[::-1]})
    assert value_at(turned, path("top5/e1/title")) == "One"


def test_the_position_of_an_item() -> None:
    assert position(ISSUE.top5, "e2") == 1
    with pytest.raises(NoSuchField):
        position(ISSUE.top5, "e3")
