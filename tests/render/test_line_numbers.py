"""Line numbers in the margin of a proof: beside their lines, and nothing that is read or copied."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from editor.publish.publication import Publication, SectionLayoutCache
from schemas import Entry, Issue, Paragraph
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of, text_of
from tests.render.structure_text import structure_text

SENTENCE = "The ministry asks the provinces to report twice a year. "
ISSUE = Issue(top5=(Entry(id="e", title="A title", comment=(Paragraph(id="p", text=SENTENCE * 120),)),))
LEFT, RIGHT = 11, 16  # mm: where the numbers are


@pytest.fixture(scope="module")
def plain(cache: SectionLayoutCache) -> Publication:
    return cache.publication(ISSUE, proof=True)


@pytest.fixture(scope="module")
def numbered(cache: SectionLayoutCache, plain: Publication) -> bytes:
    return cache.with_line_numbers(plain).pdf()


def marks(pdf: bytes, number: int) -> list[tuple[float, float]]:
    """Upper and lower edge of each mark in the left margin of a page, in points from its upper edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number].render(scale=4, grayscale=True).to_pil()
    strip = page.crop((round(LEFT * 4 * 72 / 25.4), 0, round(RIGHT * 4 * 72 / 25.4), page.height))
    pixels, width = strip.tobytes(), strip.width
    dark = [min(pixels[row * width : (row + 1) * width]) < 160 for row in range(strip.height)]
    edges = [row for row, (before, now) in enumerate(pairwise([False, *dark])) if before != now]
    return [(start / 4, end / 4) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_each_line_has_a_number_on_its_height(numbered: bytes) -> None:
    pages = pages_of(numbered)
    assert len(pages) > 3  # cover, two of the entry, noteworthy
    for number, page in enumerate(pages[1:-1], 1):
        lines = sorted({round(line.bottom) for line in page.lines if line.text.startswith(("The", "pro", "twice"))})
        found = marks(numbered, number)
        assert len(found) >= 10
        for bottom in lines:
            assert any(top < bottom and abs(end - bottom) < 4 for top, end in found)


def test_numbers_are_neither_text_nor_structure(plain: Publication, numbered: bytes) -> None:
    before = plain.pdf()
    assert text_of(numbered) == text_of(before)
    spoken = []
    for pdf in (before, numbered):
        with pikepdf.open(BytesIO(pdf)) as file:
            spoken.append(structure_text(file))
    assert spoken[0] == spoken[1]
    assert ua1_problems(numbered) == []
    assert marks(before, 1) == []
