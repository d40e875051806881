"""Moving entries and news items between the lists of an issue."""

import datetime as dt

import pytest

from editor.document.moving import TOP5, CannotMove, added_to, move_to_list, other_lists
from editor.document.paths import path, value_at
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Source
from schemas.review import Comment, Review, Thread

AT = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)
POLICY, CORPORATE = path("noteworthy/policy_news"), path("noteworthy/corporate_news")
ENTRY = Entry(
    id="e1",
    title="Beijing opens new channels",
    at_a_glance=(
        Paragraph(id="p1", text="Two ministries **published** a plan."),
        Bullets(id="b1", items=(Bullet(id="b2", text="It begins in May."),)),
    ),
    comment=(Paragraph(id="p2", text="It will take *years*."),),
    source=Source(title="Plan", title_zh="计划", link="https://example.org/plan"),
    issuing_bodies=("NDRC", "MIIT"),
    date=dt.date(2025, 3, 3),
)
NEWS = NewsItem(
    id="n1",
    date=dt.date(2025, 3, 5),
    text="A firm opened a plant.",
    source=NewsSource(label="Paper", link="https://x.y"),
)
LATER = NewsItem(id="n2", date=dt.date(2025, 3, 9), text="Later.")


def thread(id: str, at: str, words: str = "") -> Thread:
    return Thread(id=id, path=at, words=words, comments=(Comment(id=f"c{id}", author="A", at=AT, text="Why?"),))


def issue(*threads: Thread) -> Issue:
    return Issue(top5=(ENTRY,), noteworthy=Noteworthy(policy_news=(NEWS, LATER)), review=Review(threads=threads))


def test_a_news_item_keeps_everything_in_the_other_list() -> None:
    before = issue(thread("t1", "noteworthy/policy_news/n1/text", "plant"), thread("t2", "top5/e1/title"))
    moved = move_to_list(before, path("noteworthy/policy_news/n1"), CORPORATE, by="A", at=AT)
    assert moved.path == CORPORATE / "n1"
    assert value_at(moved.issue, moved.path) == NEWS
    assert moved.issue.noteworthy.policy_news == (LATER,)
    assert [one.path for one in moved.issue.review.threads] == ["noteworthy/corporate_news/n1/text", "top5/e1/title"]


def test_an_entry_becomes_a_news_item_by_its_date_and_the_rest_a_comment() -> None:
    before = issue(thread("t1", "top5/e1/at_a_glance/p1/text", "published"), thread("t2", "top5/e1/comment/p2/text"))
    moved = move_to_list(before, path("top5/e1"), POLICY, by="Sample Author", at=AT)
    news = value_at(moved.issue, moved.path)
    assert news == NewsItem(
        id="e1",
        date=ENTRY.date,
        text="Two ministries **published** a plan. It begins in May.",
        source=NewsSource(label="NDRC", link="https://example.org/plan"),
    )
    assert [one.id for one in moved.issue.noteworthy.policy_news] == ["e1", "n1", "n2"]
    assert moved.issue.top5 == ()
    on_text, on_item, kept = moved.issue.review.threads
    assert (on_text.path, on_text.words) == ("noteworthy/policy_news/e1/text", "published")
    assert on_item.path == "noteworthy/policy_news/e1"
    assert kept.comments[0].author == "Sample Author"
    for words in ("Beijing opens new channels", "It will take years.", "Plan", "计划", "MIIT"):
        assert words in kept.comments[0].text


def test_every_word_of_an_entry_is_in_the_item_or_its_comment() -> None:
    moved = move_to_list(issue(), path("top5/e1"), CORPORATE, by="A", at=AT)
    after = value_at(moved.issue, moved.path).model_dump_json() + moved.issue.review.threads[-1].comments[0].text
    for block in (*ENTRY.at_a_glance, *ENTRY.comment):
        for text in [one.text for one in block.items] if isinstance(block, Bullets) else [block.text]:
            assert all(word.strip("*.") in after for word in text.split())


def test_a_news_item_becomes_an_entry() -> None:
    moved = move_to_list(issue(), path("noteworthy/policy_news/n1"), TOP5, by="A", at=AT)
    entry = value_at(moved.issue, moved.path)
    assert isinstance(entry, Entry)
    assert [one.id for one in moved.issue.top5] == ["e1", "n1"]
    (block,) = entry.at_a_glance
    assert isinstance(block, Paragraph)
    assert (block.text, entry.date, entry.source.link) == (NEWS.text, NEWS.date, NEWS.source.link)
    assert "Source: Paper" in moved.issue.review.threads[-1].comments[0].text


def test_what_cannot_be_moved() -> None:
    assert other_lists(issue(), path("top5/e1")) == (POLICY, CORPORATE)
    with pytest.raises(CannotMove):
        move_to_list(issue(), path("top5/e1"), TOP5, by="A", at=AT)
    with pytest.raises(CannotMove):
        move_to_list(issue(), path("top5/e1/comment/p2"), POLICY, by="A", at=AT)


def test_a_copy_in_another_issue_says_where_it_is_from() -> None:
    added = added_to(
        issue(), LATER.model_copy(update={"date": dt.date(2025, 3, 6)}), POLICY, "From May.", by="A", at=AT
    )
    assert [one.text for one in added.issue.noteworthy.policy_news] == [NEWS.text, "Later.", "Later."]
    assert added.path[-1] not in ("n1", "n2")
    assert added.issue.review.threads[-1].comments[0].text == "From May."


def test_an_id_that_the_other_list_has_is_replaced() -> None:
    same = NewsItem(id="n1", text="Another.")
    before = issue(thread("t1", "noteworthy/policy_news/n1/text", "plant"))
    before = before.model_copy(update={"noteworthy": before.noteworthy.model_copy(update={"corporate_news": (same,)})})
    moved = move_to_list(before, path("noteworthy/policy_news/n1"), CORPORATE, by="A", at=AT)
    assert [one.text for one in moved.issue.noteworthy.corporate_news] == ["Another.", NEWS.text]
    assert moved.path != CORPORATE / "n1"
    assert moved.issue.review.threads[0].path == str(moved.path / "text")
