"""Text of an issue as HTML for the web and for mail: escaped, with allowed links only, Chinese marked as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from editor.document.text.inline import Run, parse
from editor.document.text.languages import east_asian_language, language_spans
from editor.document.text.links import may_be_published
from editor.formats.outgoing.characters import xml_text


def printable(value: Any) -> Any:
    """A text in characters that HTML can carry. Other values, and markup, are unchanged."""
    return xml_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True)
class OnlineMarkup:
    """Makes HTML. `chinese_style` is the inline style of Chinese; mail programs know no `:lang()` selector."""

    chinese_style: str = ""

    def mixed(self, text: str) -> Markup:
        """Plain text; runs of Chinese and Japanese are marked with their language."""
        return Markup("").join(
            self._in_language(piece, language) if language else escape(piece)
            for piece, language in language_spans(xml_text(text))
        )

    def chinese(self, text: str, language: str = "") -> Markup:
        """Text that is entirely Chinese. Its characters decide its language, unless one is given."""
        text = xml_text(text)
        return self._in_language(text, language or east_asian_language(text)) if text else Markup("")

    def _in_language(self, text: str, language: str) -> Markup:
        style = Markup(' style="{}"').format(self.chinese_style) if self.chinese_style else ""
        return Markup('<span lang="{}"{}>{}</span>').format(language, style, text)

    def inline(self, text: str) -> Markup:
        """A string of limited Markdown. Runs of several styles in one link become one link."""
        runs = parse(text.replace("\0", ""))  # of which Markdown would make a visible U+FFFD
        return Markup("").join(self._linked(address, linked) for address, linked in groupby(runs, lambda run: run.link))

    def link(self, address: str, words: str) -> Markup:
        """A link, or only its words if the address is missing or must not be published. `words` can be HTML."""
        return _anchor(address, words) if isinstance(words, Markup) else self._linked(address, (Run(words),))

    def mail_link(self, address: str) -> Markup:
        """A mail address as a link."""
        return self.link(f"mailto:{address}" if address else "", address)

    def _linked(self, address: str | None, runs: Iterable[Run]) -> Markup:
        return _anchor(address, Markup("").join(map(self._styled, runs)))

    def _styled(self, run: Run) -> Markup:
        piece = self.mixed(run.text)
        if run.emphasis:
            piece = Markup("<i>{}</i>").format(piece)
        if run.strong:
            piece = Markup("<b>{}</b>").format(piece)
        return piece


def _anchor(address: str | None, words: Markup) -> Markup:
    if not words or not address or not may_be_published(address):
        return words
    return Markup('<a href="{}">{}</a>').format(xml_text(address), words)
