"""What is around the text of a Word document: notes, headers and footers, each as a block that says what it is."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from editor.formats.docx.comments import texts_of
from editor.formats.docx.package import Package
from editor.formats.source.blocks import BlockCollector
from editor.formats.source.document import BlockKind, SourceRun, TextBlock


def read_surroundings(package: Package, main: str, blocks: BlockCollector) -> None:
    """Footnotes and endnotes, then each header and footer of other words once. Raises UnreadableSource."""
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for name in package.related(main, kind)[:1]:
            root = package.xml(name)
            for note in () if root is None else root.iter(tag):
                # A separator is a line, unless somebody wrote words into it.
                if note.get("type") in (None, "normal") or any(map(str.isalnum, "".join(texts_of(note)))):
                    _put(note, BlockKind.NOTE, blocks)
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for name in package.related(main, kind):
            root = package.xml(name)
            text = "" if root is None else " ".join("".join(texts_of(root)).split())
            if root is not None and text not in seen:
                seen.add(text)
                _put(root, BlockKind.RUNNING_ELEMENT, blocks)


def _put(element: Element, kind: BlockKind, blocks: BlockCollector) -> None:
    texts = []
    for paragraph in element.iter("p"):
        words = " ".join("".join(texts_of(paragraph)).split())
        if words:
            texts.append(words)
    if texts:
        blocks.put(TextBlock(kind, (SourceRun(" ".join(texts)),), blocks.place))
