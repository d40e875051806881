"""An editor's proposal, taken or left: all accepted is theirs, all rejected is the author's, to the letter."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.diff import changes
from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path, value_at
from editor.document.review.incremental import with_retyped
from editor.document.review.proposal_cache import ProposalCache
from editor.document.review.proposals import (
    content_of,
    kept_on_content,
    proposal_by,
    proposed,
    proposed_and_rest,
    with_proposed,
)
from editor.document.review.suggestions import TextSuggestion, accepted, rebased, rejected, suggestions
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from tests.properties.strategies import edited, issues, places_of

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
TEXT = path("top5/e1/comment/p1/text")
ISSUE = Issue(
    top5=(
        Entry(id="e1", title="One", comment=(Paragraph(id="p1", text="A plan for data and **growth** by 2027."),)),
        Entry(
            id="e2",
            at_a_glance=(Bullets(id="b1", items=(Bullet(id="x", text="First"), Bullet(id="y", text="Second"))),),
        ),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)


@given(st.data(), issues)
def test_accepting_all_gives_the_editors_issue(data: st.DataObject, issue: Issue) -> None:
    theirs = data.draw(edited(issue))
    for _ in range(200):
        open_ = suggestions(issue, theirs)
        if not open_:
            break
        issue = accepted(issue, theirs, data.draw(st.sampled_from(open_)))
    assert issue == theirs


@given(st.data(), issues)
def test_rejecting_all_gives_the_authors_issue(data: st.DataObject, issue: Issue) -> None:
    theirs = data.draw(edited(issue))
    for _ in range(200):
        open_ = suggestions(issue, theirs)
        if not open_:
            break
        theirs = rejected(issue, theirs, data.draw(st.sampled_from(open_)))
    assert theirs == issue


@given(st.data(), issues)
def test_an_authors_edits_beneath_a_proposal_leave_only_what_was_proposed(data: st.DataObject, issue: Issue) -> None:
    after = data.draw(edited(issue))
    assert rebased(issue, after, issue) == after  # nothing was proposed, nothing is
    theirs = data.draw(edited(issue))
    assert rebased(issue, issue, theirs) == theirs
    assert changes(after, rebased(issue, after, after)) == ()


words = st.lists(st.sampled_from(["A ", "plan ", "law ", "for ", "**data** ", "jobs", "."]), max_size=5).map("".join)


def by_editor(issue: Issue, shown: Issue) -> Issue:
    return with_proposed(issue, "Sample Editor", shown, AT)


@given(st.data())
def test_typing_on_in_a_proposed_text_is_what_a_full_look_gives(data: st.DataObject) -> None:
    shown = data.draw(edited(ISSUE, words))
    whole = by_editor(ISSUE, shown)
    place = data.draw(st.sampled_from([one for one in places_of(shown) if isinstance(value_at(shown, one), str)]))
    after = applied(shown, SetValue(place, data.draw(words)))
    proposal = proposal_by(whole.review, "Sample Editor")
    if proposal is not None:
        quick = with_retyped(whole, proposal, after, changes(shown, after), AT)
        assert quick in (None, by_editor(whole, after))


def test_a_letter_in_a_proposed_text_is_taken_in_the_quick_way() -> None:
    shown = applied(ISSUE, SetValue(TEXT, "A policy for data and **growth** by 2027."))
    whole = by_editor(ISSUE, shown)
    proposal = proposal_by(whole.review, "Sample Editor")
    assert proposal is not None
    after = applied(shown, SetValue(TEXT, "A policy for data, and **growth** by 2027."))
    quick = with_retyped(whole, proposal, after, changes(shown, after), AT)
    assert quick is not None
    assert quick == by_editor(whole, after)


@given(st.data())
def test_an_author_who_types_beneath_a_proposal_gets_what_a_full_look_gives(data: st.DataObject) -> None:
    shown = data.draw(edited(ISSUE, words))
    whole = by_editor(ISSUE, shown)
    proposal = proposal_by(whole.review, "Sample Editor")
    place = data.draw(st.sampled_from([one for one in places_of(ISSUE) if isinstance(value_at(ISSUE, one), str)]))
    after = applied(whole, SetValue(place, data.draw(words)))
    kept = kept_on_content(whole, after)
    left = proposal_by(kept.review, "Sample Editor")
    wanted = rebased(ISSUE, content_of(after), shown)
    assert (content_of(kept) if left is None else proposed(content_of(kept), left)) == wanted
    assert content_of(kept) == content_of(after)
    assert proposal is None or left is None or left.id == proposal.id


@given(st.data())
def test_a_proposal_that_is_followed_reads_as_one_that_is_read_anew(data: st.DataObject) -> None:
    following = ProposalCache()
    whole = by_editor(ISSUE, data.draw(edited(ISSUE, words)))
    for _ in range(data.draw(st.integers(1, 5))):
        proposal = proposal_by(whole.review, "Sample Editor")
        if proposal is not None:
            read = following.read(whole, proposal)
            assert (read.shown, read.rest) == proposed_and_rest(content_of(whole), proposal)
            assert read.found == suggestions(content_of(whole), read.shown)
        if data.draw(st.booleans()):
            content = data.draw(edited(content_of(whole), words))
            whole = kept_on_content(whole, content.model_copy(update={"review": whole.review}))
        else:
            shown = proposed(content_of(whole), proposal) if proposal is not None else content_of(whole)
            whole = by_editor(whole, data.draw(edited(shown, words)))


def test_words_are_suggested_one_change_at_a_time() -> None:
    theirs = applied(ISSUE, SetValue(TEXT, "A policy for data and growth by 2030."))
    found = suggestions(ISSUE, theirs)
    assert all(isinstance(one, TextSuggestion) for one in found)
    assert [tuple(piece.text for piece in one.pieces) for one in found if isinstance(one, TextSuggestion)] == [
        ("plan", "policy"),
        ("growth", "growth"),
        ("2027", "2030"),
    ]
    after = accepted(ISSUE, theirs, found[0])
    assert value_at(after, TEXT) == "A policy for data and **growth** by 2027."
    assert len(suggestions(after, theirs)) == 2
    without = rejected(after, theirs, suggestions(after, theirs)[1])
    assert value_at(without, TEXT) == "A policy for data and growth by 2027."


def test_an_author_goes_on_writing_beneath_a_suggestion() -> None:
    theirs = applied(ISSUE, SetValue(TEXT, "A policy for data and **growth** by 2027."))
    after = applied(ISSUE, SetValue(TEXT, "A plan for data and **growth** by 2030."))
    assert value_at(rebased(ISSUE, after, theirs), TEXT) == "A policy for data and **growth** by 2030."
