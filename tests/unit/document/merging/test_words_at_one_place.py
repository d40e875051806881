"""Words that one person puts in right before those that another person rewrites."""

import pytest

from editor.document.compare.hunks import Runs, merged_texts, rebased_text
from editor.document.text.inline import parse, text_of

OLD, INSERTED, REPLACED, BOLD, DELETED = (
    parse(f"Until now, it has achieved {words}.") for words in ("little", "far too little", "nothing", "**little**", "")
)


@pytest.mark.parametrize(("ours", "theirs"), [(INSERTED, REPLACED), (REPLACED, INSERTED)])
def test_of_two_wordings_neither_is_made_of_both(ours: Runs, theirs: Runs) -> None:
    both = merged_texts(OLD, ours, theirs)
    assert (both.ours, both.theirs) == (ours, theirs)


@pytest.mark.parametrize(("ours", "theirs"), [(INSERTED, BOLD), (BOLD, INSERTED)])
def test_words_in_another_style_are_the_same_words(ours: Runs, theirs: Runs) -> None:
    both = merged_texts(OLD, ours, theirs)
    assert both.ours == both.theirs == parse("Until now, it has achieved far too **little**.")


@pytest.mark.parametrize(("ours", "theirs"), [(INSERTED, DELETED), (DELETED, INSERTED)])
def test_words_put_in_before_deleted_ones_stay(ours: Runs, theirs: Runs) -> None:
    both = merged_texts(OLD, ours, theirs)
    assert not both.is_conflict
    assert text_of(both.ours).startswith("Until now, it has achieved far too")


@pytest.mark.parametrize(("new", "now"), [(INSERTED, REPLACED), (REPLACED, INSERTED)])
def test_a_suggestion_keeps_its_words_in_their_order(new: Runs, now: Runs) -> None:
    rebased = rebased_text(OLD, new, now)
    assert rebased is not None
    assert text_of(rebased) == "Until now, it has achieved far too nothing."
