"""The words of the sample issue in its PDF, as pdf.js, Poppler and pdfium read them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.document.text.inline import plain
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.publication import publish
from schemas import Issue, Paragraph
from tests.render.printed import text_of

HERE = Path(__file__).parent
ISSUE = load_issue(issues_folder() / "china-industries-2025-03-12.json")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / "sample.pdf"
    file.write_bytes(publish(ISSUE, load_theme("merics")).pdf())
    return file


def words(issue: Issue) -> Iterator[str]:
    """Each text of the issue without markup."""
    for entry in issue.top5:
        yield from (entry.title, entry.source.title, f"({entry.source.title_zh})")
        for block in (*entry.at_a_glance, *entry.comment):
            yield from (plain(one.text) for one in ([block] if isinstance(block, Paragraph) else block.items))
    for item in (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news):
        yield f"{plain(item.text)} ({item.source.label})"


def missing(read: str) -> list[str]:
    """The texts that a reader did not find. Lines are joined with a space, between two Chinese characters without."""
    text = re.sub(r"(?<=[⺀-鿿《》])\s+(?=[⺀-鿿《》])", "", read)
    text = re.sub(r"\s+", " ", text)
    return [one for one in words(ISSUE) if re.sub(r"\s+", " ", one) not in text]


def test_pdf_js_reads_all_words(node: str, pdf: Path) -> None:
    run = subprocess.run([node, "pdf_text.mjs", str(pdf)], cwd=HERE, capture_output=True, check=True)
    assert missing(run.stdout.decode()) == []


def test_poppler_reads_all_words(pdf: Path) -> None:
    if (program := shutil.which("pdftotext")) is None:
        pytest.skip("pdftotext is not installed")
    run = subprocess.run([program, str(pdf), "-"], capture_output=True, check=True)
    assert missing(run.stdout.decode()) == []


def test_pdfium_reads_all_words(pdf: Path) -> None:
    assert missing(text_of(pdf.read_bytes())) == []
