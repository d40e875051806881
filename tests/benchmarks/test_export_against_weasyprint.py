"""`newsdesk export` against the `weasyprint` command on the same HTML, each as a whole process, side by side."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from tests.benchmarks.whole_document import whole_document

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "issues" / "china-industries-2025-03-12.json"
ROUNDS = 11

pytestmark = pytest.mark.bench


def seconds(command: Sequence[str | Path]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def test_export_takes_no_longer_than_weasyprint_on_the_same_html(tmp_path: Path) -> None:
    html, theirs, ours = tmp_path / "issue.html", tmp_path / "weasyprint.pdf", tmp_path / "newsdesk.pdf"
    issue = load_issue(SAMPLE)
    html.write_text(whole_document(issue, load_theme(issue.theme)), encoding="utf-8")
    base = (ROOT / "themes" / "merics").as_uri() + "/"
    weasyprint: list[str | Path] = [
        Path(sys.executable).with_name("weasyprint"),
        "--pdf-variant",
        "pdf/a-2a",
        "-u",
        base,
        html,
        theirs,
    ]
    newsdesk: list[str | Path] = [sys.executable, "-m", "editor", "export", SAMPLE, "-o", ours]
    assert page_count(newsdesk, ours) == page_count(weasyprint, theirs)

    measured = [(seconds(newsdesk), seconds(weasyprint)) for _ in range(ROUNDS)]
    newsdesk_took, weasyprint_took = (statistics.median(times) for times in zip(*measured, strict=True))
    ratio = statistics.median(own / other for own, other in measured)
    print(
        f"\n{ROUNDS} rounds, medians: newsdesk export {newsdesk_took:.3f} s ({ours.stat().st_size:,} bytes), "
        f"weasyprint {weasyprint_took:.3f} s ({theirs.stat().st_size:,} bytes), ratio {ratio:.2f}"
    )
    assert ratio <= 1


def page_count(command: Sequence[str | Path], pdf: Path) -> int:
    """Run the command once: this also warms the disk's cache."""
    import pypdfium2

    seconds(command)
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
