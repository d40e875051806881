"""A selection for the clipboard: as HTML for programs that know bold, italics, links and bullets, and as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from editor.document.text.inline import Run
from editor.formats.clipboard.pasted import PastedBlock


def as_html(blocks: Iterable[PastedBlock]) -> str:
    """Paragraphs and lists; a single paragraph is only its words, so that it joins the line it is pasted into."""
    blocks = tuple(blocks)
    if len(blocks) == 1 and not blocks[0].is_bullet:
        # HTML would lose the spaces at the ends of a part of a line.
        body = f'<span style="white-space:pre-wrap">{_words(blocks[0].runs)}</span>'
    else:
        body = "".join(
            f"<ul>{''.join(f'<li>{_words(block.runs)}</li>' for block in group)}</ul>"
            if bulleted
            else "".join(f"<p>{_words(block.runs)}</p>" for block in group)
            for bulleted, group in groupby(blocks, lambda block: block.is_bullet)
        )
    return f'<meta charset="utf-8">{body}'


def as_plain_text(blocks: Iterable[PastedBlock]) -> str:
    """One line each, bullets with a hyphen."""
    return "\n".join(("- " if block.is_bullet else "") + block.text for block in blocks)


def _words(runs: Iterable[Run]) -> str:
    words = []
    for run in runs:
        piece = escape(run.text)
        if run.emphasis:
            piece = f"<i>{piece}</i>"
        if run.strong:
            piece = f"<b>{piece}</b>"
        if run.link:
            piece = f'<a href="{escape(run.link)}">{piece}</a>'
        words.append(piece)
    return "".join(words)
