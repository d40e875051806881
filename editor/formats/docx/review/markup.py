"""Tracked text as WordprocessingML: runs in the elements of their changes, links around them, ranges of comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from editor.document.text.inline import Run
from editor.formats.docx.look import COMMENT_REFERENCE, HYPERLINK, LIST_BULLET
from editor.formats.docx.review.pieces import LINE_BREAK, Piece, Tag, Tracked, TrackedLine
from editor.formats.docx.wordml import escaped, run, run_properties

Link = Callable[[str | None], str | None]
"""The id of a link's relationship; None where the address must not be published."""


@dataclass
class Ids:
    """The ids of tracked changes and of the ranges of moves: one space in a document (ECMA-376, 17.13)."""

    last: int = 0

    def next(self) -> int:
        self.last += 1
        return self.last


@dataclass(frozen=True, slots=True)
class CommentRange:
    """Comments on letters of a field, or on the words of a suggestion; on the whole field where `end` is None."""

    numbers: tuple[int, ...]
    start: int = 0
    end: int | None = None
    record: str = ""


@dataclass
class Markup:
    """Writes pieces of text."""

    ids: Ids
    link: Link
    placed: set[CommentRange] = field(default_factory=set)
    """The ranges that were begun."""
    _open: set[CommentRange] = field(default_factory=set)

    def attributes(self, change: Tracked) -> str:
        """Who and when, and an id of its own."""
        return f'w:id="{self.ids.next()}" w:author="{escaped(change.by.author)}" w:date="{change.by.time}"'

    def wrapped(self, runs: str, change: Tracked | None) -> str:
        """Runs in the element of their change."""
        if change is None or not runs:
            return runs
        return f"<w:{change.tag} {self.attributes(change)}>{runs}</w:{change.tag}>"

    def mark(self, change: Tracked | None) -> str:
        """The properties of a paragraph mark that comes or goes."""
        return "" if change is None else f"<w:rPr><w:{change.tag} {self.attributes(change)}/></w:rPr>"

    def turned(self, line: TrackedLine) -> str:
        """The change of a paragraph to a bullet, or the other way round."""
        if line.turned is None:
            return ""
        style = f'<w:pStyle w:val="{LIST_BULLET}"/>' if line.was_bullet else ""
        return f"<w:pPrChange {self.attributes(line.turned)}><w:pPr>{style}</w:pPr></w:pPrChange>"

    def text(self, pieces: Sequence[Piece], comments: Sequence[CommentRange] = ()) -> str:
        """Pieces with their links, changes and comments."""
        if comments:
            cuts = {at for one in comments for at in (one.start, one.end) if at is not None and not one.record}
            pieces = [part for piece in pieces for part in _cut(piece, cuts)]
        written: list[str] = []
        position = 0
        for identifier, group in groupby(pieces, lambda piece: self._link_of(piece)):
            content: list[str] = []
            for piece in group:
                content += self._opening(piece, comments)
                content.append(self._piece(piece, linked=identifier is not None))
                content += self._closing(piece, pieces, position, comments)
                position += 1
            inner = "".join(content)
            is_linked = identifier is not None and inner
            written.append(
                f'<w:hyperlink r:id="{identifier}" w:history="1">{inner}</w:hyperlink>' if is_linked else inner
            )
        return "".join(written) + "".join(self._close(one) for one in comments if one in self._open)

    def around(self, content: str, comments: Sequence[CommentRange]) -> str:
        """Content in the ranges of comments on all of it, and of those whose letters are not there."""
        for one in comments:
            if one in self.placed:
                continue
            self.placed.add(one)
            content = f"{_start(one)}{content}{_end(one)}"
        return content

    def _link_of(self, piece: Piece) -> str | None:
        return self.link(piece.run.link) if piece.run.link else None

    def _piece(self, piece: Piece, *, linked: bool) -> str:
        text, style, restyled = piece.run, HYPERLINK if linked else "", piece.restyled
        if text.text == LINE_BREAK:
            return self.wrapped("<w:r><w:br/></w:r>", piece.change)
        record: Callable[[], str] | None = None
        if piece.was is not None and restyled is not None:
            was = run_properties(strong=piece.was.strong, emphasis=piece.was.emphasis, style=style)

            def record() -> str:
                return f"<w:rPrChange {self.attributes(restyled)}><w:rPr>{was}</w:rPr></w:rPrChange>"

        is_deleted = piece.change is not None and piece.change.tag is Tag.DELETED
        runs = run(
            text.text,
            strong=text.strong,
            emphasis=text.emphasis,
            style=style,
            deleted=is_deleted,
            restyled=record,
        )
        return self.wrapped(runs, piece.change)

    # Comments.

    def _opening(self, piece: Piece, comments: Sequence[CommentRange]) -> Iterator[str]:
        for one in comments:
            if one in self.placed or (one.end is None and not one.record):
                continue
            record = piece.change.record if piece.change else piece.restyled.record if piece.restyled else ""
            end = one.end or 0
            is_in = piece.start is not None and one.start <= piece.start < end
            begins = record == one.record if one.record else is_in
            if begins:
                self._open.add(one)
                self.placed.add(one)
                yield _start(one)

    def _closing(
        self, piece: Piece, pieces: Sequence[Piece], position: int, comments: Sequence[CommentRange]
    ) -> Iterator[str]:
        for one in comments:
            if one not in self._open:
                continue
            if one.record:
                ends = all(
                    (other.change.record if other.change else "") != one.record for other in pieces[position + 1 :]
                )
            else:
                ends = piece.start is not None and piece.start + len(piece.run.text) >= (one.end or 0)
            if ends:
                yield self._close(one)

    def _close(self, one: CommentRange) -> str:
        self._open.discard(one)
        return _end(one)


def _cut(piece: Piece, cuts: set[int]) -> Iterator[Piece]:
    if piece.start is None:
        yield piece
        return
    size = len(piece.run.text)
    edges = [0, *sorted(at - piece.start for at in cuts if 0 < at - piece.start < size), size]
    for start, end in pairwise(edges):
        part = Run(piece.run.text[start:end], piece.run.strong, piece.run.emphasis, piece.run.link)
        was = piece.was and replace(piece.was, text=part.text)
        yield replace(piece, run=part, start=piece.start + start, was=was)


def _start(one: CommentRange) -> str:
    return "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in one.numbers)


def _end(one: CommentRange) -> str:
    return "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="{COMMENT_REFERENCE}"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
        for number in one.numbers
    )
