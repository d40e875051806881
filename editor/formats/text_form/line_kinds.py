"""What each line can be on its own: a label, a bullet, a numbered title, page furniture, or plain text.

Only the sections' readers know what a line means in its place; here no line depends on its neighbours. So the
writer can ask whether a text would be mistaken for something else, and shield it: a backslash before such a text
says that it is plain text, and is taken off when it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from editor.document.text.missing_fields import MissingMarks
from editor.document.written_dates import DateReader
from editor.formats.text_form.dateline import Dateline, DatelineReader
from editor.formats.text_form.labels import CHAPTERS, IMPRINT, Label, Labels
from editor.formats.text_form.lines import Line, one_line
from schemas.theme import Wording

_RULE = re.compile(r"([-*_=–—])(?:\s*\1){2,}|[-–—*•·+_=|]+")
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"(\*\*|__)(?P<inner>(?:(?!\1).)+)\1")
_BULLET = re.compile(r"[-–—‐−*+]\s+|[•·‣▪●○◦■□➢➤✓\uf0b7\uf0a7]\s*|o\t\s*")
_NUMBERED = re.compile(r"([0-9]{1,3})\s?[.)、．](?:\s+|$|(?=[^\W\d_]))")
_READING_TIME = re.compile(
    r"(?:estimated\s+)?reading\s+time\W{1,4}(?:about|approx\.?|ca\.?|around)?\s*[0-9]{1,3}\s*[- ]?min(?:ute)?s?\.?"
    r"|[0-9]{1,3}\s*[- ]?min(?:ute)?s?\.?(?:\s+of)?\s+read(?:ing)?(?:\s+time)?\.?",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[0-9]{1,3}(?:\s*(?:/|of)\s*[0-9]{1,3})?|[-–—|]\s*[0-9]{1,3}\s*[-–—|]", re.IGNORECASE
)
_PIECES = re.compile(r"\s*[|·•\t]\s*|\s+[-–—/]\s+|\s{2,}")

_SHORT = 120
"""Reading times, page numbers and running heads are no longer."""

LEADERS = ".…·_"


class LineKind(StrEnum):
    """What a line can be on its own."""

    TEXT = auto()
    BULLET = auto()
    NUMBERED = auto()
    HEADING = auto()
    LABEL = auto()
    DATELINE = auto()
    RUNNING_ELEMENT = auto()
    READING_TIME = auto()
    PAGE_NUMBER = auto()
    RULE = auto()
    MISSING = auto()
    """What a proof shows for an empty field."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line, its kind, and its text without what made it that kind.

    `news_list` is the field of `Noteworthy` that the title of a list of news stands for. `number` is that of a
    numbered title, `page` the page that a line of the contents leads to, `unpaged` its text without that page and the
    leader to it. `missing` is the field whose absence a proof states instead of a text.
    """

    line: Line
    kind: LineKind
    text: str
    label: Label | None = None
    news_list: str = ""
    number: int | None = None
    page: int | None = None
    unpaged: str = ""
    dateline: Dateline | None = None
    missing: str = ""

    @property
    def letters(self) -> str:
        """The line as a paragraph's text: to the letter, but for the mark of a heading."""
        return self.text if self.kind in (LineKind.TEXT, LineKind.HEADING) else one_line(self.line.text)


class Marker:
    """Marks lines with the wording of one theme."""

    def __init__(self, words: Wording) -> None:
        self.labels = Labels(words)
        self.dates = DateReader(words)
        self.missing = MissingMarks(words)
        self._datelines = DatelineReader(words, self.dates, self.missing)

    def mark(self, line: Line) -> Mark:
        """What `line` can be."""
        text = line.text
        if text.startswith("\\") and line.shields:
            bare = text.lstrip("\\")
            shielded = bool(bare) and self._mark(line, bare).kind is not LineKind.TEXT
            return Mark(line, LineKind.TEXT, one_line(text[1:] if shielded else text))
        return self._mark(line, text)

    def shielded(self, text: str, harmless: frozenset[LineKind] = frozenset()) -> str:
        """A paragraph, shielded where it would be read as anything else; kinds in `harmless` may be read."""
        mark = self.mark_alone(text)
        plain = mark.kind is LineKind.TEXT and mark.text == text
        return text if plain or mark.kind in harmless else "\\" + text

    def shielded_bullet(self, text: str) -> str:
        """A bullet's text, shielded where a bullet mark before it would be read as anything else."""
        mark = self.mark_alone(f"- {text}")
        return text if (mark.kind, mark.text) == (LineKind.BULLET, text) else "\\" + text

    def mark_alone(self, text: str) -> Mark:
        """What a text is as a line between blank lines."""
        return self.mark(Line(1, 0, text, 0, True))

    def _mark(self, line: Line, text: str) -> Mark:
        if _RULE.fullmatch(text[:_SHORT]) and len(text) <= _SHORT:
            return Mark(line, LineKind.RULE, "")
        heading = _HEADING.match(text)
        bare = text[heading.end() :].rstrip("#").strip() if heading else text
        bold = _BOLD.fullmatch(bare) if len(bare) <= 4 * _SHORT else None
        bare = bold["inner"].strip() if bold else bare
        if missing := self.missing.field(bare):
            return Mark(line, LineKind.MISSING, "", missing=missing)
        return (
            self._chapter(line, bare)
            or self._short(line, bare)
            or self._bullet(line, text)
            or self._numbered(line, bare)
            or self._run_in(line, bare if heading else text)
            or Mark(line, LineKind.HEADING if heading else LineKind.TEXT, one_line(bare if heading else text))
        )

    def _chapter(self, line: Line, text: str) -> Mark | None:
        label = self.labels.whole(text)
        if label is not None:
            return Mark(line, LineKind.LABEL, "", label, self.labels.news_list(text))
        title, page = split_page(text)
        label = self.labels.whole(title) if page else None
        if label in CHAPTERS | IMPRINT:
            return Mark(line, LineKind.LABEL, "", label, self.labels.news_list(title), page=page)
        return None

    def _short(self, line: Line, text: str) -> Mark | None:
        dateline = self._datelines.read(text)
        if dateline is not None and (not dateline.rest or is_reading_time(dateline.rest)):
            return Mark(line, LineKind.DATELINE, one_line(text), dateline=dateline)
        if is_reading_time(text):
            return Mark(line, LineKind.READING_TIME, text)
        if len(text) <= _SHORT and _PAGE_NUMBER.fullmatch(text):
            return Mark(line, LineKind.PAGE_NUMBER, text)
        return self._running_element(line, text)

    def _running_element(self, line: Line, text: str) -> Mark | None:
        """The newsletter's marks, alone or as a running head with date and page number."""
        if len(text) > _SHORT:
            return None
        if self.labels.is_furniture(text):
            return Mark(line, LineKind.RUNNING_ELEMENT, "")
        pieces = [piece for piece in _PIECES.split(text) if piece]
        marks = [piece for piece in pieces if self.labels.is_furniture(piece)]
        others = [piece for piece in pieces if piece not in marks and not _PAGE_NUMBER.fullmatch(piece)]
        dates = [written for piece in others if (written := self.dates.whole(piece)) and written.year]
        if not marks or len(dates) < len(others):
            return None
        # Where no dateline says it, a running head tells the day of issue.
        return Mark(line, LineKind.RUNNING_ELEMENT, one_line(text), dateline=Dateline(dates[0]) if dates else None)

    def _bullet(self, line: Line, text: str) -> Mark | None:
        found = _BULLET.match(text)
        if found is None:
            return None
        inner = one_line(text[found.end() :])
        if inner.startswith("\\") and line.shields:
            bare = inner.lstrip("\\")
            again = self._mark(line, f"- {bare}") if bare else None
            if again and (again.kind, again.text) != (LineKind.BULLET, bare):
                inner = inner[1:]
        return self._without_mark(Mark(line, LineKind.BULLET, inner))

    def _numbered(self, line: Line, text: str) -> Mark | None:
        found = _NUMBERED.match(text)
        if found is None:
            return None
        title = text[found.end() :]
        unpaged, page = split_page(title)
        number = int(found.group(1))
        mark = Mark(line, LineKind.NUMBERED, one_line(title), number=number, page=page, unpaged=one_line(unpaged))
        return self._without_mark(mark, mark.unpaged)

    def _run_in(self, line: Line, text: str) -> Mark | None:
        found = self.labels.run_in(text)
        return self._without_mark(Mark(line, LineKind.LABEL, one_line(found[1]), found[0])) if found else None

    def _without_mark(self, mark: Mark, text: str | None = None) -> Mark:
        """The mark of a line without text if that only says that a field is missing.

        The text form has such a thing on lines of its own alone, where it can be shielded.
        """
        missing = "" if mark.line.shields else self.missing.field(mark.text if text is None else text)
        return replace(mark, text="", unpaged="", missing=missing) if missing else mark


def is_reading_time(text: str) -> bool:
    """`Reading time: 8 minutes`, `8 min read`."""
    return len(text) <= _SHORT and bool(_READING_TIME.fullmatch(text))


def split_page(text: str) -> tuple[str, int | None]:
    """A line of the contents without its leader and page number: a tab, dots or wide space lead to the number."""
    head = text.rstrip("0123456789")
    digits = text[len(head) :]
    title = head.rstrip(LEADERS + " \t\u00a0\u2003")
    leader = head[len(title) :]
    dots = sum(leader.count(dot) for dot in LEADERS)
    leads = "\t" in leader or (title and (dots > 1 or "…" in leader or "  " in leader))
    if not 1 <= len(digits) <= 4 or not leads:
        return text, None
    return title + ("." if dots == 1 and leader[0] == "." else ""), int(digits)
