"""Comments, highlights and strike-outs that somebody put on the pages of a PDF, as threads on the words they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from editor.formats.pdf.piece import Piece
from editor.formats.pdf.pieces import PageText
from editor.formats.source.document import Anchor, Block, SourceComment, SourceThread, TextBlock
from editor.formats.source.times import valid_time

_KINDS = {
    "/Highlight": "Highlighted",
    "/Underline": "Underlined",
    "/Squiggly": "Underlined",
    "/StrikeOut": "Struck out",
    "/Caret": "Insert here",
    "/Text": "",
    "/FreeText": "",
    "/Square": "Marked",
    "/Circle": "Marked",
}
# LibreOffice writes the day and the state behind the author's name.
_AUTHOR = re.compile(r"(?P<name>.+?), [0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}, ?(?P<state>RESOLVED)?")
_WORD = re.compile(r"\S+")
_DATE = re.compile(r"D:([0-9]{4})([0-9]{2})?([0-9]{2})?([0-9]{2})?([0-9]{2})?([0-9]{2})?(Z|[+-][0-9]{2}'?[0-9]{2}'?)?")


@dataclass(frozen=True, slots=True)
class _Mark:
    page: int
    objgen: tuple[int, int]
    answers: tuple[int, int] | None
    comment: SourceComment
    words: str
    resolved: bool
    near: str = ""
    """The text that a note without any words of its own stands beside."""


def read_annotations(pdf: Any, pages: Sequence[PageText], blocks: Sequence[Block]) -> tuple[SourceThread, ...]:
    """The threads of a document, in the order of its pages."""
    marks = [mark for number, page in enumerate(pdf.pages) for mark in _marks(page, number, pages[number].pieces)]
    by_object = {mark.objgen: mark for mark in marks}
    replies: dict[tuple[int, int], list[_Mark]] = {}
    roots: list[_Mark] = []
    for mark in marks:
        root = mark
        for _ in range(50):
            above = by_object.get(root.answers) if root.answers else None
            if above is None:
                break
            root = above
        if root is mark:
            roots.append(mark)
        else:
            replies.setdefault(root.objgen, []).append(mark)
    found = []
    for mark in roots:
        answers = replies.get(mark.objgen, [])
        comments = (mark.comment, *(answer.comment for answer in answers if answer.comment.text))
        resolved = mark.resolved or any(answer.resolved for answer in answers)
        found.append(SourceThread(comments, _anchor(mark, blocks), mark.words, resolved, mark.page + 1))
    return tuple(found)


def _marks(page: Any, number: int, pieces: Sequence[Piece]) -> Iterator[_Mark]:
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        kind = str(annotation.get("/Subtype", ""))
        if kind not in _KINDS:
            continue
        above = annotation.get("/IRT")
        said = _text(annotation.get("/Contents"))
        words = _covered(annotation, pieces) if kind not in ("/Text", "/FreeText") else ""
        if not said and not words:
            continue
        author = _text(annotation.get("/T"))
        stamped = _AUTHOR.fullmatch(author)
        author = stamped["name"] if stamped else author
        is_resolved = bool(stamped and stamped["state"])
        comment = SourceComment(author, _time(annotation), said or f"{_KINDS[kind]}.")
        state = _text(annotation.get("/State"))
        objgen = annotation.objgen if annotation.is_indirect else (-number - 1, id(annotation))
        answers = above.objgen if isinstance(above, pikepdf.Dictionary) else None
        is_resolved = is_resolved or state in ("Completed", "Accepted", "Rejected")
        near = _text_beside(annotation, pieces) if not words else ""
        yield _Mark(number, objgen, answers, comment, words, is_resolved, near)


def _covered(annotation: Any, pieces: Sequence[Piece]) -> str:
    """The words under an annotation, whole pieces cut by how much of their width is covered."""
    numbers = annotation.get("/QuadPoints") or annotation.get("/Rect")
    try:
        values = [float(number) for number in numbers] if numbers is not None else []
    except (TypeError, ValueError):
        return ""
    areas = [values[at : at + 8] for at in range(0, len(values) - 7, 8)] or ([values] if len(values) == 4 else [])
    found: list[str] = []
    for area in areas:
        left, right = min(area[0::2]), max(area[0::2])
        bottom, top = min(area[1::2]), max(area[1::2])
        for piece in pieces:
            middle = piece.y + 0.3 * piece.size
            if bottom <= middle <= top and piece.right > left and piece.left < right and piece.right > piece.left:
                found.append(_cut(piece, left, right))
    return " ".join(" ".join(found).split())


def _text_beside(annotation: Any, pieces: Sequence[Piece]) -> str:
    """The text on the line that a note without an area is on, "" where there is none."""
    try:
        left, bottom, right, top = (float(number) for number in annotation.get("/Rect"))
    except (TypeError, ValueError):
        return ""
    x, y = (left + right) / 2, (bottom + top) / 2
    on_line = [piece for piece in pieces if piece.text.strip() and abs(piece.y + 0.3 * piece.size - y) < piece.size]
    nearest = min(on_line, key=lambda piece: max(piece.left - x, x - piece.right, 0.0), default=None)
    return nearest.text.strip() if nearest is not None else ""


def _cut(piece: Piece, left: float, right: float) -> str:
    """The words of a piece of which at least half is covered, as far as an even width of all letters tells."""
    width = (piece.right - piece.left) / max(1, len(piece.text.rstrip()))
    found = []
    for word in _WORD.finditer(piece.text):
        start, end = piece.left + word.start() * width, piece.left + word.end() * width
        if min(end, right) - max(start, left) >= 0.5 * (end - start):
            found.append(word.group())
    return " ".join(found)


def _anchor(mark: _Mark, blocks: Sequence[Block]) -> Anchor | None:
    """Where the words are in the blocks of the page; None where they are in none, or in several lines of a table.

    Beside a text, the anchor is the block that the text is in.
    """
    wanted = mark.words or mark.near
    if not wanted:
        return None
    for index, block in enumerate(blocks):
        if isinstance(block, TextBlock) and block.place in (mark.page + 1, mark.page):
            at = block.text.find(wanted)
            if at >= 0:
                return Anchor(index, at, len(mark.words))
    return None


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, pikepdf.String) else ""


def _time(annotation: Any) -> str:
    found = _DATE.match(_text(annotation.get("/CreationDate")) or _text(annotation.get("/M")))
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = (part or "" for part in found.groups())
    offset = zone.replace("'", "")
    offset = f"{offset[:3]}:{offset[3:5]}" if len(offset) == 5 else "Z"
    return valid_time(f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{offset}")
