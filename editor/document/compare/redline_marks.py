"""Redline marks inside a text: deleted and inserted words, and notes.

A mark is a pair of noncharacters, U+FDD0 to U+FDD5, which Unicode reserves for internal use
(https://www.unicode.org/faq/private_use.html#nonchar4). A marked text is still a string: templates and string
functions can process it without knowing about marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run

DELETED, INSERTED, NOTE = ("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3"), ("\ufdd4", "\ufdd5")
"""Each pair encloses the marked text. Pairs are not nested."""

MARKS = frozenset("".join((*DELETED, *INSERTED, *NOTE)))
MARK = re.compile("[\ufdd0-\ufdd5]")

_DELETED = re.compile("\ufdd0[^\ufdd1]*\ufdd1")
_INSERTED = re.compile("\ufdd2[^\ufdd3]*\ufdd3")
_NOTE = re.compile("\ufdd4[^\ufdd5]*\ufdd5")


def deleted(text: str) -> str:
    """Mark a text that is only in the old issue."""
    return f"{DELETED[0]}{text}{DELETED[1]}" if text else ""


def inserted(text: str) -> str:
    """Mark a text that is only in the new issue."""
    return f"{INSERTED[0]}{text}{INSERTED[1]}" if text else ""


def note(text: str) -> str:
    """Mark a note that is in neither issue."""
    return f"{NOTE[0]}{text}{NOTE[1]}" if text else ""


def before(text: str) -> str:
    """Return the old text, without marks and notes."""
    return MARK.sub("", _NOTE.sub("", _INSERTED.sub("", text)))


def after(text: str) -> str:
    """Return the new text, without marks and notes."""
    return MARK.sub("", _NOTE.sub("", _DELETED.sub("", text)))


def is_marked(text: str) -> bool:
    """Whether a text contains a mark."""
    return MARK.search(text) is not None


def marked(change: ChangeKind, text: str) -> str:
    """Mark a text by the kind of its change."""
    match change:
        case ChangeKind.DELETED:
            return deleted(text)
        case ChangeKind.INSERTED:
            return inserted(text)
        case ChangeKind.SAME:
            return text


def marked_runs(pieces: Iterable[DiffPart]) -> tuple[Run, ...]:
    """Return the runs of a diff with marks."""
    return tuple(replace(run, text=marked(piece.change, run.text)) for piece in pieces for run in piece.runs)
