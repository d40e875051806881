"""Open issues with a damaged review: the content is kept, and the damaged review is saved beside the file.

Review items that can be read stay in the issue. The copy contains the review as found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from editor.files.atomic import replace_file
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError, WrongFileType
from editor.files.issue_file import parse_issue
from editor.files.json_text import json_value
from editor.files.reading import decoded
from schemas import Issue
from schemas.review import Review

_MOST_COPIES = 100


def parse_with_damaged_review(data: bytes, name: str) -> tuple[Issue, bytes | None]:
    """Return the issue with the readable part of its review, and the review as found if some of it is not readable.

    Raises FileError if the content cannot be read.
    """
    try:
        return parse_issue(data, name), None
    except WrongFileType:
        raise
    except FileError as error:
        raw = json_value(decoded(data, name), name)
        if not isinstance(raw, dict) or "review" not in raw:
            raise
        found = raw.pop("review")
        try:
            content = parse_issue(json.dumps(raw).encode(), name)
        except FileError:
            raise error from None
        review = json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
        return content.model_copy(update={"review": _readable_review(found)}), review


def save_damaged_review(review: bytes, path: Path, disk: Disk = DISK) -> FileError:
    """Save a damaged review beside its issue's file, once. Returns the message to show."""
    message = f"The review in {path.name} is damaged. The newsletter is complete. Part of the review could not be read"
    for number in range(1, _MOST_COPIES):
        copy = path.with_name(f"{path.stem}.damaged-review{f'-{number}' if number > 1 else ''}.json")
        try:
            if copy.exists() and copy.read_bytes() != review:
                continue
            if not copy.exists():
                replace_file(copy, review, disk)
        except (OSError, FileError):
            break
        return FileError(f"{message}.", f"A copy of the whole review was saved as {copy.name}, beside the issue.")
    return FileError(f"{message}, and no copy of it could be saved.", "Copy the file before you save the issue.")


def _readable_review(found: Any) -> Review:
    """Return the review items that can be read."""
    marks: dict[str, Any] = {}
    for name in Review.model_fields:
        part = found.get(name) if isinstance(found, dict) else None
        if isinstance(part, list):
            # One by one, and each once: there can be thousands.
            part = [mark for mark in part if _with({}, name, [mark])]
        marks = _with(marks, name, part)
    review = Review.model_validate_json(json.dumps(marks))
    lists = (name for name in marks if isinstance(marks[name], list))
    return review.model_copy(update={name: _without_duplicates(getattr(review, name)) for name in lists})


def _with(marks: dict[str, Any], name: str, part: Any) -> dict[str, Any]:
    """Return the fields with one more, if the result is still valid."""
    tried = {**marks, name: part}
    try:
        Review.model_validate_json(json.dumps(tried))
    except (ValidationError, ValueError):
        return marks
    return tried


def _without_duplicates(marks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Keep the first of several items with the same id."""
    return tuple({mark.id: mark for mark in reversed(marks)}.values())[::-1]
