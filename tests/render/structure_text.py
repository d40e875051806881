"""The text of a PDF as its structure tells it: what a screen reader speaks, block by block, without lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

import pikepdf

from tests.render.tag_tree import Tag, tag_tree

BLOCKS = {"P", "H1", "H2", "H3", "TOCI", "LI", "Caption"}
Texts = Mapping[tuple[int, int], str]


def structure_text(pdf: pikepdf.Pdf) -> list[str]:
    """The text of each paragraph, heading and list item, in reading order."""
    texts = {(index, mcid): text for index, page in enumerate(pdf.pages) for mcid, text in marked_text(page).items()}
    blocks = list[str]()
    _collect(tag_tree(pdf), texts, blocks)
    return [text for text in blocks if text]


def marked_text(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked piece of a page, by its MCID."""
    maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    opened: list[int | None] = []
    fonts: list[str] = [""]
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
            mcid = properties.get("/MCID")
            opened.append(None if mcid is None else int(mcid))
            if opened[-1] is not None:
                found[opened[-1]] = ""
        elif name == "EMC":
            opened.pop()
        elif name == "q":
            fonts.append(fonts[-1])
        elif name == "Q":
            fonts.pop()
        elif name == "Tf":
            fonts[-1] = str(operands[0])
        elif name in ("TJ", "Tj") and opened and opened[-1] is not None:
            shown = operands[0] if name == "TJ" else [operands[0]]
            strings = [bytes(piece) for piece in shown if isinstance(piece, pikepdf.String)]
            found[opened[-1]] += "".join(map(partial(_decoded, maps[fonts[-1]]), strings))
    return found


def _collect(tag: Tag, texts: Texts, blocks: list[str]) -> None:
    if tag.kind in BLOCKS:
        blocks.append("")
    for kid in tag.order:
        if isinstance(kid, Tag):
            _collect(kid, texts, blocks)
        else:
            if not blocks:
                blocks.append("")
            blocks[-1] += texts[kid]


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _decoded(characters: Mapping[int, str], shown: bytes) -> str:
    return "".join(characters[code] for code in _codes(shown))


def _codes(shown: bytes) -> Iterator[int]:
    return (int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2))
