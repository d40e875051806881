"""The pages of the reference: numbered as in its own contents page, complete and in order."""

import re
import statistics
from dataclasses import replace
from itertools import takewhile

import pytest

from editor.document.text.inline import plain
from editor.document.text.links import host
from editor.publish.publication import Publication, SectionLayoutCache
from schemas import Entry, Issue, Paragraph
from tests.render.printed import PrintedLine, pages_of, squeezed, text_of


def figures_of_contents(reference: str) -> list[int]:
    """The page numbers on the reference's own contents page."""
    contents = reference.partition("CONTENTS")[2].partition("Mercator Institute")[0]
    return [int(figure) for figure in re.findall(r"[\t ](\d+)$", contents, re.MULTILINE)]


def as_read(reference: str) -> str:
    """The reference's text without leaders, bullets and the syntax of links and emphasis.

    The links of documents name their host, which the reference does not, and are left out where they lead nowhere.
    """
    reference = re.sub(r"\[Link\]\((https?:\S+)\)", lambda link: f"Link: {host(link.group(1))}", reference)
    text = re.sub(r"\.{2,}", "", reference.replace("([Link](#))", ""))
    text = re.sub(r"^- ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return text.replace("*", "")


def test_reference_has_the_pages_that_its_contents_promise(reference: Publication, reference_text: str) -> None:
    pages = reference.pages
    found = [pages.top, *pages.entries, pages.noteworthy, *pages.lists]
    assert found == figures_of_contents(reference_text) == [2, 2, 3, 4, 5, 6, 7, 7, 8]


def test_text_of_the_reference_is_complete_and_in_order(reference_bytes: bytes, reference_text: str) -> None:
    assert squeezed(text_of(reference_bytes)) == squeezed(as_read(reference_text))


def test_contents_show_the_numbers_and_lead_to_the_pages(sample: Publication, sample_bytes: bytes) -> None:
    pages = pages_of(sample_bytes)
    contents = [line.text for line in pages[0].lines]
    lines = contents[contents.index("CONTENTS") + 1 : contents.index("MERICS", contents.index("CONTENTS"))]
    assert [int(line.rsplit(" ", 1)[1]) for line in lines] == [2, 2, 3, 4, 5, 6, 7, 7, 8]
    for line in lines:
        title, _, number = line.rpartition(" ")
        heading = title if title.isupper() else title.split(". ", 1)[-1].split(":")[0][:20]
        assert squeezed(heading) in squeezed(pages[int(number) - 1].text), line


def test_pages_carry_newsletter_date_and_number_and_the_cover_does_not(sample_bytes: bytes) -> None:
    cover, *others = pages_of(sample_bytes)
    assert not cover.running_elements
    for number, page in enumerate(others, 2):
        head, foot = page.running_elements
        assert head.text == "MERICS China Industries March 12, 2025"
        assert foot.text == str(number)


@pytest.mark.parametrize("place", range(5))
def test_an_entry_of_the_reference_may_grow_by_a_tenth(
    reference: Publication, cache: SectionLayoutCache, place: int
) -> None:
    entry = reference.issue.top5[place]
    before = (Entry(id="before"),) if place else ()  # the section's title stands over the first entry alone
    longer = Issue(date=reference.issue.date, top5=(*before, a_tenth_longer(entry)))
    assert len(cache.publication(longer).sections[-2].laid_out.pages) == 1


def a_tenth_longer(entry: Entry) -> Entry:
    comment = " ".join(plain(block.text) for block in entry.comment if isinstance(block, Paragraph))
    length = len(comment) + sum(
        len(plain(text))
        for block in entry.at_a_glance
        for text in ([block.text] if isinstance(block, Paragraph) else [bullet.text for bullet in block.items])
    )
    more = Paragraph(id="more", text=comment[: length // 10])
    return entry.model_copy(update={"comment": (*entry.comment, more)})


def without_label(line: PrintedLine) -> PrintedLine:
    """A line without the label that stands in the margin beside it."""
    return replace(line, text=re.sub("^(At a glance|MERICS comment): ?", "", line.text))


def test_lines_have_60_to_75_characters(sample_bytes: bytes) -> None:
    lines: list[PrintedLine] = []
    for page in pages_of(sample_bytes)[1:6]:
        lines += takewhile(lambda line: not line.text.startswith("Article:"), map(without_label, page.lines))
    # Most lines are full; bullets and the last lines of paragraphs are the rest.
    assert 60 <= statistics.median(len(line.text) for line in lines) <= 75
    assert max(len(line.text) for line in lines) <= 85
