"""How the fields of a version are written in git's objects: author, time, message, tag."""

from __future__ import annotations

import datetime as dt

from dulwich.objects import Commit, ObjectID

from editor.files.history.store import StoreDamaged

UNKNOWN = "unknown"
"""The author of a version that nobody is known to have written."""

_LONGEST_LINE = 300


def tag_of(commit: ObjectID) -> str:
    """Return the tag that holds the name of a version."""
    return f"version-{commit.decode()}"


def author_line(author: str) -> bytes:
    """Return an author's name as git writes it, with an empty address."""
    plain = "".join(letter for letter in plain_line(author) if letter not in "<>").strip(" .,:;\"'")
    return f"{plain or UNKNOWN} <>".encode(errors="replace")


def utc_offset(when: dt.datetime) -> int:
    """Return the offset from UTC in seconds, rounded to whole minutes as git requires."""
    offset = when.utcoffset() or dt.timedelta()
    return int(offset.total_seconds()) // 60 * 60


def moment(commit: Commit) -> dt.datetime:
    """Return when a version was saved. Raises StoreDamaged."""
    try:
        zone = dt.timezone(dt.timedelta(seconds=commit.author_timezone))
        return dt.datetime.fromtimestamp(commit.author_time, tz=zone)
    except (ValueError, OverflowError, OSError) as error:
        raise StoreDamaged("a version has an invalid time") from error


def plain_text(data: bytes) -> str:
    """Return a field as one printable line."""
    return plain_line(data.decode(errors="replace"))


def plain_line(text: str) -> str:
    """Return a text as one printable line, since anyone can write to the store."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST_LINE]).split())
