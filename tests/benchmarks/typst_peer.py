"""The same work done by Typst: its incremental compiler on the same text, then the same drawing of the page.

`python -m tests.benchmarks.typst_peer ENTRIES KEYSTROKES` prints what it measured as JSON. The pages look much the
same: A4, the same typefaces and sizes, contents with page numbers, every entry on a page of its own.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2
import typst

from editor.document.editing.edits import SetValue, applied
from editor.document.text.inline import parse
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from schemas import Block, Entry, Issue, NewsItem
from tests.benchmarks.issues import SAMPLE, issue_of, keystrokes
from tests.benchmarks.progress import say
from tests.benchmarks.raster import page_pixels

HEAD = """#set page(paper: "a4", margin: (x: 25mm, top: 29mm, bottom: 22mm), numbering: "1")
#set text(font: ("Source Sans 3", "Noto Sans SC"), size: 10pt)
#set par(leading: 0.55em)
#show heading.where(level: 2): it => { pagebreak(weak: true); it }
= China Industries
#outline()
"""


def source(issue: Issue) -> str:
    """The issue as a Typst document."""
    news = "\n".join(map(_news, (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news)))
    people = ", ".join(_escaped(person.name) for person in (*issue.imprint.authors, *issue.imprint.editors))
    return f"{HEAD}{''.join(map(_entry, issue.top5))}== Noteworthy\n{news}\n\n{people}\n"


def _entry(entry: Entry) -> str:
    parts = (
        f"== {_escaped(entry.title)}",
        "*At a glance:* " + _blocks(entry.at_a_glance),
        "*MERICS comment:* " + _blocks(entry.comment),
        f"*Article:* {_escaped(entry.source.title)} ({_escaped(entry.source.title_zh)})",
        f"*Issuing bodies:* {_escaped(', '.join(entry.issuing_bodies))}",
        f"*Date:* {entry.date}",
    )
    return "\n\n".join(parts) + "\n\n"


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(
        _inline(block.text)
        if block.type == "paragraph"
        else "\n".join(f"- {_inline(item.text)}" for item in block.items)
        for block in blocks
    )


def _news(item: NewsItem) -> str:
    return f"- _{item.date}:_ {_inline(item.text)} ({_escaped(item.source.label)})"


def _inline(text: str) -> str:
    pieces = []
    for run in parse(text):
        piece = f"[{_escaped(run.text)}]"
        piece = f"#strong{piece}" if run.strong else f"#emph{piece}" if run.emphasis else _escaped(run.text)
        pieces.append(f'#link("{run.link}")[{piece}]' if run.link else piece)
    return "".join(pieces)


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=+/-])", r"\\\1", text)


def main() -> None:
    """Measure one issue: 0 entries means the sample."""
    entries, count = int(sys.argv[1]), int(sys.argv[2])
    issue = issue_of(entries) if entries else load_issue(SAMPLE)
    fonts = load_theme(issue.theme).folder / "fonts"
    times = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "issue.typ"
        file.write_text(source(issue), encoding="utf-8")
        compiler = typst.Compiler(str(file), font_paths=[str(fonts)], ignore_system_fonts=True)
        pages = _pages(_compiled(compiler), issue)
        say(f"first compilation done, {len(pages)} entries found")
        for field, text in keystrokes(issue, count):
            issue = applied(issue, SetValue(field, text))
            file.write_text(source(issue), encoding="utf-8")
            start = time.perf_counter()
            pdf = _compiled(compiler)
            page_pixels(pdf, pages[field[1]])
            times.append((time.perf_counter() - start) * 1000)
    sys.stdout.write(json.dumps({"keystroke_ms": times}))


def _compiled(compiler: typst.Compiler) -> bytes:
    pdf = compiler.compile(format="pdf", pdf_tags=False)
    assert isinstance(pdf, bytes)
    return pdf


def _pages(pdf: bytes, issue: Issue) -> dict[str, int]:
    """The page of each entry, found by the bookmarks of the first file."""
    with pypdfium2.PdfDocument(pdf) as document:
        _, *found = [place.get_index() for mark in document.get_toc() if (place := mark.get_dest())]
    return {entry.id: page for entry, page in zip(issue.top5, found, strict=False)}


if __name__ == "__main__":
    main()
