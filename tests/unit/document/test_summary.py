"""Summaries of the changes between two issues."""

import datetime as dt

import pytest

from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path
from editor.document.review.approvals import with_state
from editor.document.review.publishing import marked_published
from editor.document.review.threads import with_new_thread, with_reply, with_resolved
from editor.document.summary import summary
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph, Person
from schemas.review import State
from tests.suggesting import with_suggested

ISSUE = Issue(
    top5=(
        Entry(id="e1", title="One", at_a_glance=(Bullets(id="b1", items=(Bullet(id="u1"),)),)),
        Entry(id="e2", title="Two", comment=(Paragraph(id="p1", text="Why."),)),
        Entry(id="e3"),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1"), NewsItem(id="n2")), corporate_news=(NewsItem(id="n1"),)),
)


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([], "No changes"),
        ([SetValue(path("top5/e2/comment/p1/text"), "Because.")], "Entry 2: MERICS comment"),
        (
            [
                SetValue(path("top5/e2/title"), "Second"),
                SetValue(path("top5/e2/comment/p1/text"), "Because."),
                SetValue(path("top5/e2/source/link"), "https://example.org"),
                InsertItem(path("noteworthy/policy_news"), 2, NewsItem(id="n3")),
            ],
            "Entry 2: title, MERICS comment, article; 1 policy news item added",
        ),
        ([InsertItem(path("top5/e1/at_a_glance/b1/items"), 0, Bullet(id="u2"))], "Entry 1: at a glance"),
        ([RemoveItem(path("top5/e1")), SetValue(path("top5/e3/title"), "Three")], "Entry 2: title; 1 entry removed"),
        ([MoveItem(path("top5/e3"), 0)], "1 entry moved"),
        ([InsertItem(path("top5"), 0, Entry(id=name)) for name in ("a", "b")], "2 entries added"),
        (
            [
                RemoveItem(path("noteworthy/policy_news/n1")),
                SetValue(path("noteworthy/policy_news/n2/text"), "News."),
                SetValue(path("noteworthy/policy_news/n2/date"), dt.date(2025, 1, 2)),
                SetValue(path("noteworthy/corporate_news/n1/source/label"), "MIIT notice"),
            ],
            "1 policy news item removed; 1 policy news item changed; 1 corporate news item changed",
        ),
        (
            [
                SetValue(path("headline"), "Topics"),
                SetValue(path("reporting_period/start"), dt.date(2025, 1, 2)),
                InsertItem(path("imprint/authors"), 0, Person(id="a1")),
                SetValue(path("imprint/publisher/mail"), "desk@example.org"),
            ],
            "Headline; reporting period; imprint",
        ),
    ],
)
def test_the_summary_of_changes(edits: list[Edit], said: str) -> None:
    assert summary(ISSUE, applied(ISSUE, CompoundEdit(tuple(edits)))) == said


AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


def test_the_summary_of_a_review() -> None:
    headline = path("headline")
    first = with_new_thread(ISSUE.review, headline, "Why?", by="E", at=AT)
    commented = ISSUE.model_copy(update={"review": with_new_thread(first, headline, "How?", by="E", at=AT)})
    assert summary(ISSUE, commented) == "2 comments"
    thread = commented.review.threads[0].id
    answered_ = commented.model_copy(
        update={"review": with_resolved(with_reply(commented.review, thread, "So.", by="A", at=AT), thread)}
    )
    assert summary(commented, answered_) == "1 comment; 1 comment resolved"
    proposed = with_suggested(commented, "E", applied(commented, SetValue(headline, "Topics")), AT)
    keys = frozenset({"masthead", "imprint"})
    sent = proposed.model_copy(
        update={"review": with_state(proposed, proposed.review, keys, State.DRAFT, by="E", at=AT)}
    )
    assert summary(commented, sent) == "Suggestions; 2 sections sent back"
    approved = with_state(sent, sent.review, frozenset({"imprint"}), State.APPROVED, by="E", at=AT)
    approved = with_state(sent, approved, frozenset({"entry-e1"}), State.IN_REVIEW, by="E", at=AT)
    assert summary(sent, sent.model_copy(update={"review": approved})) == (
        "1 section approved; 1 section ready for review"
    )
    published = marked_published(sent, "0" * 64, by="E", at=AT)
    assert summary(sent, applied(published, SetValue(headline, "Topics"))) == "Headline; published"
    reopened = answered_.model_copy(update={"review": with_resolved(answered_.review, thread, done=False)})
    assert summary(answered_, reopened) == "1 comment reopened"
    assert summary(answered_, ISSUE) == "3 comments removed"
    assert summary(sent, sent.model_copy(update={"review": approved.model_copy(update={"approvals": ()})})) == "Review"
