import json
from typing import Any

import pytest

from editor.document.editing.edit_json import as_json
from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.publish.inbox import Inbox, PdfOrder, Snapshot
from editor.publish.protocol import (
    CancelPdf,
    Prepare,
    ProtocolError,
    Ready,
    ShowEdits,
    ShowIssue,
    SkipSections,
    WritePdf,
)
from schemas import Entry, Issue

ISSUE = Issue(headline="first", top5=(Entry(id="e1", title="one"), Entry(id="e2", title="two")))


def whole(revision: int, issue: Issue = ISSUE) -> ShowIssue:
    return ShowIssue(revision, "", issue.model_dump_json().encode())


def set_value(revision: int, where: str, value: Any) -> ShowEdits:

    return ShowEdits(revision, where, json.dumps([as_json(SetValue(path(where), value))]).encode())


def snapshot(inbox: Inbox) -> Snapshot:
    taken = inbox.take()
    assert isinstance(taken, Snapshot)
    return taken


def test_the_newest_issue_replaces_a_pending_one() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    inbox.put(whole(2, Issue(headline="second")))
    assert snapshot(inbox).issue.headline == "second"
    assert inbox.is_empty
    assert inbox.take(idle=0) is None


def test_pending_edits_accumulate_and_share_what_they_do_not_change() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    first = snapshot(inbox)
    inbox.put(set_value(2, "top5/e1/title", "new"))
    inbox.put(set_value(3, "headline", "newer"))
    last = snapshot(inbox)
    assert (last.revision, last.edited, last.issue.headline, last.issue.top5[0].title) == (
        3,
        "headline",
        "newer",
        "new",
    )
    assert last.issue.top5[1] is first.issue.top5[1]


def test_a_file_shows_the_issue_at_its_request_and_comes_first() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    inbox.put(WritePdf(7, proof=True))
    inbox.put(set_value(2, "headline", "later"))
    order = inbox.take()
    assert isinstance(order, PdfOrder)
    assert (order.request, order.proof, order.snapshot.issue.headline) == (7, True, "first")
    assert snapshot(inbox).issue.headline == "later"


def test_cancelling() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    inbox.put(WritePdf(1, proof=False))
    assert not inbox.is_cancelled(1)
    inbox.put(CancelPdf(1))
    assert inbox.is_cancelled(1)


def test_sections_are_left_out_until_the_list_changes() -> None:
    inbox = Inbox()
    inbox.put(SkipSections(("top5/e1",)))
    inbox.put(whole(1))
    assert snapshot(inbox).skipped == {"top5/e1"}
    inbox.put(SkipSections(()))
    inbox.put(set_value(2, "headline", "x"))
    assert not snapshot(inbox).skipped


def test_unfinished_work_continues_unless_there_is_newer_work() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    first = snapshot(inbox)
    inbox.put_back(first)
    assert snapshot(inbox) is first
    inbox.put(whole(2))
    inbox.put_back(first)
    assert snapshot(inbox).revision == 2
    inbox.put_back(first)
    assert inbox.is_empty


@pytest.mark.parametrize("message", [WritePdf(1, proof=False), set_value(1, "headline", "x"), Ready()])
def test_invalid_messages_are_refused(message: Any) -> None:
    with pytest.raises(ProtocolError):
        Inbox().put(message)


def test_preparation_comes_after_all_other_work() -> None:
    inbox = Inbox()
    inbox.put(whole(1))
    inbox.put(Prepare("top5/e1"))
    inbox.put(Prepare("top5/e2"))
    inbox.put(WritePdf(1, proof=False))
    assert isinstance(inbox.take(), PdfOrder)
    assert isinstance(inbox.take(), Snapshot)
    assert inbox.is_empty, "nothing has to make room for it"
    assert inbox.take() == Prepare("top5/e2")
    assert inbox.take(idle=0) is None
