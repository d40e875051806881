"""A suggested removal of whole lines stays one, wherever the author moves its lines or their neighbours."""

import datetime as dt
from collections.abc import Callable
from itertools import combinations, permutations

import pytest

from editor.document.suggestions.follow import with_rebased_suggestions
from editor.document.suggestions.review import accepted, open_records
from schemas import Block, Bullet, Bullets, Entry, Issue, Paragraph
from tests.suggesting import with_suggested

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
Made = Callable[[str], tuple[Block, ...]]
NAMES = "abcd"


def _paragraphs(names: str) -> tuple[Block, ...]:
    return tuple(Paragraph(id=name, text=f"The {name} line **is** here.") for name in names)


def _bullets(names: str) -> tuple[Block, ...]:
    bullets = tuple(Bullet(id=name, text=f"The {name} line is here.") for name in names)
    return (Bullets(id="l", items=bullets),) if bullets else ()


def _issue(blocks: tuple[Block, ...]) -> Issue:
    return Issue(top5=(Entry(id="e", comment=blocks),))


@pytest.mark.parametrize("made", [_paragraphs, _bullets])
@pytest.mark.parametrize("removed", NAMES)
def test_one_removed_line_goes_with_every_new_order(made: Made, removed: str) -> None:
    before = with_suggested(_issue(made(NAMES)), "Editor", _issue(made(NAMES.replace(removed, ""))), AT)
    for order in map("".join, permutations(NAMES)):
        after = with_rebased_suggestions(before, _issue(made(order)).model_copy(update={"review": before.review}))
        (record,) = open_records(after.review)
        assert not record.outdated, order
        outcome = accepted(after, [record.id], by="Author", at=AT)
        assert outcome.issue.top5[0].comment == made(order.replace(removed, "")), order


def test_lines_that_are_no_neighbours_any_more_leave_the_removal_outdated() -> None:
    before = with_suggested(_issue(_paragraphs(NAMES)), "Editor", _issue(_paragraphs("ad")), AT)
    for order in map("".join, permutations(NAMES)):
        after = with_rebased_suggestions(
            before, _issue(_paragraphs(order)).model_copy(update={"review": before.review})
        )
        (record,) = open_records(after.review)
        assert record.outdated != ("bc" in order), order
        outcome = accepted(after, [record.id], by="Author", at=AT)
        wanted = order.replace("bc", "")
        assert outcome.issue.top5[0].comment == _paragraphs(wanted), order


def test_what_the_author_inserts_beside_a_removed_line_stays() -> None:
    before = with_suggested(_issue(_paragraphs(NAMES)), "Editor", _issue(_paragraphs("acd")), AT)
    for left in combinations(range(len(NAMES) + 1), 2):
        order = NAMES
        for number, place in enumerate(left):
            order = order[: place + number] + "xy"[number] + order[place + number :]
        after = with_rebased_suggestions(
            before, _issue(_paragraphs(order)).model_copy(update={"review": before.review})
        )
        (record,) = open_records(after.review)
        outcome = accepted(after, [record.id], by="Author", at=AT)
        assert outcome.issue.top5[0].comment == _paragraphs(order.replace("b", "")), order
