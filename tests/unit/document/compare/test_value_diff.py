"""Values of an issue as text, and their comparison."""

import datetime as dt

import pytest

from editor.document.compare.value_diff import readable_runs, value_diff, whole_value
from editor.document.compare.word_diff import ChangeKind
from editor.document.text.inline import Run, text_of
from schemas import Bullet, Bullets, Entry, NewsItem, Paragraph, Person

DAY = dt.date(2025, 3, 12)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        ("A *plan*", "A *plan*"),
        (DAY, "March 12, 2025"),
        (("NDRC", "MOF"), "NDRC, MOF"),
        (Paragraph(text="A **plan** by [2027](https://a.example/)."), "A plan by 2027."),
        (Bullets(items=(Bullet(text="One"), Bullet(), Bullet(text="*Two*"))), "One · Two"),
        (NewsItem(date=DAY, text="News."), "March 12, 2025 · News."),
        ((Person(name="Sample Author"), Person(name="Sample Editor")), "Sample Author · Sample Editor"),
        (Entry(), ""),
    ],
)
def test_readable_runs(value: object, words: str) -> None:
    assert text_of(readable_runs(value)) == words


def test_texts_keep_their_styles_and_are_separated() -> None:
    block = Bullets(items=(Bullet(text="**One"), Bullet(text="Two**"), Bullet(text="**Three**")))
    assert readable_runs(block) == (Run("**One · Two** · "), Run("Three", strong=True))
    assert readable_runs("**Bold**", is_inline=True) == (Run("Bold", strong=True),)


def test_the_separator_can_be_a_line_break() -> None:
    assert text_of(readable_runs(Person(name="Sample Author", role=("Analyst", "Sample")), "\n")) == (
        "Sample Author\nAnalyst, Sample"
    )


def as_pairs(old: object, new: object, *, is_inline: bool = False) -> list[tuple[ChangeKind, str]]:
    return [(piece.change, piece.text) for piece in value_diff(old, new, is_inline=is_inline)]


def test_dates_and_items_are_replaced_as_a_whole() -> None:
    later = dt.date(2025, 3, 13)
    assert as_pairs(DAY, later) == [(ChangeKind.DELETED, "March 12, 2025"), (ChangeKind.INSERTED, "March 13, 2025")]
    assert as_pairs(None, DAY) == [(ChangeKind.INSERTED, "March 12, 2025")]
    assert as_pairs(DAY, None) == [(ChangeKind.DELETED, "March 12, 2025")]
    assert as_pairs("old@a.example", "new@a.example") == [
        (ChangeKind.DELETED, "old@a.example"),
        (ChangeKind.INSERTED, "new@a.example"),
    ]
    listed = Bullets(items=(Bullet(text="First"), Bullet(text="Second")))
    assert as_pairs(Paragraph(text="First"), listed) == [
        (ChangeKind.DELETED, "First"),
        (ChangeKind.INSERTED, "First · Second"),
    ]


def test_lists_and_texts_differ_in_words() -> None:
    assert as_pairs(("NDRC",), ("NDRC", "MOF")) == [(ChangeKind.SAME, "NDRC"), (ChangeKind.INSERTED, ", MOF")]
    assert as_pairs("A *plan*", "A *plan* now") == [(ChangeKind.SAME, "A *plan*"), (ChangeKind.INSERTED, " now")]
    assert as_pairs("A plan", "A **plan**", is_inline=True) == [
        (ChangeKind.SAME, "A "),
        (ChangeKind.DELETED, "plan"),
        (ChangeKind.INSERTED, "plan"),
    ]


def test_an_empty_value_has_no_parts() -> None:
    assert whole_value(ChangeKind.INSERTED, Paragraph()) == ()
    assert value_diff(None, ()) == ()
