"""Seven issues that a page must bear: the sample, the reference, and five that are long, full or unfinished."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint.formatting_structure import boxes

from editor.publish.publication import Publication, SectionLayoutCache
from schemas import Issue
from schemas.theme import PdfStandard
from tests.render import cases, verapdf
from tests.render.issue_text import difference, issue_text
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of
from tests.render.readers import pdfium, structure
from tests.render.test_look import baseline

CASES = (cases.twelve_entries, cases.forty_news, cases.long_comment, cases.thirteen_people, cases.missing_fields)
MARGIN = 25 * 72 / 25.4
WIDTH, HEIGHT = 210 * 72 / 25.4, 297 * 72 / 25.4
MOST_BYTES = 1.25 * 97_565
"""The file of the sample is at most a quarter larger than before labels, key figures and structure were added."""


@pytest.fixture(scope="module")
def publications(cache: SectionLayoutCache, sample_issue: Issue) -> dict[str, Publication]:
    return {case.__name__: cache.publication(case(sample_issue), proof=case is cases.missing_fields) for case in CASES}


@pytest.fixture(params=[case.__name__ for case in CASES])
def publication(request: pytest.FixtureRequest, publications: dict[str, Publication]) -> Publication:
    return publications[request.param]


@pytest.mark.slow
def test_all_lines_are_within_the_margins(publication: Publication) -> None:
    for page in pages_of(publication.pdf()):
        for line in page.lines:
            if not line.text.startswith("Proof"):  # the mark behind the text is set aslant
                assert line.left > MARGIN - 1, line.text
                assert line.right < WIDTH - MARGIN + 1, line.text
                assert line.bottom < HEIGHT - 17 * 72 / 25.4, line.text


@pytest.mark.slow
def test_the_words_of_long_issues_are_complete_and_in_order(publications: dict[str, Publication]) -> None:
    for name, publication in publications.items():
        if name != "missing_fields":
            pdf = publication.pdf()
            for reader in (structure, pdfium):
                assert difference(issue_text(publication), reader(pdf, "")) == "", name


def test_a_page_of_news_begins_and_ends_with_whole_items(publications: dict[str, Publication]) -> None:
    pages = pages_of(publications["forty_news"].pdf())[6:]
    assert len(pages) > 3
    for page in pages:
        assert page.lines[0].text.startswith(("NOTEWORTHY", "January", "February", "December", "Corporate"))


def test_pages_of_news_are_full_but_for_the_one_before_the_imprint(publications: dict[str, Publication]) -> None:
    longest = (5 * 13.4 + 6.7) + 13.4  # an item of five lines, and what is left of a line
    for page in pages_of(publications["forty_news"].pdf())[6:-2]:
        assert HEIGHT - 17 * 72 / 25.4 - page.lines[-1].bottom < longest


def test_where_to_ask_is_beside_the_publisher_of_many_people(publications: dict[str, Publication]) -> None:
    page = publications["thirteen_people"].sections[-1].laid_out.pages[-1]._page_box
    texts = {box.text.strip(): box for box in page.descendants() if isinstance(box, boxes.TextBox)}
    ask, head = texts["For more information, please contact:"], texts["PUBLISHER"]
    address, name = texts["publications@merics.de"], texts["MERICS | Mercator Institute for China Studies"]
    assert ask.style["font_weight"] == head.style["font_weight"] == 700
    assert baseline(ask) == pytest.approx(baseline(head), abs=0.1)
    assert baseline(address) == pytest.approx(baseline(name), abs=0.1)


def test_the_file_of_the_sample_stays_small(sample_bytes: bytes) -> None:
    assert len(sample_bytes) <= MOST_BYTES


def files(publications: dict[str, Publication], folder: Path, standard: PdfStandard | None) -> Iterator[Path]:
    for name, publication in publications.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(publication.write(standard).data)
        yield path


@pytest.mark.formats
@pytest.mark.parametrize(("standard", "profiles"), [(None, ("ua1", "2a")), ("ua-2", ("ua2",))])
def test_verapdf_finds_all_cases_compliant(
    publications: dict[str, Publication],
    sample: Publication,
    reference: Publication,
    tmp_path: Path,
    standard: PdfStandard | None,
    profiles: tuple[str, ...],
) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    paths = list(files(publications | {"sample": sample, "reference": reference}, tmp_path, standard))
    reports = verapdf.validate_all(paths, profiles)
    assert len(reports) == 7 * len(profiles)
    assert [str(report) for report in reports if not report.compliant] == []
    if standard is None:
        assert [problem for path in paths for problem in ua1_problems(path.read_bytes())] == []
