"""What cards say of the things that editors do most, among few and among many other suggestions."""

from __future__ import annotations

import pytest

from editor.document.editing.edits import MoveItem, SetValue
from editor.document.path_labels import path_label
from editor.document.paths import path
from editor.document.suggestions.cards import cards
from editor.document.suggestions.describe import described_path, description_of
from editor.document.suggestions.review import open_records
from schemas import Entry, Issue, Paragraph
from tests.unit.document.suggestions.people import Person

REWRITTEN = (
    "The State Council has published a plan for data. It covers trade, storage and security, and names the ministries "
    "that are in charge. Provinces have to report by June.",
    "Nobody knows yet how firms will sell what they know about their customers. A first market opened in Shenzhen, and "
    "others may follow once the courts have ruled.",
)
LONG = "Firms wait for the rules. Banks do not lend against data today. The courts have not decided on who owns it."
COMMENT = path("top5/e1/comment")


def issue(others: int) -> Issue:
    """An issue with paragraphs for so many suggestions of somebody else."""
    own = (
        Paragraph(id="p1", text=REWRITTEN[0]),
        Paragraph(id="p2", text=LONG),
        Paragraph(id="p3", text="Firms wait for the rules. Nothing is certain."),
        Paragraph(id="p4", text="So do their lawyers."),
        *(Paragraph(id=f"x{number}", text=f"Paragraph {number} of the others.") for number in range(others)),
    )
    entries = (
        Entry(id="e1", title="One", comment=own),
        *(Entry(id=f"e{number}", title="More") for number in range(2, 6)),
    )
    return Issue(top5=entries)


def said(others: int, *edits: SetValue | MoveItem) -> list[str]:
    other = Person("Another Editor", issue(others))
    for number in range(others):
        other.suggest_replacing(f"{COMMENT}/x{number}/text", "others", "rest")
    editor = Person("Sample Editor", other.issue)
    editor.suggest(*edits)
    own = (card for card in cards(open_records(editor.issue.review)) if card.author == "Sample Editor")
    return [description_of(editor.issue, card).accessible_text for card in own]


def split_text(text: str, at: str) -> SetValue:
    first, _, second = text.partition(at)
    blocks = issue(0).top5[0].comment
    new = (Paragraph(id="p2", text=first.rstrip()), Paragraph(id="new", text=f"{at}{second}"))
    return SetValue(COMMENT, (blocks[0], *new, *blocks[2:]))


@pytest.mark.parametrize("others", [0, 5, 50])
def test_a_rewritten_paragraph_is_one_replacement(others: int) -> None:
    (sentence,) = said(others, SetValue(COMMENT / "p1" / "text", REWRITTEN[1]))
    assert sentence == f"replaces: delete “{REWRITTEN[0].rstrip('.')}”, insert “{REWRITTEN[1].rstrip('.')}”"


def test_a_split_a_join_and_a_moved_entry_are_told_in_words() -> None:
    assert said(0, split_text(LONG, "Banks")) == [
        "splits the paragraph before “Banks do not lend against data today.…”"
    ]
    blocks = issue(0).top5[0].comment
    joined = Paragraph(id="p3", text="Firms wait for the rules. Nothing is certain. So do their lawyers.")
    assert said(0, SetValue(COMMENT, (*blocks[:2], joined))) == [
        "joins the paragraph “So do their lawyers.” to the previous one"
    ]
    assert said(0, MoveItem(path("top5/e5"), 2)) == ["moves entry 5 before entry 3: “More”"]


def test_a_sentence_rewritten_and_then_split_off_is_one_card() -> None:
    text = LONG.replace("Banks do not lend against data today", "No bank takes data as security")
    rewritten = SetValue(COMMENT / "p2" / "text", text)
    (sentence,) = said(0, rewritten, split_text(text, "No bank"))
    assert sentence == (
        "replaces: delete “ Banks do not lend against data today”, insert “No bank takes data as security”, "
        "splits the paragraph"
    )


def test_two_words_changed_in_one_action_are_told_in_their_order() -> None:
    text = LONG.replace("Firms", "Companies").replace("decided", "ruled")
    assert said(0, SetValue(COMMENT / "p2" / "text", text)) == [
        "makes 2 changes: delete “Firms”, insert “Companies”, delete “decided”, insert “ruled”"
    ]


@pytest.mark.parametrize(
    ("text", "done"),
    [(None, "removes a paragraph"), (f"{REWRITTEN[0]} {LONG}", "joins the paragraph “Firms wait")],
)
def test_a_paragraph_that_goes_is_named_by_its_own_place(text: str | None, done: str) -> None:
    first, _, *others = issue(0).top5[0].comment
    kept = first.model_copy(update={"text": text}) if text is not None else first
    editor = Person("Sample Editor", issue(0))
    editor.suggest(SetValue(COMMENT, (kept, *others)))
    (card,) = cards(open_records(editor.issue.review))
    assert path_label(editor.issue, described_path(editor.issue, card)) == "Entry 1, MERICS comment, 2nd paragraph"
    assert done in description_of(editor.issue, card).accessible_text
