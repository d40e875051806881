"""What a desk knows: the words, names and abbreviations that no check may complain about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from editor.words.field_words import field_words
from schemas import IssuingBody, KnownPerson, Library

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Known:
    """Names of the library and words of the field. `words` are kept as they are written, and are parts of names too."""

    bodies: tuple[IssuingBody, ...] = ()
    words: frozenset[str] = field(default=frozenset(), repr=False)
    abbreviations: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, library: Library, people: Iterable[KnownPerson] = ()) -> Known:
        """What a library holds, the people of earlier issues, and the shipped words of the field."""
        words = set(field_words())
        abbreviations = {word for word in words if is_abbreviation(word)}
        for body in library.issuing_bodies:
            abbreviations.add(body.abbreviation)
            words.update(_WORD.findall(f"{body.abbreviation} {body.name}"))
        for person in (*library.people, *people):
            words.update(_WORD.findall(person.name))
        return cls(library.issuing_bodies, frozenset(words), frozenset(abbreviations))

    def is_name(self, word: str) -> bool:
        """Whether a capitalized word is a name rather than a common word."""
        return word in self.words


def is_abbreviation(word: str) -> bool:
    """Whether a word has two capital letters or more and begins with one: NDRC, SMEs, TikTok."""
    return word[:1].isupper() and sum(map(str.isupper, word)) > 1
