"""Access to the library of people and issuing bodies: completion, lookup, additions.

An addition reads the file again first, since others may have changed it in a shared folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.name_completion import best_matches, exact_match
from editor.files.errors import FileError
from editor.files.library_file import NAME, load_library, update_library
from editor.files.themes import issues_folder
from schemas import Person
from schemas.library import IssuingBody, KnownPerson, Library

Change = Callable[[Library], Library]


class LibraryAccess(QObject):
    """The library of a folder of issues, or the bundled one if the folder has none."""

    changed = Signal()
    failed = Signal(str, str)
    """A file could not be read or written. Message and help."""

    def __init__(
        self, folder: Path | None = None, *, shipped: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shipped = shipped if shipped is not None else issues_folder() / NAME
        self._folder: Path | None = None
        self._failure: tuple[str, str] | None = None
        self._library = Library()
        self._earlier: tuple[KnownPerson, ...] = ()
        self.open(folder)

    @property
    def folder(self) -> Path | None:
        """The folder of the library."""
        return self._folder

    @property
    def failure(self) -> tuple[str, str] | None:
        """Message and help if the library of the folder could not be read when it was opened."""
        return self._failure

    @property
    def bodies(self) -> tuple[IssuingBody, ...]:
        """The library's issuing bodies."""
        return self._library.issuing_bodies

    @property
    def library(self) -> Library:
        """The whole library."""
        return self._library

    @property
    def people(self) -> tuple[KnownPerson, ...]:
        """The library's people, then those of earlier issues."""
        known = {_key(person.name) for person in self._library.people}
        return (*self._library.people, *(person for person in self._earlier if _key(person.name) not in known))

    def open(self, folder: Path | None) -> None:
        """Read the library of a folder. If it cannot be read, emit `failed` and use the bundled library."""
        self._folder = folder
        self._failure = None
        try:
            self._library = self._read()
        except FileError as error:
            self._library = self._read_shipped()
            self._failure = error.message, error.help
            self.failed.emit(error.message, error.help)
        self.changed.emit()

    def reread(self, *, style_changed: bool = False) -> None:
        """Read the file again after others changed it, or the folder's house style. Emit `changed` if so.

        A file that cannot be read now is being written; the library stays as it is.
        """
        try:
            found = self._read()
        except FileError:
            found = self._library
        if found != self._library or style_changed:
            self._library = found
            self.changed.emit()

    def know(self, people: Iterable[Person]) -> None:
        """Set the people of earlier issues, who complete too but are not part of the library."""
        met: dict[str, KnownPerson] = {}
        for person in people:
            if person.name.strip():
                met.setdefault(_key(person.name), KnownPerson(name=person.name, role=person.role))
        self._earlier = tuple(met.values())
        self.changed.emit()

    def add_body(self, body: IssuingBody) -> bool:
        """Add a body to the library and its file, unless it exists; return whether the file was written."""
        return self._add(lambda library: _with_body(library, body))

    def add_person(self, person: KnownPerson) -> bool:
        """Add a person, or update the role of an existing one; return whether the file was written."""
        return self._add(lambda library: _with_person(library, person))

    def add_word(self, word: str) -> bool:
        """The same with a word that the spelling check is to accept."""
        return self._add(lambda library: _with_word(library, word))

    def apply(self, before: Library, after: Library) -> bool:
        """Make the changes between two states in the file, keeping those of others; return whether it was written."""
        from editor.document.library.merge_library import merged_libraries  # not needed to type

        return self._add(lambda current: merged_libraries(before, after, current).library)

    @property
    def needs_approvals(self) -> bool:
        """Whether publication needs approvals."""
        return self._library.publication_needs_approvals

    def set_needs_approvals(self, needed: bool) -> bool:
        """Set whether publication needs approvals; return whether the file was written."""
        return self._add(lambda library: library.model_copy(update={"publication_needs_approvals": needed}))

    @property
    def rules_off(self) -> frozenset[str]:
        """The names of the style rules that are turned off for everyone who uses the folder."""
        return frozenset(self._library.rules_off)

    def turn_rules(self, names: Iterable[str], *, on: bool) -> bool:
        """Turn style rules on or off for everyone; return whether the file was written."""
        changed = frozenset(names)
        return self._add(lambda library: _with_rules(library, changed, on=on))

    def body(self, text: str) -> IssuingBody | None:
        """Return the body with this abbreviation or name."""
        return exact_match(text, self.bodies, names_of_body)

    def bodies_like(self, text: str) -> tuple[IssuingBody, ...]:
        """Return bodies that match a few letters, the best match first."""
        existing = [body for body in self.bodies if not body.history.valid_until]
        return best_matches(text, existing, names_of_body)

    def person(self, name: str) -> KnownPerson | None:
        """Return the person with this name."""
        return exact_match(name, self.people, _names_of_person)

    def people_like(self, text: str) -> tuple[KnownPerson, ...]:
        """Return people that match a few letters, the best match first."""
        return best_matches(text, self.people, _names_of_person)

    def is_in_library(self, name: str) -> bool:
        """Whether a person of this name is in the library itself, not only in earlier issues."""
        return exact_match(name, self._library.people, _names_of_person) is not None

    def _read(self) -> Library:
        file = self._file
        return load_library(file) if file is not None and file.exists() else self._read_shipped()

    def _read_shipped(self) -> Library:
        try:
            return load_library(self._shipped)
        except FileError as error:
            self.failed.emit(error.message, error.help)
            return Library()

    @property
    def _file(self) -> Path | None:
        return None if self._folder is None else self._folder / NAME

    def _add(self, change: Change) -> bool:
        file = self._file
        try:
            # Without a folder, additions are kept until the program ends.
            library = change(self._library) if file is None else update_library(file, change, self._read_shipped)
        except FileError as error:
            self.failed.emit(error.message, error.help)
            return False
        self._library = library
        self.changed.emit()
        return True


def names_of_body(body: IssuingBody) -> tuple[str, ...]:
    """Return all names of a body, the current ones first."""
    others = (name for one in body.history.other_names for name in (one.abbreviation, one.name) if name)
    return body.abbreviation, body.name, body.name_zh, *others


def has_name_now(body: IssuingBody, text: str) -> bool:
    """Whether a text is a name that a body has, rather than one it had before or that others use."""
    return _key(text) in map(_key, (body.abbreviation, body.name, body.name_zh))


def name_in_entries(body: IssuingBody) -> str:
    """Return the name of a body as used in entries."""
    return body.abbreviation or body.name or body.name_zh


def _names_of_person(person: KnownPerson) -> tuple[str]:
    return (person.name,)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _with_body(library: Library, body: IssuingBody) -> Library:
    if exact_match(name_in_entries(body), library.issuing_bodies, names_of_body) is not None:
        return library
    return library.model_copy(update={"issuing_bodies": (*library.issuing_bodies, body)})


def _with_word(library: Library, word: str) -> Library:
    if word in library.words:
        return library
    return library.model_copy(update={"words": (*library.words, word)})


def _with_rules(library: Library, names: frozenset[str], *, on: bool) -> Library:
    off = names.difference(library.rules_off) if not on else ()
    kept = (name for name in library.rules_off if not on or name not in names)
    return library.model_copy(update={"rules_off": (*kept, *sorted(off))})


def _with_person(library: Library, person: KnownPerson) -> Library:
    known = exact_match(person.name, library.people, _names_of_person)
    if known is None:
        return library.model_copy(update={"people": (*library.people, person)})
    people = (one.model_copy(update={"role": person.role}) if one is known else one for one in library.people)
    return library.model_copy(update={"people": tuple(people)})
