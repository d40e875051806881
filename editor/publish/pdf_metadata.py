"""What a PDF says about itself, and the file inside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """The document's metadata. `revision` names the state of the content, in letters and digits.

    The dates in the file are the date of issue, so that a second export has the same bytes.
    """

    title: str
    authors: Iterable[str]
    subject: str
    keywords: Iterable[str]
    language: str
    issued: date | None
    revision: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF, of which the pages were made. Such a PDF is PDF/A-3a: part 2 allows no other files."""

    name: str
    data: bytes
    description: str
