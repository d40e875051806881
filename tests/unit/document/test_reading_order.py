"""Sorting paths in reading order."""

import random

from editor.document.paths import path
from editor.document.reading_order import reading_position
from schemas import Entry, Issue, Paragraph

ISSUE = Issue(
    top5=(
        Entry(id="b", title="One", comment=(Paragraph(id="p2", text="x"), Paragraph(id="p1", text="y"))),
        Entry(id="a", title="Two"),
    )
)
AS_READ = [
    path("headline"),
    path("top5/b"),
    path("top5/b/title"),
    path("top5/b/comment"),
    path("top5/b/comment/p2/text"),
    path("top5/b/comment/p1/text"),
    path("top5/a/title"),
    path("noteworthy/policy_news"),
    path("imprint"),
]


def test_fields_are_in_schema_order_and_items_in_list_order() -> None:
    mixed = random.Random(1).sample(AS_READ, len(AS_READ))
    assert sorted(mixed, key=lambda one: reading_position(ISSUE, one)) == AS_READ


def test_a_missing_path_sorts_before_the_content_of_its_parent() -> None:
    gone = reading_position(ISSUE, path("top5/b/comment/p9/text"))
    assert reading_position(ISSUE, path("top5/b/title")) < gone <= reading_position(ISSUE, path("top5/b/comment/p2"))
    assert reading_position(ISSUE, path("nothing/at/all")) == ()
