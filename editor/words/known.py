"""What a desk knows: the words, names and abbreviations that no check may complain about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from editor.words.field_words import field_words
from editor.words.spelling.dictionary import Dictionary
from editor.words.spelling.speller import Speller
from schemas import IssuingBody, KnownPerson, Library

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Known:
    """Names of the library, words of the field and of the desk, and a dictionary. Without one, spelling is not checked.

    `swapped` are words, in lowercase, for which the house style has another: they are not reported as misspelled too.
    """

    bodies: tuple[IssuingBody, ...] = ()
    words: frozenset[str] = field(default=frozenset(), repr=False)
    abbreviations: frozenset[str] = field(default=frozenset(), repr=False)
    dictionary: Dictionary | None = field(default=None, repr=False)
    swapped: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, library: Library, people: Iterable[KnownPerson] = (), dictionary: Dictionary | None = None) -> Known:
        """What a library holds, the people of earlier issues, and the shipped words of the field."""
        words = {*field_words(), *library.words}
        abbreviations = {word for word in words if is_abbreviation(word)}
        for body in library.issuing_bodies:
            abbreviations.add(body.abbreviation)
            words.update(_WORD.findall(f"{body.abbreviation} {body.name}"))
            for other in body.history.other_names:
                abbreviations.add(other.abbreviation)
                words.update(_WORD.findall(f"{other.abbreviation} {other.name}"))
        for person in (*library.people, *people):
            words.update(_WORD.findall(person.name))
        return cls(library.issuing_bodies, frozenset(words), frozenset(abbreviations), dictionary)

    def with_swapped(self, swapped: Iterable[str]) -> Known:
        """The same, with words that a rule of the style replaces."""
        return replace(self, swapped=frozenset(word.casefold() for words in swapped for word in words.split()))

    @cached_property
    def speller(self) -> Speller | None:
        """The speller that knows all this; None without a dictionary."""
        if self.dictionary is None:
            return None
        return Speller(self.dictionary, self.words, self.swapped)

    def is_name(self, word: str) -> bool:
        """Whether a capitalized word is a name rather than a common word."""
        return word in self.words or (self.dictionary is not None and not self.dictionary.has(word.lower()))

    def is_word(self, word: str) -> bool:
        """Whether a word in lowercase is one of the language, as it is or formed in a usual way."""
        return self.speller is not None and self.speller.is_english(word)


def is_abbreviation(word: str) -> bool:
    """Whether a word has two capital letters or more and begins with one: NDRC, SMEs, TikTok."""
    return word[:1].isupper() and sum(map(str.isupper, word)) > 1
