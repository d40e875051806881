"""`newsdesk review`: open suggestions and comments of an issue, listed or decided."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence

from editor.cli.output import one_line, print_error, print_message, print_result
from editor.cli.status import DONE, FAILED, WrongUsage
from editor.document.path_labels import path_label
from editor.document.paths import FieldPath
from editor.document.review import threads
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.describe import described_path, description_of
from editor.document.suggestions.listing import open_entries
from editor.document.suggestions.review import Decided, accepted, open_records, rejected
from editor.document.text.phrasing import counted
from editor.files.issue_file import load_issue, save_issue
from schemas import Issue
from schemas.review import Thread

ALL = "all"


def review(options: argparse.Namespace) -> int:
    """List what is open, or decide about suggestions and save the file. Raises FileError and WrongUsage.

    An id that no open suggestion has is named, and nothing changes. The status is 1 then, and where suggestions stay
    open because they overlap others or are outdated.
    """
    if options.accept and options.reject:
        raise WrongUsage("use either --accept or --reject, not both")
    if options.json and (options.accept or options.reject):
        raise WrongUsage("--json cannot be used with --accept or --reject")
    issue = load_issue(options.file)
    if not options.accept and not options.reject:
        _list(issue, as_json=options.json, author=options.author)
        return DONE
    ids = _chosen(issue, options.accept or options.reject, options.author)
    if ids is None:
        return FAILED
    if not ids:
        print_message("There are no open suggestions.")
        return DONE
    decide = accepted if options.accept else rejected
    decided = decide(issue, ids, by=options.by, at=dt.datetime.now().astimezone())
    if decided.done:
        save_issue(decided.issue, options.file)
    return _report(decided, "accepted" if options.accept else "rejected")


def line_of(issue: Issue, card: Card) -> str:
    """`id, author, place, what it does`, separated by tabs."""
    place = path_label(issue, described_path(issue, card))
    columns = (card.key, card.author, place, description_of(issue, card).accessible_text)
    return "\t".join(one_line(column) for column in columns) + "\n"


def comment_line(issue: Issue, thread: Thread) -> str:
    """The same of a comment, with the last that was said."""
    path = threads.path_of(thread)
    return said_line(issue, thread.id, thread.comments[0].author, path, f"comments: {thread.comments[-1].text}")


def said_line(issue: Issue, key: str, author: str, path: FieldPath, said: str) -> str:
    """The same of what was said or done somewhere."""
    return "\t".join(one_line(column) for column in (key, author, path_label(issue, path), said)) + "\n"


def _list(issue: Issue, *, as_json: bool, author: str | None) -> None:
    if as_json:
        entries = [entry for entry in open_entries(issue) if author in (None, entry["author"])]
        print_result(json.dumps(entries, ensure_ascii=False, indent=2) + "\n")
        return
    lines = [line_of(issue, card) for card in cards(open_records(issue.review)) if author in (None, card.author)]
    for entry in open_entries(issue):
        if entry["kind"] == "comment" and author in (None, entry["author"]):
            columns = (entry["id"], entry["author"], entry["path"], f"comments: {entry['after']}")
            lines.append("\t".join(one_line(str(column)) for column in columns) + "\n")
    print_result("".join(lines))


def _chosen(issue: Issue, wanted: Sequence[str], author: str | None) -> list[str] | None:
    """The ids of the suggestions that are decided; None where one is not there, which is said."""
    records = open_records(issue.review)
    own = [one.id for one in records if author in (None, one.author)]
    if ALL in wanted:
        return own
    unknown = [name for name in wanted if name not in own]
    comments = {thread.id for thread in issue.review.threads}
    for name in unknown:
        what = "is a comment, not a suggestion" if name in comments else "is not an open suggestion of this issue"
        print_error(f"{name} {what}; nothing was changed.", "`newsdesk review FILE` lists the ids.")
    return None if unknown else list(wanted)


def _report(decided: Decided, verb: str) -> int:
    done, left = cards(decided.done), cards(decided.left)
    print_message(f"{counted(len(done), 'suggestion')} {verb}.")
    for card in left:
        print_message(one_line(f"{card.key} by {card.author} stays open: the text it is about has changed."))
    return FAILED if left else DONE
