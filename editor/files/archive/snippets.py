"""The passage of a text that a hit is shown with, and the places in it that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.files.archive.query import Needle
from editor.files.archive.stems import Stemmer
from editor.files.archive.tokens import is_han, normalized

LENGTH = 220
"""Characters of a passage."""
_BEFORE = 60
_BREAK = " · "
"""Between two paragraphs or fields, where the first does not end in a punctuation mark."""
_AFTER_SENTENCE = re.compile(r"(?<=[.:;!?。！？：；])\n")
_LETTERS = r"[^\W_]"
_NEXT_WORD = re.compile(rf"[^\w]*({_LETTERS}+)")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage, and the ranges of characters in it that were looked for."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class SnippetMaker:
    """Makes the passages of the hits of one query."""

    def __init__(self, needles: Sequence[Needle], stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._han = [_run(needle) for needle in needles if is_han(needle.tokens[0])]
        self._words = [needle for needle in needles if not is_han(needle.tokens[0])]
        beginnings = {re.escape(needle.tokens[0][:2]) for needle in self._words}
        self._candidate = (
            re.compile(rf"(?<!{_LETTERS})(?:{'|'.join(sorted(beginnings))}){_LETTERS}*", re.IGNORECASE)
            if beginnings
            else None
        )

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the places of a text that were looked for, in order and without overlaps."""
        found = sorted({*self._word_spans(text), *self._han_spans(text)}, key=lambda span: (span[0], -span[1]))
        kept: list[tuple[int, int]] = []
        for start, end in found:
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return tuple(kept)

    def snippet_of(self, title: str, titles: str, text: str) -> Snippet:
        """Return the passage for a hit: of its text or, where only that has the words, of its other titles."""
        found = self.snippet(text)
        if found.spans:
            return found
        others = self.snippet("\n".join(one for one in titles.split("\n") if one != title))
        return others if others.spans or not found.text else found

    def snippet(self, text: str) -> Snippet:
        """Return the passage with the most places that were looked for; without any, the beginning."""
        line = _AFTER_SENTENCE.sub(" ", text).replace("\n", _BREAK)
        spans = self.spans(line)
        start = _start(line, spans)
        end = _end(line, start)
        lead, close = "…" if start else "", "…" if end < len(line) else ""
        shift = len(lead) - start
        inside = tuple((first + shift, last + shift) for first, last in spans if first >= start and last <= end)
        return Snippet(f"{lead}{line[start:end]}{close}", inside)

    def _word_spans(self, text: str) -> Iterator[tuple[int, int]]:
        if self._candidate is None:
            return
        for match in self._candidate.finditer(text):
            for needle in self._words:
                end = self._end_of(needle, match, text)
                if end is not None:
                    yield match.start(), end

    def _end_of(self, needle: Needle, first: re.Match[str], text: str) -> int | None:
        """Where the needle ends if it begins with the word of `first`; None if it does not."""
        if needle.capitals:
            return first.end() if first[0] == needle.capitals else None
        word, end = first[0], first.end()
        for number, token in enumerate(needle.tokens):
            if number:
                following = _NEXT_WORD.match(text, end)
                if following is None:
                    return None
                word, end = following[1], following.end()
            is_last = number == len(needle.tokens) - 1
            if not self._is_same(token, word, is_prefix=is_last and needle.is_prefix):
                return None
        return end

    def _is_same(self, token: str, word: str, *, is_prefix: bool) -> bool:
        read = normalized(word)
        if read == token or (is_prefix and read.startswith(token)):
            return True
        return read[:2] == token[:2] and self._stemmer.stem(read) == self._stemmer.stem(token)

    def _han_spans(self, text: str) -> Iterator[tuple[int, int]]:
        for run in self._han:
            start = text.find(run)
            while start >= 0:
                yield start, start + len(run)
                start = text.find(run, start + len(run))


def _run(needle: Needle) -> str:
    """The Chinese characters that pairs of them were cut from."""
    pairs = [token for token in needle.tokens if is_han(token)]
    return pairs[0] + "".join(pair[1:] for pair in pairs[1:])


def _start(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the passage begins: before the window with the most places."""
    if not spans or len(text) <= LENGTH:
        return 0
    starts = [start for start, _ in spans]
    best = max(starts, key=lambda start: (sum(start <= one < start + LENGTH - _BEFORE for one in starts), -start))
    start = max(0, min(best - _BEFORE, len(text) - LENGTH))
    if not start:
        return 0
    space = text.find(" ", start, best)
    return space + 1 if space >= 0 else start


def _end(text: str, start: int) -> int:
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + LENGTH // 2, end)
    return space if space >= 0 else end
