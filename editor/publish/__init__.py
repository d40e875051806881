"""From an issue to laid-out pages and the PDF. The only package that imports WeasyPrint."""

from dataclasses import dataclass


class PublishError(Exception):
    """The pages could not be made. `message` says what happened, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class ExportNote:
    """What the person who exports a file has to know about it, and what can be done."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """A file, and what to know about it."""

    data: bytes
    notes: tuple[ExportNote, ...] = ()


class OtherWidths(Exception):
    """Fonts have other widths than those that recorded pages were drawn with. Widths are rounded at the size at which a
    glyph is drawn first, so this is rare."""
