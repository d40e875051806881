"""Typing in a paragraph full of suggestions: what is far from the change stays, and only what is near is derived."""

from __future__ import annotations

import pytest

from editor.document.compare import hunks, sequences
from editor.document.compare.word_diff import words_in
from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.document.suggestions import index
from editor.document.suggestions.review import next_counter, open_records
from editor.document.text.inline import parse
from tests.unit.document.suggestions.people import COMMENT, Person

TEXT = path(f"{COMMENT}/p1/text")
SENTENCES = tuple(
    f"Sentence number {number} says much about the plan of this country, and that of one ministry for the coming year."
    for number in range(8)
)


def _typed(person: Person, before: str, behind: str, words: str) -> None:
    """Type words letter by letter between two stretches of the text that the person sees."""
    for end in range(1, len(words) + 1):
        person.suggest(SetValue(TEXT, f"{before}{words[:end]}{behind}"))


def _editor_with_suggestions() -> Person:
    """One word more in each sentence, each a suggestion of its own."""
    editor = Person("Sample Editor")
    editor.write(SetValue(TEXT, " ".join(SENTENCES)))
    shown = list(SENTENCES)
    for number, sentence in enumerate(SENTENCES):
        shown[number] = sentence.replace("one ministry", "one large ministry")
        editor.suggest(SetValue(TEXT, " ".join(shown)))
    assert len(editor.cards) == len(SENTENCES)
    return editor


def test_what_is_typed_far_from_other_suggestions_leaves_them_as_they_are() -> None:
    editor = _editor_with_suggestions()
    there = open_records(editor.issue.review)
    shown = " ".join(SENTENCES).replace("one ministry", "one large ministry")
    at = shown.index("Sentence number 4")
    _typed(editor, shown[:at], shown[at:], "In the end, ")
    now = open_records(editor.issue.review)
    assert [one for one in now if one in there] == list(there)
    (new,) = [one for one in now if one not in there]
    assert new.new.strip() == "In the end,"  # type: ignore[attr-defined]
    editor.accept()
    assert editor.text(str(TEXT)) == f"{shown[:at]}In the end, {shown[at:]}"


def test_a_word_typed_into_a_suggestion_belongs_to_it() -> None:
    editor = _editor_with_suggestions()
    shown = " ".join(SENTENCES).replace("one ministry", "one large ministry")
    at = shown.index("large", shown.index("number 3"))
    _typed(editor, shown[:at], shown[at:], "very ")
    assert len(editor.cards) == len(SENTENCES)
    editor.accept()
    assert editor.text(str(TEXT)) == f"{shown[:at]}very {shown[at:]}"


def test_a_letter_compares_what_is_near_it_only(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = _editor_with_suggestions()
    shown = " ".join(SENTENCES).replace("one ministry", "one large ministry")
    compared: list[int] = []
    whole = sequences.diff_sequences

    def counted(old: tuple[object, ...], new: tuple[object, ...]) -> object:
        compared.append(max(len(old), len(new)))
        return whole(old, new)

    monkeypatch.setattr(hunks, "diff_sequences", counted)
    at = shown.index("Sentence number 4")
    _typed(editor, shown[:at], shown[at:], "So ")
    assert compared
    assert 4 * max(compared) < len(words_in(parse(shown)))


def test_the_author_typing_moves_what_is_behind() -> None:
    editor = _editor_with_suggestions()
    whole = " ".join(SENTENCES)
    at = whole.index("Sentence number 4")
    author = Person("Sample Author", editor.issue)
    for end in range(1, 6):
        author.write(SetValue(TEXT, f"{whole[:at]}{'So , '[:end]}{whole[at:]}"))
    then = f"{whole[:at]}So , {whole[at:]}"
    for record in open_records(author.issue.review):
        assert not record.outdated
        assert then[: record.start].endswith(record.before)  # type: ignore[attr-defined]
        assert then[record.start :].startswith(record.after.split("\n")[0])  # type: ignore[attr-defined]
    author.accept()
    assert author.text(str(TEXT)) == then.replace("one ministry", "one large ministry")


def test_an_index_that_is_taken_along_is_the_one_that_would_be_made() -> None:
    editor = _editor_with_suggestions()
    records = editor.issue.review.suggestions
    made = index.index_of(records)
    later = records[2].model_copy(update={"counter": next_counter(editor.issue.review)})
    after = index.with_replaced(records, {2: later})
    assert after[2] is later
    assert index.index_of(after).highest == later.counter == made.highest + 1
    elsewhere = later.model_copy(update={"path": "headline"})
    assert index.index_of(index.with_replaced(after, {2: elsewhere})).under("headline") == (2,)
    lower = after[2].model_copy(update={"counter": 0})
    assert index.index_of(index.with_replaced(after, {2: lower})).highest == made.highest
