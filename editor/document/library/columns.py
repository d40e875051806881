"""The columns in which people and bodies are shown and edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from schemas import IssuingBody, Item, KnownPerson, Library

_I = TypeVar("_I", bound=Item)
_LINES = " / "
"""Between the lines of a role."""


@dataclass(frozen=True)
class Column(Generic[_I]):
    """One column. `write` returns the item with another text in it; None for a column that cannot be edited.

    `width` is in line heights; 0 for a column that takes its share of the rest.
    """

    heading: str
    read: Callable[[_I], str]
    write: Callable[[_I, str], _I] | None = None
    width: int = 0


@dataclass(frozen=True)
class Listing(Generic[_I]):
    """One table of a library: its name, the noun for one of its items, its items and its columns.

    `named` tells whether an item has a name, without which it is not kept; `new` makes one of a name that was typed.
    """

    title: str
    noun: str
    field: str
    columns: Sequence[Column[_I]]
    named: Callable[[_I], bool]
    new: Callable[[str], _I]

    def items(self, library: Library) -> tuple[_I, ...]:
        """The items of a library."""
        found: tuple[_I, ...] = getattr(library, self.field)
        return found

    def with_items(self, library: Library, items: Sequence[_I]) -> Library:
        """The library with these items."""
        return library.model_copy(update={self.field: tuple(items)})

    def label(self, item: _I) -> str:
        """What an item is called in messages: its first text."""
        return next((text for column in self.columns if (text := column.read(item))), f"this {self.noun}")


def clean(text: str) -> str:
    """A typed text without superfluous spaces."""
    return " ".join(text.split())


def _person_name(person: KnownPerson, text: str) -> KnownPerson:
    return person.model_copy(update={"name": clean(text)})


def _role(person: KnownPerson, text: str) -> KnownPerson:
    lines = tuple(line for part in text.split(_LINES.strip()) if (line := clean(part)))
    return person.model_copy(update={"role": lines})


def _text(name: str) -> Callable[[IssuingBody, str], IssuingBody]:
    return lambda body, text: body.model_copy(update={name: clean(text)})


def _other_names(body: IssuingBody) -> str:
    names = (one.abbreviation or one.name or one.name_zh for one in body.history.other_names)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _new_body(text: str) -> IssuingBody:
    """A body of a name that was typed: Chinese, an abbreviation, or a name in full."""
    if not text.isascii():
        return IssuingBody(name_zh=text)
    return IssuingBody(abbreviation=text) if text.isupper() and " " not in text else IssuingBody(name=text)


PEOPLE: Listing[KnownPerson] = Listing(
    "People",
    "person",
    "people",
    (
        Column(
            "Name", lambda person: person.name, lambda person, text: person.model_copy(update={"name": clean(text)})
        ),
        Column("Role", lambda person: _LINES.join(person.role), _role),
    ),
    lambda person: bool(person.name),
    lambda text: KnownPerson(name=text),
)

BODIES: Listing[IssuingBody] = Listing(
    "Issuing Bodies",
    "issuing body",
    "issuing_bodies",
    (
        Column("Abbreviation", lambda body: body.abbreviation, _text("abbreviation"), width=8),
        Column("Name", lambda body: body.name, _text("name")),
        Column("Chinese name", lambda body: body.name_zh, _text("name_zh")),
        Column("Other names", _other_names, width=9),
        Column("Until", lambda body: body.history.valid_until[:4], width=4),
    ),
    lambda body: bool(body.abbreviation or body.name or body.name_zh),
    _new_body,
)
