"""Word documents beside python-docx (the same paragraphs) and pandoc (the same issue as HTML).

`./newsdesk test -m bench -s tests/benchmarks/test_word_documents.py`. Processor time, so that other work on the machine
counts little. Nothing timed is asserted. Skipped where python-docx or pandoc is not installed.
"""

from __future__ import annotations

import io
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from editor.files.issue_file import save_issue
from editor.files.themes import load_theme, read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx
from editor.formats.source.document import BlockKind, TextBlock
from editor.formats.web_page.writer import write_web_page
from schemas import Issue
from tests.benchmarks.issues import SAMPLE, issue_of

pytestmark = pytest.mark.bench
STYLES = {BlockKind.HEADING: "Heading 2", BlockKind.ITEM: "List Bullet", BlockKind.PARAGRAPH: "Normal"}


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _milliseconds_of(command: Sequence[str]) -> float:
    """The processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def test_five_hundred_entries_beside_python_docx() -> None:
    docx: Any = pytest.importorskip("docx")
    issue, theme = issue_of(500), read_theme("merics")
    data = write_docx(issue, theme)
    blocks = [block for block in read_docx(data).blocks if isinstance(block, TextBlock)]

    def by_python_docx() -> None:
        document = docx.Document()
        for block in blocks:
            paragraph = document.add_paragraph(style=STYLES.get(block.kind, "Normal"))
            for run in block.runs:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.strong or None, run.emphasis or None
        document.save(io.BytesIO())

    ours = [_milliseconds(lambda: write_docx(issue, theme)) for _ in range(9)]
    theirs = [_milliseconds(by_python_docx) for _ in range(2)]
    own, other = statistics.median(ours), statistics.median(theirs)
    print(f"\n500 entries, {len(blocks)} paragraphs: {own:.0f} ms, python-docx {other:.0f} ms (1/{other / own:.0f})")


@pytest.mark.parametrize("entries", [0, 100], ids=["sample", "100 entries"])
def test_the_command_beside_pandoc(entries: int, tmp_path: Path) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    file, page = tmp_path / "issue.json", tmp_path / "issue.html"
    issue = issue_of(entries) if entries else Issue.model_validate_json(SAMPLE.read_bytes())
    save_issue(issue, file)
    page.write_text(write_web_page(issue, load_theme(issue.theme)), encoding="utf-8")
    output = str(tmp_path / "own.docx")
    ours = [sys.executable, "-P", "-m", "editor", "export", str(file), "--proof", "--to", "docx", "-o", output]
    theirs = [pandoc, str(page), "-o", str(tmp_path / "other.docx")]
    pairs = [(_milliseconds_of(ours), _milliseconds_of(theirs)) for _ in range(7)]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"\n{entries or 5} entries: newsdesk {own:.0f} ms, pandoc {other:.0f} ms ({own / other:.2f})")
