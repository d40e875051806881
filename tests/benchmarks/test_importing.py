"""Import beside mammoth (Word) and pdfplumber (PDF), a folder in two processes, and a paste beside an earlier version.

    pip install --target PEERS mammoth pdfplumber
    git archive 6548990 | tar x -C BEFORE
    export NEWSDESK_BENCH_PEERS=PEERS NEWSDESK_BENCH_BEFORE=BEFORE
    ./newsdesk test -m bench -s tests/benchmarks/test_importing.py

Takes a minute or two. Times are of the processor and alternate, so that other work on the machine counts little; those
of the two processes are of the clock and mean something on a quiet machine alone. Nothing timed is asserted. What has
no peer at hand is skipped.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.cli import import_source as command
from editor.document.text.inline import parse
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme, read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx
from editor.formats.importing.source import read_source
from editor.formats.pdf.reader import read_pdf_here
from editor.formats.returned.tracked_import import TrackedChanges
from editor.publish.publication import publish
from schemas import Bullets, Issue
from tests.benchmarks.issues import SAMPLE, issue_of

pytestmark = pytest.mark.bench
ROUNDS = 5
FOLDER = 100
NOW = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)
PASTE = """
import statistics, sys, time
try:
    from editor.formats.clipboard.pasted_html import from_html
except ImportError:
    from editor.exchange.pasted_html import from_html
page = open(sys.argv[1], encoding="utf-8").read()
def milliseconds():
    start = time.process_time()
    from_html(page)
    return (time.process_time() - start) * 1000
milliseconds()
print(statistics.median(milliseconds() for _ in range(30)))
"""


@pytest.fixture
def peer() -> Callable[[str], Any]:
    """Imports another reader. Its folder comes last, so that it brings no other version of what we use."""
    folder = os.environ.get("NEWSDESK_BENCH_PEERS")
    if folder and folder not in sys.path:
        sys.path.append(folder)
    return pytest.importorskip


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object], wanted: float) -> None:
    """Alternate, and print the medians."""
    pairs = [(milliseconds(ours), milliseconds(theirs)) for _ in range(ROUNDS)]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"\n{name}: {own:.0f} ms against {other:.0f} ms, {own / other:.2f} (at most {wanted:.2f})")


def test_a_word_document_of_500_entries_beside_mammoth(peer: Callable[[str], Any]) -> None:
    mammoth = peer("mammoth")
    theme = read_theme("merics")
    data = write_docx(issue_of(500), theme)

    def theirs() -> None:
        mammoth.convert_to_html(io.BytesIO(data))

    compare("Word, 500 entries, the reader", lambda: read_docx(data), theirs, 0.5)
    compare("Word, 500 entries, the whole import", lambda: read_source(data, theme), theirs, 0.5)


def test_the_sample_as_a_pdf_beside_pdfplumber(peer: Callable[[str], Any]) -> None:
    pdfplumber = peer("pdfplumber")
    data = publish(load_issue(SAMPLE), load_theme("merics")).write().data

    def theirs() -> None:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_text()

    compare("PDF by its tags, the sample", lambda: read_pdf_here(data), theirs, 1 / 3)


def test_a_folder_in_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issue, theme = load_issue(SAMPLE), read_theme("merics")
    data = write_docx(issue, theme)
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(FOLDER):
        (folder / f"{number:03}.docx").write_bytes(data)
    clock: dict[int, list[float]] = {1: [], 2: []}
    longest: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2 * ROUNDS):
        processes = 1 + turn % 2
        monkeypatch.setattr(command, "MAX_PROCESSES", processes)
        start, own, children = time.perf_counter(), time.process_time(), children_seconds()
        found = list(command._read_all(sorted(folder.iterdir()), theme, TrackedChanges.SUGGEST, NOW))
        clock[processes].append(time.perf_counter() - start)
        longest[processes].append(time.process_time() - own + (children_seconds() - children) / processes)
        assert len(found) == FOLDER
    one, two = (statistics.median(clock[processes]) for processes in (1, 2))
    short, shorter = (statistics.median(longest[processes]) for processes in (1, 2))
    print(f"\n{FOLDER} issues: {two:.2f} s in two processes, {one:.2f} s in one, {two / one:.2f} (at most 0.60)")
    print(f"load {os.getloadavg()[0]:.1f}; processor time of each process and what starts them: {shorter / short:.2f}")


def children_seconds() -> float:
    """The processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_paste_of_the_sample_beside_an_earlier_version(tmp_path: Path) -> None:
    before = os.environ.get("NEWSDESK_BENCH_BEFORE")
    if not before:
        pytest.skip("NEWSDESK_BENCH_BEFORE names no checkout of an earlier version")
    page = tmp_path / "word.html"
    page.write_text(as_word_html(load_issue(SAMPLE)), encoding="utf-8")

    def read_in(folder: Path) -> float:
        run = [sys.executable, "-P", "-c", PASTE, str(page)]
        done = subprocess.run(run, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, check=True)
        return float(done.stdout)

    pairs = [(read_in(Path.cwd()), read_in(Path(before))) for _ in range(ROUNDS)]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"\nPaste of the sample as Word HTML: {own:.1f} ms against {other:.1f} ms, {own / other:.2f} (at most 1.10)")


def as_word_html(issue: Issue) -> str:
    """The texts of an issue as Word puts them on the clipboard: each run in spans, bullets as paragraphs."""
    return f"<html><body><!--StartFragment-->{''.join(word_paragraphs(issue))}<!--EndFragment--></body></html>"


def word_paragraphs(issue: Issue) -> Iterator[str]:
    bullet = (
        "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "
        '"Times New Roman"\'>&nbsp;&nbsp;</span></span><![endif]>'
    )
    for entry in issue.top5:
        yield f"<h2 style='margin-top:12.0pt'><span lang=EN-US>{html.escape(entry.title)}</span></h2>"
        for block in (*entry.at_a_glance, *entry.comment):
            if isinstance(block, Bullets):
                for item in block.items:
                    listed = bullet + word_runs(item.text)
                    yield f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{listed}</p>"
            else:
                yield f"<p class=MsoNormal style='margin-bottom:8.0pt'>{word_runs(block.text)}</p>"
    for news in (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news):
        yield f"<p class=MsoNormal>{word_runs(news.text)}</p>"


def word_runs(text: str) -> str:
    found = []
    for run in parse(text):
        style = "font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"
        inner = f'<span lang=EN-US style="{style}">{html.escape(run.text)}</span>'
        inner = f"<b>{inner}</b>" if run.strong else inner
        inner = f"<i>{inner}</i>" if run.emphasis else inner
        found.append(f'<a href="{html.escape(run.link)}">{inner}</a>' if run.link else inner)
    return "".join(found)
