"""Reads an OpenDocument text: text as it is seen, lists with their numbers, links, tracked changes and comments.

What is seen and is no text (pictures, footnotes, headers) comes as blocks of its own, to be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from editor.formats.odt.changes import Region, read_regions
from editor.formats.odt.comments import CommentCollector, plain_text
from editor.formats.odt.lists import OpenLists
from editor.formats.odt.styles import Styles, read_styles
from editor.formats.source.archive import XmlArchive, damaged
from editor.formats.source.blocks import BlockCollector, Form, Pending
from editor.formats.source.document import (
    HARD_BREAK,
    BlockKind,
    ChangeKind,
    Role,
    Script,
    SourceDocument,
    SourceNote,
    SourceRun,
    TextBlock,
    Unit,
)
from editor.formats.source.look import PLAIN, Look
from editor.formats.source.tracked_view import TrackedView, accepts
from editor.formats.source.unreadable import UnreadableSource

KIND = "OpenDocument text"
_DEEPEST = 200
_MOST_SPACES = 1_000
_SPACES = re.compile(r"[ \t\r\n]+")
_DRAWINGS = frozenset((
    "frame", "custom-shape", "rect", "g", "line", "measure", "connector", "ellipse", "circle", "polygon", "polyline",
    "path", "caption", "regular-polygon", "object",
))  # fmt: skip
_GROUPS = frozenset((
    "section", "index-body", "index-title", "table-of-content", "illustration-index", "table-index", "object-index",
    "user-index", "alphabetical-index", "bibliography", "numbered-paragraph",
))  # fmt: skip
_SILENT = frozenset((
    "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end",
    "soft-page-break", "toc-mark", "toc-mark-start", "toc-mark-end", "alphabetical-index-mark", "script",
    "change-start", "change-end",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands down."""

    look: Look = PLAIN
    link: str | None = None
    depth: int = 0


def read_odt(data: bytes, view: TrackedView | frozenset[str] = TrackedView.ACCEPTED) -> SourceDocument:
    """The document of an OpenDocument text. Raises UnreadableSource.

    With names of authors for `view`, their tracked changes are accepted and those of all others rejected.
    """
    archive = XmlArchive.opened(data, KIND)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and any(element.tag == "encryption-data" for element in manifest.iter()):
        raise UnreadableSource("The document is protected by a password.", "Remove the password.")
    root = archive.xml("content.xml")
    body = None if root is None else root.find("body")
    text = None if body is None else body.find("text")
    if root is None or text is None:
        raise damaged(KIND, "it has no text")
    styles_root = archive.xml("styles.xml")
    reader = _Reader(read_styles((root, styles_root)), read_regions(text), view)
    try:
        reader.read_blocks(text, _Context())
        reader.read_surroundings(styles_root)
    except RecursionError as error:
        raise UnreadableSource(
            "The document is nested too deeply to be read.", "Copy its text and paste it."
        ) from error
    meta = archive.xml("meta.xml")
    title = "" if meta is None else next((element.text or "" for element in meta.iter("title")), "")
    return reader.document(" ".join(title.split()))


@dataclass
class _Reader:
    styles: Styles
    regions: Mapping[str, Region]
    view: TrackedView | frozenset[str]
    blocks: BlockCollector = field(default_factory=BlockCollector)
    notes: list[SourceNote] = field(default_factory=list)
    comments: CommentCollector = field(default_factory=CommentCollector)
    changes: dict[str, Region] = field(default_factory=dict)
    """The changes that are open where the text is read."""

    footnotes: list[TextBlock] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    form: Form | None = None
    """What the open paragraph is, where it goes on over a mark that is not in the text that is read."""

    ends_with_space: bool = True

    def __post_init__(self) -> None:
        self.lists = OpenLists(self.styles)

    def document(self, title: str) -> SourceDocument:
        """Everything that was read."""
        return SourceDocument(
            Unit.PARAGRAPH,
            tuple(self.blocks.blocks),
            tuple(self.notes),
            self.blocks.tracked(),
            self.comments.threads(self.blocks.anchors()),
            title,
        )

    # Blocks.

    def read_blocks(self, parent: Element, context: _Context) -> None:
        """The paragraphs, lists and tables in an element."""
        if context.depth > _DEEPEST:
            raise RecursionError
        deeper = replace(context, depth=context.depth + 1)
        for element in parent:
            match element.tag:
                case "p" | "h":
                    self._paragraph(element, deeper)
                case "list":
                    self._list(element, deeper)
                case "table":
                    self._table(element, deeper)
                case "change-start" | "change-end" | "change":
                    self._change_mark(element, deeper)
                case tag if tag in _DRAWINGS or tag == "a":
                    self._drawing(element)
                case tag if tag in _GROUPS:
                    self.read_blocks(element, deeper)
            self._put_boxes(deeper)

    def _put_boxes(self, context: _Context) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._note("The text of a text box was placed after the paragraph that it is anchored to.")
            self.read_blocks(box, replace(context, look=PLAIN, link=None))

    def _paragraph(self, element: Element, context: _Context) -> None:
        style = self.styles.style("paragraph", element.get("style-name"))
        heading = _heading(element, style.heading)
        # A heading is bold by its style, which says nothing about its words.
        look = replace(style.look, strong=None, emphasis=None) if heading else style.look
        form = self.lists.form(heading)
        if self.form is not None and not self.blocks.is_empty:
            form = self.form
        self.form = None
        self.ends_with_space = self.blocks.is_empty
        self._inline(element, replace(context, look=look))
        if any(not self._is_visible(region) for region in self.changes.values()):
            self.form = form  # the mark at its end is not in the text that is read
            return
        self.blocks.end_paragraph(form)

    def _list(self, element: Element, context: _Context) -> None:
        self.lists.begin(element)
        for item in element:
            if item.tag in ("list-item", "list-header"):
                self.lists.begin_item(item)
                self.read_blocks(item, context)
        self.lists.end()

    def _table(self, element: Element, context: _Context) -> None:
        lists, self.lists = self.lists, self.lists.suspended()
        table = self.blocks.begin_table()
        groups = ("table-header-rows", "table-row-group", "table-rows")
        for row in _children(element, ("table-row",), groups):
            table.begin_row()
            for cell in _children(row, ("table-cell",), ()):
                table.begin_cell()
                self.read_blocks(cell, context)
                table.end_cell()
        self.blocks.end_table()
        self.lists = lists

    # Inside paragraphs.

    def _inline(self, element: Element, context: _Context) -> None:
        if context.depth > _DEEPEST:
            raise RecursionError
        self._text(element.text or "", context)
        for child in element:
            self._inline_element(child, replace(context, depth=context.depth + 1))
            self._text(child.tail or "", context)

    def _inline_element(self, element: Element, context: _Context) -> None:
        match element.tag:
            case "span":
                look = self.styles.style("text", element.get("style-name")).look
                self._inline(element, replace(context, look=context.look.under(look)))
            case "a":
                self._link(element, context)
            case "s":
                count = element.get("c", "1")
                spaces = min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() else 1
                self._put(" " * spaces, context)
            case "tab":
                self._put("\t", context)
            case "line-break":
                self._put(HARD_BREAK, context)
            case "change-start" | "change-end" | "change":
                self._change_mark(element, context)
            case "note":
                self._footnote(element)
            case "annotation":
                self._comment(element)
            case "annotation-end":
                self.blocks.close_range(element.get("name", ""))
            case "ruby":
                self._ruby(element, context)
            case tag if tag in _DRAWINGS:
                self._drawing(element)
            case "hidden-text" | "hidden-paragraph":
                self._hidden(element.text or element.get("string-value") or "")
            case tag if tag not in _SILENT:  # fields and meta data: what they show
                self._inline(element, context)

    def _link(self, element: Element, context: _Context) -> None:
        if element.find("frame") is not None:
            self._inline(element, context)
            return
        address = element.get("href", "")
        link = address if address and not address.startswith("#") else None
        self._inline(element, replace(context, link=link or context.link))

    def _text(self, text: str, context: _Context) -> None:
        """Text as it is written in the file: white space is one space, and none behind another (ODF 1.3, 6.1.2)."""
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self.ends_with_space:
            text = text.lstrip(" ")
        if text:
            self._put(text, context)

    def _put(self, text: str, context: _Context) -> None:
        self.ends_with_space = text.endswith((" ", "\t", HARD_BREAK))
        look = context.look
        if look.hidden:
            self._hidden(text)
            return
        position = self.blocks.position
        if all(self._is_visible(region) for region in self.changes.values()):
            self.blocks.add(
                SourceRun(
                    text,
                    bool(look.strong),
                    bool(look.emphasis),
                    context.link,
                    look.script or Script.NORMAL,
                    Role.STRUCK if look.struck else Role.TEXT,
                    look.font or "",
                )
            )
        around = list(self.changes.values())
        hidden = [region for region in around if not self._is_visible(region)]
        if around and len(hidden) < 2:  # a deletion inside an insertion that is not there is not there either
            self.blocks.change(self._pending(hidden[0] if hidden else around[-1]), text, position)

    def _pending(self, region: Region) -> Pending:
        return Pending(region.kind, region.author, region.time, self._is_visible(region))

    def _is_visible(self, region: Region) -> bool:
        return (region.kind is ChangeKind.INSERTION) is accepts(self.view, region.author)

    def _change_mark(self, element: Element, context: _Context) -> None:
        name = element.get("change-id", "")
        region = self.regions.get(name)
        if element.tag == "change-end":
            self.changes.pop(name, None)
        elif region is not None and element.tag == "change-start":
            self.changes[name] = region
        elif region is not None and region.kind is ChangeKind.DELETION:
            self._deleted(name, region, context)

    def _deleted(self, name: str, region: Region, context: _Context) -> None:
        """The words of a deletion whose paragraphs are kept with its region."""
        self.changes[name] = region
        for number, paragraph in enumerate(region.content):
            if number and self._is_visible(region):
                self.blocks.end_paragraph(self.lists.form(0))
            self._inline(paragraph, replace(context, depth=context.depth + 1))
        del self.changes[name]

    def _footnote(self, element: Element) -> None:
        citation = element.find("note-citation")
        mark = "".join(citation.itertext()) if citation is not None else ""
        if not all(self._is_visible(region) for region in self.changes.values()):
            return
        self.blocks.add(SourceRun(mark or "*", role=Role.NOTE_MARK))
        body = element.find("note-body")
        text = plain_text(body) if body is not None else ""
        if text:
            self.footnotes.append(TextBlock(BlockKind.NOTE, (SourceRun(text),), self.blocks.place))

    def _comment(self, element: Element) -> None:
        name = self.comments.add(element)
        if name:
            self.blocks.mark_point(name)  # until its end is found
            self.blocks.open_range(name)

    def _ruby(self, element: Element, context: _Context) -> None:
        base, reading = element.find("ruby-base"), element.find("ruby-text")
        if base is not None:
            self._inline(base, context)
        if reading is not None:
            self.blocks.add(SourceRun("".join(reading.itertext()), role=Role.READING))

    def _drawing(self, element: Element) -> None:
        boxes = list(_text_boxes(element))
        self.boxes += boxes
        if not boxes and (any(True for _ in element.iter("image")) or element.tag == "object"):
            described = next((inner.text for inner in element.iter() if inner.tag in ("desc", "title")), "")
            self.blocks.picture(described or "")

    def _hidden(self, text: str) -> None:
        if text.strip():
            self._note(f"Hidden text was left out: “{text.strip()}”.")

    # What is around the text.

    def read_surroundings(self, styles_root: Element | None) -> None:
        """Footnotes, headers and footers, each as a block that says what it is."""
        for note in self.footnotes:
            self.blocks.put(note)
        seen: set[str] = set()
        for element in styles_root.iter() if styles_root is not None else ():
            if element.tag in ("header", "footer", "header-first", "footer-first", "header-left", "footer-left"):
                text = plain_text(element)
                if text and text not in seen and element.get("display") != "false":
                    seen.add(text)
                    self.blocks.put(TextBlock(BlockKind.RUNNING_ELEMENT, (SourceRun(text),), self.blocks.place))

    def _note(self, message: str, *, needs_person: bool = False) -> None:
        self.notes.append(SourceNote(self.blocks.place, message, needs_person=needs_person))


def _text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes, and the shapes with text, in a drawing, which can be a group of them."""
    if element.tag == "text-box" or any(inner.tag in ("p", "list") for inner in element):
        yield element
    else:
        for inner in element:
            yield from _text_boxes(inner)


def _heading(element: Element, level_of_style: int) -> int:
    level = element.get("outline-level", "")
    if element.tag == "h":
        return int(level) if level.isascii() and level.isdigit() and level != "0" else 1
    return level_of_style


def _children(parent: Element, names: tuple[str, ...], through: tuple[str, ...]) -> Iterator[Element]:
    """Children of some names, looked for through some wrappers."""
    for element in parent:
        if element.tag in names:
            yield element
        elif element.tag in through:
            yield from _children(element, names, through)
