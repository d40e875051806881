"""Messages between the window's process and the renderer, and their frames in a byte stream.

A frame is two lengths (four bytes each, big-endian), a JSON object with the message's kind and fields, and the bytes
of its binary field, if it has one. Both sides import this module, so it imports neither Qt nor WeasyPrint.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter, ValidationError

from editor.document.contents import ContentsPages
from editor.document.installed_theme import InstalledTheme
from editor.publish import ExportNote
from schemas import Theme

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in CSS pixels (96 to the inch) from the page's upper left corner."""

_LENGTHS = struct.Struct(">II")
_LONGEST = 1 << 30


class ProtocolError(Exception):
    """The stream has something that is not a frame: the other side is broken, or it is another program."""


# --- From the window to the renderer ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start:
    """The first message, with the theme: its folder, its declaration as JSON, the characters that it can print.

    `scratch` is an empty folder for temporary files of libraries. The process that ends last removes it.
    """

    folder: str
    declared: str
    scratch: str
    characters: bytes
    bodies: str = "[]"

    @classmethod
    def with_theme(cls, theme: InstalledTheme, scratch: str) -> Start:
        characters = "".join(map(chr, sorted(theme.characters))).encode(errors="surrogatepass")
        return cls(str(theme.folder), theme.declared.model_dump_json(), scratch, characters, json.dumps(theme.bodies))

    @property
    def theme(self) -> InstalledTheme:
        """The theme. Raises ValueError if the fields do not describe one."""
        characters = frozenset(map(ord, self.characters.decode(errors="surrogatepass")))
        bodies = tuple((str(short), str(name)) for short, name in json.loads(self.bodies))
        return InstalledTheme(Theme.model_validate_json(self.declared), Path(self.folder), characters, bodies)


@dataclass(frozen=True, slots=True)
class ShowIssue:
    """A complete issue as JSON. `edited` is the path at which the author writes, or empty."""

    revision: int
    edited: str
    issue: bytes


@dataclass(frozen=True, slots=True)
class ShowEdits:
    """Edits (as JSON) that lead from the previous issue to this one."""

    revision: int
    edited: str
    edits: bytes


@dataclass(frozen=True, slots=True)
class SkipSections:
    """Sections to leave out, because they stopped the renderer, until their content changes."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepare:
    """The author is in this section and may write there next."""

    section: str


@dataclass(frozen=True, slots=True)
class WritePdf:
    """Write the last issue as a file, with the issue inside if `attach_issue`, and the lines numbered."""

    request: int
    proof: bool
    attach_issue: bool = False
    line_numbers: bool = False


@dataclass(frozen=True, slots=True)
class CancelPdf:
    """Stop writing the file of this request."""

    request: int


@dataclass(frozen=True, slots=True)
class LayOutScreen:
    """To the renderer of mail and web page: show this HTML on a screen of `width` CSS pixels."""

    request: int
    width: int
    dark: bool
    html: bytes


# --- From the renderer to the window ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """Theme and fonts are loaded and a first page was laid out."""


@dataclass(frozen=True, slots=True)
class LayingOut:
    """Work on one section begins; with an empty name, on the file."""

    revision: int
    section: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Work on one section ended without new pages."""

    section: str


@dataclass(frozen=True, slots=True)
class PreviewFonts:
    """The first part of the preview PDFs that follow: their fonts, valid until a new glyph is used."""

    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class SectionPages:
    """The pages of one section. `page_size` is in CSS pixels. The fonts with that number and `body` are a PDF; fonts 0
    are empty.

    `rectangles` has for each page a map from paths to rectangles. `line_rectangles` has one rectangle per line, for
    text on several lines of other text.
    """

    revision: int
    section: str
    first_page: int
    page_size: tuple[float, float]
    rectangles: tuple[dict[str, Rectangle], ...]
    line_rectangles: tuple[dict[str, tuple[Rectangle, ...]], ...]
    fonts: int
    body: bytes


@dataclass(frozen=True, slots=True)
class PageNote:
    """A section that is too long for its page, or (`problem`) why it could not be laid out. `path` leads to it.

    `message` says what is the case, `help` what to do.
    """

    path: str
    message: str
    help: str
    problem: bool


@dataclass(frozen=True, slots=True)
class Order:
    """All sections of a revision in the order of their pages. Other sections are gone."""

    revision: int
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything of this revision was sent. `first_pages` has one number for each section of its `Order`."""

    revision: int
    first_pages: tuple[int, ...]
    page_count: int
    notes: tuple[PageNote, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """No page can be laid out, whatever the issue contains: the theme or the installation has a fault."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class PdfWritten:
    """The file of a request, what to know about it, and the pages of its contents."""

    request: int
    pdf: bytes
    notes: tuple[ExportNote, ...]
    pages: ContentsPages | None = None


@dataclass(frozen=True, slots=True)
class PdfFailed:
    """Why there is no file."""

    request: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class ScreenPages:
    """The page of an order as tiles of one size, from top to bottom: a PDF with one page each, and the rectangles of
    elements with an id on them.
    """

    request: int
    size: tuple[float, float]
    rectangles: tuple[dict[str, Rectangle], ...]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class ScreenFailed:
    """Why there are no tiles."""

    request: int
    message: str
    help: str


ToRenderer = Start | ShowIssue | ShowEdits | SkipSections | Prepare | WritePdf | CancelPdf | LayOutScreen
ToWindow = (
    Ready | LayingOut | Prepared | PreviewFonts | SectionPages | Order | Rendered | Stopped | PdfWritten | PdfFailed
    | ScreenPages | ScreenFailed
)  # fmt: skip
Message = ToRenderer | ToWindow

_KINDS: dict[str, type[Message]] = {
    kind.__name__: kind
    for kind in (
        *(Start, ShowIssue, ShowEdits, SkipSections, Prepare, WritePdf, CancelPdf),
        *(Ready, LayingOut, Prepared, PreviewFonts, SectionPages, Order, Rendered, Stopped, PdfWritten, PdfFailed),
        *(LayOutScreen, ScreenPages, ScreenFailed),
    )
}
_BINARY_FIELDS: dict[str, str | None] = {
    name: next((field.name for field in dataclasses.fields(kind) if field.type == "bytes"), None)
    for name, kind in _KINDS.items()
}


@cache
def _adapter(name: str) -> TypeAdapter[Message]:
    return TypeAdapter(_KINDS[name])


def frame(message: Message) -> bytes:
    """A message as bytes for the stream."""
    name = type(message).__name__
    binary = _BINARY_FIELDS[name]
    fields = {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}
    blob: bytes = fields.pop(binary) if binary else b""
    header = json.dumps({"kind": name, **fields}, default=dataclasses.asdict, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(header), len(blob)), header, blob))


class Frames:
    """Splits a byte stream that arrives in pieces into messages."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes | bytearray | memoryview) -> Iterator[Message]:
        """The messages that this piece completes. Raises ProtocolError."""
        self._waiting += data
        while len(self._waiting) >= _LENGTHS.size:
            header_length, blob_length = _lengths(self._waiting)
            end = _LENGTHS.size + header_length + blob_length
            if len(self._waiting) < end:
                return
            with memoryview(self._waiting) as view:
                header = bytes(view[_LENGTHS.size : _LENGTHS.size + header_length])
                blob = bytes(view[_LENGTHS.size + header_length : end])
            del self._waiting[:end]
            yield _message(header, blob)


def read_message(stream: BinaryIO) -> Message | None:
    """Wait for the next message; None at the end of the stream. Raises ProtocolError."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header_length, blob_length = _lengths(lengths)
    header, blob = stream.read(header_length), stream.read(blob_length)
    if len(header) < header_length or len(blob) < blob_length:
        return None
    return _message(header, blob)


def _lengths(start: bytes | bytearray) -> tuple[int, int]:
    header_length, blob_length = _LENGTHS.unpack_from(start)
    if header_length > _LONGEST or blob_length > _LONGEST:
        raise ProtocolError(f"A frame cannot be {header_length} and {blob_length} bytes long.")
    return header_length, blob_length


def _message(header: bytes, blob: bytes) -> Message:
    try:
        fields: dict[str, Any] = json.loads(header)
        name = fields.pop("kind")
        binary = _BINARY_FIELDS[name]
        if binary:
            fields[binary] = blob
        return _adapter(name).validate_python(fields)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProtocolError(f"Not a message: {header[:80]!r}") from error
