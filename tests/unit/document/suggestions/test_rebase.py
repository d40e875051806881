"""Suggestions while the author writes at and around their words."""

from __future__ import annotations

import pytest

from editor.document.editing.edits import RemoveItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.document.suggestions.find import with_found_places
from editor.document.suggestions.review import as_suggested
from schemas import Paragraph
from schemas.review import Review
from tests.unit.document.suggestions.people import COMMENT, Person

NEWS = "noteworthy/policy_news/n1/text"


def both(text: str, suggested: str, written: str) -> Person:
    """The author, who writes something after the editor has suggested something."""
    editor = Person("Sample Editor")
    editor.write(SetValue(path(NEWS), text))
    editor.suggest(SetValue(path(NEWS), suggested))
    author = Person("Sample Author", editor.issue)
    author.write(SetValue(path(NEWS), written))
    return author


@pytest.mark.parametrize(
    ("suggested", "written"),
    [
        ("The scheme growth.", "His idea and growth."),  # the author replaced its beginning
        ("The law of growth.", "The plan of jobs."),  # and its end
        ("The scheme growth.", "The one idea growth."),
    ],
)
def test_words_of_which_the_author_replaced_a_part_are_not_replaced(suggested: str, written: str) -> None:
    author = both("The plan and growth.", suggested, written)
    assert [one.outdated for one in author.open] == [True]
    assert as_suggested(author.issue, "Sample Editor").issue == author.issue


def test_what_the_author_has_inserted_alike_is_not_inserted_again() -> None:
    author = both("A plan for trade.", "A new plan for trade.", "A new plan for trade.")
    author.accept()
    assert author.text(NEWS) == "A new plan for trade."


def test_inserted_words_that_are_there_already_are_not_inserted_by_opening_the_file_again() -> None:
    author = both("A plan for trade.", "A new plan for trade.", "A new plan for trade.")
    assert with_found_places(author.issue) is author.issue
    editor = Person("Sample Editor")
    editor.suggest_replacing(NEWS, "A notice", "See: A notice")
    by_script = applied(editor.issue, SetValue(path(NEWS), "See: A notice on exports."))
    (record,) = with_found_places(by_script).review.suggestions
    assert record.outdated


def test_outdated_words_are_not_applied_even_where_they_stand() -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(NEWS, "exports", "imports")
    (record,) = editor.open
    gone = record.model_copy(update={"outdated": True})
    editor.issue = editor.issue.model_copy(update={"review": Review(suggestions=(gone,))})  # type: ignore[arg-type]
    assert as_suggested(editor.issue, "Sample Editor").issue == editor.issue
    assert editor.accept() == (gone,)


def test_a_paragraph_that_is_added_behind_another_stays_behind_it() -> None:
    editor = Person("Sample Editor")
    comment = path(COMMENT)
    first, second = value_at(editor.issue, comment)
    editor.suggest(SetValue(comment, (first, Paragraph(id="new", text="Suggested."), second)))
    author = Person("Sample Author", editor.issue)
    author.write(SetValue(comment, (first, Paragraph(id="own", text="Written."), second)))
    author.write(SetValue(comment / first.id / "text", f"{first.text} More."))
    author.accept()
    assert author.lines() == [f"{first.text} More.", "Suggested.", "Written.", second.text]


def test_a_paragraph_that_is_added_before_the_first_stays_before_it() -> None:
    editor = Person("Sample Editor")
    comment = path(COMMENT)
    first, second = value_at(editor.issue, comment)
    editor.suggest(SetValue(comment, (Paragraph(id="new", text="Suggested."), first, second)))
    author = Person("Sample Author", editor.issue)
    author.write(SetValue(comment / first.id / "text", f"Now: {first.text}"))
    author.accept()
    assert author.lines() == ["Suggested.", f"Now: {first.text}", second.text]


def test_a_word_that_became_the_edge_of_a_rewritten_stretch_is_no_part_of_it() -> None:
    """Of "governments will drive the plan and fast" the editor leaves "the"; the author deletes what is before that."""
    editor = Person("Sample Editor")
    editor.suggest_replacing(f"{COMMENT}/p1/text", "governments will drive the plan and fast", "the")
    assert len(editor.open) == 1
    author = Person("Sample Author", editor.issue)
    author.replace(f"{COMMENT}/p1/text", "governments will drive the", "the")
    (record,) = author.open
    assert not record.outdated
    assert record.old.strip() == "plan and fast"  # type: ignore[attr-defined]
    assert record.new == ""  # type: ignore[attr-defined]
    author.accept()
    assert "Local the grow." in author.text(f"{COMMENT}/p1/text")


def test_an_item_that_was_changed_since_can_be_removed_again() -> None:
    editor = Person("Sample Editor")
    item = path("noteworthy/policy_news/n1")
    editor.suggest(RemoveItem(item))
    editor.write(SetValue(item / "text", "Another notice."))
    editor.suggest(RemoveItem(item))
    assert as_suggested(editor.issue, "Sample Editor").issue.noteworthy.policy_news == ()
    assert len(editor.open) == 1
