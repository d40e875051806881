"""A list that is added to the schema shows up everywhere, without a line elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.docs.how_to import Step, Workspace

FIELD = """\
    regional_news: Annotated[
        tuple[NewsItem, ...], Spec("Regional news", Kind.ITEMS, required=True, item="news item")
    ] = ()


"""
SCRIPT = Path(__file__).with_name("use_added_list.py")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the project with one more list in `Noteworthy` makes of it."""
    workspace = Workspace(tmp_path_factory.mktemp("copy") / "newsdesk")
    workspace.follow(Step(("edit=schemas/issue.py", "before=class Person(Item)"), FIELD, 1))
    workspace.follow(Step(("run",), f"python -P {SCRIPT} issues/china-industries-2025-03-12.json", 2))
    found: dict[str, Any] = json.loads(workspace.output[workspace.output.index('{"outline"') :].splitlines()[0])
    return found


def test_it_is_in_the_outline(results: dict[str, Any]) -> None:
    assert results["outline"][-4:] == [
        ["Noteworthy", "Policy news"],
        ["", "Corporate news"],
        ["", "Regional news"],
        ["", "Imprint"],
    ]


def test_it_has_a_form(results: dict[str, Any]) -> None:
    assert results["form"] == [f"{field}, Regional news, item 1" for field in ("Date", "Text", "Source", "Link")]


def test_it_is_checked_and_labelled(results: dict[str, Any]) -> None:
    assert results["finding"] == ["news-outside-period"]
    assert results["label"] == "Regional news, item 1, Text"


def test_it_is_approved_by_itself(results: dict[str, Any]) -> None:
    assert results["approval"][-3:] == [
        ["corporate-news", "approved"],
        ["regional-news", "in_review"],
        ["imprint", "approved"],
    ]


def test_it_is_in_the_contents_with_its_page(results: dict[str, Any]) -> None:
    titles = [title for title, _ in results["contents"]]
    assert titles[-3:] == ["Policy news", "Corporate news", "Regional news"]
    assert results["contents"][-1][1] == results["pages"][0]


def test_it_is_on_the_pages_under_the_label_of_the_schema(results: dict[str, Any]) -> None:
    assert len(results["pages"]) == 1
    assert '<h2 class="list" id="noteworthy/regional_news">Regional news</h2>' in results["html"]
    assert results["shown by"] == "noteworthy"


def test_a_change_in_it_is_a_reason_to_lay_out_its_section_again(results: dict[str, Any]) -> None:
    assert results["failure"] is False


def test_it_is_read_back_from_the_text_form(results: dict[str, Any]) -> None:
    lists = {name: [bare(item) for item in items] for name, items in results["read back"].items()}
    assert lists == {name: [bare(item) for item in items] for name, items in results["written"].items()}
    assert [item["text"] for item in lists["regional_news"]] == ["Shanghai publishes a plan for its data industry."]


def test_what_colleagues_do_in_it_comes_back_from_word(results: dict[str, Any]) -> None:
    assert results["returned"] == ["Shanghai publishes another plan.", "Chongqing opens a port.", "moved"]


def test_it_tells_which_issue_a_document_is_of(results: dict[str, Any]) -> None:
    assert results["alike"] is True


def bare(item: dict[str, Any]) -> dict[str, Any]:
    """An item without its id, which the text form does not hold."""
    return {name: value for name, value in item.items() if name != "id"}


def test_it_is_in_the_text_form(results: dict[str, Any]) -> None:
    assert "Regional news\n\n- *February 3:* Shanghai publishes a plan for its data industry." in results["text"]
