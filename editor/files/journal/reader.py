"""Read an abandoned journal, as far as its records are complete."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.document.editing.edit_json import BadEdit, from_json
from editor.document.editing.edits import EditRefused, applied
from editor.document.paths import NoSuchField
from editor.files.errors import FileError
from editor.files.issue_file import parse_issue
from editor.files.journal.journal import HEAD, MAGIC, JournalInfo
from editor.files.reading import MOST_BYTES, read_bytes
from schemas import Issue

LARGEST = 3 * MOST_BYTES
"""The size limit of a journal in bytes: the largest issue and its edits."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """The content of a journal. `base` is the issue at its start, `issue` the issue after its edits.

    `torn` is true if its end is incomplete; `at` is the time of the last complete edit.
    """

    about: JournalInfo
    base: Issue
    issue: Issue
    at: dt.datetime
    torn: bool


def read_journal(path: Path) -> Replayed:
    """Read a journal. Raises FileError if its first record is not complete."""
    data = read_bytes(path, LARGEST)
    if not data.startswith(MAGIC):
        raise FileError(f"{path} is not a journal of this version of Newsdesk.")
    records, torn = _records(data)
    about, base, at = _parse_first_record(records, path)
    issue = base
    for record in records:
        try:
            issue, at = _with_record(issue, record), _timestamp(record)
        except (BadEdit, EditRefused, NoSuchField, KeyError, TypeError, ValueError):
            torn = True
            break
    return Replayed(about, base, issue, at, torn)


def _records(data: bytes) -> tuple[list[dict[str, Any]], bool]:
    """Return the complete records, and whether anything else follows them."""
    found: list[dict[str, Any]] = []
    position = len(MAGIC)
    while position + HEAD.size <= len(data):
        length, checksum = HEAD.unpack_from(data, position)
        start = position + HEAD.size
        body = data[start : start + length]
        if len(body) < length or zlib.crc32(body) != checksum:
            break
        try:
            record = json.loads(body)
        except (ValueError, RecursionError):
            break
        if not isinstance(record, dict):
            break
        found.append(record)
        position = start + length
    return found, position < len(data)


def _parse_first_record(records: list[dict[str, Any]], path: Path) -> tuple[JournalInfo, Issue, dt.datetime]:
    try:
        first = records[0]
        file = Path(first["file"]) if first["file"] is not None else None
        issue = parse_issue(json.dumps(first["issue"]).encode(), str(path))
        return JournalInfo(file, str(first["digest"]), str(first["document"])), issue, _timestamp(first)
    except (IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise FileError(f"The journal {path} is damaged at its start and cannot be read.") from error


def _with_record(issue: Issue, record: dict[str, Any]) -> Issue:
    for edit in record["edits"]:
        issue = applied(issue, from_json(edit))
    return issue


def _timestamp(record: dict[str, Any]) -> dt.datetime:
    moment = dt.datetime.fromisoformat(record["at"])
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone")
    return moment
