"""The newsletter's fixed wording, found in a source however it is capitalised, quoted and punctuated."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum, auto

from schemas.theme import Words

_LONGEST = 200
"""No fixed wording is longer (the models say so): longer lines are never compared."""

_COLONS = re.compile("[:：]")
_DASHES = re.compile(r"\s[-–—]+\s")
_AROUND = " \t\u00a0*_:：.|"
_EMPHASIS = re.compile(r"[*_]{1,3}")


class Label(StrEnum):
    """A piece of fixed wording and what begins with it."""

    CONTENTS = auto()
    TOP = auto()
    NOTEWORTHY = auto()
    POLICY_NEWS = auto()
    CORPORATE_NEWS = auto()
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


CHAPTERS = frozenset({Label.CONTENTS, Label.TOP, Label.NOTEWORTHY, Label.POLICY_NEWS, Label.CORPORATE_NEWS})
"""Section titles, which stand alone on their line."""

BLOCKS = frozenset({Label.AT_A_GLANCE, Label.COMMENT})
FACTS = frozenset({Label.ARTICLE, Label.ISSUING_BODIES, Label.DATE})
PEOPLE = frozenset({Label.AUTHOR, Label.AUTHORS, Label.EDITOR, Label.EDITORS})
IMPRINT = PEOPLE | {Label.CONTACT, Label.PUBLISHER}

_ALSO: dict[Label, tuple[str, ...]] = {
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


class Labels:
    """The wording of one theme."""

    def __init__(self, words: Words) -> None:
        self.link = key(words.link)
        marks = (words.wordmark, words.newsletter, words.institute)
        self._furniture = {key("".join(order)) for order in _orders(marks)} - {""}
        self._labels: dict[str, Label] = {}
        self._add(Label.CONTENTS, words.contents)
        self._add(Label.TOP, words.top)
        self._add(Label.NOTEWORTHY, words.noteworthy)
        self._add(Label.POLICY_NEWS, words.policy_news)
        self._add(Label.CORPORATE_NEWS, words.corporate_news)
        self._add(Label.AT_A_GLANCE, words.at_a_glance)
        self._add(Label.COMMENT, words.comment)
        self._add(Label.ARTICLE, words.article)
        self._add(Label.ISSUING_BODIES, words.issuing_bodies)
        self._add(Label.ISSUING_BODIES, words.issuing_body)
        self._add(Label.DATE, words.date)
        self._add(Label.REPORTING_PERIOD, words.reporting_period)
        self._add(Label.AUTHOR, words.author)
        self._add(Label.AUTHORS, words.authors)
        self._add(Label.EDITOR, words.editor)
        self._add(Label.EDITORS, words.editors)
        self._add(Label.CONTACT, words.contact)
        self._add(Label.PUBLISHER, words.publisher)
        self._add(Label.PHONE, words.phone)
        self._add(Label.MAIL, words.mail)
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
        bare = text.strip(_AROUND)
        is_bare = bare[:1].isalnum() and bare[-1:].isalnum()  # a bullet, or a mere "…" behind a label, are more
        return self._labels.get(key(bare)) if is_bare else None

    def is_furniture(self, text: str) -> bool:
        """Whether a line is the wordmark, the newsletter's name or the institute's, alone or together."""
        return key(text) in self._furniture

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


def _orders(marks: tuple[str, str, str]) -> list[tuple[str, ...]]:
    wordmark, newsletter, institute = marks
    return [
        (wordmark,),
        (newsletter,),
        (institute,),
        (wordmark, newsletter),
        (newsletter, wordmark),
        (wordmark, institute),
        (institute, wordmark),
        (wordmark, institute, newsletter),
        (wordmark, newsletter, institute),
    ]
