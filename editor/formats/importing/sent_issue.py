"""The issue that Newsdesk wrote into a Word document of its own: where nobody changed the text, it is what is there.

So an unfinished issue comes back as it is: without its missing fields, no text says which field a line fills.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from editor.formats.docx.reader import read_docx
from editor.formats.docx.sent import read_sent
from editor.formats.docx.writer import write_docx
from editor.formats.source.document import BlockKind, Runs, SourceDocument, TextBlock
from schemas import Issue, Theme
from schemas.review import Review


def unchanged_issue(data: bytes, document: SourceDocument, theme: Theme) -> Issue | None:
    """The issue in a Word document whose text is what Newsdesk writes for it, without its review; else None.

    `document` is what was read of `data`. None, too, for one with comments or tracked changes.
    """
    sent = None if document.changes or document.threads else read_sent(data)
    if sent is None:
        return None
    issue = sent.issue.model_copy(update={"review": Review()})
    written = read_docx(write_docx(issue, theme))
    return issue if list(_content(written)) == list(_content(document)) else None


def _content(document: SourceDocument) -> Iterable[Any]:
    """What the paragraphs say and look like, without what is on each page."""
    for block in document.blocks:
        if not isinstance(block, TextBlock):
            yield block
        elif block.kind is not BlockKind.RUNNING_ELEMENT:
            yield block.kind, block.level, block.number, list(_runs(block.runs))


def _runs(runs: Runs) -> Iterable[tuple[Any, ...]]:
    for look, group in groupby(runs, lambda run: (run.strong, run.emphasis, run.link, run.script, run.role, run.font)):
        yield *look, "".join(run.text for run in group)
