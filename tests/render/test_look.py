"""What the theme's pages look like, measured: contrasts, lines, gaps at line ends, continuation pages, proofs."""

import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import groupby, pairwise, takewhile

import pikepdf
import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes

from editor.document.contrast import contrast
from editor.document.installed_theme import InstalledTheme
from editor.publish import typesetter
from editor.publish.publication import Publication, SectionLayoutCache, publish
from schemas import (
    Bullet,
    Bullets,
    Entry,
    Imprint,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    Publisher,
    ReportingPeriod,
    Source,
)
from tests.render.printed import PrintedPage, pages_of, squeezed, text_of
from tests.render.structure_text import structure_text
from tests.render.test_breaks import SENTENCE, entry_of, grown

POINTS, MILLIMETRES = 0.75, 25.4 / 96  # in a CSS pixel
AA, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("ink", "paper", AA),
        ("ink-soft", "paper", AA),
        ("accent-text", "paper", AA),
        ("accent", "paper", 4.0),  # large numbers, and the lines under links
        ("accent-text", "ink", LARGE),  # a link in the text around it
        ("ink", "proof-mark", AA),
        ("ink-soft", "proof-mark", AA),
        ("accent-text", "proof-mark", AA),
        ("accent-text", "missing-ground", AA),
    ],
)
def test_contrasts(theme: InstalledTheme, one: str, other: str, least: float) -> None:
    tokens = theme.declared.tokens
    assert contrast(tokens[one], tokens[other]) >= least


def text_blocks(publication: Publication) -> Iterator[boxes.BlockBox]:
    """The blocks with lines of text on all pages but the cover."""
    for placed in publication.sections[1:]:
        for page in placed.laid_out.pages:
            flow, *_ = page._page_box.children
            for box in flow.descendants():
                if isinstance(box, boxes.BlockBox) and box.children and isinstance(box.children[0], boxes.LineBox):
                    yield box


def text_of_line(line: boxes.LineBox) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def gaps_of(publication: Publication) -> list[float]:
    """How far lines of Latin text end before the right edge, in mm. The last lines of blocks are left out."""
    found = []
    for block in text_blocks(publication):
        if block.element_tag in ("p", "li", "div"):
            for line, after in pairwise(block.children):
                pieces = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
                if pieces and not re.match("[(]?[⺀-鿿]", text_of_line(after)):
                    end = max(box.position_x + box.width for box in pieces)
                    found.append((block.content_box_x() + block.width - end) * MILLIMETRES)
    return found


def test_lines_end_near_the_edge(sample: Publication) -> None:
    gaps = gaps_of(sample)
    assert len(gaps) > 150
    assert statistics.mean(gaps) < 6.1
    assert max(gaps) < 21
    assert sum(gap > 12 for gap in gaps) < len(gaps) / 7


def test_what_is_kept_together_makes_lines_hardly_shorter(
    sample: Publication, sample_issue: Issue, theme: InstalledTheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_WHOLE", "_WHOLE_FIGURE", "_SHORT_END", "_SHORT_TAIL", "_SHORTEST_TAIL"):
        monkeypatch.setattr(typesetter, name, 0)
    loose = gaps_of(publish(sample_issue, theme))
    assert statistics.mean(gaps_of(sample)) < statistics.mean(loose) + 0.2


def test_chinese_lines_are_as_high_as_others(cache: SectionLayoutCache) -> None:
    source = Source(title="Plan", title_zh="关于促进数据产业高质量发展的指导意见" * 8)
    publication = cache.publication(Issue(top5=(Entry(id="e", source=source),)))
    (block,) = [block for block in text_blocks(publication) if "关于促进" in "".join(map(text_of_line, block.children))]
    tops = [line.position_y * POINTS for line in block.children if "关于" in text_of_line(line)]
    assert len(tops) >= 4
    assert [round(after - before, 1) for before, after in pairwise(tops)] == [11.8] * (len(tops) - 1)


@pytest.mark.parametrize("marks", ["》（", "。”", "、《", "”。", "《“", "）》"])
def test_of_two_full_width_marks_one_gives_up_its_empty_half(cache: SectionLayoutCache, marks: str) -> None:
    one, two = (width_of_chinese(cache, f"国{text}国") for text in (marks, "国国"))
    assert one == pytest.approx(two * 3.5 / 4, rel=0.01)


def width_of_chinese(cache: SectionLayoutCache, text: str) -> float:
    publication = cache.publication(Issue(top5=(Entry(id="e", source=Source(title="Plan", title_zh=text)),)))
    left, _, right, _ = publication.sections[1].laid_out.rectangles[0]["top5/e/source/title_zh"]
    latin, _, edge, _ = publication_width(cache)
    assert squeezed(text) in squeezed(pages_of(publication.pdf())[1].text)
    return (right - left) - (edge - latin)


def publication_width(cache: SectionLayoutCache) -> tuple[float, float, float, float]:
    """The rectangle of the parentheses alone: that of one ideograph, without its width."""
    publication = cache.publication(Issue(top5=(Entry(id="e", source=Source(title="Plan", title_zh="国")),)))
    left, top, right, bottom = publication.sections[1].laid_out.rectangles[0]["top5/e/source/title_zh"]
    size = 8.7 * 0.94 / POINTS
    return left, top, right - size, bottom


@pytest.mark.parametrize("filler", range(20, 36))
def test_years_with_a_dash_stay_together(cache: SectionLayoutCache, filler: int) -> None:
    title = f"{'国' * filler}（2024—2026年）的通知{'家' * 20}"
    (page,) = entry_of(cache, Entry(id="e", source=Source(title="Plan", title_zh=title)))
    assert any("2024—2026" in line.text for line in page.lines)


def test_a_web_address_is_not_broken_after_its_scheme(cache: SectionLayoutCache) -> None:
    for filler in range(40, 80, 2):
        text = f"{'x' * filler} https://www.example.org/a/long/way/to/the/document"
        (page,) = entry_of(cache, Entry(id="e", comment=(Paragraph(id="p", text=text),)))
        assert not any(line.text.rstrip().endswith(("https:", "https:/", "https://")) for line in page.lines)


@pytest.mark.parametrize("lines", range(12, 40, 3))
@pytest.mark.slow
def test_the_last_page_of_an_entry_has_more_than_two_lines_above_its_source(
    cache: SectionLayoutCache, lines: int
) -> None:
    for entry in (grown(lines), ending_in_a_long_paragraph(lines)):
        pages = entry_of(cache, entry)
        texts = [line.text for line in pages[-1].lines]
        if len(pages) > 1:
            assert next(index for index, text in enumerate(texts) if text.startswith("Article:")) > 2


def ending_in_a_long_paragraph(lines: int) -> Entry:
    """An entry whose last paragraph reaches over the page's edge at another line for each number."""
    entry = grown(lines)
    return entry.model_copy(update={"comment": (Paragraph(id="z", text=SENTENCE * (50 + lines)),)})


def test_pages_that_continue_an_entry_carry_its_title_at_the_foot(cache: SectionLayoutCache) -> None:
    entry = grown(40).model_copy(update={"title": "Beijing asks the provinces " * 6})
    first, *others = pages_of(cache.publication(Issue(top5=(entry,))).pdf())[1:-1]
    assert not any("Beijing" in line.text for line in first.running_elements)
    for page in others:
        (foot,) = [line.text for line in page.running_elements if "Beijing" in line.text]
        assert foot.startswith("1. Beijing asks")
        assert "…" in foot
        assert len(foot) < 90  # with the page's number


def test_news_are_marked_by_their_date_or_by_a_bullet(cache: SectionLayoutCache, sample_issue: Issue) -> None:
    undated = NewsItem(id="u", text="Something happened.", source=NewsSource(label="MIIT", link="https://example.org"))
    dated = sample_issue.noteworthy.policy_news[0]
    pdf = cache.publication(Issue(noteworthy=Noteworthy(policy_news=(undated, dated)))).pdf()
    lines = [line.text for line in pages_of(pdf)[-1].lines]
    assert any(line.startswith("• Something") for line in lines)
    assert any(line.startswith("December 25: With") for line in lines)


def test_the_column_of_dates_is_wide_enough_for_all_of_them(cache: SectionLayoutCache) -> None:
    days = [date(2025, month, 28) for month in range(1, 13)]
    source = NewsSource(label="MIIT", link="https://example.org")
    items = (NewsItem(id=f"n{day.month}", date=day, text="Something happened.", source=source) for day in days)
    publication = cache.publication(Issue(noteworthy=Noteworthy(policy_news=tuple(items))))
    starts = []
    for block in text_blocks(publication):
        if block.element_tag == "div" and "Something" in text_of_line(block.children[0]):
            (text,) = [box for box in block.descendants() if getattr(box, "text", "").startswith("Something")]
            starts.append(round(text.position_x - block.content_box_x(), 2))
    assert starts == [0] * 12


def test_many_people_are_printed_in_two_columns(cache: SectionLayoutCache) -> None:
    def people(count: int, name: str) -> tuple[Person, ...]:
        return tuple(Person(id=f"{name.lower()}{one}", name=f"{name} {one}", role=("Analyst",)) for one in range(count))

    imprint = Imprint(authors=people(6, "Author"), editors=people(7, "Editor"), publisher=Publisher(name="Publisher"))
    publication = cache.publication(Issue(imprint=imprint))
    (page,) = [page for page in pages_of(publication.pdf()) if "PUBLISHER" in page.text]
    lefts = {round(line.left) for line in page.lines if re.match(r"(Author|Editor) \d$", line.text)}
    tops = [line.top for line in page.lines if re.search(r"(Author|Editor) \d$", line.text)]
    publisher = next(line.top for line in page.lines if "PUBLISHER" in line.text)
    assert len(lefts) <= 2
    assert len({round(top) for top in tops}) == 3 + 4
    assert max(tops) < publisher


def test_a_proof_says_so_and_names_what_is_missing(cache: SectionLayoutCache, sample_issue: Issue) -> None:
    imprint = sample_issue.imprint.model_copy(update={"publisher": Publisher()})
    period = ReportingPeriod(start=date(2024, 12, 5))
    issue = Issue(reporting_period=period, top5=(Entry(id="e", title="A title"),), imprint=imprint)
    pdf = cache.publication(issue, proof=True).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.docinfo.Title).startswith("Proof – not for publication: ")
        spoken = structure_text(file)
    assert spoken[0] == "Proof – not for publication"
    assert "Tel.: [telephone missing]" in spoken
    assert "Date: [date missing]" in spoken
    assert "[date of issue missing] (REPORTING PERIOD: DECEMBER 5, 2024 - [date missing])" in spoken
    assert "Article: [English title missing] [Chinese title missing] [link missing]" in spoken
    for page in pages_of(pdf)[1:]:
        assert sum(notes(page)) == 2
    published = cache.publication(issue).pdf()
    read = "".join(page.text for page in pages_of(published))
    assert "missing]" not in read
    assert "(Link)" not in read


def test_a_proof_names_what_is_missing_in_texts_and_news(cache: SectionLayoutCache) -> None:
    blocks = (Paragraph(id="p"), Bullets(id="b", items=(Bullet(id="i"),)))
    source = NewsSource(label="MIIT notice", link="https://example.org")
    day = date(2024, 12, 25)
    news = (
        NewsItem(id="t", date=day, source=source),
        NewsItem(id="s", date=day, text="Something happened."),
        NewsItem(id="d", text="Nobody knows when.", source=source),
        NewsItem(id="l", date=day, text="Something more happened.", source=NewsSource(link="https://example.org")),
        NewsItem(id="u", date=day, text="Something else happened.", source=NewsSource(label="Xinhua")),
    )
    issue = Issue(top5=(Entry(id="e", at_a_glance=blocks),), noteworthy=Noteworthy(policy_news=news))
    with pikepdf.open(BytesIO(cache.publication(issue, proof=True).pdf())) as file:
        spoken = [text.removeprefix("•").strip() for text in structure_text(file)]
    assert spoken.count("[text missing]") == 3  # paragraph, bullet, comment
    assert "[date missing] Nobody knows when. (MIIT notice)" in spoken
    proof = cache.publication(issue, proof=True).sections[-1].laid_out.rectangles[0]
    days = {proof[f"noteworthy/policy_news/{path}/date"][0] for path in "tsd"}
    assert len(days) == 1, "a missing date is in the column of dates"
    assert "December 25, 2024: [text missing] (MIIT notice)" in spoken
    assert "December 25, 2024: Something happened. [source missing]" in spoken
    assert "December 25, 2024: Something more happened. ([source missing])" in spoken
    assert "December 25, 2024: Something else happened. (Xinhua [link missing])" in spoken
    laid_out = cache.publication(issue).sections[-1].laid_out.rectangles[0]
    lefts = [laid_out[f"noteworthy/policy_news/{path}"][0] for path in ("t/source", "s/text")]
    assert lefts[0] == pytest.approx(lefts[1], abs=0.1), "there is no space before a source without a text"


def test_a_contents_line_without_a_title_is_as_high_as_others(cache: SectionLayoutCache) -> None:
    entries = [Entry(id=f"e{number}", title="" if number == 1 else "A title") for number in range(3)]
    (cover, *_) = pages_of(cache.publication(Issue(top5=tuple(entries))).pdf())
    tops = [line.bottom for line in cover.lines if re.match(r"[123]\. ", line.text)]
    assert tops[1] - tops[0] == pytest.approx(tops[2] - tops[1], abs=0.1)


def test_labels_stand_on_the_line_of_their_text(sample: Publication) -> None:
    found = 0
    for block in text_blocks(sample):
        pieces = [box for box in block.children[0].descendants() if isinstance(box, boxes.TextBox)]
        label = next((box for box in block.descendants() if box.element_tag == "b"), None)
        if label is not None and label.style["display"] == ("inline", "flow-root"):
            lines = [baseline(box) for box in pieces if box.text.strip()]
            assert max(lines) - min(lines) < 0.2, pieces[0].text
            found += 1
    assert found == 5 * 5 + 1  # five labels an entry, and the key figures of one


def baseline(box: boxes.TextBox) -> float:
    """The height of a text's baseline on the page, in points."""
    return float((box.position_y + box.baseline) * POINTS)


def notes(page: PrintedPage) -> Iterator[bool]:
    """Whether a running element says that the page is a proof."""
    return ("Proof" in line.text for line in page.running_elements)


def test_sizes_of_text_labels_and_topics(sample: Publication) -> None:
    def sizes(box: boxes.Box) -> tuple[float, float]:
        line_height = strut_height(box)
        return round(box.style["font_size"] * POINTS, 2), round(line_height * POINTS, 2)

    blocks = list(text_blocks(sample))
    assert {sizes(block) for block in blocks if block.element_tag == "li"} == {(10, 13.4)}
    texts = {sizes(block) for block in blocks if block.element_tag == "p"}
    assert {(10, 13.4), (8.7, 11.8)} <= texts
    labels = [box for block in blocks for box in block.descendants() if box.element_tag == "b"]
    assert {sizes(label)[0] for label in labels} == {8.6}
    (page,) = sample.sections[0].laid_out.pages
    assert {sizes(box) for box in page._page_box.descendants() if "deck" in classes(box)} == {(17, 23)}


def strut_height(box: boxes.Box) -> float:
    """The height of a line, in pixels."""
    height = box.style["line_height"]
    return float(getattr(height, "value", height))


def classes(box: boxes.Box) -> list[str]:
    return box.element.get("class", "").split() if box.element is not None else []


def test_labels_end_before_the_text_and_titles_before_its_right_edge(sample: Publication) -> None:
    labels = titles = 0
    for block in text_blocks(sample):
        left, right = block.content_box_x(), block.content_box_x() + block.width
        for line in block.children:
            for box in line.descendants():
                if box.element_tag == "b" and isinstance(box, boxes.TextBox):
                    assert left - (box.position_x + box.width) > 1.5 / MILLIMETRES
                    labels += 1
                if block.element_tag == "h2" and "title" in classes(block) and isinstance(box, boxes.TextBox):
                    assert box.position_x + box.width < right
                    titles += 1
        if "title" in classes(block):
            assert round((COLUMN - right) * MILLIMETRES) == 4, "the text goes on to the right"
    assert labels == 5 * 5 + 1
    assert titles >= 5


COLUMN = 168 / MILLIMETRES
"""The right edge of texts, in pixels."""


def test_the_dots_of_leaders_are_whole(cache: SectionLayoutCache) -> None:
    entries = (Entry(id=f"e{number}", title=f"A title {'i' * number}") for number in range(9))
    pdf = cache.publication(Issue(top5=tuple(entries))).pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=8, grayscale=True).to_pil()
    lines = [line for line in pages_of(pdf)[0].lines if re.match(r"[1-9]\. ", line.text)]
    assert len(lines) == 9
    for line in lines:
        end = round((185 - 7) / 25.4 * 72 * 8)  # the numbers of pages come after it
        strip = picture.crop((0, round((line.bottom - 5) * 8), end, round((line.bottom + 1) * 8)))
        dark = [min(strip.crop((x, 0, x + 1, strip.height)).tobytes()) < 215 for x in range(strip.width)]
        runs = [(is_dark, len(list(same))) for is_dark, same in groupby(reversed(dark))]
        leader = list(takewhile(lambda run: run[0] or run[1] < 30, runs))  # the gap before the words is wider
        dots = [width for is_dark, width in leader if is_dark]
        assert len(dots) > 10
        assert max(dots) - min(dots) <= 1, line.text


def test_labels_in_the_margin_and_in_the_text_read_the_same(theme: InstalledTheme, sample_issue: Issue) -> None:
    def with_labels(place: str) -> InstalledTheme:
        tokens = theme.declared.tokens | {"labels": place}
        return replace(theme, declared=theme.declared.model_copy(update={"tokens": tokens}))

    issue = sample_issue.model_copy(update={"top5": sample_issue.top5[:2]})
    margin, run_in = (publish(issue, with_labels(place)).pdf() for place in ("margin", "run-in"))
    assert squeezed(text_of(margin)) == squeezed(text_of(run_in))
    spoken = []
    for pdf in (margin, run_in):
        with pikepdf.open(BytesIO(pdf)) as file:
            spoken.append(structure_text(file))
    assert spoken[0] == spoken[1]
    (line,) = [line for line in pages_of(margin)[1].lines if line.text.startswith("At a glance")]
    assert line.left < 26 * 72 / 25.4
