"""The text of fields in a Word document: bookmarked, with its links, and with the review where that is written too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from editor.document.paths import FieldPath
from editor.document.text.inline import Run
from editor.document.text.links import may_be_published
from editor.formats.docx import look
from editor.formats.docx.fields import FieldBookmarks
from editor.formats.docx.parts import Relationships
from editor.formats.docx.review.items import Shown
from editor.formats.docx.review.markup import CommentRange, Ids, Markup
from editor.formats.docx.review.pieces import (
    LINE_BREAK,
    Piece,
    Tag,
    Tracked,
    TrackedLine,
    changed,
    replaced,
    signed,
    unchanged,
)
from editor.formats.docx.wordml import escaped, paragraph, run
from schemas import Item
from schemas.suggestion import SetField

if TYPE_CHECKING:  # what a document without the review needs not load
    from editor.formats.docx.review.marks import ReviewMarks
    from editor.formats.docx.review.stories import TrackedStory
    from editor.formats.docx.review.threads import DocumentComments

I = TypeVar("I", bound=Item)  # noqa: E741
Runs = Sequence[Run]


class FieldText:
    """Writes the paragraphs of a document and the fields in them, and collects bookmarks and links on the way.

    While an item is written that comes, goes or moves as a whole, all its text and paragraph marks are tracked.
    """

    def __init__(self, marks: ReviewMarks | None = None, comments: DocumentComments | None = None) -> None:
        self.fields = FieldBookmarks()
        self.relationships = Relationships()
        self._marks = marks
        self._comments = comments
        self._markup = Markup(Ids(), self._relationship)
        self._whole: Tracked | None = None
        self._lines: dict[str, Sequence[TrackedLine]] = {}

    # Paragraphs and items.

    def paragraph(self, content: str | Iterable[str], style: str = "", properties: str = "") -> str:
        """A paragraph; its mark comes or goes with the item that it is in."""
        return paragraph(content, style, properties, self._markup.mark(self._whole) if self._whole else "")

    def line(self, content: str, line: TrackedLine) -> str:
        """A paragraph or bullet with the changes of its mark and kind."""
        changes = self._markup.mark(line.mark or self._whole) + self._markup.turned(line)
        return paragraph(content, look.LIST_BULLET if line.bullet else "", "", changes)

    def items(self, path: str, items: Sequence[I], write: Callable[[I, str], Iterator[str]]) -> Iterator[str]:
        """The paragraphs of the items of a list, with those that reviewers add, remove and move."""
        shown = [Shown(item) for item in items] if self._marks is None else self._marks.items(path, items)
        for one in shown:
            self._whole = one.change
            content = write(one.item, f"{path}/{one.item.id}")
            yield from content if one.change is None else self._moved("".join(content), one.change)
            self._whole = None

    def _moved(self, content: str, change: Tracked) -> Iterator[str]:
        """The paragraphs of an item that comes or goes, in the range of a move if it is one."""
        if change.tag in (Tag.INSERTED, Tag.DELETED):
            yield content
            return
        number = self._markup.ids.next()
        attributes = f'w:id="{number}" w:name="newsdesk_move_{change.record}"'
        who = f'w:author="{escaped(change.by.author)}" w:date="{change.by.time}"'
        yield f'<w:{change.tag}RangeStart {attributes} {who}/>{content}<w:{change.tag}RangeEnd w:id="{number}"/>'

    # Text that is no field.

    def text(self, text: str, *, strong: bool = False) -> str:
        """Words of the theme, or between two fields."""
        if self._whole is None:
            return run(text, strong=strong)
        return self._markup.text(changed((Run(text, strong),), self._whole)) if text else ""

    def line_break(self) -> str:
        """A line break inside a paragraph."""
        return self._written((Piece(Run(LINE_BREAK)),))

    def label(self, label: str) -> str:
        """A run-in label."""
        return self.text(f"{label}:", strong=True) + self.text(" ")

    def label_of(self, path: str, label: str, after: str) -> str:
        """A label that is another one once the suggestion for its field is accepted."""
        record = self.suggested(path)
        if record is None or after == label:
            return self.label(label)
        old, new = ((Run(f"{one}:", strong=True),) for one in (label, after))
        return self._markup.text(replaced(old, new, signed(record), record.id)) + self.text(" ")

    def beside(self, path: str, value: Any, text: str) -> str:
        """Words beside a value, such as the brackets around it: they come and go with it."""
        record = self.suggested(path)
        if record is None or bool(record.new) is bool(value):
            return self.text(text) if value else ""
        tag = Tag.INSERTED if record.new else Tag.DELETED
        return self._markup.text(changed((Run(text),), Tracked(tag, signed(record), record.id), 0))

    # Fields.

    def field(self, path: str, runs: Runs, *, strong: bool = False, link: str = "") -> str:
        """A text field. With `link`, all of it leads there."""
        story = self._story(path)
        pieces = story.lines[0].pieces if story is not None and story.lines else None
        if pieces is None and self._is_marked:
            pieces = unchanged(runs)
        styled = [replace(one, strong=one.strong or strong, link=link or one.link) for one in runs]
        if pieces is not None and (strong or link):
            pieces = tuple(_styled(piece, strong=strong, link=link) for piece in pieces)
        return self._bookmarked(path, pieces, styled)

    def rich_line(self, field: str, path: str, runs: Runs) -> str:
        """A paragraph or bullet of a rich field that has no suggestions."""
        if not self._is_marked:
            return self.fields.mark(path, self.inline(runs))
        start = self._comments.position(path) if self._comments is not None else 0
        line = TrackedLine((FieldPath.parse(path),), unchanged(runs, start))
        return self.in_line(field, line)

    def linked(self, path: str, label: str, address: str) -> str:
        """A label that leads to an address: two fields of a source with the same words.

        Where a reviewer suggests another address, the label is shown as that reviewer has it.
        """
        record = self._marks.value(f"{path}/link") if self._marks is not None and self._whole is None else None
        if record is None:
            return self.nested(f"{path}/link", self.field(f"{path}/label", plain_run(label), link=address))
        story = self._marks.story(f"{path}/label", by=record.author) if self._marks is not None else None
        after = story.after.runs if story is not None else plain_run(label)
        old, new = plain_run(label, address or None), [replace(one, link=str(record.new) or None) for one in after]
        content = self._bookmarked(f"{path}/label", replaced(old, new, signed(record), record.id), ())
        return self.nested(f"{path}/link", content)

    def value(self, path: str, value: Any, written: Callable[[Any], Runs]) -> str:
        """A field that is no text: a date, an address, a list of names."""
        record = self._marks.value(path) if self._marks is not None and self._whole is None else None
        if record is None:
            runs = written(value)
            return self._bookmarked(path, unchanged(runs) if self._is_marked else None, runs)
        from editor.document.suggestions.item_edits import read_value

        new = read_value(FieldPath.parse(path), record.new)
        return self._bookmarked(path, replaced(written(value), written(new), signed(record), record.id), ())

    def lines(self, path: str) -> Sequence[TrackedLine] | None:
        """The paragraphs and bullets of a rich field with their changes; None where there are none."""
        story = self._story(path)
        if story is None:
            return None
        self._lines[path] = story.lines
        return story.lines

    def in_line(self, field: str, line: TrackedLine) -> str:
        """The text of a paragraph or bullet of a rich field."""
        comments = self._on(field)
        content = self._markup.text(self._in_whole(line.pieces), comments)
        marked = [one for one in comments if one.record and one.record in line.marks]
        lines = self._lines.get(field, ())
        without_words = [one for one in marked if not any(one.record in other.records for other in lines)]
        own = [one for path in line.paths for one in self._on(str(path)) if str(path) != field]
        content = self._markup.around(content, (*without_words, *own))
        for path in line.paths:
            content = self.fields.mark(str(path), content)
        return content

    def container(self, path: str) -> str:
        """The place of a field that has no text of its own here: a list, or a field whose text is below its label."""
        lines = self._lines.get(path, ())
        # Comments on letters and on tracked changes are put there.
        own = [
            one
            for one in self._on(path)
            if one.end is None and not any(one.record in (*line.records, *line.marks) for line in lines)
        ]
        return self.fields.mark(path, self._markup.around("", own))

    def nested(self, path: str, content: str) -> str:
        """Content that is also the text of another field: the words of a link are those of its address."""
        return self.fields.mark(path, self._markup.around(content, self._on(path)))

    @property
    def _is_marked(self) -> bool:
        return self._whole is not None or self._comments is not None

    def suggested(self, path: str) -> SetField | None:
        """The suggestion for a value that no paragraph shows; None where there is none."""
        return self._marks.value(path) if self._marks is not None and self._whole is None else None

    def _story(self, path: str) -> TrackedStory | None:
        return self._marks.story(path) if self._marks is not None and self._whole is None else None

    def _on(self, path: str) -> list[CommentRange]:
        return self._comments.on(path) if self._comments is not None else []

    def _bookmarked(self, path: str, pieces: Sequence[Piece] | None, runs: Runs) -> str:
        if pieces is None:
            return self.fields.mark(path, self.inline(runs))
        comments = self._on(path)
        content = self._markup.text(self._in_whole(pieces), comments)
        return self.fields.mark(path, self._markup.around(content, comments))

    def _in_whole(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        if self._whole is None:
            return pieces
        return [Piece(piece.run, piece.start, self._whole) for piece in pieces]

    def _written(self, pieces: Sequence[Piece]) -> str:
        return self._markup.text(self._in_whole(pieces))

    def inline(self, runs: Runs) -> str:
        """Runs without changes. Those of one link are in one element."""
        if self._whole is not None:
            return self._written(unchanged(runs))
        written = []
        for address, group in groupby(runs, lambda one: one.link):
            identifier = self._relationship(address)
            style = look.HYPERLINK if identifier else ""
            content = "".join(
                run(one.text, strong=one.strong, emphasis=one.emphasis, style=style)
                if one.text != LINE_BREAK
                else "<w:r><w:br/></w:r>"
                for one in group
            )
            if identifier and content:
                content = f'<w:hyperlink r:id="{escaped(identifier)}" w:history="1">{content}</w:hyperlink>'
            written.append(content)
        return "".join(written)

    def _relationship(self, address: str | None) -> str | None:
        """The id of a link; None for an address that is missing or must not be published."""
        if not address or not may_be_published(address):
            return None
        return self.relationships.link(address)


def plain_run(text: str, link: str | None = None) -> tuple[Run, ...]:
    """Text in one run, or none."""
    return (Run(text, link=link),) if text else ()


def _styled(piece: Piece, *, strong: bool, link: str) -> Piece:
    run = piece.run
    return replace(piece, run=replace(run, strong=run.strong or strong, link=link or run.link))
