"""Text of an issue as HTML: escaped, with links to allowed addresses only, and with Chinese marked as such."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from editor.document.body_names import known_chinese_names
from editor.document.text.inline import Run, parse
from editor.document.text.languages import east_asian_language, language_spans
from editor.document.text.links import may_be_published
from editor.document.text.missing_glyphs import printed_box
from editor.publish.xml_text import allowed

# A line could end after a hyphen, but copied or spoken text would lose the hyphen ("hightech"). A word joiner
# prevents that break. It has no glyph, so the text of the page does not change.
_COMPOUND = re.compile(r"(?<=\w)-(?=\w)")
_JOINED_HYPHEN = "-\u2060"

# A word that is longer than a line can break anywhere. WeasyPrint searches the rest of the word for each line:
# zero-width spaces keep a word of 100,000 letters from taking minutes.
_ENDLESS = re.compile(r"\S{80,}")
_PIECE = re.compile(r"\S{1,20}")
_MAY_BREAK = "\u200b"

_PLUS = re.compile(r"(?<=\s)(\+)(?=\s)")
_ADDRESS = re.compile(r"(https?://)(?=\S)")
_AMOUNT = re.compile(r"(?<=\b(?:USD|EUR|CNY|RMB|JPY|KRW|TWD|HKD|GBP) )(?=\d)|(?<=\d )(?=percent\b)")
"""Where a line would end between an amount and its unit."""
_YEARS = re.compile(r"(?<=\d)([—–～-]+)(?=\d)")
_NO_BREAK = "\u2060"

# Chinese marks fill half of their square. Of two side by side, one gives up its empty half (CLREQ 3.1.6.1): the first,
# or the second where both open.
_CLOSING, _OPENING = "、。，．；：！？）〕］｝〉》」』】〗”’", "（〔［｛〈《「『【〖“‘"
_HALVED = re.compile(
    f"[{_CLOSING}](?={_NO_BREAK}?[{_CLOSING}{_OPENING}])|(?:(?<=[{_OPENING}])|(?<=[{_OPENING}]{_NO_BREAK}))[{_OPENING}]"
)

_WHOLE, _WHOLE_FIGURE, _WHOLE_END = 12, 26, 24
"""The lengths up to which text stays on one line: a link, a link with a number, the end of a title."""

_SHORT_END, _SHORT_WORD = 15, 7
"""The lengths up to which the end of a text stays on one line, and its last word, which would look lost alone on a
line. Longer ends are not kept together: the line before would be short."""

_SHORT_TAIL, _WORD_BEFORE_TAIL, _SHORTEST_TAIL = 16, 12, 10
"""The lengths up to which a tail stays on one line with the word before it, the length of that word, and the length up
to which a tail does so whatever the word's length. "(MIIT notice)" would look lost, too."""

_CHINESE_END = 4
"""The number of characters at the end of a Chinese title that stay together, so that none is alone before its link."""

_CHINESE_START = 4
"""The number of characters at the start of the name of an institution that stay together. A name that has no room for
them begins the next line, and the line before is shorter by three characters: 9 mm. More would leave a larger gap."""

INVISIBLE = str.maketrans("", "", "\u2060\u200b")
"""For `str.translate`: removes the invisible characters that this module inserts for line breaking."""


class Typesetter:
    """Sets text in the characters that the typefaces of a theme have."""

    def __init__(self, characters: Set[int]) -> None:
        self._printable = _Printable(characters)

    def printable(self, value: Any) -> Any:
        """A text without control characters, a box for characters in no typeface. Other values are unchanged."""
        if not isinstance(value, str) or isinstance(value, Markup):  # markup was printable text before
            return value
        return value if value.isascii() and value.isprintable() else value.translate(self._printable)

    def mixed(self, text: str) -> Markup:
        """Plain text: compounds are not broken, runs of Chinese and Japanese are marked with their language."""
        text = _ADDRESS.sub(rf"\1{_NO_BREAK}", _COMPOUND.sub(_JOINED_HYPHEN, self.printable(text)))
        text = _AMOUNT.sub(_NO_BREAK, text)
        text = _ENDLESS.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word.group())), text)
        pieces = (_in_language(piece, language) for piece, language in language_spans(text))
        return Markup("").join(pieces)

    def title(self, text: str) -> Markup:
        """Plain text whose last two words stay together if they are short: no word is alone on the last line."""
        words = text.rsplit(" ", 2)
        end = " ".join(words[1:])
        if len(words) < 3 or len(end) > _WHOLE_END:
            return self.mixed(text)
        return self._tied(words[0], end)

    def _ending(self, text: str) -> Markup:
        """Plain text whose last two words stay together if they are very short."""
        words = text.rsplit(" ", 2)
        end = " ".join(words[1:])
        if len(words) < 3 or len(words[-1]) > _SHORT_WORD or len(end) > _SHORT_END:
            return self.mixed(text)
        return self._tied(words[0], end)

    def _tied(self, before: str, end: str) -> Markup:
        return Markup('{} <span class="unbroken">{}</span>').format(self.mixed(before), self.mixed(end))

    def topics(self, headline: str) -> Markup:
        """Topics that are joined by plus signs."""
        pieces = (Markup("<span>+</span>") if piece == "+" else self.mixed(piece) for piece in _PLUS.split(headline))
        return Markup("").join(pieces)

    def chinese(self, text: str, language: str = "") -> Markup:
        """Text that is entirely Chinese. Its characters decide its language, unless one is given."""
        text = self.printable(text)
        named = _institutions().sub(_joined_start, text)
        return _in_language(named, language or east_asian_language(text), together=_CHINESE_END)

    def inline(self, text: str, tail: Markup | str = "") -> Markup:
        """A string of limited Markdown as HTML. Runs of several styles in one link become one link.

        `tail` is HTML that follows the text, and stays on the same line as its last word if it is short.
        """
        runs = parse(text.rstrip() if tail else text)
        end = runs[-1].text if runs and runs[-1] == Run(runs[-1].text) else ""
        styled = runs[:-1] if end else runs
        pieces = [self._linked(address, tuple(same)) for address, same in groupby(styled, lambda run: run.link)]
        if not tail:
            return Markup("").join((*pieces, self._ending(end)))
        together = _NO_BREAK if _stays(tail, "".join(run.text for run in runs)) else ""
        return Markup("{} {}{}").format(Markup("").join((*pieces, self.mixed(end))), together, tail)

    def link(self, address: str, words: str, about: str = "") -> Markup:
        """A link, or only its words if the address is missing or of a kind that must not be published.

        `words` can be HTML. `about` describes the target for screen readers, which read links without their context.
        """
        if isinstance(words, Markup):
            return self._anchor(address, words, words.striptags(), about)
        return self._linked(address, (Run(words),), about)

    def mail_link(self, address: str) -> Markup:
        """A mail address as a link."""
        return self.link(f"mailto:{address}" if address else "", address)

    def _linked(self, address: str | None, runs: tuple[Run, ...], about: str = "") -> Markup:
        words = Markup("").join(self._styled(run) for run in runs)
        return self._anchor(address, words, "".join(run.text for run in runs), about)

    def _anchor(self, address: str | None, words: Markup, read: str, about: str) -> Markup:
        if not address or not may_be_published(address):
            return words
        most = _WHOLE_FIGURE if any(character.isdigit() for character in read) else _WHOLE
        attributes = Markup(' class="whole"') if len(read) <= most else Markup("")
        if about:
            attributes += Markup(' title="{}"').format(self.printable(about))
        # No font has to have what nobody sees: a box in an address would lead elsewhere.
        return Markup('<a href="{}"{}>{}</a>').format(allowed(address), attributes, words)

    def _styled(self, run: Run) -> Markup:
        piece = self.mixed(run.text)
        if run.emphasis:
            piece = Markup("<i>{}</i>").format(piece)
        if run.strong:
            piece = Markup("<b>{}</b>").format(piece)
        return piece


class _Printable(dict[int, int | None]):
    """What is printed for each character, computed when it is used first."""

    def __init__(self, characters: Set[int]) -> None:
        super().__init__({ord("\t"): ord(" "), ord("\n"): ord(" ")})
        self._characters = characters
        self._box = ord(printed_box(characters))

    def __missing__(self, code: int) -> int | None:
        self[code] = found = self._found(code)
        return found

    def _found(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        if category in ("Zl", "Zp"):
            return ord(" ")
        # Directional marks, joiners and variation selectors have no glyph of their own.
        if category in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
            return None
        return code if code in self._characters else self._box


@lru_cache(maxsize=1)
def _institutions() -> re.Pattern[str]:
    """The names of Chinese institutions, the longest first."""
    return re.compile("|".join(sorted(known_chinese_names(), key=len, reverse=True)))


def _joined_start(name: re.Match[str]) -> str:
    return _NO_BREAK.join(name.group()[:_CHINESE_START]) + name.group()[_CHINESE_START:]


def _stays(tail: Markup | str, text: str) -> bool:
    """Whether a tail stays on the line of the text's last word."""
    length, word = len(Markup(tail).striptags()), text.rpartition(" ")[2]
    return length <= _SHORTEST_TAIL or (length <= _SHORT_TAIL and len(word) <= _WORD_BEFORE_TAIL)


def _in_language(text: str, language: str, together: int = 0) -> Markup:
    """The text, marked with its language. So many characters at its end stay on one line."""
    if not language:
        return escape(text)
    unbroken = _YEARS.sub(rf"{_NO_BREAK}\1{_NO_BREAK}", text)
    if together:
        end = re.search(rf"(?:[^{_NO_BREAK}]{_NO_BREAK}*){{,{together}}}\Z", unbroken)
        unbroken = unbroken[: end.start()] + _NO_BREAK.join(end.group().replace(_NO_BREAK, "")) if end else unbroken
    halved = _HALVED.sub(lambda mark: f'<span class="half">{mark.group()}</span>', str(escape(unbroken)))
    return Markup('<span lang="{}">{}</span>').format(language, Markup(halved))
