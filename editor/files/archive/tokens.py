"""The words of a text as the index holds them: without case, accents and widths; Chinese as pairs of characters.

SQLite's tokenizers do not cut Chinese: `unicode61` takes a run of it as one word, and `trigram` finds nothing for two
characters. So texts are cut here, and SQLite only stems what is left. 国家发展 becomes `国家 家发 发展 展`: two
characters are one token, more are a phrase, and one character is the beginning of a token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from editor.document.text.folding import folded
from editor.document.text.scripts import HAN

_TOKEN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_ASCII_TOKEN = re.compile("[a-z0-9]+")
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(f"[{HAN}]|[^\\W_]")
_NOT_IN_TAG = re.compile("[^a-z0-9]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def tokens(text: str) -> list[str]:
    """Return the tokens of a text, in order. English words are whole; SQLite stems them."""
    read = normalized(text)
    if read.isascii():
        return _ASCII_TOKEN.findall(read)
    found: list[str] = []
    for run in _TOKEN.findall(read):
        if is_han(run):
            found += [run[at : at + 2] for at in range(len(run))]
        else:
            found.append(run)
    return found


def phrase_tokens(text: str) -> list[str]:
    """Return the tokens to look for: like `tokens`, but a Chinese run at the end may go on in the indexed text."""
    found = tokens(text)
    return found[:-1] if len(found) > 1 and is_han(found[-1]) and len(found[-2]) == 2 and is_han(found[-2]) else found


def normalized(text: str) -> str:
    """Return a text in lower case, without accents, invisible characters and differences of width.

    Characters outside ASCII that are neither letters nor digits become spaces.
    """
    return (text if text.isascii() else _NOT_ASCII.sub(_folded_run, text)).lower()


def _folded_run(run: re.Match[str]) -> str:
    return _folded(run[0])


@lru_cache(maxsize=4096)
def _folded(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", folded(run).text)
    # Casefolding may decompose further (ΐ), and compatibility forms may be capitals.
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    letters = (character for character in decomposed if not unicodedata.combining(character))
    return "".join(letter if _LETTER.match(letter) else " " for letter in letters)


def tag(kind: str, key: str) -> str:
    """Return the token for a property of a document. It ends in a digit, so that SQLite does not stem it."""
    return f"{kind}{_NOT_IN_TAG.sub('x', key.lower())}0"


def is_han(token: str) -> bool:
    """Whether a token is Chinese."""
    return not token.isascii() and _HAN.match(token) is not None
