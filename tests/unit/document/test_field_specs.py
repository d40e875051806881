"""Field metadata by path."""

import pytest

from editor.document.field_specs import is_inline, spec_at
from editor.document.paths import ROOT, path
from schemas import Bullet, Bullets, Entry, Issue, Paragraph

ISSUE = Issue(
    top5=(
        Entry(
            id="e",
            comment=(Paragraph(id="p", text="Why."), Bullets(id="b", items=(Bullet(id="x", text="First"),))),
        ),
    )
)


@pytest.mark.parametrize("text", ["top5/e/comment/p/text", "top5/e/comment/b/items/x/text"])
def test_texts_of_limited_markdown(text: str) -> None:
    assert is_inline(ISSUE, path(text))


@pytest.mark.parametrize(
    "text",
    ["headline", "top5", "top5/e", "top5/e/id", "top5/e/title", "top5/e/comment/p", "top5/gone/title", "no/such"],
)
def test_other_fields_are_not_limited_markdown(text: str) -> None:
    assert not is_inline(ISSUE, path(text))


def test_spec_at() -> None:
    spec = spec_at(ISSUE, path("top5/e/title"))
    assert spec is not None
    assert spec.label == "Title"


@pytest.mark.parametrize("text", ["top5/e", "top5/e/id", "top5/gone/title", "no/such"])
def test_items_ids_and_missing_paths_have_no_spec(text: str) -> None:
    assert spec_at(ISSUE, path(text)) is None
    assert spec_at(ISSUE, ROOT) is None
