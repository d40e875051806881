"""The imprint: people, contact and publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.formats.notes import Notes
from editor.formats.text_form.labels import Label
from editor.formats.text_form.line_kinds import LineKind, Mark
from editor.formats.text_form.source_sections import SourceSection
from schemas import Imprint, Person, Publisher

_NAME_AND_ROLE = re.compile(r"(?P<name>[^,|\t]+?)\s*(?:,|\||\t|\s[-–—])\s*(?P<role>.+)")
_NAME_WITH_ROLE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)")
_LONGEST_NAME = 250
_SEVERAL_NAMES = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+")
WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_MARKED = {"name": "name", "street": "street", "city": "city", "telephone": "phone", "mail address": "mail",
           "website": "website"}  # fmt: skip
"""The fields of the publisher by what they are called in the mark of a missing one."""

_PUBLISHER_LABELS = (Label.PHONE, Label.MAIL, Label.WEBSITE)
_PHONE = re.compile(r"(?:(?:tel|phone|telephone)\.?\s*|(?=\+))(?P<digits>\+?[0-9(][0-9 ()/.–-]{5,})", re.IGNORECASE)
CITY = re.compile(r"(?:[A-Z]{1,3}-)?[0-9]{4,6}\s+\D")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?P<inner>.+)\1")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")


@dataclass
class ImprintReader:
    """Collects the imprint from its sections."""

    notes: Notes
    _people: dict[str, list[Person]] = field(default_factory=lambda: {"a": [], "e": []})
    _contact: str = ""
    _publisher: dict[str, str] = field(default_factory=dict)

    def read(self, section: SourceSection, marks: Sequence[Mark]) -> None:
        """Take in the lines of one section of the imprint."""
        told = [mark for mark in marks if mark.kind is not LineKind.RULE]
        match section:
            case SourceSection.AUTHOR | SourceSection.AUTHORS:
                self._read_people("a", told, single=section is SourceSection.AUTHOR)
            case SourceSection.EDITOR | SourceSection.EDITORS:
                self._read_people("e", told, single=section is SourceSection.EDITOR)
            case SourceSection.CONTACT:
                self._read_contact(told)
            case _:
                self._read_publisher(told)

    def imprint(self) -> Imprint:
        """All that was found."""
        people = self._people
        publisher = Publisher(**self._publisher)
        return Imprint(
            authors=tuple(people["a"]), editors=tuple(people["e"]), contact=self._contact, publisher=publisher
        )

    def _read_people(self, prefix: str, marks: Sequence[Mark], *, single: bool) -> None:
        people = self._people[prefix]
        groups = _groups(marks)
        if single and len(groups) > 1 and all(len(group) == 1 for group in groups):
            groups = [[line for group in groups for line in group]]  # a source with blank lines all through
        if not single and len(groups) == 1 and len(groups[0]) == 1 and len(groups[0][0]) <= _LONGEST_NAME:
            groups = [[name] for name in _SEVERAL_NAMES.split(groups[0][0]) if name]  # Authors: A, B and C
        for name, *role in groups:
            if not (name or any(role)):
                continue
            if not role and len(name) <= _LONGEST_NAME:
                found = _NAME_AND_ROLE.fullmatch(name) or _NAME_WITH_ROLE.fullmatch(name)
                name, role = (_unmarked(found["name"]), [_unmarked(found["role"])]) if found else (name, [])
            people.append(Person(id=f"{prefix}{len(people) + 1}", name=name, role=tuple(filter(None, role))))

    def _read_contact(self, marks: Sequence[Mark]) -> None:
        for mark in marks:
            if mark.missing:
                continue
            if self._contact:
                self.notes.unplaced(mark.line)
            else:
                self._contact = _words(mark)

    def _read_publisher(self, marks: Sequence[Mark]) -> None:
        address: list[Mark] = []
        for mark in marks:
            if mark.missing in _MARKED:
                self._publisher.setdefault(_MARKED[mark.missing], "")
                continue
            if mark.label in _PUBLISHER_LABELS and not mark.text:
                continue  # the label of a line that is not filled in
            field = self._field(mark)
            if field == "address":
                address.append(mark)
            elif field in self._publisher:
                self.notes.unplaced(mark.line)
            else:
                phone = _PHONE.fullmatch(_words(mark)) if field == "phone" else None
                self._publisher[field] = phone["digits"] if phone else _words(mark)
        self._read_address(address)

    def _field(self, mark: Mark) -> str:
        """Which field of the publisher a line fills: by its label, by its form, else by its place."""
        match mark.label:
            case Label.PHONE | Label.MAIL | Label.WEBSITE:
                return mark.label.value
        text = _words(mark)
        if "name" not in self._publisher:
            return "name"
        if _PHONE.fullmatch(text):
            return "phone"
        if MAIL.fullmatch(text):
            return "mail"
        return "website" if WEBSITE.fullmatch(text) else "address"

    def _read_address(self, marks: Sequence[Mark]) -> None:
        """Street, then city; a line between them goes on with the street."""
        lines = [_words(mark) for mark in marks]
        city = next((at for at, line in enumerate(lines) if at and CITY.match(line)), min(1, len(lines)))
        if "street" in self._publisher or (len(lines) == 1 and CITY.match(lines[0])):
            city = 0
        if "city" in self._publisher:
            city = len(lines)
        for name, start, end in (("street", 0, city), ("city", city, city + 1), ("", city + 1, len(lines))):
            if name and start < end <= len(lines) and name not in self._publisher:
                self._publisher[name] = ", ".join(lines[start:end])
            else:
                for mark in marks[start:end]:
                    self.notes.unplaced(mark.line)


def _groups(marks: Sequence[Mark]) -> list[list[str]]:
    groups: list[list[str]] = []
    for mark in marks:
        if mark.kind is LineKind.RUNNING_ELEMENT and mark.line.gap:
            continue
        if mark.line.gap or mark.kind is LineKind.BULLET or not groups:
            groups.append([])
        groups[-1].append(_words(mark))
    return groups


def _words(mark: Mark) -> str:
    """The line's words: without a bullet or a label, and a link by its wording; "" for the mark of a missing field."""
    if mark.missing:
        return ""
    text = mark.text if mark.kind in (LineKind.BULLET, LineKind.LABEL, LineKind.HEADING) and mark.text else mark.letters
    return _unmarked(text)


def _unmarked(text: str) -> str:
    emphasis = _EMPHASIS.fullmatch(text)
    text = emphasis["inner"] if emphasis else text
    link = _LINK.fullmatch(text)
    return link[1] if link else text
