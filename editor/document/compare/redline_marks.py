"""A redline's marks inside a text: where words went, where words came, what is a note about them.

A mark is a pair of characters that no text has: U+FDD0 to U+FDD5 are set aside by Unicode for a program's own use
(https://www.unicode.org/faq/private_use.html#nonchar4). So a marked text is still a text: it passes through
templates, joins and capitals that know nothing of marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run

DELETED, INSERTED, NOTE = ("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3"), ("\ufdd4", "\ufdd5")
"""Each pair encloses what it is about. Pairs do not lie inside one another."""

MARKS = frozenset("".join((*DELETED, *INSERTED, *NOTE)))
MARK = re.compile("[\ufdd0-\ufdd5]")

_DELETED = re.compile("\ufdd0[^\ufdd1]*\ufdd1")
_INSERTED = re.compile("\ufdd2[^\ufdd3]*\ufdd3")
_NOTE = re.compile("\ufdd4[^\ufdd5]*\ufdd5")


def deleted(text: str) -> str:
    """A text that is only in the issue before."""
    return f"{DELETED[0]}{text}{DELETED[1]}" if text else ""


def inserted(text: str) -> str:
    """A text that is only in the issue after."""
    return f"{INSERTED[0]}{text}{INSERTED[1]}" if text else ""


def note(text: str) -> str:
    """A remark that is in neither issue."""
    return f"{NOTE[0]}{text}{NOTE[1]}" if text else ""


def before(text: str) -> str:
    """The text as it was, without marks and notes."""
    return MARK.sub("", _NOTE.sub("", _INSERTED.sub("", text)))


def after(text: str) -> str:
    """The text as it is, without marks and notes."""
    return MARK.sub("", _NOTE.sub("", _DELETED.sub("", text)))


def is_marked(text: str) -> bool:
    """Whether there is a mark in a text."""
    return MARK.search(text) is not None


def marked(change: ChangeKind, text: str) -> str:
    """A text with the mark of what became of it."""
    match change:
        case ChangeKind.DELETED:
            return deleted(text)
        case ChangeKind.INSERTED:
            return inserted(text)
        case ChangeKind.SAME:
            return text


def marked_runs(pieces: Iterable[DiffPart]) -> tuple[Run, ...]:
    """The runs of a comparison, each with its mark."""
    return tuple(replace(run, text=marked(piece.change, run.text)) for piece in pieces for run in piece.runs)
