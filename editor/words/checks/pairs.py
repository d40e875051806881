"""Brackets and quotation marks that come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule

_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "》": "《", "〉": "〈", "」": "「", "』": "『"}
_OPENING = frozenset(_CLOSING.values())
_ENUMERATION = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[a-z]|[ivx]{1,4})\)")
_QUOTES = re.compile(r"[“”\"]")
_STRAIGHT_PAIR = re.compile(r"\"([^\"“”]*)\"")
_CURLY = re.compile(r"[“”‘’]")
_STRAIGHT = re.compile(r"\"|(?<=\w)'(?=\w)|(?<=\w)'(?=\s)|(?<=\s)'(?=\d0s)")
_CLOSED_SINGLE = re.compile(r"’(?!\w)")
_PRIME = re.compile(r"\d[\"']")


def brackets(rule: StyleRule, known: Known) -> Look:
    """A bracket without its partner. The one of `a)` or `1)` needs none."""

    def look(passage: Passage) -> Iterator[Hit]:
        enumerated = {match.end() - 1 for match in _ENUMERATION.finditer(passage.text)}
        is_open: list[int] = []
        for at, character in enumerate(passage.text):
            if character in _OPENING:
                is_open.append(at)
            elif character in _CLOSING:
                if is_open and passage.text[is_open[-1]] == _CLOSING[character]:
                    is_open.pop()
                elif at not in enumerated:
                    yield Hit(at, at + 1)
        for at in is_open:
            yield Hit(at, at + 1)

    return look


def quotes(rule: StyleRule, known: Known) -> Look:
    """A double quotation mark without its partner. Pairs may be nested with a single one between: “a ‘b “c” d’ e”."""

    def look(passage: Passage) -> Iterator[Hit]:
        is_open: list[int] = []
        for match in _QUOTES.finditer(passage.text):
            at, mark = match.start(), match[0]
            if mark == '"' and _PRIME.fullmatch(passage.text[max(0, at - 1) : at + 1]) and not is_open:
                continue
            nests = bool(is_open) and _opens_single(passage.text, is_open[-1] + 1, at)
            if mark == "”" or (mark == '"' and is_open and not nests):
                if is_open:
                    is_open.pop()
                else:
                    yield Hit(at, at + 1)
            else:
                if is_open and not nests:
                    yield Hit(is_open[-1], is_open.pop() + 1)
                is_open.append(at)
        for at in is_open:
            yield Hit(at, at + 1)

    return look


def _opens_single(text: str, start: int, at: int) -> bool:
    """Whether a single quotation mark was opened and not closed since `start`."""
    opened = text.rfind("‘", start, at)
    return opened >= 0 and _CLOSED_SINGLE.search(text, opened, at) is None


def mixed_quotes(rule: StyleRule, known: Known) -> Look:
    """Straight quotation marks or apostrophes in a text that has typographic ones as well. One fix changes all."""

    def look(passage: Passage) -> Iterator[Hit]:
        if not _CURLY.search(passage.text):
            return
        found = [match for match in _STRAIGHT.finditer(passage.text) if not _is_prime(passage.text, match.start())]
        if found:
            start, end = found[0].start(), found[-1].end()
            fixed = curled(passage.text[start:end], passage.text[:start])
            yield Hit(start, start + 1, fixed, stretch=(start, end))

    return look


def curled(text: str, before: str = "") -> str:
    """The text with typographic quotation marks and apostrophes; `before` is what it follows."""
    written: list[str] = []
    is_open = before.count("“") > before.count("”")
    for at, character in enumerate(text):
        if character == '"':
            previous = text[at - 1] if at else before[-1:]
            opens = not is_open and (not previous or previous.isspace() or previous in "([–—-")
            written.append("“" if opens else "”")
            is_open = opens
        elif character == "'":
            written.append("’")
        else:
            is_open = True if character == "“" else False if character == "”" else is_open
            written.append(character)
    return "".join(written)


def _is_prime(text: str, at: int) -> bool:
    return bool(_PRIME.fullmatch(text[max(0, at - 1) : at + 1])) and text.count('"') % 2 == 1
