"""Records as a damaged file, a script or a text editor may leave them: nothing crashes, nothing is done twice."""

from __future__ import annotations

import datetime as dt

import pytest

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.suggestions.cards import cards
from editor.document.suggestions.describe import description_of
from editor.document.suggestions.find import with_found_places
from editor.document.suggestions.review import (
    NoSuchSuggestion,
    accepted,
    as_suggested,
    open_records,
    rejected,
    without_traces,
)
from editor.document.suggestions.states import is_outdated
from editor.document.suggestions.upgrade import with_upgraded_proposals
from schemas import Issue
from schemas.review import Proposal, Review
from schemas.suggestion import (
    AddItem,
    Answer,
    Decision,
    DropItem,
    FormatWords,
    ReplaceWords,
    SetField,
    ShiftItem,
    SuggestionRecord,
    TurnLine,
)
from tests.unit.document.suggestions.people import AT, COMMENT, FIRST, ISSUE, Person, save

TEXT = f"{COMMENT}/p1/text"


def record(**fields: object) -> dict[str, object]:
    return {"id": "one", "author": "Sample Editor", "at": AT, "counter": 1, **fields}


def reviewed(*records: SuggestionRecord, decisions: tuple[Decision, ...] = ()) -> Issue:
    return ISSUE.model_copy(update={"review": Review(suggestions=records, decisions=decisions)})  # type: ignore[arg-type]


NOWHERE: tuple[SuggestionRecord, ...] = (
    ReplaceWords(**record(path="top5/gone/title", old="a", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path="", old="a", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path="a//b", old="a", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path="review/threads", old="a", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path=TEXT, start=9_999, old="", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path=TEXT, start=0, old="not there", new="b")),  # type: ignore[arg-type]
    ReplaceWords(**record(path="date", old="a", new="b")),  # type: ignore[arg-type]
    FormatWords(**record(path=TEXT, start=3, old="", strong=True)),  # type: ignore[arg-type]
    FormatWords(**record(path="top5/e1", old="a", strong=True)),  # type: ignore[arg-type]
    TurnLine(**record(path=f"{COMMENT}/gone/text", bullet=True)),  # type: ignore[arg-type]
    TurnLine(**record(path=TEXT, bullet=False)),  # type: ignore[arg-type]
    SetField(**record(path="date", old="2024-01-01", new="2025-01-01")),  # type: ignore[arg-type]
    SetField(**record(path="date", old=None, new="no day")),  # type: ignore[arg-type]
    SetField(**record(path="review", old=None, new={})),  # type: ignore[arg-type]
    AddItem(**record(path="top5", item={"id": "e1"})),  # type: ignore[arg-type]
    AddItem(**record(path="top5", item={"id": "e9", "colour": "red"})),  # type: ignore[arg-type]
    AddItem(**record(path="headline", item={"id": "e9"})),  # type: ignore[arg-type]
    DropItem(**record(path="top5/e9", item={})),  # type: ignore[arg-type]
    DropItem(**record(path="headline", item={})),  # type: ignore[arg-type]
    ShiftItem(**record(path="top5/e9", after="e1")),  # type: ignore[arg-type]
    ShiftItem(**record(path="headline", after="e1")),  # type: ignore[arg-type]
    ShiftItem(**record(path="top5/e1", after="gone", before="gone")),  # type: ignore[arg-type]
)


@pytest.mark.parametrize("one", NOWHERE, ids=lambda one: f"{one.kind} {one.path}")
def test_a_record_that_points_nowhere_is_outdated_and_does_nothing(one: SuggestionRecord) -> None:
    issue = with_found_places(reviewed(one))
    (found,) = open_records(issue.review)
    assert is_outdated(issue, found)
    assert as_suggested(issue, "Sample Editor").issue.top5 == ISSUE.top5
    outcome = accepted(issue, ["one"], by="Sample Author", at=AT)
    assert outcome.left == (found,)
    assert outcome.issue.model_copy(update={"review": Review()}) == ISSUE
    assert description_of(issue, cards((found,))[0]).verb
    assert open_records(rejected(issue, ["one"], by="Sample Author", at=AT).issue.review) == ()


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(NoSuchSuggestion, match="no open suggestion seven"):
        accepted(reviewed(), ["seven"], by="Sample Author", at=AT)


def test_a_decided_suggestion_that_is_still_listed_stays_decided() -> None:
    one = ReplaceWords(**record(path=TEXT, start=0, old="Beijing", new="China"))  # type: ignore[arg-type]
    trace = Decision(id="one", answer=Answer.REJECTED, by="Sample Author", at=AT, counter=2, revision=1)
    issue = reviewed(one, decisions=(trace,))
    assert open_records(issue.review) == ()
    newer = one.model_copy(update={"counter": 3})
    assert open_records(reviewed(newer, decisions=(trace,)).review) == (newer,)


def test_clocks_that_differ_by_a_year_change_nothing() -> None:
    author, editor = Person("Sample Author"), Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    late = editor.issue.review.suggestions[0].model_copy(update={"at": AT + dt.timedelta(days=365)})
    editor.issue = editor.issue.model_copy(update={"review": Review(suggestions=(late,))})
    author.issue = author.saved = editor.saved = editor.issue
    author.reject()
    file = save(author, author.saved)
    save(editor, file)
    assert editor.open == ()


def test_two_people_of_one_name_share_their_suggestions() -> None:
    one, other = Person("Sample Editor"), Person("Sample Editor")
    one.suggest_replacing(TEXT, "drive", "push")
    file = save(one, one.saved)
    other.suggest_replacing(TEXT, "little", "much")
    save(other, file)
    assert as_suggested(other.issue, "Sample Editor").issue.top5[0].comment[0].text == (  # type: ignore[union-attr]
        FIRST.replace("drive", "push").replace("little", "much")
    )


def test_a_place_is_found_again_after_another_program_has_edited_the_text() -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    editor.suggest_replacing(TEXT, "fail.", "fail. Never.")
    outside = applied(editor.issue, SetValue(path(TEXT), f"A new beginning. {FIRST}"))
    found = with_found_places(outside)
    text = as_suggested(found, "Sample Editor").issue.top5[0].comment[0].text  # type: ignore[union-attr]
    assert text == f"A new beginning. {FIRST}".replace("drive", "push").replace("fail.", "fail. Never.")
    assert with_found_places(found) is found


def test_words_that_are_gone_are_outdated_and_come_back_with_them() -> None:
    author, editor = Person("Sample Author"), Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    author.issue = author.saved = editor.issue
    author.replace(TEXT, "will drive the", "has a")
    assert [one.outdated for one in author.open] == [True]
    author.replace(TEXT, "has a", "will drive the")
    assert [one.outdated for one in author.open] == [False]
    author.accept()
    assert author.text(TEXT) == FIRST.replace("drive", "push")


def test_an_outdated_suggestion_does_not_turn_to_the_same_word_elsewhere() -> None:
    author, editor = Person("Sample Author"), Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    author.issue = author.saved = editor.issue
    author.replace(TEXT, "will drive the", "has a")
    author.replace(TEXT, "too little", "too little to drive")
    assert [one.outdated for one in author.open] == [True]
    assert with_found_places(author.issue) is author.issue, "a file that is opened again says the same"


def test_traces_go_once_the_issue_is_published() -> None:
    author = Person("Sample Author")
    author.suggest_replacing(TEXT, "drive", "push")
    author.suggest_replacing(TEXT, "little", "much")
    author.reject(author.open[0])
    review = without_traces(author.issue.review)
    assert review.decisions == ()
    assert review.suggestions == author.open


def test_proposals_of_two_copies_merge_without_doubles() -> None:
    edits = (
        f'{{"do":"set","path":"{TEXT}","value":"{FIRST.replace("drive", "push")}"}}',
        '{"do":"set","path":"top5/gone/title","value":"Words for an entry that is gone"}',
        '{"do":"move","path":"top5/e5","index":0}',
        "no edit",
    )
    proposal = Proposal(id="p", author="Sample Editor", at=AT, edits=edits)
    old = ISSUE.model_copy(update={"review": Review(proposals=(proposal,))})
    one, other = Person("Sample Author", with_upgraded_proposals(old)), Person("X", with_upgraded_proposals(old))
    one.saved = other.saved = old
    assert one.issue.review.proposals == ()
    assert [record.outdated for record in one.open].count(True) == 1
    seen = as_suggested(one.issue, "Sample Editor").issue
    assert seen.top5[0].id == "e5"
    file = save(one, one.saved)
    save(other, file)
    assert other.open == one.open
