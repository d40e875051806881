"""A PDF's structure tree and what it tags, for tests to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pikepdf


@dataclass
class Tag:
    """One structure element. `pieces` are the page's index and MCID of each marked piece that it holds itself.

    `order` has both kinds of content, elements and pieces, in reading order.
    """

    kind: str
    attributes: pikepdf.Dictionary
    kids: list[Tag] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[pikepdf.Dictionary] = field(default_factory=list)
    order: list[Tag | tuple[int, int]] = field(default_factory=list)

    def all(self, kind: str = "") -> Iterator[Tag]:
        """This element and all below it, in reading order, of one kind if it is given."""
        if kind in ("", self.kind):
            yield self
        for kid in self.kids:
            yield from kid.all(kind)

    def outline(self) -> str:
        """Kinds of elements, without those that only hold text: `L(LI(Lbl LBody))`."""
        inner = " ".join(kid.outline() for kid in self.kids if kid.kind not in ("Span", "NonStruct"))
        return f"{self.kind}({inner})" if inner else self.kind


def tag_tree(pdf: pikepdf.Pdf) -> Tag:
    """The document's element. It is the only one in the root."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    (document,) = pdf.Root.StructTreeRoot.K
    return _tag(cast(pikepdf.Dictionary, document), pages)


def _tag(element: pikepdf.Dictionary, pages: dict[tuple[int, int], int]) -> Tag:
    tag = Tag(str(element.S)[1:], element)
    for kid in element.get("/K", []):
        if not isinstance(kid, pikepdf.Dictionary):
            tag.pieces.append((pages[element.Pg.objgen], int(kid)))
            tag.order.append(tag.pieces[-1])
        elif kid.get("/Type") == "/OBJR":
            tag.annotations.append(cast(pikepdf.Dictionary, kid.Obj))
        elif kid.get("/Type") == "/MCR":  # a piece on another page than the element's first
            tag.pieces.append((pages[kid.Pg.objgen], int(kid.MCID)))
            tag.order.append(tag.pieces[-1])
        else:
            tag.kids.append(_tag(kid, pages))
            tag.order.append(tag.kids[-1])
    return tag


@dataclass(frozen=True)
class MarkedContent:
    """One stretch of a page between BDC or BMC and EMC."""

    kind: str
    mcid: int | None
    subtype: str
    shows_text: bool


def marked_content(page: pikepdf.Page) -> list[MarkedContent]:
    """All that a page draws; whatever stands outside of marks has the kind ""."""
    found: list[MarkedContent] = []
    opened: list[tuple[str, int | None, str]] = [("", None, "")]
    text = False
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
            mcid = properties.get("/MCID")
            opened.append(
                (str(operands[0])[1:], None if mcid is None else int(mcid), str(properties.get("/Subtype", "")))
            )
            text = False
        elif name == "EMC":
            found.append(MarkedContent(*opened.pop(), text))
            text = False
        elif name in ("TJ", "Tj", "f", "S", "Do", "sh") and len(opened) == 1:
            found.append(MarkedContent("", None, "", name in ("TJ", "Tj")))
        elif name in ("TJ", "Tj"):
            text = True
    return found
