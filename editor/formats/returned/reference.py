"""The document that an issue is written as, read back: what a returned one is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.formats.docx.reader import read_docx
from editor.formats.docx.sent import read_about
from editor.formats.docx.writer import write_docx
from editor.formats.returned.paragraphs import FieldRange, Paragraph, canonical, paragraphs_of
from editor.formats.source.document import BlockKind, TextBlock
from schemas import Issue, Theme


@dataclass(frozen=True, slots=True)
class Reference:
    """An issue and its paragraphs. A field that shows no text is a paragraph without any, behind the others."""

    issue: Issue
    paragraphs: tuple[Paragraph, ...]
    links: Mapping[str, str]
    """The addresses of the issue by how they come back."""


def reference_of(issue: Issue, theme: Theme) -> Reference:
    """The paragraphs of an issue, without its review."""
    data = write_docx(issue, theme)
    sent = read_about(data).sent
    paths = sent.paths if sent is not None else {}
    document = read_docx(data)
    written = paragraphs_of(document, paths, theme.words).found
    runs = (run for block in document.blocks if isinstance(block, TextBlock) for run in block.runs)
    links = {canonical(run.link): run.link for run in runs if run.link}
    placed = {field.path for paragraph in written for field in paragraph.fields}
    empty = tuple(
        Paragraph(BlockKind.PARAGRAPH, (), (FieldRange(path, 0, 0),))
        for path in dict.fromkeys(paths.values())
        if path not in placed
    )
    return Reference(issue, written + empty, links)
