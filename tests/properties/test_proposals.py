"""An editor's proposal, taken or left: all accepted is theirs, all rejected is the author's, to the letter."""

from hypothesis import given
from hypothesis import strategies as st

from editor.document.changes import changes
from editor.document.edits import SetValue, applied
from editor.document.paths import path, value_at
from editor.document.review.proposals import TextSuggestion, accepted, rebased, rejected, suggestions
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from tests.properties.strategies import edited, issues

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
    proposed = data.draw(edited(issue))
    for _ in range(200):
        open_ = suggestions(issue, proposed)
        if not open_:
            break
        issue = accepted(issue, proposed, data.draw(st.sampled_from(open_)))
    assert issue == proposed


@given(st.data(), issues)
def test_rejecting_all_gives_the_authors_issue(data: st.DataObject, issue: Issue) -> None:
    proposed = data.draw(edited(issue))
    for _ in range(200):
        open_ = suggestions(issue, proposed)
        if not open_:
            break
        proposed = rejected(issue, proposed, data.draw(st.sampled_from(open_)))
    assert proposed == issue


@given(st.data(), issues)
def test_an_authors_edits_beneath_a_proposal_leave_only_what_was_proposed(data: st.DataObject, issue: Issue) -> None:
    after = data.draw(edited(issue))
    assert rebased(issue, after, issue) == after  # nothing was proposed, nothing is
    proposed = data.draw(edited(issue))
    assert rebased(issue, issue, proposed) == proposed
    assert changes(after, rebased(issue, after, after)) == ()


def test_words_are_suggested_one_change_at_a_time() -> None:
    proposed = applied(ISSUE, SetValue(TEXT, "A policy for data and growth by 2030."))
    found = suggestions(ISSUE, proposed)
    assert all(isinstance(one, TextSuggestion) for one in found)
    assert [tuple(piece.text for piece in one.pieces) for one in found if isinstance(one, TextSuggestion)] == [
        ("plan", "policy"),
        ("growth", "growth"),
        ("2027", "2030"),
    ]
    after = accepted(ISSUE, proposed, found[0])
    assert value_at(after, TEXT) == "A policy for data and **growth** by 2027."
    assert len(suggestions(after, proposed)) == 2
    without = rejected(after, proposed, suggestions(after, proposed)[1])
    assert value_at(without, TEXT) == "A policy for data and growth by 2027."


def test_an_author_goes_on_writing_beneath_a_suggestion() -> None:
    proposed = applied(ISSUE, SetValue(TEXT, "A policy for data and **growth** by 2027."))
    after = applied(ISSUE, SetValue(TEXT, "A plan for data and **growth** by 2030."))
    assert value_at(rebased(ISSUE, after, proposed), TEXT) == "A policy for data and **growth** by 2030."
