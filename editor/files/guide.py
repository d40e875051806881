"""The user guide: one Markdown file for each topic, whose first line is its title."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GuideTopic:
    """A topic: its title, and its text as Markdown without the title."""

    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether all of some words, or beginnings of words, are in the topic."""
        found = f"{self.title} {self.text}".casefold()
        return all(word in found for word in words.casefold().split())


def read_guide(folder: Path) -> tuple[GuideTopic, ...]:
    """Return the topics in the order of their file names. Files that cannot be read are left out."""
    found = []
    for file in sorted(folder.glob("*.md")):
        try:
            heading, _, text = file.read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            continue
        found.append(GuideTopic(heading.removeprefix("# ").strip(), text.strip()))
    return tuple(found)
