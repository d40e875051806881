"""Dictionaries in Hunspell's format (https://hunspell.github.io), looked up by the library of Hunspell itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import Any, Protocol
from weakref import finalize

from editor.words.spelling.wide_words import wide_words

SHIPPED = Path(__file__).resolve().parent.parent / "dictionaries"
_WORDS_OF_PART = 3_500
_MOST_PARTS = 18
"""Hunspell takes 20 at most."""
_REMEMBERED = 50_000
"""Words. The vocabulary of a few hundred issues."""


class Dictionary(Protocol):
    """What knows the words of a language."""

    def has(self, word: str) -> bool:
        """Whether it has the word, in the capitals it is written in."""

    def has_rare(self, word: str) -> bool:
        """Whether it is a rarer word of the language, too rare to be what somebody meant who mistyped another."""

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words that may be meant, the likeliest first."""

    def reading(self) -> Iterator[None]:
        """Read the files in short steps. Whoever does not wait for it has them read with the first word."""


class NoDictionary(LookupError):
    """There is no dictionary of that name; the message says where one is looked for."""


class HunspellDictionary:
    """A pair of files `NAME.aff` and `NAME.dic`.

    Hunspell stops the whole program while it reads (47 ms for en-US), threads too. So it is given the words in parts.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._read: Any = None
        self.has = lru_cache(maxsize=_REMEMBERED)(self._has)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words that may be meant. Takes up to a tenth of a second: only for a word that somebody asks about."""
        try:
            return tuple(self._hunspell.suggest(_asked(word)))
        except UnicodeEncodeError:
            return ()

    def has_rare(self, word: str) -> bool:
        """Whether it is a rarer English word, where the language is English."""
        return self._name.startswith("en") and wide_words().has(word)

    def _has(self, word: str) -> bool:
        # A word that is written small may begin a sentence. Hunspell takes five times as long to come to that itself.
        if word.istitle() and self.has(word.lower()):
            return True
        try:
            return bool(self._hunspell.spell(_asked(word)))
        except UnicodeEncodeError:  # a dictionary in an old encoding cannot judge letters that it does not have
            return True

    def reading(self) -> Iterator[None]:
        """Read the files in short steps."""
        if self._read is None:
            folder = _PassingFolder()
            parts = list(_parts((self._folder / f"{self._name}.dic").read_bytes()))
            yield
            made = self._first(folder.path, parts[0])
            yield
            for part in parts[1:]:  # Hunspell reads the .aff file again with each
                file = folder.path / "part.dic"
                file.write_bytes(part)
                made.add_dic(str(file))
                yield
            self._read = made
            folder.remove()

    def _first(self, folder: Path, part: bytes) -> Any:
        from hunspell import Hunspell  # loads a shared library

        (folder / "words.dic").write_bytes(part)
        copyfile(self._folder / f"{self._name}.aff", folder / "words.aff")
        return Hunspell("words", hunspell_data_dir=f"{folder}/")

    @property
    def _hunspell(self) -> Any:
        for _ in self.reading():
            pass
        return self._read


class _PassingFolder:
    """A temporary folder that goes with the object, or at the end of the program.

    Reading may be given up: an issue is closed. `TemporaryDirectory` warns of that.
    """

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="newsdesk-"))
        self.remove = finalize(self, rmtree, self.path, ignore_errors=True)


def _parts(content: bytes) -> Iterator[bytes]:
    """The word list as lists of some thousands of words each, with their number in the first line."""
    lines = content.splitlines()[1:]
    size = max(_WORDS_OF_PART, -(-len(lines) // _MOST_PARTS))
    for start in range(0, max(1, len(lines)), size):
        part = lines[start : start + size]
        yield b"%d\n%s\n" % (len(part), b"\n".join(part))


class JoinedDictionary:
    """Accepts the words of all its dictionaries; the first one makes the suggestions."""

    def __init__(self, first: Dictionary, *others: Dictionary) -> None:
        self._first = first
        self._all = (first, *others)

    def has(self, word: str) -> bool:
        """Whether one of the dictionaries has the word."""
        return any(dictionary.has(word) for dictionary in self._all)

    def has_rare(self, word: str) -> bool:
        """Whether it is a rarer word of one of the languages."""
        return any(dictionary.has_rare(word) for dictionary in self._all)

    def reading(self) -> Iterator[None]:
        """Read the files of all dictionaries in short steps."""
        for dictionary in self._all:
            yield from dictionary.reading()

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words of the first dictionary that may be meant."""
        return self._first.suggestions(word)


def find_dictionaries(names: Iterable[str], folders: tuple[Path, ...] = ()) -> Dictionary:
    """The dictionary of the first name, which accepts the words of the others too. Raises NoDictionary."""
    first, *others = (find_dictionary(name, folders) for name in names)
    return JoinedDictionary(first, *others) if others else first


def find_dictionary(name: str, folders: tuple[Path, ...] = ()) -> HunspellDictionary:
    """The dictionary of that name in one of the folders, or the shipped one. Raises NoDictionary."""
    places = (*folders, SHIPPED / name)
    for folder in places:
        files = [folder / f"{name}.{ending}" for ending in ("aff", "dic")]
        if all(file.is_file() for file in files):
            return _of_files(folder, name, *(file.stat().st_mtime_ns for file in files))
    looked = ", ".join(str(folder) for folder in places)
    raise NoDictionary(f"The dictionary {name} was not found: {name}.aff and {name}.dic are missing from {looked}.")


@lru_cache(maxsize=8)
def _of_files(folder: Path, name: str, aff_changed: int, dic_changed: int) -> HunspellDictionary:
    """The dictionary of two files, which is kept: reading them stops the whole program, threads too, for a moment."""
    return HunspellDictionary(folder, name)


def _asked(word: str) -> str:
    return word.replace("’", "'")
