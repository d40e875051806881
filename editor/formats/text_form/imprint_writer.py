"""The imprint as text: people, contact and publisher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.formats.text_form.imprint import WEBSITE
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
        lines = [line for text in (person.name, *person.role) for line in filled(text)]
        return [self.marker.shielded(line, _HARMLESS) for line in lines[:1]] + [self._role(line) for line in lines[1:]]

    def _role(self, text: str) -> str:
        is_role = may_be_role(self.marker.mark_alone(text))
        return text if is_role else self.marker.shielded(text, _HARMLESS_BELOW)

    def _publisher(self, publisher: Publisher) -> Iterator[Iterable[str]]:
        if publisher == Publisher():
            return
        words = self.words
        yield [words.publisher.upper()]
        yield [self.marker.shielded(line, _HARMLESS_BELOW) for line in filled(publisher.name)]
        address = [line for text in (publisher.street, publisher.city) for line in filled(text)]
        phone = [f"{words.phone}: {line}" for line in filled(publisher.phone)]
        mail = [f"{words.mail}: {line}" for line in filled(publisher.mail)]
        website = [line if WEBSITE.fullmatch(line) else f"Website: {line}" for line in filled(publisher.website)]
        yield [*(self.marker.shielded(line, _HARMLESS_BELOW) for line in address), *phone, *mail, *website]
