"""Cases in which suggestions were lost, doubled, or shown in the wrong person's name."""

from __future__ import annotations

import pytest

from editor.document.compare.word_diff import ChangeKind
from editor.document.editing.edits import MoveItem, RemoveItem, SetValue
from editor.document.paths import path
from schemas import Bullet, Bullets, Paragraph
from tests.unit.document.suggestions.people import COMMENT, FIRST, ISSUE, Person, save

TEXT = f"{COMMENT}/p1/text"
TITLE = "top5/e1/title"
ONE, TWO = FIRST.split(" Local", 1)
SPLIT = (Paragraph(id="p1", text=ONE), Paragraph(id="new", text=f"Local{TWO}"), ISSUE.top5[0].comment[1])


@pytest.fixture
def author() -> Person:
    return Person("Sample Author")


@pytest.fixture
def editor() -> Person:
    return Person("Sample Editor")


def share(one: Person, other: Person) -> None:
    """Both have what the first one has."""
    one.saved = other.saved = other.issue = one.issue


# 1, 2: several people save.


def test_a_new_suggestion_outlasts_what_the_author_saved_meanwhile(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, "drive", "push")
    share(editor, author)
    editor.suggest_replacing(TEXT, "fast grow", "expand")
    file = save(editor, editor.saved)
    author.replace(TEXT, "data", "new data")
    file = save(author, file)
    file = save(editor, file)
    assert [one.new for one in editor.open] == ["push", "expand"]  # type: ignore[attr-defined]
    editor.accept()
    assert editor.text(TEXT) == FIRST.replace("drive", "push").replace("fast grow", "expand").replace(
        "data", "new data"
    )


def test_a_rejected_suggestion_never_returns(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, "drive", "push")
    share(editor, author)
    author.reject()
    file = save(author, author.saved)
    editor.suggest_replacing(TITLE, "firms", "companies")
    file = save(editor, file)
    assert [one.path for one in editor.open] == [TITLE]
    save(author, file)
    assert [one.path for one in author.open] == [TITLE]
    assert author.text(TEXT) == FIRST


def test_an_accepted_suggestion_that_grew_leaves_only_what_is_new(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, "fail.", "fail. More.")
    share(editor, author)
    author.accept()
    file = save(author, author.saved)
    editor.suggest_replacing(TEXT, "More.", "More soon.")
    save(editor, file)
    assert editor.text(TEXT).endswith("fail. More.")
    editor.accept()
    assert editor.text(TEXT) == FIRST.replace("fail.", "fail. More soon.")


# 3: the author splits, joins and deletes around a suggestion.


def test_a_suggestion_goes_along_with_the_half_that_the_author_splits_off(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, "little", "much")
    share(editor, author)
    author.write(SetValue(path(COMMENT), SPLIT))
    (said,) = author.said
    assert [(piece.change, piece.text) for piece in said.pieces if piece.change is not ChangeKind.SAME] == [
        (ChangeKind.DELETED, "little"),
        (ChangeKind.INSERTED, "much"),
    ]
    author.accept()
    assert author.lines() == [ONE, f"Local{TWO}".replace("little", "much"), "Firms are waiting for the rules."]


def test_a_suggestion_goes_along_with_an_accepted_split(author: Person, editor: Person) -> None:
    other = Person("Another Editor")
    other.suggest(SetValue(path(COMMENT), SPLIT))
    share(other, editor)
    editor.suggest_replacing(TEXT, "little", "much")
    share(editor, author)
    split, words = author.open
    author.accept(split)
    assert author.lines()[:2] == [ONE, f"Local{TWO}"]
    author.accept(words)
    assert author.lines()[1] == f"Local{TWO}".replace("little", "much")


def test_a_suggestion_goes_along_when_the_author_joins_two_paragraphs(author: Person, editor: Person) -> None:
    editor.suggest_replacing(f"{COMMENT}/p2/text", "waiting", "ready")
    share(editor, author)
    author.write(SetValue(path(COMMENT), (Paragraph(id="p1", text=f"{FIRST} Firms are waiting for the rules."),)))
    author.accept()
    assert author.lines() == [f"{FIRST} Firms are ready for the rules."]


@pytest.mark.parametrize("at", ["top5/e1", "noteworthy/policy_news/n1"])
def test_what_the_author_deletes_stays_deleted(author: Person, editor: Person, at: str) -> None:
    editor.suggest_replacing(TITLE if at.startswith("top5") else f"{at}/text", "e", "E")
    share(editor, author)
    author.write(RemoveItem(path(at)))
    (said,) = author.said
    assert said.note.startswith("Outdated")
    before = author.issue
    assert len(author.accept()) == 1
    assert author.issue.top5 == before.top5
    assert author.issue.noteworthy == before.noteworthy
    author.reject()
    assert author.open == ()


# 4: whose words they are.


def test_the_authors_words_are_no_part_of_a_suggestion_in_the_title(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TITLE, "drive", "push")
    share(editor, author)
    author.replace(TITLE, "grow", "expand")
    (one,) = author.open
    assert (one.old, one.new) == ("drive", "push")  # type: ignore[attr-defined]
    author.accept()
    assert author.text(TITLE) == "Beijing helps firms push and expand"


@pytest.mark.parametrize("typed", ["really drive", "drive really", "driving"])
def test_words_typed_next_to_a_suggestion_are_the_authors(author: Person, editor: Person, typed: str) -> None:
    editor.suggest_replacing(TEXT, "drive", "push")
    share(editor, author)
    author.replace(TEXT, "drive", typed)
    (one,) = author.open
    assert one.outdated or (one.old, one.new) == ("drive", "push")  # type: ignore[attr-defined]
    assert one.outdated is (typed == "driving")
    author.accept()
    assert author.text(TEXT) == FIRST.replace("drive", typed if typed == "driving" else typed.replace("drive", "push"))


def test_a_bullet_that_the_author_rewrites_keeps_the_authors_words(author: Person, editor: Person) -> None:
    bullet = "top5/e2/at_a_glance/b1/items/x/text"
    editor.suggest_replacing(bullet, "Tax cuts", "Lower taxes")
    share(editor, author)
    author.write(SetValue(path(bullet), "Subsidies for chips"))
    assert author.open[0].outdated
    assert author.said[0].note.startswith("Outdated")
    author.accept()
    assert author.text(bullet) == "Subsidies for chips"


def test_what_the_author_types_within_struck_words_stays(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, " Local governments will drive the plan and fast grow.", "")
    share(editor, author)
    author.replace(TEXT, "fast", "very fast")
    author.accept()
    assert author.text(TEXT) == "Beijing wants more data. very It costs too little to fail."


@pytest.mark.parametrize(
    ("word", "typed"),
    [("drive", "draft"), ("drive", "derive"), ("fast", "fastest"), ("grow", "glow"), ("will", "well")],
)
def test_a_word_that_the_author_changes_within_struck_words_stays_whole(
    author: Person, editor: Person, word: str, typed: str
) -> None:
    editor.suggest_replacing(TEXT, " Local governments will drive the plan and fast grow.", "")
    share(editor, author)
    author.replace(TEXT, word, typed)
    author.accept()
    assert author.text(TEXT) == f"Beijing wants more data. {typed} It costs too little to fail."


def test_two_words_that_the_author_changes_within_struck_words_stay_apart(author: Person, editor: Person) -> None:
    editor.suggest_replacing(TEXT, FIRST, "")
    share(editor, author)
    author.replace(TEXT, "wants", "will")
    author.replace(TEXT, "little", "lithe")
    author.accept()
    assert author.text(TEXT) == "will lithe"


# 5: a suggested split.


def test_a_suggested_split_takes_the_authors_correction_along(author: Person, editor: Person) -> None:
    editor.suggest(SetValue(path(COMMENT), SPLIT))
    share(editor, author)
    author.replace(TEXT, "little", "much")
    (said,) = author.said
    assert said.verb.startswith("splits the paragraph before “Local governments")
    author.accept()
    assert author.lines()[:2] == [ONE, f"Local{TWO}".replace("little", "much")]


# 6: one action, one card.


def test_a_bullet_that_becomes_a_paragraph_is_one_card(author: Person, editor: Person) -> None:
    blocks = (
        Bullets(id="b1", items=(Bullet(id="x", text="Tax cuts"),)),
        Paragraph(id="y", text="Loans"),
        Bullets(id="b2", items=(Bullet(id="z", text="Land"),)),
    )
    editor.suggest(SetValue(path("top5/e2/at_a_glance"), blocks))
    (said,) = editor.said
    assert said.accessible_text == "makes this bullet a paragraph: “Loans”"
    share(editor, author)
    author.accept()
    assert [type(block) for block in author.issue.top5[1].at_a_glance] == [Bullets, Paragraph, Bullets]
    assert author.lines("top5/e2/at_a_glance") == ["Tax cuts", "Loans", "Land"]


def test_deleting_across_two_paragraphs_is_one_card(editor: Person) -> None:
    joined = FIRST.replace(" It costs too little to fail.", " waiting for the rules.")
    editor.suggest(SetValue(path(COMMENT), (Paragraph(id="p1", text=joined),)))
    assert len(editor.cards) == 1
    assert editor.said[0].verb == "deletes"
    assert editor.said[0].note == "Joins 2 paragraphs"
    editor.accept()
    assert editor.lines() == [joined]


def test_words_that_are_cut_and_pasted_are_one_card(editor: Person) -> None:
    cut = " Local governments will drive the plan and fast grow."
    editor.suggest_replacing(TEXT, cut, "")
    editor.suggest_replacing(f"{COMMENT}/p2/text", "rules.", f"rules.{cut}")
    (said,) = editor.said
    assert said.verb == "moves words"
    editor.accept()
    assert editor.lines() == [FIRST.replace(cut, ""), f"Firms are waiting for the rules.{cut}"]


def test_a_rewritten_sentence_is_one_card(editor: Person) -> None:
    new = "The reform is far too cheap for anybody to let it collapse."
    editor.suggest_replacing(TEXT, "It costs too little to fail.", new)
    (said,) = editor.said
    assert said.verb == "replaces"
    assert [piece.text for piece in said.pieces if piece.change is ChangeKind.INSERTED] == [new.rstrip(".")]


# 7: order.


def test_moving_an_entry_up_says_so(author: Person, editor: Person) -> None:
    editor.suggest(MoveItem(path("top5/e5"), 3))
    (said,) = editor.said
    assert said.verb == "moves entry 5 before entry 4"


def test_five_moves_are_five_decisions_in_any_order(editor: Person) -> None:
    for entry, index in (("e5", 0), ("e4", 1), ("e3", 2), ("e2", 3), ("e1", 4)):
        editor.suggest(MoveItem(path(f"top5/{entry}"), index))
    assert len(editor.cards) <= 5
    for _ in range(5):
        if editor.open:
            editor.accept(editor.open[-1])
    assert [one for one in editor.open if not one.outdated and not editor.said[0].note.startswith("Outdated")] == []


# 8: everybody's suggestions at once.


def test_accept_all_takes_those_of_everybody_and_leaves_what_overlaps(author: Person, editor: Person) -> None:
    other = Person("Another Editor")
    editor.suggest_replacing(TITLE, "drive", "push")
    share(editor, other)
    other.suggest_replacing(TITLE, "drive and", "lead or")
    other.suggest_replacing(TEXT, "little", "much")
    share(other, author)
    (left,) = author.accept()
    assert left.author == "Another Editor"
    assert author.text(TITLE) == "Beijing helps firms push and grow"
    assert "much" in author.text(TEXT)
    assert [one.id for one in author.open] == [left.id]


# 9: two sentences of one paragraph.


def test_corrections_of_two_sentences_merge(author: Person, editor: Person) -> None:
    author.replace(TEXT, "wants more", "needs")
    file = save(author, author.saved)
    editor.replace(TEXT, "little", "much")
    save(editor, file)
    assert editor.conflicts == 0
    assert editor.text(TEXT) == FIRST.replace("wants more", "needs").replace("little", "much")


def test_a_split_merges_with_a_correction_in_the_half_that_moved(author: Person, editor: Person) -> None:
    author.write(SetValue(path(COMMENT), SPLIT))
    file = save(author, author.saved)
    editor.replace(TEXT, "little", "much")
    save(editor, file)
    assert editor.conflicts == 0
    assert editor.lines()[:2] == [ONE, f"Local{TWO}".replace("little", "much")]


def test_the_same_words_changed_twice_are_asked_about(author: Person, editor: Person) -> None:
    author.replace(TEXT, "little", "much")
    file = save(author, author.saved)
    editor.replace(TEXT, "little", "nothing")
    save(editor, file)
    assert editor.conflicts == 1
