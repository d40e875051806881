"""The structure of forms: rows and nouns of items."""

import pytest

from editor.document.form_structure import is_period, item_model, item_noun, rows
from schemas import (
    Entry,
    Imprint,
    Issue,
    Item,
    NewsItem,
    NewsSource,
    Noteworthy,
    Part,
    Person,
    Publisher,
    ReportingPeriod,
    spec_of,
    specs_of,
)


@pytest.mark.parametrize(
    ("model", "wanted"),
    [
        (NewsSource, [("label", "link")]),
        (NewsItem, [("date",), ("text",), ("source",)]),
        (ReportingPeriod, [("start", "end")]),
        (Person, [("name", "role")]),
        (Publisher, [("name",), ("street", "city"), ("phone", "mail"), ("website",)]),
    ],
)
def test_short_fields_share_a_row(model: type[Part], wanted: list[tuple[str, ...]]) -> None:
    assert list(rows(specs_of(model))) == wanted


@pytest.mark.parametrize("model", [Issue, Entry, NewsItem, Person, Publisher, Imprint])
def test_every_field_is_in_one_row_in_schema_order(model: type[Part]) -> None:
    assert [name for row in rows(specs_of(model)) for name in row] == list(specs_of(model))


def test_a_period_is_two_days() -> None:
    assert is_period(ReportingPeriod)
    assert not is_period(NewsItem)


@pytest.mark.parametrize(
    ("owner", "field", "model", "noun"),
    [
        (Issue, "top5", Entry, "entry"),
        (Noteworthy, "policy_news", NewsItem, "news item"),
        (Imprint, "editors", Person, "editor"),
    ],
)
def test_item_nouns(owner: type[Part], field: str, model: type[Item], noun: str) -> None:
    assert item_model(owner, field) is model
    assert item_noun(spec_of(owner, field), model) == noun


def test_the_default_noun_is_the_models_name() -> None:
    assert item_noun(spec_of(Entry, "title"), NewsItem) == "news item"


def test_item_model_refuses_fields_that_are_not_lists() -> None:
    with pytest.raises(TypeError):
        item_model(Entry, "title")
