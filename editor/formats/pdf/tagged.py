"""The blocks of a tagged PDF, from its structure and the pieces of text on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from editor.document.text.languages import stated_script
from editor.formats.pdf.assembly import lines_of, runs_of, text_of_line
from editor.formats.pdf.columns import ColumnEdges
from editor.formats.pdf.elements import Elements, Spaces
from editor.formats.pdf.piece import NOTE_MARK, Piece, apart
from editor.formats.pdf.pieces import PageText
from editor.formats.pdf.structure import Leaf, Node
from editor.formats.rules.joining import ends_sentence
from editor.formats.source.document import (
    Block,
    BlockKind,
    ImageBlock,
    Role,
    SourceNote,
    SourceRun,
    TextBlock,
    text_of,
)
from editor.formats.source.tables import TableBuilder

_INLINE = frozenset((
    "Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
    "Em", "Strong", "Sub", "NonStruct", "Private",
))  # fmt: skip
_GROUPS = frozenset(
    ["Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Index", "Title", "Aside", "DocumentFragment"]
)
_HEADING = re.compile(r"H([1-6])?$")
_MARK = re.compile(r"\s*(?:[•·▪▫◦●○■□–—‣*\uf0b7\uf0a7o§\-]|\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])[\s\t]+")
_APART = 1.75
"""Letter heights from baseline to baseline beyond which a block stands apart."""

_BULLETS = frozenset("•·▪▫◦●○■□–—‣*\uf0b7\uf0a7o§-")


def tagged_blocks(
    top: Node, pages: Sequence[PageText], *, has_empty_spaces: bool = False
) -> tuple[tuple[Block, ...], tuple[SourceNote, ...]]:
    """The blocks of a document in the order of its structure; what no element holds is page furniture.

    With `has_empty_spaces`, marked content without any glyph is a space, as WeasyPrint writes one between two elements,
    and spaces between words are in the element that has them.
    """
    pieces: dict[tuple[int, int], list[Piece]] = {}
    for page in pages:
        for piece in page.pieces:
            pieces.setdefault((piece.page, piece.mark), []).append(piece)
    # WeasyPrint's lines are full; others put lines that were broken on purpose into one element.
    edges = None if has_empty_spaces else ColumnEdges.of(pieces.values())
    reader = _Reader(pieces, has_empty_spaces, edges)
    reader.read(top)
    reader.flush()
    reader.read_artifacts(pages)
    return tuple(reader.blocks), tuple(reader.notes)


def share_of_text(top: Node, pages: Sequence[PageText]) -> float:
    """How much of the text the structure holds, from 0 to 1."""
    leaves = set(_leaves(top))
    whole = sum(len(piece.text) for page in pages for piece in page.pieces)
    held = sum(len(piece.text) for page in pages for piece in page.pieces if Leaf(piece.page, piece.mark) in leaves)
    return held / whole if whole else 0.0


def _leaves(node: Node) -> Iterator[Leaf]:
    for child in node.children:
        if isinstance(child, Leaf):
            yield child
        else:
            yield from _leaves(child)


@dataclass
class _Item:
    """The list item whose text is read: its mark, until a block has taken it."""

    number: str = ""
    level: int = 0
    is_fresh: bool = True


@dataclass
class _Reader:
    pieces: Mapping[tuple[int, int], list[Piece]]
    has_empty_spaces: bool
    edges: ColumnEdges | None = None
    blocks: list[Block] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    open: list[Piece] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    tables: list[TableBuilder] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int = 0
    last: Piece | None = None
    parts: tuple[list[Piece], BlockKind, bool, bool] | None = None
    """What the last block was made of, its kind, and whether it was in an item and had a mark."""
    has_label: bool = False
    elements: Elements = field(default_factory=Elements)
    element: int = 0
    """The number of the element that is read."""
    language: str = ""

    def read(self, node: Node) -> None:
        """Read an element and everything in it."""
        around, language = self.element, self.language
        self.language = stated_script(node.language) if node.language else language
        if node.kind != "Span":  # WeasyPrint makes one of each line
            self.element = self.elements.add(around, is_inline=node.kind in _INLINE)
        self._read(node)
        self.element, self.language = around, language

    def _read(self, node: Node) -> None:
        heading = _HEADING.fullmatch(node.kind)
        if node.text is not None and node.kind in _INLINE:
            self._replaced(node)
        elif node.kind in _INLINE:
            self._children(node)
        elif heading:
            self._block(node, BlockKind.HEADING, int(heading[1] or 1))
        elif node.kind in ("Note", "FENote"):
            self._block(node, BlockKind.NOTE)
        elif node.kind == "L":
            self._block(node, BlockKind.PARAGRAPH)
        elif node.kind == "LI":
            self._item(node)
        elif node.kind == "Lbl":
            self._label(node)
        elif node.kind == "Table":
            self._table(node)
        elif node.kind == "TR":
            if self.tables:
                self.tables[-1].begin_row()
            self._children(node)
        elif node.kind in ("TD", "TH"):
            self._cell(node)
        elif node.kind in ("Figure", "Formula"):
            self._figure(node)
        elif node.kind == "Artifact":
            return
        elif node.kind in _GROUPS or node.kind in ("LBody", "THead", "TBody", "TFoot"):
            self._group(node)
        elif node.kind == "TOCI":
            self._contents_line(node)
        else:  # P, Caption, and what other programs invent
            self._block(node, self.kind if self.kind is not BlockKind.HEADING else BlockKind.PARAGRAPH, self.level)

    def _children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Leaf):
                self._leaf(child, node.address)
            else:
                if node.address and child.address is None:
                    child.address = node.address
                self.read(child)

    def _leaf(self, leaf: Leaf, address: str | None) -> None:
        key = (leaf.page, leaf.mark)
        self.used.add(key)
        found = self.pieces.get(key, [])
        if not found and self.open and self.has_empty_spaces:
            last = self.open[-1]
            self.open.append(replace(last, text=" ", left=last.right, link=None, element=self.element))
        element, language = self.element, self.language
        self.open += [replace(piece, link=address or piece.link, element=element, language=language) for piece in found]

    def _replaced(self, node: Node) -> None:
        """An element whose text is given: it stands for all that is painted."""
        start = len(self.open)
        self._children(node)
        painted = self.open[start:]
        if painted and node.text is not None:
            whole = replace(painted[0], text=node.text, right=painted[-1].right)
            self.open[start:] = [whole]

    def _group(self, node: Node) -> None:
        if node.kind not in ("LBody",):
            self.flush()
        self._children(node)
        if node.kind not in ("LBody",):
            self.flush()

    def _block(self, node: Node, kind: BlockKind, level: int = 0) -> None:
        self.flush()
        before = self.kind, self.level
        self.kind, self.level = kind, level
        self._children(node)
        self.flush()
        self.kind, self.level = before

    def _contents_line(self, node: Node) -> None:
        """A line of the contents; its page number stands behind a tab, however close it is to the title."""
        self.flush()
        self._children(node)
        if len(self.open) > 1 and self.open[-1].text.strip().isdigit():
            self.open[-1] = replace(self.open[-1], text=f"\t{self.open[-1].text.strip()}")
        before, self.kind = self.kind, BlockKind.HEADING
        self.level = 6
        self.flush()
        self.kind, self.level = before, 0

    def _item(self, node: Node) -> None:
        self.flush()
        self.items.append(_Item(level=len(self.items)))
        self._children(node)
        self.flush()
        self.items.pop()

    def _label(self, node: Node) -> None:
        start = len(self.open)
        self._children(node)
        label = text_of(runs_of(self.open[start:])[0]).strip()
        if not self.items:
            return  # the number of a heading or a note is a part of it
        del self.open[start:]
        self.has_label = True
        self.items[-1].number = "" if label in _BULLETS or not any(map(str.isalnum, label)) else label

    def _table(self, node: Node) -> None:
        self.flush()
        self.tables.append(TableBuilder())
        self._children(node)
        self.flush()
        for block in self.tables.pop().blocks():
            self._put(block)

    def _cell(self, node: Node) -> None:
        self.flush()
        if self.tables:
            self.tables[-1].begin_cell()
        self._children(node)
        self.flush()
        if self.tables:
            self.tables[-1].end_cell()

    def _figure(self, node: Node) -> None:
        self.flush()
        self._children(node)
        has_text = any(piece.text.strip() for piece in self.open)
        self.flush()
        if not has_text:
            self._put(ImageBlock(" ".join(node.description.split()), self.page + 1))

    def flush(self) -> None:
        """End the open paragraph."""
        pieces, self.open = self.open, []
        if not any(piece.text.strip() for piece in pieces):
            return
        if self.kind is BlockKind.NOTE and len(pieces) > 1 and NOTE_MARK.fullmatch(pieces[0].text):
            pieces[0] = apart(pieces[0])
        pieces = self._with_first_part(pieces)
        is_plain = self.kind is BlockKind.PARAGRAPH and not self.items and not self.tables
        parts = self.edges.parted(pieces) if self.edges is not None and is_plain else [pieces]
        for number, part in enumerate(parts):
            self._text_block(part, begins=None if number else True)

    def _text_block(self, pieces: list[Piece], *, begins: bool | None) -> None:
        """Put a paragraph, or a line of one that was broken on purpose."""
        gap = self._is_apart(pieces[0])
        self.last = pieces[-1]
        self.page = pieces[0].page
        between = None
        if self.has_empty_spaces:
            spaces = Spaces(self.elements, pieces)
            pieces, between = spaces.placed(pieces), spaces.between
        runs, made = runs_of(pieces, between)
        if self.kind is BlockKind.HEADING:  # bold by its style, which says nothing about its words
            runs = tuple(replace(run, strong=False, emphasis=False) for run in runs)
        self.notes += [SourceNote(self.page + 1, f"A hyphen at a line end was removed: “{word}”.") for word in made]
        item = self.items[-1] if self.items else None
        kind, number, level = self.kind, "", self.level
        if item is not None and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.ITEM, item.level
            if item.is_fresh:
                number, item.number, item.is_fresh = item.number, "", False
                number, runs = _without_mark(number, runs)
        if runs:
            self._put(TextBlock(kind, runs, self.page + 1, level, number, gap and begins is not None, begins))

    def _with_first_part(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces with those of the page before, where a paragraph or an item runs over its end.

        The two parts are two elements of the structure. They belong together where the last line of the first is full
        or its sentence is not over, and where no other mark of a list stands before the second.
        """
        first, self.parts = self.parts, (pieces, self.kind, bool(self.items), self.has_label)
        has_label, self.has_label = self.has_label, False
        if first is None or self.tables or not self.blocks or self.kind is not BlockKind.PARAGRAPH:
            return pieces
        before, kind, is_item, _ = first
        if kind is not self.kind or is_item != bool(self.items) or has_label or before[-1].page + 1 != pieces[0].page:
            return pieces
        if _begins_with_bullet(pieces) or not _runs_over(before, pieces):
            return pieces
        self.blocks.pop()
        whole = [*before, *pieces]
        self.parts = (whole, kind, is_item, False)
        return whole

    def _is_apart(self, piece: Piece) -> bool:
        """Whether there is empty space above a block, as there is between two people of an imprint."""
        last = self.last
        return last is None or last.page != piece.page or last.y - piece.y > _APART * last.size or piece.y > last.y

    def _put(self, block: Block) -> None:
        if self.tables:
            self.tables[-1].add(block)
        else:
            self.blocks.append(block)

    def read_artifacts(self, pages: Sequence[PageText]) -> None:
        """What is painted and in no element: running heads, page numbers, watermarks."""
        for number, page in enumerate(pages):
            left = [piece for piece in page.pieces if (piece.page, piece.mark) not in self.used]
            for line in lines_of(left):
                text = text_of_line(line).strip()
                if text:
                    self.blocks.append(TextBlock(BlockKind.RUNNING_ELEMENT, (SourceRun(text),), number + 1))


def _begins_with_bullet(pieces: Sequence[Piece]) -> bool:
    """Whether the bullet is a part of an item's text, as LibreOffice writes it."""
    return pieces[0].text.strip()[:1] in _BULLETS and pieces[0].text.strip()[1:2] in ("", " ", "\t")


def _runs_over(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether a text that ends one page goes on at the top of the next."""
    lines = lines_of(before)
    text = text_of_line(lines[-1]).strip()
    following = text_of_line(lines_of(after)[0]).strip()
    if following[:1].islower() or not ends_sentence(text):
        return True
    if after[0].strong and not before[-1].strong:
        return False  # a run-in label
    right = max(piece.right for line in lines for piece in line)
    size = before[-1].size
    first_word = following.split(None, 1)[0]
    return max(piece.right for piece in lines[-1]) + 0.5 * size * len(first_word) > right


def _without_mark(number: str, runs: tuple[SourceRun, ...]) -> tuple[str, tuple[SourceRun, ...]]:
    """An item's text without the mark that some programs repeat in it."""
    first = runs[0]
    found = _MARK.match(first.text) if first.role is Role.TEXT else None
    if found is None:
        alone = first.text.strip()
        if len(runs) > 1 and alone in _BULLETS:
            return number, runs[1:]
        return number, runs
    mark = found.group().strip()
    if number and mark != number:
        return number, runs
    rest = (replace(first, text=first.text[found.end() :]), *runs[1:])
    return ("" if mark in _BULLETS else mark), tuple(run for run in rest if run.text)
