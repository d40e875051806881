"""The newsletter's fixed wording, found in a source however it is capitalised, quoted and punctuated."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum, auto
from itertools import permutations

from editor.document.contents import news_list_titles
from schemas.theme import Wording

_LONGEST = 200
"""No fixed wording is longer (the models say so): longer lines are never compared."""

_COLONS = re.compile("[:：]")
_DASHES = re.compile(r"\s[-–—]+\s")
_AROUND = " \t\u00a0*_:：.|"
_EMPHASIS = re.compile(r"[*_]{1,3}")


class Label(StrEnum):
    """A piece of fixed wording. The names are those of the theme's words, where the theme has a word for it."""

    CONTENTS = auto()
    TOP = auto()
    NOTEWORTHY = auto()
    NEWS_LIST = auto()
    KEY_FIGURES = auto()
    AT_A_GLANCE = auto()
    COMMENT = auto()
    ARTICLE = auto()
    ISSUING_BODIES = auto()
    DATE = auto()
    REPORTING_PERIOD = auto()
    AUTHOR = auto()
    AUTHORS = auto()
    EDITOR = auto()
    EDITORS = auto()
    CONTACT = auto()
    PUBLISHER = auto()
    PHONE = auto()
    MAIL = auto()
    WEBSITE = auto()


CHAPTERS = frozenset({Label.CONTENTS, Label.TOP, Label.NOTEWORTHY, Label.NEWS_LIST})
"""Section titles, which stand alone on their line."""

BLOCKS = frozenset({Label.AT_A_GLANCE, Label.COMMENT})
BELOW_TITLE = frozenset({Label.KEY_FIGURES, Label.AT_A_GLANCE})
"""What can follow the title of an entry: it tells the title from other lines."""

FACTS = frozenset({Label.ARTICLE, Label.ISSUING_BODIES, Label.DATE})
PEOPLE = frozenset({Label.AUTHOR, Label.AUTHORS, Label.EDITOR, Label.EDITORS})
IMPRINT = PEOPLE | {Label.CONTACT, Label.PUBLISHER}

_ALSO: dict[Label, tuple[str, ...]] = {
    Label.CONTENTS: ("Table of contents",),
    Label.PHONE: ("Tel", "Telephone", "Phone"),
    Label.MAIL: ("Mail", "E-mail"),
    Label.WEBSITE: ("Web", "Website", "Internet"),
}


def key(text: str) -> str:
    """What counts in a comparison: letters and digits, whatever their case. "" where there are none, or too many."""
    if len(text) > _LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _whole_key(text: str) -> str:
    """The key of a line that may be a label as a whole: with a bullet, or a mere "…" behind it, it is more."""
    bare = text[: _LONGEST + 1].strip(_AROUND).rstrip(_AROUND + "-–—")
    return key(bare) if bare[:1].isalnum() and bare[-1:].isalnum() else ""


class Labels:
    """The wording of one theme."""

    def __init__(self, words: Wording) -> None:
        self.link = key(words.link)
        marks = (words.wordmark, words.newsletter, words.institute)
        orders = (order for length in (1, 2, 3) for order in permutations(marks, length))
        self._running_element = {key("".join(order)) for order in (*orders, (words.proof,))} - {""}
        self._labels: dict[str, Label] = {}
        for label in Label:
            self._add(label, getattr(words, label.value, ""))
        self._news_lists: dict[str, str] = {}
        for name, title in news_list_titles(words).items():
            self._add(Label.NEWS_LIST, title)
            if self._labels.get(key(title)) is Label.NEWS_LIST:
                self._news_lists.setdefault(key(title), name)
        self._add(Label.ISSUING_BODIES, words.issuing_body)
        # Where a source leaves the wordmark out of a title that the theme has with it.
        for label, wording in ((Label.TOP, words.top), (Label.COMMENT, words.comment)):
            self._add(label, wording.removeprefix(words.wordmark))
        for label, wordings in _ALSO.items():
            for wording in wordings:
                self._add(label, wording)

    def _add(self, label: Label, wording: str) -> None:
        found = key(wording)
        if found:
            self._labels.setdefault(found, label)

    def whole(self, text: str) -> Label | None:
        """The label that a line consists of, emphasis and colon aside."""
        return self._labels.get(_whole_key(text))

    def news_list(self, text: str) -> str:
        """The field of `Noteworthy` whose title a line consists of; "" for other lines."""
        return self._news_lists.get(_whole_key(text), "")

    def is_furniture(self, text: str) -> bool:
        """Whether a line is the wordmark, the newsletter's name or the institute's, alone or together, or "Proof"."""
        return _whole_key(text) in self._running_element

    def run_in(self, text: str) -> tuple[Label, str] | None:
        """The label that a line begins with, and what stands behind it. Emphasis around the label is taken off."""
        opening = _EMPHASIS.match(text)
        marks = opening.group() if opening else ""
        start = text[:_LONGEST]
        for colon in _COLONS.finditer(start):
            label = self._labels.get(key(start[: colon.start()]))
            if label is not None and label not in CHAPTERS:
                return label, _without(marks, start[: colon.start()], text[colon.end() :])
        closing = start.find(marks, len(marks)) if marks else -1
        if closing > 0:
            label = self._labels.get(key(start[:closing]))
            if label in BLOCKS:
                return label, text[closing + len(marks) :].strip()
        dash = _DASHES.search(start)
        label = self._labels.get(key(start[: dash.start()])) if dash else None
        if dash and label in BLOCKS:
            return label, _without(marks, start[: dash.start()], text[dash.end() :])
        return None


def _without(marks: str, head: str, rest: str) -> str:
    """What follows a label, without the emphasis that was opened before it (`**At a glance:** …`)."""
    rest = rest.strip()
    if not marks or head.rstrip().endswith(marks):
        return rest
    if rest.startswith(marks):
        return rest[len(marks) :].strip()
    return marks + rest if rest else rest
