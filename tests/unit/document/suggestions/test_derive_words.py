"""Records of words: what they hold, and that they give the text that somebody typed."""

from __future__ import annotations

import pytest

from editor.document.editing.edits import SetValue
from editor.document.paths import path, value_at
from editor.document.suggestions.review import as_suggested
from schemas import Issue
from tests.properties.suggestion_cases import said
from tests.unit.document.suggestions.people import COMMENT, Person

NEWS = "noteworthy/policy_news/n1/text"


@pytest.mark.parametrize("place", [NEWS, f"{COMMENT}/p1/text"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A **new** plan.", "A **new bold** plan."),
        ("A **new** plan.", "A **bold new** plan."),
        ("A *new* plan **for** trade.", "A *new bold* plan **only for** trade."),
        ("A [new](https://example.org) plan.", "A [new bold](https://example.org) plan."),
    ],
)
def test_a_space_between_two_words_of_one_style_has_that_style(place: str, before: str, after: str) -> None:
    editor = Person("Sample Editor")
    editor.write(SetValue(path(place), before))
    editor.suggest(SetValue(path(place), after))
    assert said(as_suggested(editor.issue, "Sample Editor").issue) == said(_with_text(editor, place, after))
    assert "replace" not in editor.said[0].verb
    editor.accept()
    assert editor.text(place) == after


def _with_text(person: Person, place: str, text: str) -> Issue:
    other = Person("Sample Author", person.issue)
    other.write(SetValue(path(place), text))
    return other.issue


def test_parts_of_one_suggestion_are_decided_together() -> None:
    """Otherwise a word that the author typed could be taken in one place, and stay in the other."""
    author, editor = Person("Sample Author"), Person("Sample Editor")
    comment = path(COMMENT)
    first, second = value_at(editor.issue, comment)
    editor.suggest(SetValue(comment, (first,)))  # the second paragraph goes
    author.issue = author.saved = editor.issue
    author.write(SetValue(comment / second.id / "text", f"My {second.text}"))  # the author's word stays
    editor.issue = author.issue
    editor.suggest(SetValue(path(f"{COMMENT}/p1/text"), f"{first.text} Then. My"))
    assert [one.author for one in editor.cards] == ["Sample Editor"]
    editor.accept()
    assert editor.lines() == [f"{first.text} Then. My"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("A bold new plan.", "A bold **new** plan."),
        ("A new bold plan.", "A **new** bold plan."),
        ("A new plan, then.", "A **new** plan, then."),
    ],
)
def test_what_the_author_types_beside_words_is_not_formatted_with_them(written: str, wanted: str) -> None:
    author, editor = Person("Sample Author"), Person("Sample Editor")
    for person in (author, editor):
        person.write(SetValue(path(NEWS), "A new plan."))
    editor.suggest(SetValue(path(NEWS), "A **new** plan."))
    author.issue = editor.issue
    author.write(SetValue(path(NEWS), written))
    author.accept()
    assert author.text(NEWS) == wanted


def test_suggestions_that_touch_do_not_overlap() -> None:
    one, other = Person("Sample Editor"), Person("Another Editor")
    one.write(SetValue(path(NEWS), "A new plan."))
    one.suggest(SetValue(path(NEWS), "A plan."))
    other.issue = one.issue
    other.suggest(SetValue(path(NEWS), "A new policy."))
    assert other.accept() == ()
    assert other.text(NEWS) == "A policy."


def test_of_two_that_overlap_the_first_is_taken_whatever_its_id() -> None:
    one, other = Person("Sample Editor"), Person("Another Editor")
    for wanted in ("policy", "law", "rule"):
        one.issue = one.saved
        one.write(SetValue(path(NEWS), "A new plan."))
        one.suggest(SetValue(path(NEWS), f"A new {wanted}."))
        other.issue = one.issue
        other.suggest(SetValue(path(NEWS), "A new idea."))
        (left,) = other.accept()
        assert left.author == "Another Editor"
        assert other.text(NEWS) == f"A new {wanted}."
