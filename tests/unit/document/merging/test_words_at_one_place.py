"""Words that one person puts in right before those that another person replaces."""

import pytest

from editor.document.compare.hunks import Runs, merged_texts, rebased_text
from editor.document.text.inline import parse, text_of

OLD, INSERTED, REPLACED = (
    parse(f"Until now, it has achieved {words}.") for words in ("little", "far too little", "nothing")
)
BOTH = "Until now, it has achieved far too nothing."


@pytest.mark.parametrize(("ours", "theirs"), [(INSERTED, REPLACED), (REPLACED, INSERTED)])
def test_words_put_in_before_replaced_ones_stay_before_them(ours: Runs, theirs: Runs) -> None:
    both = merged_texts(OLD, ours, theirs)
    assert (text_of(both.ours), text_of(both.theirs)) == (BOTH, BOTH)
    rebased = rebased_text(OLD, ours, theirs)
    assert rebased is not None
    assert text_of(rebased) == BOTH
