"""The lines below an entry's texts: its document, the issuing bodies and the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from editor.document.calendar import Calendar
from editor.document.text.languages import east_asian_language
from editor.document.written_dates import explain
from editor.formats.notes import Notes, quoted_line
from editor.formats.text_form.line_kinds import LineKind, Mark, Marker
from editor.formats.text_form.lines import joined
from editor.formats.text_form.references import DocumentReader, split_bodies
from schemas import Source


@dataclass(frozen=True)
class FactReader:
    """Reads facts from the lines that were collected for them."""

    marker: Marker
    notes: Notes
    calendar: Calendar

    def document(self, marks: Sequence[Mark]) -> Source:
        """`English title (Chinese title) ([Link](address))`."""
        if not marks:
            return Source()
        text = joined([mark.text for mark in marks])
        if not marks[0].line.shields:
            text = self.marker.missing.without(text)
        source, left_over = DocumentReader(self.marker.labels.link).read(text)
        if left_over:
            self.notes.say(marks[-1].line, f"The link text {quoted_line(left_over)} was left out.")
        return source.model_copy(update={"language": _stated_language(source.title_zh, marks)})

    def bodies(self, marks: Sequence[Mark]) -> tuple[str, ...]:
        """Names separated by commas, or one to a bullet."""
        groups: list[list[str]] = []
        for mark in marks:
            if groups and mark.kind is LineKind.TEXT:
                groups[-1].append(mark.text)
            else:
                groups.append([mark.text])
        return tuple(name for group in groups for name in split_bodies(joined(group)))

    def day(self, marks: Sequence[Mark], entry: str) -> date | None:
        """The day; what stands behind it is noted."""
        if not marks:
            return None
        text = joined([mark.text for mark in marks])
        whole = self.marker.dates.whole(text)
        found = (whole, len(text)) if whole else self.marker.dates.at(text)
        day = self.calendar.document_day(found[0]) if found else None
        if day is None or found is None:
            reason = (
                explain(text, self.marker.dates) or f"{quoted_line(text)} is not a full date with day, month and year."
            )
            self.notes.say(marks[0].line, f"Fill in the date of {entry}: {reason}")
            return None
        rest = text[found[1] :].strip(" .,;")
        if rest:
            self.notes.say(marks[0].line, f"{quoted_line(rest)} after the date of {entry} was left out.")
        return day


def _stated_language(title: str, marks: Sequence[Mark]) -> Literal["", "zh-Hans", "zh-Hant"]:
    """The script that the source states for a Chinese title; "" where its characters say the same."""
    stated = [one for mark in marks for one in mark.line.stated]
    wanted = _characters(title)
    usual = east_asian_language(title)
    others: tuple[Literal["zh-Hans", "zh-Hant"], ...] = ("zh-Hans", "zh-Hant")
    for language in others:
        words = _characters("".join(text for text, told in stated if told == language))
        if wanted and language != usual and wanted in words:
            return language
    return ""


def _characters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
