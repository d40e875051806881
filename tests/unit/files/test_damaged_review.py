"""A damaged review does not prevent opening an issue, and is saved beside it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from editor.document.suggestions.review import open_records, rejected
from editor.files.errors import FileError
from editor.files.issue_file import issue_text
from editor.files.newsroom import issues_in
from editor.files.stored import open_issue
from schemas import Entry, Issue
from schemas.review import Approval, Comment, PublicationRecord, Review, State, Thread

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
THREAD = Thread(id="t1", path="top5/e1/title", comments=(Comment(id="c1", author="E", at=AT, text="Why?"),))
ISSUE = Issue(
    headline="Topics",
    top5=(Entry(id="e1", title="One"),),
    review=Review(threads=(THREAD,), approvals=(Approval(id="imprint", state=State.DRAFT, by="E", at=AT),)),
)


def written(folder: Path, review: object) -> Path:
    file = folder / "issue.json"
    raw = json.loads(issue_text(ISSUE))
    raw["review"] = review
    file.write_text(json.dumps(raw), encoding="utf-8")
    return file


def sound() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(issue_text(ISSUE))["review"]
    return found


@pytest.mark.parametrize(
    "review",
    [None, [], "text", 7, {"threads": 3}, {"unheard of": []}, {"threads": [{"path": 1}, None, "x"]}],
    ids=str,
)
def test_the_content_is_opened_and_the_review_is_saved_beside_it(tmp_path: Path, review: object) -> None:
    file = written(tmp_path, review)
    issue, stored = open_issue(file)
    assert issue == ISSUE.model_copy(update={"review": Review()})
    assert stored.note is not None
    assert "damaged" in stored.note.message
    copy = tmp_path / "issue.damaged-review.json"
    assert copy.name in stored.note.help
    assert json.loads(copy.read_text(encoding="utf-8")) == review
    (line,) = issues_in(tmp_path, lambda issue, theme: ())
    assert line.error is None


def test_readable_review_items_are_kept(tmp_path: Path) -> None:
    review = sound()
    review["threads"].append({"id": "t2", "comments": "none"})
    review["approvals"].append({"id": "masthead", "state": "perhaps", "by": "E", "at": "2025-03-10T09:30:00Z"})
    review["approvals"].append({"id": "top", "state": "draft", "by": "E", "at": "2025-03-10T09:30:00"})  # no zone
    issue, _ = open_issue(written(tmp_path, review))
    assert issue == ISSUE


def test_each_damaged_review_is_saved_once(tmp_path: Path) -> None:
    file = written(tmp_path, "one")
    open_issue(file)
    open_issue(file)
    assert len(list(tmp_path.iterdir())) == 2
    open_issue(written(tmp_path, "two"))
    assert json.loads((tmp_path / "issue.damaged-review-2.json").read_text(encoding="utf-8")) == "two"
    assert json.loads((tmp_path / "issue.damaged-review.json").read_text(encoding="utf-8")) == "one"


def test_a_copy_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    file = written(tmp_path, "odd")
    for number in range(1, 100):
        (tmp_path / f"issue.damaged-review{f'-{number}' if number > 1 else ''}.json").mkdir()
    issue, stored = open_issue(file)
    assert issue.headline == "Topics"
    assert stored.note is not None
    assert "Copy the file" in stored.note.help


def test_damaged_content_is_an_error(tmp_path: Path) -> None:
    issue, stored = open_issue(written(tmp_path, sound()))
    assert (issue, stored.note) == (ISSUE, None)
    raw = json.loads(issue_text(ISSUE))
    raw |= {"review": "odd", "headline": 3}
    (tmp_path / "issue.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FileError, match="headline"):
        open_issue(tmp_path / "issue.json")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_publication_record_is_dropped_alone(tmp_path: Path) -> None:
    review = sound()
    review["publication"] = {"by": "E", "at": "2025-03-10T09:30:00Z", "digest": "0" * 64}
    review["threads"].append("damaged")
    issue, _ = open_issue(written(tmp_path, review))
    published = PublicationRecord(by="E", at=AT, digest="0" * 64)
    assert issue == ISSUE.model_copy(update={"review": ISSUE.review.model_copy(update={"publication": published})})
    review["publication"]["digest"] = "short"
    assert open_issue(written(tmp_path, review))[0] == ISSUE


def test_suggestions_of_a_newer_version_stay_in_the_copy_and_the_others_open(tmp_path: Path) -> None:
    review = sound()
    known = [_suggestion(f"s{number}") for number in range(2_000)]
    newer = [
        {**_suggestion("n1"), "kind": "rotate"},
        {**_suggestion("n2"), "certainty": 0.5},
        {"id": "n3", "kind": "replace"},
    ]
    review["suggestions"] = [newer[0], *known, *newer[1:]]
    review["decisions"] = [{"id": "s7", "answer": "postponed", "by": "E", "at": "2025-03-10T09:30:00Z"}]
    issue, stored = open_issue(written(tmp_path, review))
    assert [one.id for one in issue.review.suggestions] == [one["id"] for one in known]
    assert issue.review.decisions == ()
    assert stored.note is not None
    assert json.loads((tmp_path / "issue.damaged-review.json").read_text(encoding="utf-8")) == review


def test_suggestions_with_one_id_are_told_apart_alike_in_every_copy(tmp_path: Path) -> None:
    review = sound()
    review["suggestions"] = [_suggestion("s1"), {**_suggestion("s1"), "new": "Another title"}, _suggestion("s2")]
    file = written(tmp_path, review)
    issue, _ = open_issue(file)
    assert issue == open_issue(file)[0]
    first, other, last = issue.review.suggestions
    assert (first.id, last.id) == ("s1", "s2")
    assert other.id not in ("s1", "s2")
    outcome = rejected(issue, ["s1"], by="E", at=AT)
    assert [one.id for one in open_records(outcome.issue.review)] == sorted([other.id, "s2"])


def _suggestion(name: str) -> dict[str, Any]:
    at = "2025-03-10T09:30:00Z"
    return {"id": name, "author": "E", "at": at, "kind": "replace", "path": "headline", "old": "", "new": "New"}
