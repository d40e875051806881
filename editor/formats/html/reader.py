"""Reads sanitised HTML, once from front to back, into the blocks of a source document."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from editor.document.text.languages import stated_script
from editor.formats.html.sanitising import BLOCKS, sanitised, text_length
from editor.formats.html.styles import Region, Style, handed_down, is_back_link, is_note_link
from editor.formats.rules.symbol_fonts import LIST_MARKS
from editor.formats.source.document import (
    SOFT_BREAK,
    Block,
    BlockKind,
    ImageBlock,
    Role,
    SourceDocument,
    SourceRun,
    TextBlock,
    Unit,
    text_of,
)
from editor.formats.source.numbering import ListNumbers
from editor.formats.source.tables import TableBuilder

_AT_ONCE = 65_536
"""Characters between two looks at whether enough has been read."""

_NO_ATTRIBUTES: dict[str, str] = {}
_VOID = frozenset(("br", "img", "hr"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_GAP = re.compile(f"[ {SOFT_BREAK}\u00a0]{{2,}}")
_EDGES = f" \u00a0{SOFT_BREAK}"
_BARE = frozenset(("span", "font", "br", "ins", "div", "td", "tr", "table"))
"""Elements that hand down the style around them, where they have no attributes."""

_PAGE_PARTS = {"header": "banner", "footer": "contentinfo"}
_TINY = frozenset(("0", "1"))
"""Widths and heights of pictures that nobody sees: the counters of mailing services."""

# A bullet that is plain text: what Word takes from the fonts Symbol, Wingdings and Courier New.
_TYPED_BULLET = re.compile("[ \u00a0]*[·•‣▪▫◦●○§o\uf0a7\uf0b7-][ \u00a0]+")
_TYPED_NUMBER = re.compile("[ \u00a0]*(\\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])[ \u00a0]+")


def read_page(html: str) -> SourceDocument:
    """The document of a web page: what is in its main part, or all but its navigation. Raises NotReadable.

    The rest is kept as furniture, to be named.
    """
    reader = Reader()
    reader.feed(sanitised(html))
    reader.close()
    has_content = any(reader.regions.get(id(block)) is Region.CONTENT for block in reader.blocks)
    wanted = (Region.CONTENT,) if has_content else (Region.PAGE, Region.CONTENT)

    def regional(block: Block) -> Block:
        if reader.regions.get(id(block), Region.PAGE) in wanted or not isinstance(block, TextBlock):
            return block
        return replace(block, kind=BlockKind.RUNNING_ELEMENT)

    return SourceDocument(Unit.PARAGRAPH, tuple(map(regional, reader.blocks)))


def read_html(
    html: str, *, most_characters: int | None = None, most_blocks: int | None = None
) -> tuple[SourceDocument, int]:
    """The document of some HTML, and how many characters were not read beyond the limits. Raises NotReadable."""
    safe = sanitised(html)
    reader = Reader()
    read = 0
    while read < len(safe) and not reader.is_full(most_characters, most_blocks):
        reader.feed(safe[read : read + _AT_ONCE])
        read += _AT_ONCE
    reader.close()
    return SourceDocument(Unit.PARAGRAPH, tuple(reader.blocks)), text_length(safe[read:])


class Reader(HTMLParser):
    """Feed it sanitised HTML; `blocks` are complete after `close`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, Style]] = []
        self._tables: list[TableBuilder] = []
        self._lists: list[ListNumbers] = []
        self._runs: list[SourceRun] = []
        self._number = ""
        self._gap = True
        self._is_note = False
        """Whether the open block began with a link back to the mark of a note."""

        self._length = self._count = 0
        self._has_blocks = False
        self._plain = Style()
        self._remembered: dict[tuple[int, str, str, str, str], tuple[Style, Style]] = {}
        self.regions: dict[int, Region] = {}
        """The region of each block, by its identity."""

    def is_full(self, characters: int | None, blocks: int | None) -> bool:
        """Whether more than so many characters or blocks have been read."""
        return (characters is not None and self._length > characters) or (blocks is not None and self._count > blocks)

    def close(self) -> None:
        """Ends the last paragraph."""
        super().close()
        self._end_block()
        while self._tables:
            self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs} if attrs else _NO_ATTRIBUTES
        if tag in BLOCKS:
            self._end_block()
            self._has_blocks = True
        style = self._style(tag, attributes)
        if tag == "br":
            self._line_break(style)
        elif tag == "img" and not style.hidden:
            self._picture(attributes)
        elif tag == "table":
            self._tables.append(TableBuilder())
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].begin_cell()
        elif tag in ("ol", "ul"):
            self._begin_list(tag, attributes)
        elif tag == "li":
            value = attributes.get("value", "")
            numbers = self._lists[-1] if self._lists else ListNumbers("")
            self._number = numbers.take(int(value) if value.isascii() and value.isdigit() else None)
        if tag not in _VOID:
            self._open.append((tag, style))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        if tag in _VOID:
            return
        if tag == "table" and self._tables:
            self._end_table()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].end_cell()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
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
    def _current(self) -> Style:
        return self._open[-1][1] if self._open else self._plain

    def _style(self, tag: str, attributes: dict[str, str]) -> Style:
        if not attributes and tag in _BARE:
            return self._current
        css = attributes.get("style", "")
        if "face" in attributes:
            css += f";font-family:{attributes['face']}"
        role = attributes.get("role", "")
        if attributes.get("title") in _PAGE_PARTS:  # so LibreOffice names what is on each page
            role = _PAGE_PARTS[attributes["title"]]
        style = self._handed_down(tag, css, attributes.get("class", ""), role)
        if "lang" in attributes:
            style = replace(style, language=stated_script(attributes["lang"]))
        if tag == "a":
            href = attributes.get("href")
            if href is not None and is_back_link(href) and not any(run.text.strip(_EDGES) for run in self._runs):
                self._is_note = True
            if href is not None and is_note_link(href):
                return replace(style, role=Role.NOTE_MARK) if style.role is Role.TEXT else style
            # A place of the same page is no address to keep, and no word about it helps anybody.
            style = replace(style, link=None if href is None or href.startswith("#") else href)
        return style

    def _handed_down(self, tag: str, css: str, classes: str, role: str) -> Style:
        """The style inside an element, remembered by the identity of the style around it: hashing that takes longer."""
        around = self._current
        key = (id(around), tag, css, classes, role)
        found = self._remembered.get(key)
        if found is None or found[0] is not around:
            found = (around, handed_down(around, tag, css, classes, role))
            self._remembered[key] = found
        return found[1]

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for lines of the HTML; counting them takes time."""
        return j

    def _begin_list(self, tag: str, attributes: dict[str, str]) -> None:
        start = attributes.get("start", "")
        first = int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1
        kind = attributes.get("type") or "1"
        step = -1 if "reversed" in attributes else 1
        self._lists.append(ListNumbers(kind if tag == "ol" else "", first, step))

    def _line_break(self, style: Style) -> None:
        if style.hidden:
            return
        if style.in_item:
            self._runs.append(SourceRun(SOFT_BREAK))
        else:
            self._end_block()
            self._gap = False

    def _picture(self, attributes: dict[str, str]) -> None:
        if attributes.get("width") in _TINY or attributes.get("height") in _TINY:
            return
        self._put(ImageBlock(" ".join(attributes.get("alt", "").split()), self._count + 1))

    def _add(self, text: str, style: Style) -> None:
        if style.plain_spaces:
            text = text.replace("\u00a0", " ")
        if not style.keeps_spaces:
            text = _collapsed(text)
        if style.hidden or not text:
            return
        if style.list_number:
            if text.strip(_EDGES):
                number = _TYPED_NUMBER.fullmatch(f"{text.strip(_EDGES)} ")
                self._number = number[1] if number else self._number
            return
        self._runs.append(
            SourceRun(
                text, style.strong, style.emphasis, style.link, style.script, style.role, style.font, style.language
            )
        )

    def _end_block(self) -> None:
        style = self._current
        runs, self._runs = self._runs, []
        is_note, self._is_note = self._is_note, False
        keeps_edges = not self._has_blocks and not self.blocks
        tidy = tidied(runs, keeps_edges=keeps_edges)
        if not tidy:
            return
        number, self._number = self._number, ""
        is_item = style.in_item
        if style.word_list or is_item:
            typed = _TYPED_BULLET.match(text_of(tidy))
            if typed:
                is_item, tidy = True, tidied(_without_start(tidy, typed.end()))
        marked = _without_symbol_mark(tidy, in_list=style.word_list or is_item)
        if marked is not None:
            is_item, tidy = True, tidied(marked)
        if not tidy:
            return
        self._length += sum(len(run.text) for run in tidy)
        kind = BlockKind.ITEM if is_item and style.block is BlockKind.PARAGRAPH else style.block
        kind = BlockKind.NOTE if is_note else kind
        level = style.level if kind is BlockKind.HEADING else max(style.level, len(self._lists) - 1, 0)
        self._put(TextBlock(kind, tidy, self._count + 1, level, number, self._gap, begins=True if self._gap else None))
        self._gap = True

    def _put(self, block: Block) -> None:
        self._count += 1
        self.regions[id(block)] = self._current.region
        if self._tables:
            self._tables[-1].add(block)
        else:
            self.blocks.append(block)

    def _end_table(self) -> None:
        for block in self._tables.pop().blocks():
            if self._tables:
                self._tables[-1].add(block)
            else:
                self.blocks.append(block)


def tidied(runs: list[SourceRun] | tuple[SourceRun, ...], *, keeps_edges: bool = False) -> tuple[SourceRun, ...]:
    """Without spaces at the ends of the block and without gaps of more than one; empty where nothing is left."""
    kept: list[SourceRun] = []
    for run in runs:
        text = _GAP.sub(_one_space, run.text) if len(run.text) > 1 else run.text
        # Around words that will be left out, the rules decide which space stays.
        follows_space = kept[-1].role is run.role and kept[-1].text[-1] in _EDGES if kept else not keeps_edges
        if follows_space:
            text = text.lstrip(_EDGES)
        if not text:
            continue
        if kept and _looks(kept[-1]) == _looks(run):
            kept[-1] = replace(kept[-1], text=kept[-1].text + text)
        else:
            kept.append(run if text == run.text else replace(run, text=text))
    if not any(run.text.strip(_EDGES) for run in kept):
        return ()
    if not keeps_edges:
        while kept and not kept[-1].text.rstrip(_EDGES):
            kept.pop()
        if kept[-1].text[-1] in _EDGES:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(_EDGES))
    return tuple(kept)


def _collapsed(text: str) -> str:
    """Each stretch of white space as one space, or as one soft break where it has a line break."""
    if "\n" in text:
        return _SPACES.sub(lambda found: SOFT_BREAK if "\n" in found.group() else " ", text)
    return _SPACES.sub(" ", text) if "  " in text or "\t" in text or "\r" in text or "\f" in text else text


def _one_space(found: re.Match[str]) -> str:
    return SOFT_BREAK if SOFT_BREAK in found.group() and " " not in found.group() else " "


def _looks(run: SourceRun) -> tuple[object, ...]:
    return run.strong, run.emphasis, run.link, run.script, run.role, run.font, run.language


def _without_start(runs: tuple[SourceRun, ...], length: int) -> list[SourceRun]:
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(0, length - len(run.text))
    return [run for run in kept if run.text]


def _without_symbol_mark(runs: tuple[SourceRun, ...], *, in_list: bool) -> list[SourceRun] | None:
    """The item behind a mark in a symbol font, or None where the block does not begin with one.

    In a paragraph that nothing else marks as an item, the mark is one with a wide gap behind it.
    """
    first = runs[0]
    sign = first.text.strip(_EDGES)
    if not first.font or len(sign) != 1 or sign not in LIST_MARKS or len(runs) < 2:
        return None
    gap = first.text[first.text.index(sign) + 1 :] + runs[1].text[:1]
    if not gap[:1] or gap[0] not in _EDGES or not (in_list or "\u00a0" in gap):
        return None
    return list(runs[1:])
