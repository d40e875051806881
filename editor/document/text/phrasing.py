"""Parts of sentences: counts, ordinals, shortened lists, capitalisation."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 comment` or `2 comments`. `plural` is the plural if it is not formed with -s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return a text such as `A; B; C and 5 more`."""
    if len(names) <= most:
        return "; ".join(names)
    return f"{'; '.join(names[: most - 1])} and {len(names) - most + 1} more"


def capitalised(text: str) -> str:
    """Capitalize the first letter, and keep the rest."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text as it is written inside a sentence; an abbreviation at its start keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
