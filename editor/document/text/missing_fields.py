"""What a proof shows for an empty field, such as `[street missing]`, and how it is recognised where a proof is read."""

from __future__ import annotations

import re

from schemas.theme import Wording

MISSING_FIELDS = (
    "date of issue", "reporting period", "date", "title", "text", "English title", "Chinese title", "link",
    "issuing body", "news", "source", "name", "role", "address", "street", "city", "telephone", "mail address",
    "website",
)  # fmt: skip
"""What the templates call the fields. A name that is not here is printed, and read as any other text."""

_FIELD = "{field}"


def missing_mark(words: Wording, field: str) -> str:
    """Return `[street missing]` for "street"."""
    return words.missing.replace(_FIELD, field)


class MissingMarks:
    """Finds the marks of a theme in text and in limited Markdown, where their brackets are escaped."""

    def __init__(self, words: Wording) -> None:
        before, _, after = words.missing.partition(_FIELD)
        names = "|".join(map(re.escape, sorted(MISSING_FIELDS, key=len, reverse=True)))
        # Without any other sign, the mark of "name" would be the word itself.
        pattern = f"{_escapable(before)}({names}){_escapable(after)}" if before.strip() or after.strip() else "(?!)"
        self._mark = re.compile(pattern)
        self._signs = (before + after).strip()[:1]

    def field(self, text: str) -> str:
        """Return the name of the field if the text is its mark and nothing else; else ""."""
        found = self._mark.fullmatch(text.strip()) if self._signs in text else None
        return found[1] if found else ""

    def without(self, text: str) -> str:
        """Return the text without marks and without the spaces between them."""
        if self._signs not in text or not self._mark.search(text):
            return text
        return " ".join(self._mark.sub(" ", text).split())

    def after_mark(self, text: str) -> str | None:
        """Return what follows the mark that a text begins with; None if it begins with something else."""
        found = self._mark.match(text) if self._signs in text else None
        return text[found.end() :].lstrip() if found else None

    def before_mark(self, text: str) -> str | None:
        """Return what comes before the mark that a text ends with; None if it ends with something else."""
        for found in self._mark.finditer(text) if self._signs in text else ():
            if found.end() == len(text):
                return text[: found.start()].rstrip()
        return None

    def count(self, text: str) -> int:
        """Return the number of marks in a text."""
        return sum(1 for _ in self._mark.finditer(text)) if self._signs in text else 0


def _escapable(text: str) -> str:
    r"""A pattern for the text, with or without a backslash before each sign: `\[`."""
    return "".join(
        re.escape(character) if character.isalnum() or character.isspace() else rf"\\?{re.escape(character)}"
        for character in text
    )
