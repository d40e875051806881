"""Reads sanitised HTML from the clipboard, once from front to back, into paragraphs and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

from editor.document.text.inline import Run, joined
from editor.document.text.links import may_be_published
from editor.formats.clipboard.pasted_text import PastedBlock, cleaned


def names(text: str) -> frozenset[str]:
    """The names of elements in a list of them."""
    return frozenset(text.split())


BLOCKS = names(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th caption blockquote pre section article header footer dt dd dl "
    "figure figcaption address main aside nav form hr center"
)

_BOLD = names("b strong")
_ITALIC = names("i em cite dfn var")
_VOID = names("br img hr")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE_GAP = re.compile("[ \u00a0]{2,}")
_EDGES = " \u00a0"
# A bullet that is plain text: what Word takes from the fonts Symbol, Wingdings and Courier New.
_TYPED_BULLET = re.compile("[ \u00a0]*[·•‣▪▫◦●○§o\uf0a7\uf0b7-][ \u00a0]+")


@dataclass(frozen=True, slots=True)
class _Style:
    """What an element hands down to what it holds."""

    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    hidden: bool = False
    in_item: bool = False
    word_list: bool = False
    keeps_lines: bool = False
    plain_spaces: bool = False


class Reader(HTMLParser):
    """Feed it sanitised HTML; `blocks` and `notes` are complete after `close`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[PastedBlock] = []
        self._open: list[tuple[str, _Style]] = []
        self._runs: list[Run] = []
        self._length = 0
        self._pictures = self._links = self._deleted = 0
        self._left_out = False  # inside a link that is left out, and that no word was seen of yet

    @property
    def notes(self) -> tuple[str, ...]:
        """Whole sentences about what was left out."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[str]:
        if self._links:
            what = "1 link was" if self._links == 1 else f"{self._links:,} links were"
            which = "its address is" if self._links == 1 else "their addresses are"
            yield f"{what} left out, the words kept: {which} not for the web or mail."
        if self._pictures:
            yield "1 picture was left out." if self._pictures == 1 else f"{self._pictures:,} pictures were left out."
        if self._deleted:
            yield "Text that was marked as deleted was left out."

    def is_full(self, characters: int, blocks: int) -> bool:
        """Whether more than so many characters or blocks have been read."""
        return self._length > characters or len(self.blocks) > blocks

    def close(self) -> None:
        """Ends the last paragraph."""
        super().close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = self._style(tag, {name: value or "" for name, value in attrs})
        if tag in BLOCKS:
            self._end_block()
        elif tag == "br":
            if style.in_item or style.hidden:
                self._add(" ", style)
            else:
                self._end_block()
        elif tag == "img" and not style.hidden:
            self._pictures += 1
        if tag not in _VOID:
            self._open.append((tag, style))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        if tag in _VOID:
            return
        if tag == "a":
            self._left_out = False
        while self._open and self._open.pop()[0] != tag:
            pass  # nh3 closes everything in order; this is for safety alone

    def handle_data(self, data: str) -> None:
        style = self._current
        lines = re.split("\r\n?|\n", data) if style.keeps_lines else [data]
        for number, line in enumerate(lines):
            if number:
                self._end_block()
            self._add(line, style)

    @property
    def _current(self) -> _Style:
        return self._open[-1][1] if self._open else _Style()

    def _style(self, tag: str, attributes: dict[str, str]) -> _Style:
        style = _handed_down(self._current, tag, attributes.get("style", ""), attributes.get("class", ""))
        if tag == "a":
            style = replace(style, link=self._link(attributes.get("href")))
        if tag == "del" and not self._current.hidden:
            self._deleted += 1
        return style

    def _link(self, href: str | None) -> str | None:
        """The address where it may be kept; a link that is left out is counted when its first word comes."""
        self._left_out = False
        if href is None:
            return None
        address = cleaned(href).strip().replace(" ", "%20")
        if may_be_published(address):
            return address
        self._left_out = True
        return None

    def _add(self, text: str, style: _Style) -> None:
        words = cleaned(_SPACES.sub(" ", text.replace("\u00a0", " ") if style.plain_spaces else text))
        if style.hidden or not words:
            return
        if self._left_out and words.strip():
            self._links += 1
            self._left_out = False
        self._runs.append(Run(words, style.strong, style.emphasis, style.link))

    def _end_block(self) -> None:
        runs, self._runs = _tidied(self._runs), []
        style = self._current
        text = "".join(run.text for run in runs)
        typed = _TYPED_BULLET.match(text)
        if typed and (style.word_list or style.in_item):
            runs = _tidied(_without_start(runs, typed.end()))
        if runs:
            self._length += sum(len(run.text) for run in runs)
            self.blocks.append(PastedBlock(runs, style.in_item or (style.word_list and typed is not None)))


def _tidied(runs: list[Run] | tuple[Run, ...]) -> tuple[Run, ...]:
    """Without spaces at the ends of the block and without gaps of more than one."""
    kept: list[Run] = []
    for run in joined(runs):
        text = _WIDE_GAP.sub(" ", run.text)
        if not kept or kept[-1].text.endswith((" ", "\u00a0")):
            text = text.lstrip(_EDGES)
        if text:
            kept.append(run if text == run.text else replace(run, text=text))
    while kept and not kept[-1].text.rstrip(_EDGES):
        kept.pop()
    if kept and kept[-1].text[-1] in _EDGES:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(_EDGES))
    return joined(kept)


def _without_start(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(0, length - len(run.text))
    return joined(kept)


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute, in lower case."""
    pairs = (part.split(":", 1) for part in style.lower().split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


@lru_cache(maxsize=4096)
def _handed_down(style: _Style, tag: str, style_attribute: str, classes: str) -> _Style:
    css = _declarations(style_attribute)
    list_style = css.get("mso-list", "none")
    hidden = tag == "del" or css.get("display") == "none" or css.get("mso-hide") == "all" or list_style == "ignore"
    in_word_list = tag == "p" and list_style != "none"
    return replace(
        style,
        strong=_strong(css, style.strong or tag in _BOLD),
        emphasis=_emphasis(css, style.emphasis or tag in _ITALIC),
        hidden=style.hidden or hidden,
        in_item=style.in_item or tag == "li" or in_word_list,
        word_list=in_word_list or classes.startswith("MsoList") if tag == "p" else style.word_list,
        keeps_lines=style.keeps_lines or tag == "pre",
        plain_spaces=style.plain_spaces or classes == "Apple-converted-space",
    )


def _strong(css: dict[str, str], inherited: bool) -> bool:
    weight = css.get("font-weight", "").replace("!important", "").strip()
    if weight in ("bold", "bolder"):
        return True
    if weight in ("normal", "lighter", "initial"):
        return False
    return int(weight) >= 600 if weight.isascii() and weight.isdigit() and len(weight) < 5 else inherited


def _emphasis(css: dict[str, str], inherited: bool) -> bool:
    style = css.get("font-style", "").replace("!important", "").strip()
    if style.startswith(("italic", "oblique")):
        return True
    return inherited and style not in ("normal", "initial")
