"""What Word, Google Docs, Outlook and browsers put on the clipboard, as paragraphs and bullets of plain, bold, italic
and linked text. Nothing of it is shown, run or fetched.
"""

from __future__ import annotations

import re
from dataclasses import replace

from editor.formats.clipboard.pasted import MOST_BLOCKS, MOST_CHARACTERS, Pasted, PastedBlock, limited
from editor.formats.clipboard.pasted_text import pasted
from editor.formats.html.reader import read_html
from editor.formats.html.sanitising import MOST_HTML, NotReadable
from editor.formats.rules.characters import LINE_END, missed
from editor.formats.rules.reading import read_blocks
from editor.formats.source.remarks import Remark, RemarkKind, sentences

__all__ = ["MOST_HTML", "NotReadable", "from_html"]

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)


def from_html(html: str, room: int = MOST_CHARACTERS, plain: str = "") -> Pasted:
    """The pasted HTML as paragraphs and bullets of at most `room` characters. Raises NotReadable.

    `plain` is the plain text that came with it: where that is a part of a line, its spaces at the ends are kept, which
    HTML cannot tell.
    """
    if len(html) > MOST_HTML:
        raise NotReadable("The pasted text is too long to keep its bold, italics and links.")
    fragment = _FRAGMENT.search(html)
    source = fragment.group(1) if fragment else html
    document, unread = read_html(source, most_characters=room, most_blocks=MOST_BLOCKS)
    blocks, remarks = read_blocks(document.blocks)
    lost = tuple(Remark(RemarkKind.CONTROL) for _ in range(missed(source)))
    remarks = (*(remark for remark in remarks if remark.kind is not RemarkKind.CONTROL), *lost)
    found = pasted(blocks)
    if len(found) == 1 and not found[0].is_bullet and plain and not LINE_END.search(plain):
        found = [_with_edges(found[0], plain)]
    return limited(found, room, notes=sentences(remarks), unread=unread)


def _with_edges(block: PastedBlock, plain: str) -> PastedBlock:
    """The block with the spaces that its plain text begins and ends with."""
    runs = list(block.runs)
    if plain[:1] == " " and not block.text.startswith((" ", "\u00a0")):
        runs[0] = replace(runs[0], text=" " + runs[0].text)
    if plain[-1:] == " " and not block.text.endswith((" ", "\u00a0")):
        runs[-1] = replace(runs[-1], text=runs[-1].text + " ")
    return PastedBlock(tuple(runs), block.is_bullet)
