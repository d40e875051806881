"""Reads a Word document: text as it is seen, lists with their numbers, links of every spelling, changes and comments.

Written by Word, LibreOffice, Google Docs, WPS and others, in either set of namespaces and any language of style names.
What is seen and is no text (pictures, footnotes, headers) comes as blocks of its own, to be named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from editor.formats.docx.comments import read_comments, read_extensions, threads, time_of
from editor.formats.docx.field_codes import OpenFields, link_of
from editor.formats.docx.names import value
from editor.formats.docx.nesting import alternative, children, text_boxes
from editor.formats.docx.numbering import Numbering, read_numbering
from editor.formats.docx.package import Package, opened
from editor.formats.docx.sent import is_own
from editor.formats.docx.styles import (
    Style,
    Styles,
    lists_of_headings,
    look_of,
    numbering_of,
    outline_level,
    read_styles,
    script_of,
)
from editor.formats.docx.surroundings import read_surroundings
from editor.formats.rules.symbol_fonts import symbol_font
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
    Unit,
)
from editor.formats.source.look import PLAIN, Look
from editor.formats.source.tracked_view import TrackedView, accepts
from editor.formats.source.unreadable import UnreadableSource

_DEEPEST = 200
_NO_BREAK_HYPHEN = "\u2011"


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands down."""

    look: Look = PLAIN
    link: str | None = None
    change: Pending | None = None
    restyled: Pending | None = None
    language: str = ""
    depth: int = 0


def read_docx(data: bytes, view: TrackedView | frozenset[str] = TrackedView.ACCEPTED) -> SourceDocument:
    """The document of a Word file. Raises UnreadableSource.

    With names of authors for `view`, their tracked changes are accepted and those of all others rejected.
    """
    package = opened(data)
    main = package.main_part()
    root = package.xml(main)
    bodies = [] if root is None else root.findall("body")  # a few files have several
    if root is None or not bodies:
        raise UnreadableSource(
            "The Word document is damaged: it has no text part.", "Open it in Word, save it again, and import that."
        )
    reader = _Reader(package, main, view, root)
    try:
        for body in bodies:
            reader.read_blocks(body, _Context())
        read_surroundings(package, main, reader.blocks)
    except RecursionError as error:
        raise UnreadableSource(
            "The Word document is nested too deeply to be read.", "Copy its text and paste it."
        ) from error
    return reader.document()


@dataclass
class _Reader:
    package: Package
    main: str
    view: TrackedView | frozenset[str]
    root: Element
    blocks: BlockCollector = field(default_factory=BlockCollector)
    notes: list[SourceNote] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.links = self.package.relationships(self.main)
        self.styles: Styles = read_styles(self._part("styles"))
        self.numbering: Numbering = read_numbering(self._part("numbering"))
        self.fields = OpenFields()
        self.is_own = is_own(self.package, self.main)
        # In documents of others, paragraphs and headings may well count together.
        self.heading_lists = lists_of_headings(self.root, self.styles) if self.is_own else frozenset()
        self.carried: list[tuple[Element | None, Style, int]] = []
        """The paragraphs with text that the open one goes on from, as their marks are not in the text."""
        self.note_count: Counter[str] = Counter()
        self.boxes: list[Element] = []

    def _part(self, kind: str) -> Element | None:
        names = self.package.related(self.main, kind)
        return self.package.xml(names[0]) if names else None

    def document(self) -> SourceDocument:
        """Everything that was read."""
        comments = read_comments(self._part("comments"))
        extensions = read_extensions(self._part("commentsExtended"))
        core = self.package.related("", "core-properties")
        properties = self.package.xml(core[0]) if core else None
        title = "" if properties is None else properties.findtext("title") or ""
        return SourceDocument(
            Unit.PARAGRAPH,
            tuple(self.blocks.blocks),
            tuple(self.notes),
            self.blocks.tracked(),
            threads(comments, extensions, self.blocks.anchors()),
            " ".join(title.split()),
            bookmarks=self.blocks.bookmarks(),
        )

    # Blocks.

    def read_blocks(self, parent: Element, context: _Context) -> None:
        """The paragraphs and tables in an element."""
        if context.depth > _DEEPEST:
            raise RecursionError
        deeper = replace(context, depth=context.depth + 1)
        for element in parent:
            match element.tag:
                case "p":
                    self._paragraph(element, deeper)
                case "tbl":
                    self._table(element, deeper)
                case "sdt":
                    self._inside(element.find("sdtContent"), deeper)
                case "customXml" | "smartTag":
                    self.read_blocks(element, deeper)
                case "ins" | "del" | "moveFrom" | "moveTo":
                    self.read_blocks(element, self._changed(element, deeper))
                case "AlternateContent":
                    self._inside(alternative(element), deeper)
                case "bookmarkStart":
                    self.blocks.open_bookmark(element.get("id", ""), element.get("name", ""))
                case "bookmarkEnd":
                    self.blocks.close_bookmark(element.get("id", ""))
                case "altChunk":
                    self._note("A part that another program inserted was left out.", needs_person=True)

    def _inside(self, element: Element | None, context: _Context) -> None:
        if element is not None:
            self.read_blocks(element, context)

    def _paragraph(self, element: Element, context: _Context) -> None:
        written = element.find("pPr")
        properties = self._as_viewed(written, "pPrChange", "pPr")
        style = self._style(properties)
        heading = (outline_level(properties) or style.heading) if properties is not None else style.heading
        # A heading is bold by its style, which says nothing about its words.
        look = replace(style.look, strong=None, emphasis=None) if heading else style.look
        started = self.blocks.position
        self._runs(element, replace(context, look=look))
        # In Word, the mark that stays tells what a joined paragraph is, but empty ones leave no trace.
        if self.blocks.position > started or not self.carried:
            self.carried.append((properties, style, heading))
        if self._goes_on(None if written is None else written.find("rPr")):
            if self.blocks.is_empty:
                self.carried = []
            return
        form = self._form(*self.carried[-1])
        self.carried = []
        self.blocks.end_paragraph(form)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._note("The text of a text box was placed after the paragraph that it is anchored to.")
            self.read_blocks(box, _Context(depth=context.depth))

    def _as_viewed(self, properties: Element | None, change: str, name: str) -> Element | None:
        """Properties as they are in the text that is read: those before a change of format that is not in it."""
        found = None if properties is None else properties.find(change)
        return properties if found is None or self._accepts(found) else found.find(name)

    def _style(self, properties: Element | None) -> Style:
        named = value(properties, "pStyle")
        return self.styles.style(named) if named else self.styles.default

    def _goes_on(self, mark: Element | None) -> bool:
        """Whether the next paragraph belongs to this one: the mark between them is not in the text that is read."""
        if mark is None:
            return False
        for element in mark:
            if element.tag in ("del", "moveFrom") and self._accepts(element):
                return True
            if element.tag in ("ins", "moveTo") and not self._accepts(element):
                return True
        return False

    def _accepts(self, element: Element) -> bool:
        """Whether the text has a tracked change as its author wants it."""
        return accepts(self.view, element.get("author", ""))

    def _form(self, properties: Element | None, style: Style, heading: int) -> Form:
        numbering = numbering_of(properties)
        if numbering is None or (not heading and numbering in self.heading_lists):
            numbering = style.number
        mark = (
            self.numbering.take(*numbering) if numbering and numbering[0] != "0" and not self.blocks.is_empty else None
        )
        level = numbering[1] if numbering else 0
        if heading:
            return Form(BlockKind.HEADING, heading, mark or "")
        if mark is None:
            return Form()
        return Form(BlockKind.ITEM, level, mark)

    def _table(self, element: Element, context: _Context) -> None:
        table = self.blocks.begin_table()
        for row in children(element, "tr", ("sdt", "sdtContent", "ins", "del", "customXml")):
            table.begin_row()
            for cell in children(row, "tc", ("sdt", "sdtContent", "customXml")):
                table.begin_cell()
                self.read_blocks(cell, context)
                table.end_cell()
        self.blocks.end_table()

    # Runs.

    def _runs(self, parent: Element, context: _Context) -> None:
        if context.depth > _DEEPEST:
            raise RecursionError
        for element in parent:
            match element.tag:
                case "r":
                    self._run(element, context)
                case "hyperlink":
                    self._runs(element, replace(context, link=self._target(element) or context.link))
                case "ins" | "del" | "moveFrom" | "moveTo":
                    self._runs(element, self._changed(element, context))
                case "fldSimple":
                    link = link_of(element.get("instr", ""))
                    self._runs(element, replace(context, link=link or context.link))
                case "sdt":
                    content = element.find("sdtContent")
                    if content is not None:
                        self._runs(content, replace(context, depth=context.depth + 1))
                case "smartTag" | "customXml" | "dir" | "bdo":
                    self._runs(element, replace(context, depth=context.depth + 1))
                case "bookmarkStart":
                    self.blocks.open_bookmark(element.get("id", ""), element.get("name", ""))
                case "bookmarkEnd":
                    self.blocks.close_bookmark(element.get("id", ""))
                case "commentRangeStart":
                    self.blocks.open_range(element.get("id", ""))
                case "commentRangeEnd":
                    self.blocks.close_range(element.get("id", ""))
                case "oMath" | "oMathPara":
                    self._text("".join(text.text or "" for text in element.iter("t")), context)
                case "AlternateContent":
                    chosen = alternative(element)
                    if chosen is not None:
                        self._runs(chosen, replace(context, depth=context.depth + 1))

    def _target(self, element: Element) -> str | None:
        relationship = self.links.get(element.get("id", ""))
        if relationship is None or not relationship.is_external:
            return None  # a place of the document itself
        anchor = element.get("anchor")
        return f"{relationship.target}#{anchor}" if anchor else relationship.target

    def _changed(self, element: Element, context: _Context) -> _Context:
        inserts = element.tag in ("ins", "moveTo")
        visible = inserts is self._accepts(element)
        if context.change is not None and not context.change.visible:
            return context  # a deletion inside an insertion that is not there: neither is it
        kind = ChangeKind.INSERTION if inserts else ChangeKind.DELETION
        return replace(context, change=Pending(kind, element.get("author", ""), time_of(element), visible))

    def _run(self, element: Element, context: _Context) -> None:
        written = element.find("rPr")
        restyled = None if written is None else written.find("rPrChange")
        if restyled is not None:
            pending = Pending(ChangeKind.FORMATTING, restyled.get("author", ""), time_of(restyled), visible=True)
            context = replace(context, restyled=pending)
        properties = self._as_viewed(written, "rPrChange", "rPr")
        if properties is not None:
            named = value(properties, "rStyle")
            look = context.look.under(self.styles.style(named).look) if named else context.look
            context = replace(
                context, look=look.under(look_of(properties)), language=script_of(properties) if self.is_own else ""
            )
        for inner in element:
            match inner.tag:
                case "t" | "delText":
                    self._text(inner.text or "", context)
                case "tab" | "ptab":
                    self._text("\t", context)
                case "br":
                    if inner.get("type") not in ("page", "column"):
                        self._text(HARD_BREAK, context)
                case "cr":
                    self._text(HARD_BREAK, context)
                case "noBreakHyphen":
                    self._text(_NO_BREAK_HYPHEN, context)
                case "sym":
                    self._symbol(inner, context)
                case "fldChar":
                    self.fields.mark(inner.get("fldCharType", ""))
                case "instrText" | "delInstrText":
                    self.fields.add_code(inner.text or "")
                case "footnoteReference" | "endnoteReference":
                    self._mark(inner.tag)
                case "commentReference":
                    self.blocks.mark_point(inner.get("id", ""))
                case "ruby":
                    self._ruby(inner, context)
                case "drawing" | "pict" | "object":
                    self._drawing(inner)
                case "AlternateContent":
                    chosen = alternative(inner)
                    for drawing in chosen if chosen is not None else ():
                        self._drawing(drawing)

    def _text(self, text: str, context: _Context) -> None:
        if not text or self.fields.hide_text:
            return
        look, change = context.look, context.change or context.restyled
        if look.hidden:
            self._note(f"Hidden text was left out: “{text.strip()}”.") if text.strip() else None
            return
        position = self.blocks.position
        if change is None or change.visible:
            run = SourceRun(
                text,
                bool(look.strong),
                bool(look.emphasis),
                context.link or self.fields.link,
                look.script or Script.NORMAL,
                Role.STRUCK if look.struck else Role.TEXT,
                look.font or "",
                context.language,
            )
            self.blocks.add(run)
        if change is not None:
            self.blocks.change(change, text, position)

    def _symbol(self, element: Element, context: _Context) -> None:
        font = symbol_font(element.get("font", ""))
        try:
            sign = chr(int(element.get("char", ""), 16))
        except (ValueError, OverflowError):
            return
        if not font and 0xF000 <= ord(sign) <= 0xF0FF:
            self._note(
                f"A character of the font {element.get('font') or 'unknown'} could not be read.", needs_person=True
            )
            return
        self._text(sign, replace(context, look=replace(context.look, font=font or None)))

    def _mark(self, kind: str) -> None:
        """The mark of a note; Word counts them and does not store their numbers."""
        self.note_count[kind] += 1
        self.blocks.add(SourceRun(str(self.note_count[kind]), role=Role.NOTE_MARK))

    def _ruby(self, element: Element, context: _Context) -> None:
        for name, role in (("rubyBase", Role.TEXT), ("rt", Role.READING)):
            part = element.find(name)
            for run in part.iter("r") if part is not None else ():
                if role is Role.TEXT:
                    self._run(run, context)
                else:
                    self.blocks.add(SourceRun("".join(run.itertext()), role=role))

    def _drawing(self, element: Element) -> None:
        texts = list(text_boxes(element))
        self.boxes += texts
        if texts:
            return
        named = next(element.iter("docPr"), None)
        if named is None:
            shape = next((inner for inner in element.iter() if inner.get("alt")), None)
            self.blocks.picture("" if shape is None else shape.get("alt", ""))
        else:
            self.blocks.picture(named.get("descr") or named.get("title") or "")

    def _note(self, message: str, *, needs_person: bool = False) -> None:
        self.notes.append(SourceNote(self.blocks.place, message, needs_person=needs_person))
