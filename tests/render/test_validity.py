"""The file and the proof conform to PDF/UA-1 and PDF/A-2a, and have the same bytes every time."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from editor.files.themes import issues_folder
from editor.publish.publication import Publication, SectionLayoutCache
from schemas import Entry, Imprint, Issue, Paragraph, Person
from tests.render import verapdf
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of
from tests.render.tag_tree import marked_content

LONG = Issue(
    top5=(Entry(id="e", title="数据 data", comment=(Paragraph(id="p", text="**Bold 数据** *and* text. " * 400),)),),
    imprint=Imprint(authors=tuple(Person(id=f"a{n}", name="An Author", role=("Analyst",)) for n in range(7))),
)


def test_the_published_file_is_accessible(sample_bytes: bytes) -> None:
    assert ua1_problems(sample_bytes) == []


@pytest.fixture(scope="session")
def proof(cache: SectionLayoutCache, sample_issue: Issue) -> bytes:
    return cache.publication(sample_issue, proof=True).pdf()


def test_a_proof_says_so_on_every_page_and_behind_the_text(proof: bytes, sample_bytes: bytes) -> None:
    assert ua1_problems(proof) == []
    with pikepdf.open(BytesIO(proof)) as pdf:
        for page in pdf.pages:
            first_text = next(one for one in marked_content(page) if one.shows_text)
            assert (first_text.kind, first_text.subtype) == ("Artifact", "/Watermark")
    for marked, published in zip(pages_of(proof), pages_of(sample_bytes), strict=True):
        assert marked.text.replace("Proof – not for publication", "").split() == published.text.split()


def test_all_of_a_proof_is_where_it_will_be_published(
    proof: bytes, cache: SectionLayoutCache, sample: Publication, sample_issue: Issue
) -> None:
    sections = zip(cache.publication(sample_issue, proof=True).sections, sample.sections, strict=True)
    for marked, published in sections:
        assert marked.laid_out.rectangles == published.laid_out.rectangles


@pytest.mark.slow
def test_verapdf_finds_file_and_proof_compliant(sample_bytes: bytes, cache: SectionLayoutCache, tmp_path: Path) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    paths = [tmp_path / "published.pdf", tmp_path / "proof.pdf"]
    paths[0].write_bytes(sample_bytes)
    paths[1].write_bytes(cache.publication(LONG, proof=True).pdf())
    reports = verapdf.validate_all(paths)
    assert len(reports) == 4
    assert [str(report) for report in reports if not report.compliant] == []


@pytest.mark.formats
def test_verapdf_finds_the_file_for_ua_2_compliant(
    sample: Publication, cache: SectionLayoutCache, tmp_path: Path
) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    paths = [tmp_path / "published.pdf", tmp_path / "proof.pdf"]
    paths[0].write_bytes(sample.write("ua-2").data)
    paths[1].write_bytes(cache.publication(LONG, proof=True).write("ua-2").data)
    assert [str(report) for report in verapdf.validate_all(paths, ("ua2",)) if not report.compliant] == []


def test_a_file_for_ua_2_is_a_pdf_2_with_the_same_pages(sample: Publication, sample_bytes: bytes) -> None:
    data = sample.write("ua-2").data
    assert data.startswith(b"%PDF-2.0")
    assert b'pdfuaid:part="2"' in data  # readable without decompressing anything
    assert sample.write("ua-2").data == data
    assert [page.text for page in pages_of(data)] == [page.text for page in pages_of(sample_bytes)]


@pytest.mark.slow
def test_the_same_issue_gives_the_same_bytes_in_another_process(sample_bytes: bytes, tmp_path: Path) -> None:
    issue = issues_folder() / "china-industries-2025-03-12.json"
    output = tmp_path / "again.pdf"
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "editor", "export", str(issue), "-o", str(output)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        assert output.read_bytes() == sample_bytes


def test_a_publication_can_be_written_twice(sample: Publication, sample_bytes: bytes) -> None:
    assert sample.pdf() == sample_bytes
