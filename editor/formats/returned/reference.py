"""The document that an issue is written as, read back: what a returned one is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from editor.formats.docx.reader import read_docx
from editor.formats.docx.sent import read_about
from editor.formats.docx.writer import write_docx
from editor.formats.returned.paragraphs import FieldRange, Paragraph, paragraphs_of
from editor.formats.source.document import BlockKind
from schemas import Issue, Theme


@dataclass(frozen=True, slots=True)
class Reference:
    """An issue and its paragraphs. A field that shows no text is a paragraph without any, behind the others."""

    issue: Issue
    paragraphs: tuple[Paragraph, ...]


def reference_of(issue: Issue, theme: Theme) -> Reference:
    """The paragraphs of an issue, without its review."""
    data = write_docx(issue, theme)
    sent = read_about(data).sent
    paths = sent.paths if sent is not None else {}
    written = paragraphs_of(read_docx(data), paths, theme.words).found
    placed = {field.path for paragraph in written for field in paragraph.fields}
    empty = tuple(
        Paragraph(BlockKind.PARAGRAPH, (), (FieldRange(path, 0, 0),))
        for path in dict.fromkeys(paths.values())
        if path not in placed
    )
    return Reference(issue, written + empty)
