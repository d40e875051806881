"""What documents of any build are made of in tests, and what was read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.formats.importing.source import ImportedSource
from editor.formats.text_form.reader import Imported
from schemas import Issue

LABELS = ("MERICS TOP 5", "NOTEWORTHY", "Policy news", "PUBLISHER", "AUTHORS", "CONTENTS", "March 12, 2025")
RUN_INS = ("At a glance: ", "MERICS comment: ", "Article: ", "Issuing bodies: ", "January 2: ", "1. ", "")


@dataclass
class InventedWords:
    """Words that stand nowhere else, in lists by what becomes of them."""

    count: int = 0

    def word(self, *kinds: list[str]) -> str:
        self.count += 1
        word = "q" + format(self.count, "b").translate(str.maketrans("01", "zx")) + "q"
        for kind in kinds:
            kind.append(word)
        return word


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)


def words_of(issue: Issue) -> str:
    return " ".join(texts_of(issue.model_dump()))


def noted(read: Imported | ImportedSource) -> str:
    return " ".join(f"{note.message} {note.text}" for note in read.notes)
