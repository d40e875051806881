"""Open points are listed by kind, each kind in reading order."""

import datetime as dt

import pytest

from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.findings import Finding, Level
from editor.document.paths import path
from editor.document.review.approvals import with_state
from editor.document.review.open_points import OpenPoint, PointKind, open_points
from editor.document.sections import section_keys
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.describe import description_of
from editor.document.suggestions.review import open_records
from schemas import Entry, Issue, Paragraph
from schemas.review import Comment, Review, State, Thread
from tests.suggesting import with_suggested

AT = dt.datetime(2025, 3, 2, 9, 5).astimezone()
ISSUE = Issue(
    headline="Topics",
    top5=(
        Entry(id="a", title="One", comment=(Paragraph(id="p", text="Old words here."),)),
        Entry(id="b", title="Two"),
    ),
)


def thread(id: str, at: str, *texts: str, words: str = "", resolved: bool = False) -> Thread:
    comments = tuple(Comment(id=f"{id}-{number}", author="E", at=AT, text=text) for number, text in enumerate(texts))
    return Thread(id=id, path=at, words=words, resolved=resolved, comments=comments)


def with_threads(*threads: Thread) -> Issue:
    return ISSUE.model_copy(update={"review": Review(threads=threads)})


def of(kind: PointKind, points: tuple[OpenPoint, ...]) -> list[OpenPoint]:
    return [point for point in points if point.kind is kind]


def waiting(edit: Edit, issue: Issue = ISSUE) -> tuple[Card, ...]:
    return cards(open_records(with_suggested(issue, "E", applied(issue, edit), AT).review))


def test_an_approved_issue_without_annotations_has_no_open_points() -> None:
    keys = frozenset(section_keys(ISSUE))
    review = with_state(ISSUE, ISSUE.review, keys, State.APPROVED, by="E", at=AT)
    assert open_points(ISSUE.model_copy(update={"review": review}), (), ()) == ()


def test_open_points_are_sorted_by_kind() -> None:
    findings = (
        Finding(Level.WARNING, path("headline"), "Short.", "", "length"),
        Finding(Level.ERROR, path("top5/b/title"), "Wrong.", "Mend it.", "rule"),
    )
    found = open_points(
        with_threads(thread("t", "headline", "Why?")), findings, waiting(SetValue(path("headline"), "X"))
    )
    assert list(dict.fromkeys(point.kind for point in found)) == list(PointKind)
    (error,) = of(PointKind.ERROR, found)
    assert (error.place, error.text, error.detail) == ("Entry 2, Title", "Wrong.", "Mend it.")


def test_open_threads_are_in_reading_order() -> None:
    found = of(
        PointKind.COMMENT,
        open_points(
            with_threads(
                thread("late", "top5/b/title", "Second."),
                thread("early", "top5/a/comment/p/text", "First.", "An answer.", words="Old words"),
                thread("done", "headline", "Done.", resolved=True),
            ),
            (),
            (),
        ),
    )
    assert [(point.key, point.text) for point in found] == [("early", "First."), ("late", "Second.")]
    assert found[0].detail == "On “Old words”. E, March 2, 2025, 09:05; 1 reply."


@pytest.mark.parametrize(
    "lost",
    [
        thread("t", "top5/gone/title", "Where?"),
        thread("t", "top5/a/comment/p/text", "Where?", words="no such words"),
        thread("t", "//", "Where?"),
        thread("t", "", "Where?"),
    ],
)
def test_a_detached_thread_is_listed_as_such(lost: Thread) -> None:
    (point,) = of(PointKind.COMMENT, open_points(with_threads(lost), (), ()))
    assert point.text == "Where?"
    assert ("The commented text was deleted." in point.detail) is bool(lost.path)


def test_an_empty_thread_is_listed() -> None:
    (point,) = of(PointKind.COMMENT, open_points(with_threads(thread("t", "headline")), (), ()))
    assert (point.text, point.detail) == ("Empty comment", "")


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (SetValue(path("top5/a/comment/p/text"), "New words here."), "1st paragraph", ("“Old”", "“New”")),
        (SetValue(path("top5/b/title"), "Deux"), "Title", ("Two", "Deux")),
        (InsertItem(path("top5"), 1, Entry(id="c", title="Between")), "Entry 1", ("Between",)),
        (RemoveItem(path("top5/b")), "Entry 2", ("Two",)),
        (MoveItem(path("top5/b"), 0), "Entry", ("entry 2 before entry 1",)),
    ],
)
def test_a_suggestion_is_described(edit: Edit, place: str, words: tuple[str, ...]) -> None:
    (point,) = of(PointKind.SUGGESTION, open_points(ISSUE, (), waiting(edit)))
    assert place in point.place
    assert all(word in point.text for word in words), point.text
    assert point.detail == "E, March 2, 2025, 09:05."
    assert point.key


def test_suggestions_are_in_reading_order_with_the_numbers_of_the_content() -> None:
    paragraph = Paragraph(id="q", text="New words.")
    edits = (
        SetValue(path("top5/a/comment/p/text"), "Old words."),
        InsertItem(path("top5/a/comment"), 1, paragraph),
        MoveItem(path("top5/a"), 1),
    )
    found = of(PointKind.SUGGESTION, open_points(ISSUE, (), waiting(CompoundEdit(edits))))
    assert [(one.place, one.text) for one in found] == [
        ("Entry 1, MERICS comment, 1st paragraph", "Deletes: “ here”"),
        ("Entry 1, MERICS comment, 1st paragraph", "Adds a paragraph: “New words.”"),
        ("Entry 2", "Moves entry 2 before entry 1: “Two”"),
    ]


def test_a_changed_address_is_replaced_as_a_whole() -> None:
    old, new = "https://x.org/one", "https://x.org/two"
    place = path("top5/a/source/link")
    content = applied(ISSUE, SetValue(place, old))
    (card,) = waiting(SetValue(place, new), content)
    assert description_of(content, card).accessible_text == f"changes: delete “{old}”, insert “{new}”"


def test_a_suggestion_for_a_deleted_entry_is_listed() -> None:
    (one,) = waiting(SetValue(path("top5/a/comment/p/text"), "New words here."))
    gone = applied(ISSUE, RemoveItem(path("top5/a")))
    (point,) = of(PointKind.SUGGESTION, open_points(gone, (), [one]))
    assert point.text.endswith("Outdated: the text it was about has changed.")
