"""The imprint as text: people, contact and publisher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.document.text.missing_fields import missing_mark
from editor.formats.text_form.imprint import CITY, WEBSITE
from editor.formats.text_form.line_kinds import LineKind, Marker
from editor.formats.text_form.lines import filled
from editor.formats.text_form.source_sections import may_be_role
from schemas import Imprint, Person, Publisher
from schemas.theme import Wording

_HARMLESS = frozenset({LineKind.NUMBERED, LineKind.PAGE_NUMBER, LineKind.READING_TIME})
_HARMLESS_BELOW = _HARMLESS | {LineKind.RUNNING_ELEMENT}
"""Below a name, and as the publisher's, the newsletter's own names are no more than words."""


@dataclass(frozen=True)
class ImprintWriter:
    """Writes chunks: lines that stand together; a blank line comes between chunks."""

    words: Wording
    marker: Marker

    def chunks(self, imprint: Imprint) -> Iterator[Iterable[str]]:
        words = self.words
        yield from self._people((words.author, words.authors), imprint.authors)
        yield from self._people((words.editor, words.editors), imprint.editors)
        for contact in filled(imprint.contact):
            yield [words.contact, self.marker.shielded(contact, _HARMLESS)]
        yield from self._publisher(imprint.publisher)

    def _people(self, titles: tuple[str, str], people: Sequence[Person]) -> Iterator[Iterable[str]]:
        blocks = [block for person in people if (block := self._person(person))]
        if blocks:
            yield [titles[len(blocks) > 1].upper()]
            yield from blocks

    def _person(self, person: Person) -> list[str]:
        name = filled(person.name)
        lines = [*name, *(line for text in person.role for line in filled(text))]
        if lines and not name:
            return [missing_mark(self.words, "name"), *map(self._role, lines)]
        return [self.marker.shielded(line, _HARMLESS) for line in lines[:1]] + [self._role(line) for line in lines[1:]]

    def _role(self, text: str) -> str:
        is_role = may_be_role(self.marker.mark_alone(text))
        return text if is_role else self.marker.shielded(text, _HARMLESS_BELOW)

    def _publisher(self, publisher: Publisher) -> Iterator[Iterable[str]]:
        if publisher == Publisher():
            return
        words = self.words
        yield [words.publisher.upper()]
        yield [self._line(line) for line in filled(publisher.name)] or [missing_mark(words, "name")]
        address = self._address(publisher)
        phone = [f"{words.phone}: {line}" for line in filled(publisher.phone)]
        mail = [f"{words.mail}: {line}" for line in filled(publisher.mail)]
        website = [line if WEBSITE.fullmatch(line) else f"Website: {line}" for line in filled(publisher.website)]
        yield [*address, *phone, *mail, *website]

    def _address(self, publisher: Publisher) -> list[str]:
        """Street and city; the mark of a missing one tells which the other is."""
        streets, cities = filled(publisher.street), filled(publisher.city)
        lines = list(map(self._line, (*streets, *cities)))
        if cities and not streets and not CITY.match(cities[0]):
            return [missing_mark(self.words, "street"), *lines]
        if streets and not cities and CITY.match(streets[0]):
            return [*lines, missing_mark(self.words, "city")]
        return lines

    def _line(self, text: str) -> str:
        return self.marker.shielded(text, _HARMLESS_BELOW)
