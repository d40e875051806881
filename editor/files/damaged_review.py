"""An issue whose review is damaged: its content opens all the same, and what stood in the review is set aside.

Marks that can be read stay with the issue; the copy beside the file has the review as it was found.
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
    """The issue with as much of its review as can be read, and the review as found where that is not all.

    Raises FileError where the content itself cannot be read.
    """
    try:
        return parse_issue(data, name), None
    except WrongFileType:
        raise
    except FileError as trouble:
        raw = json_value(decoded(data, name), name)
        if not isinstance(raw, dict) or "review" not in raw:
            raise
        found = raw.pop("review")
        try:
            content = parse_issue(json.dumps(raw).encode(), name)
        except FileError:
            raise trouble from None
        review = json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
        return content.model_copy(update={"review": _readable_review(found)}), review


def save_damaged_review(review: bytes, path: Path, disk: Disk = DISK) -> FileError:
    """Write a damaged review beside its issue's file, once; what is to be said of it."""
    said = f"The review in {path.name} is damaged. The newsletter itself is complete; what could be read of the review"
    for number in range(1, _MOST_COPIES):
        copy = path.with_name(f"{path.stem}.damaged-review{f'-{number}' if number > 1 else ''}.json")
        try:
            if copy.exists() and copy.read_bytes() != review:
                continue
            if not copy.exists():
                replace_file(copy, review, disk)
        except (OSError, FileError):
            break
        return FileError(f"{said} is here.", f"As it was found, it is kept in {copy.name}, beside the issue.")
    return FileError(
        f"{said} is here.", "No copy of the rest could be written beside it: copy the file before you save the issue."
    )


def _readable_review(found: Any) -> Review:
    """The marks that can be read."""
    marks: dict[str, Any] = {}
    for name in Review.model_fields:
        part = found.get(name) if isinstance(found, dict) else None
        if isinstance(part, list):
            for mark in part:
                marks = _with(marks, name, [*marks.get(name, ()), mark])
        else:
            marks = _with(marks, name, part)
    review = Review.model_validate_json(json.dumps(marks))
    lists = (name for name in marks if isinstance(marks[name], list))
    return review.model_copy(update={name: _without_duplicates(getattr(review, name)) for name in lists})


def _with(marks: dict[str, Any], name: str, part: Any) -> dict[str, Any]:
    """The marks with one more, if they can still be read then."""
    tried = {**marks, name: part}
    try:
        Review.model_validate_json(json.dumps(tried))
    except (ValidationError, ValueError):
        return marks
    return tried


def _without_duplicates(marks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of several marks with one id, the first."""
    return tuple({mark.id: mark for mark in reversed(marks)}.values())[::-1]
