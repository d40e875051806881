"""Makes the wide list of English words from SCOWL: `python -m tests.wide_words FOLDER MISTAKES`.

FOLDER is that of Debian's package scowl (2020.12.07-2), MISTAKES the file dictionary.txt of PyPI's codespell
(2.4.3): what that calls a misspelling is left out. Nothing of codespell gets into the list.

The dictionary has the words up to SCOWL's size 60. Known too are those of size 70, which are in large dictionaries,
and of the rarer ones (80, and of the sciences 95) those that are no likely slip in a common word (sizes 10 to 50),
unless they are a regular form of a word in sizes 10 to 60. Words of fewer than five letters are left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "editor" / "words" / "data" / "wide-words.txt"
_KINDS = ("english-words", "american-words", "english-upper", "american-upper")
_NAMES = ("english-proper-names", "american-proper-names")
_SHORTEST = 5
_TECHNICAL = re.compile(
    r"[a-z]{3,}(?:ides?|ates?|anes?|enes?|ynes?|ines?|oles?|ones?|ites?|iums?|yls?|oses?|ases?|graphy|metry|meters?|"
    r"logy|logists?|trons?|phores?|emia|itis|osis|ectomy|plasty|genic|philic|phobic|meric|scop[ey]|fold|ization|izing|"
    r"izes?|ized|pathy|therapy|cytes?)"
)
"""The rarest words are only taken from the sciences: among the others are too many that nobody writes any more."""
_SHORTEST_OF_RAREST = 8
_COMMON = (10, 20, 35, 40, 50)
_KNOWN = (*_COMMON, 55, 60)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = (
    "qwa wqes ewrd retf tryg ytuh uyij iuok oipl pol asqwz sadwxe dsferc fdgrtv gfhtyb hgjyun jhkuim kjliom lkop "
    "zasx xzcsd cxvdf vcbfg bvngh nbmhj mnjk"
)
_VOWELS = "aeiouy"
_ALIKE = ("cks", "mn", "sz", "fv", "dt", "bp", "gj")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "r", "rs", "ly")


def words_of(folder: Path, kinds: Iterable[str], sizes: Iterable[int]) -> set[str]:
    """The words of some lists in some sizes, without possessives."""
    found: set[str] = set()
    for kind in kinds:
        for size in sizes:
            file = folder / f"{kind}.{size}"
            if file.exists():
                found.update(file.read_text(encoding="latin-1").split())
    return {word for word in found if word.replace("é", "e").isalpha() and not word.isupper()}


def slips(word: str) -> Iterator[str]:
    """What a typist may have meant: a letter missing, too many, exchanged with the next, or a similar one."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for other in _similar(word[at]):
            yield word[:at] + other + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]


def _similar(letter: str) -> set[str]:
    near = next((row[1:] for row in _KEYS.split() if row[0] == letter), "")
    alike = "".join(group for group in _ALIKE if letter in group)
    return set(near + alike + (_VOWELS if letter in _VOWELS else "")) - {letter}


def stems(word: str) -> Iterator[str]:
    """The words of which it may be a regular form."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending)
            if ending in ("ing", "ed", "er", "ers"):
                yield word.removesuffix(ending) + "e"
    if word.endswith("ies"):
        yield word[:-3] + "y"


def wide_words(folder: Path, mistakes: Path) -> list[str]:
    """All words to be known beside the dictionary, sorted by their bytes."""
    common = words_of(folder, _KINDS, _COMMON)
    known = words_of(folder, _KINDS, _KNOWN)
    less_rare = words_of(folder, _KINDS, (70,)) - known
    rare = words_of(folder, _KINDS, (80,)) | words_of(folder, _NAMES, (50, 60, 70))
    rarest = {
        word
        for word in words_of(folder, _KINDS, (95,))
        if len(word) >= _SHORTEST_OF_RAREST and _TECHNICAL.fullmatch(word)
    }
    wrong = {line.split("->")[0] for line in mistakes.read_text(encoding="utf-8").splitlines()}
    found = {
        word
        for word in (rare | rarest) - known
        if _is_form(word, known) or not any(slip in common for slip in slips(word.lower()))
    }
    long = (word for word in (found | less_rare) - wrong if len(word) >= _SHORTEST)
    return sorted(long, key=str.encode)


def _is_form(word: str, known: set[str]) -> bool:
    return any(len(stem) > 3 and stem in known for stem in stems(word))


if __name__ == "__main__":
    made = wide_words(Path(sys.argv[1]), Path(sys.argv[2]))
    TARGET.write_text("\n".join(made) + "\n", encoding="utf-8")
    print(f"{len(made)} words in {TARGET}")
