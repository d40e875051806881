"""Which words are misspelled, as an editor of this field would say.

A dictionary alone cries at every name. A capitalized word that it lacks is a name, unless it comes very near to a
word that is expected there; names in Pinyin and abbreviations are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property, lru_cache

from editor.document.text.scripts import has_han
from editor.words.field_words import place_names
from editor.words.masking import is_masked
from editor.words.spelling.dictionary import Dictionary
from editor.words.spelling.phrases import is_in_phrase
from editor.words.spelling.pinyin import is_pinyin
from editor.words.spelling.tokens import Token, compound, token, word_matches
from editor.words.spelling.word_formation import (
    NO_FIRST_PARTS,
    PREFIXES,
    PREPOSITIONS,
    SECOND_PARTS,
    SHORTEST_FIRST_PART,
    SUFFIXES,
)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 7
_SHORTEST_SLIP = 5
"""Letters of the word that was meant. Shorter words come near to too many others."""
_SHORTEST_PINYIN_SLIP = 6
_SHORTEST_LOWER_PINYIN = 5
_SHORTEST_BASE = 4
_LONG_PREFIX = 4
_SHORTEST_REPLACED = 7
_SHORTEST_REPLACED_COMMON = 10
_SHORTEST_EXCHANGED = 8
# Source: stems of International Nonproprietary Names (WHO): -mab antibodies, -nib and -ciclib inhibitors, ...
_DRUG = re.compile(
    r"[a-z]{3,}"
    r"(?:mab|nib|tide|ciclib|vir|cel|statin|gliptin|gliflozin|sartan|parib|rsen|siran|cept|stim"
    r"|mycin|micin|cillin|cycline|oxacin|conazole|olol|dipine|oxetine|zepam|zolam|dronate|formin|glitazone|prazole"
    r"|triptan|setron|xaban|gatran|lukast|fungin|platin|rubicin|taxel|tecan|poetin|grastim|relin|vudine|zomib|lisib)s?"
)
_CAPITAL_AFTER = re.compile(r"(?:[’']s)?(?: |-| & )[A-Z]")
_CAPITAL_BEFORE = re.compile(r"(?<![\w’'-])[A-Z][\w’']*(?: |-| & )$")
_TITLE_BEFORE = re.compile(r"\b(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|No|vs|U\.S)\.$")
# What comes after is no name of its own: the Ministry of Comerce, the Bureau for Small and Medum Enterprises.
_BODY_BEFORE = re.compile(
    r"\b(?:Ministry|Bureau|Department|Council|Commission|Administration|Office|Committee|Association|Academy|Agency|"
    r"Authority|Minister|Conference|Congress|Chamber|Law|Act|Plan) (?:of|for|on) (?:[A-Z]\w+(?:,| and|,? the)? )*$"
)
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-z]{3,}) $")
_NATION = re.compile(r"China|Chinese|Turkey|Chile|Jordan|Japan|Poland|Swede|Scotch|Welsh|March|August|May")
_ENDS_OF_NAMES = "aeio"
"""Generali is a company, not a general with a letter too many."""
_LONGEST_ENDING = 3
_VOWELS = "aeiou"
# What a company or a person does at the beginning of a sentence, and the ends of words that are no names.
_ACTS_AFTER = re.compile(
    r"(?:[’']s [a-z]|, (?:an?|which|whose|who|one|based|owned) | (?:said|says|has|had|will|would|plans|wants|"
    r"expects|hopes|aims|denied|declined|announced|agreed|acquired|bought|sold|opened|signed|posted|raised|filed|launched|"
    r"unveiled|invested|invests|makes|runs|owns|holds|became|began|won|lost|cut|and its|[a-z]+ed (?:its|an?|the))\b"
    r"| (?:and|[a-z]+ed) [A-Z]| [a-z]+ed \d)"
)
# Behind a colon, in running text, an item of a list that says where it is: “startups: Neura in Metzingen, 1X in Moss”.
_PLACE_AFTER = re.compile(r" (?:in|of|from) [A-Z][\w’-]+[,;]")
_COMMON_ENDING = re.compile(r"(?:s|ing|ed|ly|[tsc]ion|ment|ness|ity|ance|ence|ture)$")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_FEWEST_OF_HEADLINE = 4
_LONGEST_HEADLINE = 400
_FIGURE_BEFORE = re.compile(r"\d[-–]$")
_LONGEST_UNIT = 3
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST_DOUBLED = 7
_FAR = 40
_REMEMBERED = 50_000
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
        "zur",
    ]
)


class Speller:
    """Finds misspelled words. `own` are those the desk knows; `elsewhere` are left to rules that know the fix."""

    def __init__(self, dictionary: Dictionary, own: frozenset[str], elsewhere: frozenset[str] = frozenset()) -> None:
        self._dictionary = dictionary
        self._words = own
        self._elsewhere = elsewhere
        self._right: set[str] = set()
        self._slip = lru_cache(maxsize=4096)(self._find_slip)

    def misspelled(self, text: str) -> Iterator[Token]:
        """The words of a text that are neither known nor names."""
        for match in word_matches(text):
            word = match[0]
            if word in self._right:
                continue
            if word.isalpha() and self._dictionary.has(word):  # nearly all words; what follows takes longer
                self._remember(word)
            elif (found := token(match)) is not None and self._is_wrong(text, found):
                yield found

    def _is_wrong(self, text: str, found: Token) -> bool:
        word = found.word
        if self.knows(word) or word.casefold() in self._elsewhere or has_han(word):
            self._remember(word)
            return False
        # Abbreviations, and names such as TikTok, are no misspellings; addresses and the like are no words.
        before = text[found.start - 1] if found.start else ""
        if any(map(str.isupper, word[1:])) or before in ("@", "#") or is_masked(text, found.start):
            return False
        whole = compound(text, found)
        if self._knows_compound(whole) or self._is_part_of_name(word, whole):
            return False
        if word in PREFIXES and text[found.end : found.end + 1] in ("-", "–"):  # pre-2020
            return False
        if word[0].islower():
            is_foreign = is_quoted_pinyin(text, found) or self._is_long_pinyin(word) or _is_particle(text, found)
            is_unit = len(word) <= _LONGEST_UNIT and _FIGURE_BEFORE.search(text[: found.start]) is not None
            is_foreign = is_foreign or is_in_phrase(text, found)
            return len(word) > 1 and not is_foreign and not is_unit and not _DRUG.fullmatch(word)
        return not self._is_name(text, found)

    def _is_long_pinyin(self, word: str) -> bool:
        """Whether a lowercase word is Chinese: several syllables, and near to no English word (guochao, mamianqun)."""
        if len(word) < _SHORTEST_LOWER_PINYIN or not is_pinyin(word, strictly=True):
            return False
        return not self._slip(word) and not self.knows(word.capitalize())  # but “guangdong” lacks its capital

    def _remember(self, word: str) -> None:
        if len(self._right) >= _REMEMBERED:
            self._right.clear()
        self._right.add(word)

    def knows(self, word: str) -> bool:
        """Whether the dictionary or the desk has the word, in one of its forms."""
        return (
            self._dictionary.has(word)
            or word in self._words
            or word.lower() in self._words
            or word in place_names()
            or (word[-1:] == "s" and word[:-1] in self._words)
            or self._dictionary.has_rare(word)
            or (word[0].isupper() and self._dictionary.has_rare(word.lower()))
            or self._is_formed(word.lower() if word.istitle() else word)
        )

    def is_english(self, word: str) -> bool:
        """Whether the dictionary has a word in lowercase, or one of which it is formed; rare ones do not count."""
        return self._dictionary.has(word) or self._is_formed(word)

    def _is_formed(self, word: str) -> bool:
        """Whether it is made of known words in one of the usual ways."""
        return (
            word.islower()
            and (self._has_prefix(word) or self._has_suffix(word) or self._has_parts(word))
            and not self._is_rather_another(word)
        )

    def _is_rather_another(self, word: str) -> bool:
        """Whether a known word is one slip or one vowel away: “relased” is “released” rather than lased again."""
        slip = self._slip(word)
        if slip and not (
            len(slip) < len(word) and slip.startswith(word[:-_LONGEST_ENDING])
        ):  # but electroplaters are no mistyped electroplates
            return True
        return any(
            self._dictionary.has(word[:at] + vowel + word[at + 1 :])
            for at in range(1, len(word))
            if word[at] in _VOWELS
            for vowel in _VOWELS
            if vowel != word[at]
        )

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Up to seven words that may be meant, the likeliest first."""
        near = [self._slip(word)] if self._slip(word) else []
        own = get_close_matches(word, self._by_initial.get(word[:1].lower(), ()), n=3, cutoff=0.84)
        found = dict.fromkeys([*near, *self._dictionary.suggestions(word), *own])
        return tuple(other for other in found if other != word and not _has_lone_letter(other))[:_MOST]

    def _knows_compound(self, whole: str) -> bool:
        """Whether a compound is known, as it is written or in one word: pre-empt."""
        if whole in self._words or whole.lower() in self._words:
            return True
        joined = whole.replace("-", "")
        return joined != whole and self._dictionary.has(joined)

    def _is_part_of_name(self, word: str, whole: str) -> bool:
        """Whether a compound is a name because of its first part, or says a word twice: Ebm-papst, tuk-tuk."""
        first, *others = whole.split("-")
        if not others or not word[0].islower():
            return False
        return others == [first] or (first[:1].isupper() and not self.knows(first) and not self._slip(first))

    def _has_prefix(self, word: str) -> bool:
        """Whether it is a known word of some length behind a usual prefix, or two: reindustrialize, tetrafluoroethane.

        Behind a long prefix, the word may be short: nanopore.
        """
        return any(
            word.startswith(prefix)
            and len(word) - len(prefix) > _SHORTEST_BASE - (len(prefix) >= _LONG_PREFIX and prefix not in PREPOSITIONS)
            and (self._has_base(word[len(prefix) :]) or (len(prefix) > 1 and self._has_prefix(word[len(prefix) :])))
            for prefix in PREFIXES
        )

    def _has_base(self, word: str) -> bool:
        return self._dictionary.has(word) or word in self._words or self._dictionary.has_rare(word)

    def _has_parts(self, word: str) -> bool:
        """Whether two words of which such compounds are made are written as one: watchlist, crashworthy."""
        return any(
            word[at:] in SECOND_PARTS and word[:at] not in NO_FIRST_PARTS and self._dictionary.has(word[:at])
            for at in range(SHORTEST_FIRST_PART, len(word) - 2)
        )

    def _has_suffix(self, word: str) -> bool:
        """Whether a usual ending makes it of a known word: scalable, marketization, governmentwide."""
        for ending, restored in SUFFIXES:
            stem = word.removesuffix(ending)
            if (
                stem != word
                and len(stem) > 3
                and any(
                    self._has_base(stem + letters)
                    for letters in restored
                    if not (letters == "e" and stem[-1] in "cg" and ending[0] in "ao")
                )
            ):
                return True
        return False

    def _is_name(self, text: str, found: Token) -> bool:
        slip = self._slip(found.word) or self._replaced_at_start(text, found)
        if self._is_beside_foreign_name(text, found):
            return True
        if not slip or (found.word[:-1] == slip and found.word[-1] in _ENDS_OF_NAMES):
            return True
        if len(found.word) < _SHORTEST_SLIP and slip.startswith(found.word):  # Sany, beside Sanya
            return True
        if found.word.replace("'", "").replace("’", "") == slip:  # Chang'an and Changan
            return True
        if is_pinyin(found.word):  # Qian is a name beside Qiang, but Shenzen hardly one beside Shenzhen
            return slip not in self._words or len(found.word) < _SHORTEST_PINYIN_SLIP
        # "Coucil" is one letter away from Council, whatever is beside it, and no name is "Promtoing".
        if slip in self._words or (len(slip) >= _SHORTEST_EXCHANGED and slip.lower() in _exchanged(found.word.lower())):
            return False
        # Where all words are capitalized, capitals say nothing. Elsewhere, a common word has one where a sentence
        # begins; in its middle, and beside other capitals, the word is a name.
        if is_headline(text):
            return False
        if _BODY_BEFORE.search(text[max(0, found.start - _FAR) : found.start]) or _NATION.fullmatch(slip):
            return False
        if _is_beside_capital(text, found) or not _starts_sentence(text, found.start):
            return True
        is_listed = text[: found.start].endswith(": ") and _PLACE_AFTER.match(text, found.end) is not None
        acts = is_listed or _ACTS_AFTER.match(text, found.end) is not None
        return acts and not _COMMON_ENDING.search(found.word)

    def _replaced_at_start(self, text: str, found: Token) -> str:
        """The common word with another letter that a sentence begins with, which has the ending of one: Merchents."""
        if not _COMMON_ENDING.search(found.word) or not _starts_sentence(text, found.start) or is_pinyin(found.word):
            return ""
        return next((word for word in _replaced(found.word.lower()) if self._dictionary.has(word)), "").capitalize()

    def _is_beside_foreign_name(self, text: str, found: Token) -> bool:
        """Whether the capitalized word before it is unknown and near to nothing: Ziarul Financiar."""
        before = _WORD_BEFORE.search(text, max(0, found.start - _FAR), found.start)
        if before is None or is_pinyin(before[1]) or self.knows(before[1]):
            return False
        return not self._slip(before[1])

    def _find_slip(self, word: str) -> str:
        """The known word that is one slip away (a letter missing, doubled, too many, two exchanged), or ""."""
        lower = word.lower()
        if len(lower) < _SHORTEST_SLIP - 1:
            return ""
        candidates = [other for other in dict.fromkeys(_slips(lower)) if len(other) >= _SHORTEST_SLIP]
        names = [other.capitalize() for other in candidates if other.capitalize() in self._words]
        if word[0].isupper() and not is_pinyin(word):  # Yongzhou is a city, beside Yangzhou
            replaced = list(_replaced(lower))
            names += [other.capitalize() for other in replaced if other.capitalize() in self._words]
            if len(lower) >= _SHORTEST_REPLACED_COMMON:
                candidates += [other for other in replaced if self._dictionary.has(other)]
            if not names and (doubled := self._by_single_letters.get(_single_letters(lower))) is not None:
                names.append(doubled)
        common = [other for other in candidates if self._dictionary.has(other) or other in self._words]
        if word[0].isupper():
            return next(iter((*names, *map(str.capitalize, common))), "")
        return next(iter((*common, *names)), "")

    @cached_property
    def _by_single_letters(self) -> dict[str, str]:
        """Long names by their letters without doubled ones: Brussels, which somebody writes Brusells."""
        names = (word for word in self._words if word.istitle() and len(word) >= _SHORTEST_DOUBLED and word.isalpha())
        return {_single_letters(name.lower()): name for name in names if _DOUBLED.search(name)}

    @cached_property
    def _by_initial(self) -> dict[str, list[str]]:
        sorted_words: dict[str, list[str]] = {}
        for word in sorted(self._words):
            sorted_words.setdefault(word[:1].lower(), []).append(word)
        return sorted_words


def _has_lone_letter(words: str) -> bool:
    """Whether a suggestion cuts a letter off: “make t”."""
    return " " in words and min(map(len, words.split())) == 1


def is_quoted_pinyin(text: str, found: Token) -> bool:
    """Whether a lowercase word stands in quotation marks and is Pinyin: “hukou”."""
    opened = text.rfind("“", 0, found.start)
    is_quoted = opened > text.rfind("”", 0, found.start) or text.count('"', 0, found.start) % 2 == 1
    return is_quoted and is_pinyin(found.word)


def _is_particle(text: str, found: Token) -> bool:
    """Whether a word belongs to a person's name: Ursula von der Leyen."""
    return found.word in _PARTICLES and bool(re.match(r" (?:[a-z]{2,4} )?[A-Z]", text[found.end :]))


def _slips(word: str) -> Iterable[str]:
    yield from _exchanged(word)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]


def _exchanged(word: str) -> Iterable[str]:
    """The words in which two neighboring letters have changed places."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _single_letters(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _replaced(word: str) -> Iterable[str]:
    """The words that have another letter in one place. Only long ones: names are near to each other."""
    if len(word) >= _SHORTEST_REPLACED:
        for at in range(1, len(word)):
            for letter in _LETTERS:
                yield word[:at] + letter + word[at + 1 :]


def _is_beside_capital(text: str, found: Token) -> bool:
    """Whether a capitalized word comes before or after it, other than the first of a sentence."""
    if _CAPITAL_AFTER.match(text, found.end):
        return True
    before = _CAPITAL_BEFORE.search(text[max(0, found.start - _FAR) : found.start])
    return before is not None and not _starts_sentence(text, max(0, found.start - _FAR) + before.start())


def is_headline(text: str) -> bool:
    """Whether the long words of a text are capitalized, as in English titles of documents."""
    long = _LONG_WORD.findall(text[:_LONGEST_HEADLINE])
    return len(long) >= _FEWEST_OF_HEADLINE and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip('“"‘(\n ')
    return before[-1:] in ("", ".", "!", "?", ":") and not _TITLE_BEFORE.search(before)
