"""An issue as one HTML document, for programs that know nothing of sections."""

from __future__ import annotations

import re

from editor.document.contents import ContentsPages, contents_lines
from editor.document.installed_theme import InstalledTheme
from editor.publish.composer import Composer
from editor.publish.sections import (
    CoverSection,
    EntrySection,
    NoteworthySection,
    Section,
)
from schemas import Issue


def whole_document(issue: Issue, theme: InstalledTheme) -> str:
    """All sections in one document, with the very stylesheet that newsdesk uses.

    Nothing is laid out for it: the contents say what holds where every entry takes one page.
    """
    composer = Composer(theme)
    documents = [composer.html(section) for section in _sections(issue, theme)]
    bodies = [re.search(r"<body class=\"([\w -]+)\">(.*)</body>", document, re.DOTALL) for document in documents]
    running_elements = re.search(r"@page\{--running.*?\}</style>", documents[-1])
    assert running_elements is not None
    sections = "".join(f'<div class="{body[1]} part">{body[2]}</div>\n' for body in bodies if body)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/><title>MERICS China Industries</title>\n'
        f"<style>{composer.stylesheet()}\n.part + .part {{ break-before: page }}\n{running_elements[0]}</head>\n"
        f"<body>{sections}</body></html>\n"
    )


def _sections(issue: Issue, theme: InstalledTheme) -> list[Section]:
    news = len(issue.top5) + 2
    pages = ContentsPages(2, tuple(range(2, news)), news, (news, news))
    lines = contents_lines(issue, theme.declared.words, pages)
    return [
        CoverSection(issue.date, issue.reporting_period, lines, issue.headline),
        *(EntrySection(entry, number, number + 1, issue.date) for number, entry in enumerate(issue.top5, 1)),
        NoteworthySection(issue.noteworthy, issue.imprint, news, issue.date),
    ]
