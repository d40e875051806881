"""A small editor of Word documents, apart from the program's reader and writer: trees changed with ElementTree.

It does to a document what people do in Word: type with and without tracking, accept and reject, comment, drop what a
program does not know.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
DOCUMENT = "word/document.xml"
_COMES, _GOES = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_RANGES = tuple(f"{W}move{way}Range{edge}" for way in ("From", "To") for edge in ("Start", "End"))


def edited(data: bytes, edit: Callable[[ET.Element], None], *, without: str = "") -> bytes:
    """The document after an edit of its text; parts whose names contain `without` are dropped."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not without or without not in name}
    root = ET.fromstring(parts[DOCUMENT])
    edit(root)
    parts[DOCUMENT] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def resolved(data: bytes) -> bytes:
    """The document with all comments resolved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    states = parts["word/commentsExtended.xml"]
    assert b'done="0"' in states
    parts["word/commentsExtended.xml"] = states.replace(b'done="0"', b'done="1"')
    return _packed(parts)


def accepted(data: bytes) -> bytes:
    """The document with all tracked changes accepted, as plain text."""
    return edited(data, lambda root: _settle(root, _COMES, _GOES))


def rejected(data: bytes) -> bytes:
    """The document without any tracked change."""
    return edited(data, lambda root: _settle(root, _GOES, _COMES))


def without_bookmarks(data: bytes) -> bytes:
    """The document as a program writes it that knows neither bookmarks nor custom XML."""
    return edited(data, _drop_bookmarks, without="customXml")


def _drop_bookmarks(root: ET.Element) -> None:
    for parent in root.iter():
        for child in [one for one in parent if one.tag in (W + "bookmarkStart", W + "bookmarkEnd")]:
            parent.remove(child)


def _settle(root: ET.Element, stays: tuple[str, ...], goes: tuple[str, ...]) -> None:
    accepts = stays == _COMES
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _RANGES or (child.tag in goes and parent.tag != W + "rPr"):
                parent.remove(child)
    for parent in list(root.iter()):
        if parent.tag == W + "rPr":
            continue
        for child in [one for one in parent if one.tag in stays]:
            at = list(parent).index(child)
            parent.remove(child)
            for offset, inner in enumerate(list(child)):
                parent.insert(at + offset, inner)
    for deleted in root.iter(W + "delText"):
        deleted.tag = W + "t"
    for parent in list(root.iter()):
        for change in [one for one in parent if one.tag in (W + "rPrChange", W + "pPrChange")]:
            parent.remove(change)
            if not accepts:
                mark = parent.find(W + "rPr")
                for child in list(parent):
                    parent.remove(child)
                parent.extend(list(change[0]) if len(change) else [])
                if mark is not None and change.tag == W + "pPrChange":
                    parent.append(mark)
    body = root.find(W + "body")
    assert body is not None
    _join(body, goes)


def _join(body: ET.Element, goes: tuple[str, ...]) -> None:
    """Paragraphs whose marks are gone go on in the next one, whose properties stay."""
    carried: list[ET.Element] = []
    for paragraph in list(body):
        if paragraph.tag != W + "p":
            continue
        properties = paragraph.find(W + "pPr")
        mark = properties.find(W + "rPr") if properties is not None else None
        is_gone = mark is not None and any(child.tag in goes for child in mark)
        if properties is not None and mark is not None:
            properties.remove(mark)
        content = [child for child in paragraph if child is not properties]
        if is_gone:
            carried += content
            body.remove(paragraph)
            continue
        at = 0 if properties is None else 1
        for offset, child in enumerate(carried):
            paragraph.insert(at + offset, child)
        carried = []


def paragraphs(root: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs of the text."""
    yield from root.iter(W + "p")


def text_of(paragraph: ET.Element) -> str:
    """The words of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def paragraph_with(root: ET.Element, words: str) -> ET.Element:
    """The last paragraph with some words, which is not that of the contents."""
    return [one for one in paragraphs(root) if words in text_of(one)][-1]


def replace_words(root: ET.Element, old: str, new: str, author: str = "", at: str = "2025-03-15T10:20:00Z") -> None:
    """Type over words of one run: tracked if somebody is named, and else without a trace."""
    for paragraph in reversed(list(paragraphs(root))):
        for parent in paragraph.iter():
            for run in list(parent):
                text = run.find(W + "t")
                if run.tag == W + "r" and text is not None and old in (text.text or ""):
                    _typed_over(parent, run, old, new, author, at)
                    return
    raise AssertionError(old)


def _typed_over(parent: ET.Element, run: ET.Element, old: str, new: str, author: str, at: str) -> None:
    text = run.find(W + "t")
    assert text is not None
    before, _, after = (text.text or "").partition(old)
    if not author:
        text.text = before + new + after
        return
    place = list(parent).index(run)
    parent.remove(run)
    pieces = [_like(run, before), _change("del", _like(run, old, "delText"), author, at)]
    pieces += [_change("ins", _like(run, new), author, at)] if new else []
    for offset, piece in enumerate((*pieces, _like(run, after))):
        parent.insert(place + offset, piece)


def _like(run: ET.Element, text: str, tag: str = "t") -> ET.Element:
    made = deepcopy(run)
    for child in [one for one in made if one.tag != W + "rPr"]:
        made.remove(child)
    words = ET.SubElement(made, W + tag)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


_last_id = [900_000]


def _change(tag: str, inner: ET.Element | None, author: str, at: str) -> ET.Element:
    _last_id[0] += 1
    made = ET.Element(W + tag, {W + "id": str(_last_id[0]), W + "author": author, W + "date": at})
    if inner is not None:
        made.append(inner)
    return made


def add_paragraph(root: ET.Element, after: str, text: str, author: str = "", at: str = "2025-03-15T10:20:00Z") -> None:
    """Type a paragraph like another one behind it."""
    neighbour = paragraph_with(root, after)
    made = ET.Element(W + "p")
    properties = neighbour.find(W + "pPr")
    if properties is not None:
        made.append(deepcopy(properties))
    run = ET.Element(W + "r")
    words = ET.SubElement(run, W + "t")
    words.text = text
    if author:
        own = made.find(W + "pPr")
        if own is None:
            own = ET.SubElement(made, W + "pPr")
        ET.SubElement(own, W + "rPr").append(_change("ins", None, author, at))
        made.append(_change("ins", run, author, at))
    else:
        made.append(run)
    body = root.find(W + "body")
    assert body is not None
    body.insert(list(body).index(neighbour) + 1, made)


def remove_paragraph(root: ET.Element, words: str) -> None:
    """Delete a paragraph without a trace, and with its bookmarks."""
    body = root.find(W + "body")
    assert body is not None
    body.remove(paragraph_with(root, words))


def move_paragraph(root: ET.Element, words: str, after: str) -> None:
    """Cut a paragraph and paste it behind another one; bookmarks go along."""
    body = root.find(W + "body")
    assert body is not None
    paragraph = paragraph_with(root, words)
    body.remove(paragraph)
    body.insert(list(body).index(paragraph_with(root, after)) + 1, paragraph)


def add_table(root: ET.Element, after: str, *rows: tuple[str, ...]) -> None:
    """Paste a table behind a paragraph."""
    body = root.find(W + "body")
    assert body is not None
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    table = ET.fromstring(f'<w:tbl xmlns:w="{MAIN}">{cells}</w:tbl>')
    body.insert(list(body).index(paragraph_with(root, after)) + 1, table)
