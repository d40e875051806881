"""Signing what was written before the name was known."""

import datetime as dt

from editor.document.review.signing import signed
from schemas.review import Approval, Comment, PublicationRecord, Review, State, Thread
from schemas.suggestion import ReplaceWords, Reply

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
NOBODY = "Unnamed"


def comment(key: str, author: str = NOBODY) -> Comment:
    return Comment(id=key, author=author, at=AT, text="Is that so?")


def thread(key: str, *comments: Comment) -> Thread:
    return Thread(id=key, path="headline", comments=comments)


def suggestion(key: str, *replies: Reply, author: str = NOBODY) -> ReplaceWords:
    return ReplaceWords(id=key, author=author, at=AT, path="headline", new="x", replies=replies)


def test_only_what_is_new_and_without_a_name_is_signed() -> None:
    read = Review(
        threads=(thread("t1", comment("c1")),),
        suggestions=(suggestion("s1"),),
        approvals=(Approval(id="masthead", state=State.IN_REVIEW, by=NOBODY, at=AT),),
    )
    now = Review(
        threads=(thread("t1", comment("c1"), comment("c2")), thread("t2", comment("c3", "A"))),
        suggestions=(suggestion("s1", Reply(id="r1", author=NOBODY, at=AT, text="Why")), suggestion("s2")),
        approvals=(*read.approvals, Approval(id="imprint", state=State.IN_REVIEW, by=NOBODY, at=AT)),
        publication=PublicationRecord(by=NOBODY, at=AT, digest="0" * 64),
    )
    after = signed(now, [read], NOBODY, "New")
    assert [one.author for thread in after.threads for one in thread.comments] == [NOBODY, "New", "A"]
    assert [one.author for one in after.suggestions] == [NOBODY, "New"]
    assert after.suggestions[0].replies[0].author == "New"
    assert [one.by for one in after.approvals] == [NOBODY, "New"]
    assert after.publication is not None
    assert after.publication.by == "New"
    assert signed(after, [read], NOBODY, "Other") == after


def test_what_others_have_written_meanwhile_is_not_signed() -> None:
    read, theirs = Review(), Review(threads=(thread("t1", comment("c1")),))
    now = Review(threads=(thread("t1", comment("c1"), comment("c2")),))
    after = signed(now, [read, theirs], NOBODY, "New")
    assert [one.author for one in after.threads[0].comments] == [NOBODY, "New"]
