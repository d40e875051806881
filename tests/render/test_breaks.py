"""Page breaks and line breaks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.publish.publication import SectionLayoutCache
from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Person, Source
from tests.render.printed import PrintedPage, pages_of, squeezed

SENTENCE = "The ministry published a plan that asks the provinces to report their progress twice a year. "


def entry_of(cache: SectionLayoutCache, entry: Entry) -> list[PrintedPage]:
    """The pages of an entry alone."""
    pdf = cache.publication(Issue(top5=(entry,))).pdf()
    return pages_of(pdf)[1:-1]


def grown(lines: int) -> Entry:
    """An entry that has all that an entry has; more lines at its top push every part over the page's edge in turn."""
    top = Bullets(id="b", items=tuple(Bullet(id=f"i{number}", text=f"Line {number}") for number in range(lines)))
    points = Bullets(id="points", items=tuple(Bullet(id=f"j{number}", text=SENTENCE * 3) for number in range(3)))
    paragraphs = [Paragraph(id=f"c{number}", text=SENTENCE * number) for number in (4, 1, 3, 2)]
    return Entry(
        id="e",
        title="Beijing asks the provinces for reports",
        at_a_glance=(Paragraph(id="p", text=SENTENCE * 3), top),
        comment=(
            *paragraphs,
            Paragraph(id="lead", text="Three points remain:"),
            points,
            Paragraph(id="z", text=SENTENCE),
        ),
        source=Source(title="Plan on Reports", title_zh="关于报告的通知", link="https://example.org"),
        issuing_bodies=("NDRC",),
    )


@dataclass(frozen=True)
class Block:
    """A stretch of text that is one paragraph, bullet or heading, and how many of its lines stand on which page."""

    kind: str
    lines: Counter[int]

    @property
    def first_page(self) -> int:
        return min(self.lines)

    @property
    def last_page(self) -> int:
        return max(self.lines)


def blocks_of(pages: list[PrintedPage], entry: Entry) -> list[Block]:
    """An entry's pages, taken apart into what its fields hold. All of it is there, and nothing else."""
    lines = [(number, squeezed(line.text)) for number, page in enumerate(pages) for line in page.lines]
    blocks: list[Block] = []
    for kind, text in texts_of(entry):
        rest, taken = squeezed(text), Counter[int]()
        while rest:
            page, line = lines.pop(0)
            assert rest.startswith(line)
            rest = rest[len(line) :]
            taken[page] += 1
        blocks.append(Block(kind, taken))
    assert not lines
    return blocks


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "heading", "MERICS TOP 5"
    yield "heading", f"1. {entry.title}"
    for label, blocks in (("At a glance: ", entry.at_a_glance), ("MERICS comment: ", entry.comment)):
        for block in blocks:
            if isinstance(block, Paragraph):
                yield "lead-in" if block.text.endswith(":") else "paragraph", label + block.text
            else:
                yield from (("bullet", bullet.text) for bullet in block.items)
            label = ""
    yield "particular", f"Article: {entry.source.title} ({entry.source.title_zh}) (Link: example.org)"
    yield "particular", "Issuing body: NDRC"
    yield "particular", "Date: "


@pytest.mark.parametrize("lines", range(3, 40))
@pytest.mark.slow
def test_entries_of_any_length_break_well(cache: SectionLayoutCache, lines: int) -> None:
    entry = grown(lines)
    blocks = blocks_of(entry_of(cache, entry), entry)
    for block, following in pairwise(blocks):
        if block.kind in ("heading", "lead-in"):
            assert block.last_page == following.first_page, f"a {block.kind} is stranded"
        if block.kind == "paragraph":
            assert min(block.lines.values()) >= min(2, block.lines.total()), "a line stands alone"
        else:
            assert len(block.lines) == 1, f"a {block.kind} is torn"
    particulars = {block.first_page for block in blocks if block.kind == "particular"}
    assert len(particulars) == 1, "the particulars are torn"
    assert any(block.last_page in particulars for block in blocks if block.kind != "particular"), "they stand alone"


def test_overflow_lines_are_counted(cache: SectionLayoutCache) -> None:
    for lines in (5, 40):
        publication = cache.publication(Issue(top5=(grown(lines),)))
        laid_out = publication.sections[1].laid_out
        pages = pages_of(publication.pdf())[1:-1]
        assert laid_out.overflow_lines == (len(pages[-1].lines) if len(pages) > 1 else 0)


def test_headings_of_news_stay_with_two_items(cache: SectionLayoutCache) -> None:
    for number in range(5, 13):
        policy = tuple(news(f"p{index}") for index in range(number))
        corporate = tuple(news(f"c{index}") for index in range(6))
        pdf = cache.publication(Issue(noteworthy=Noteworthy(policy_news=policy, corporate_news=corporate))).pdf()
        for page in pages_of(pdf)[1:]:
            if "Corporate news" in page.text:
                items = page.text.partition("Corporate news")[2]
                assert items.count("•") >= 2


def news(item_id: str) -> NewsItem:
    return NewsItem(id=item_id, text=SENTENCE * 3, source=NewsSource(label="MIIT notice", link="https://example.org"))


def test_the_imprint_is_not_split(cache: SectionLayoutCache) -> None:
    person = Person(id="a", name="Sample Author", role=("Analyst",))
    imprint = Imprint(authors=(person,), editors=(person.model_copy(update={"name": "Sample Editor"}),))
    for sentences in range(60, 100, 4):
        corporate = (news("one"), news("two"), NewsItem(id="long", text=SENTENCE * sentences))
        issue = Issue(noteworthy=Noteworthy(corporate_news=corporate), imprint=imprint)
        (page,) = [page for page in pages_of(cache.publication(issue).pdf()) if "PUBLISHER" in page.text]
        words = page.text.split()
        assert {"AUTHOR", "EDITOR", "Mail:"} <= set(words)


def test_the_imprint_stands_with_two_items_of_news(cache: SectionLayoutCache) -> None:
    imprint = Imprint(authors=(Person(id="a", name="Sample Author", role=("Analyst",)),))
    alone = 0
    for number in (10, 11, 12):
        corporate = tuple(news(f"c{index}") for index in range(number))
        *_, before, page = pages_of(
            cache.publication(Issue(noteworthy=Noteworthy(corporate_news=corporate), imprint=imprint)).pdf()
        )
        alone += "Corporate news" in before.text
        assert "Corporate news" in page.text or page.text.partition("AUTHOR")[0].count("•") >= 2
    assert alone, "one of the imprints begins a page"


def test_the_imprint_of_many_people_takes_no_news_from_the_page_before(cache: SectionLayoutCache) -> None:
    people = tuple(Person(id=f"a{number}", name=f"Author-{number}", role=("Analyst",)) for number in range(13))
    corporate = tuple(news(f"c{index}") for index in range(10))
    issue = Issue(noteworthy=Noteworthy(corporate_news=corporate), imprint=Imprint(authors=people))
    *_, before, last = pages_of(cache.publication(issue).pdf())
    assert before.text.count("•") == len(corporate)
    assert "AUTHORS" in last.text
    assert "•" not in last.text


def test_sixty_authors_are_all_there(cache: SectionLayoutCache) -> None:
    people = tuple(Person(id=f"a{number}", name=f"Author-{number}", role=("Analyst",)) for number in range(60))
    pdf = cache.publication(Issue(imprint=Imprint(authors=people))).pdf()
    text = "\n".join(page.text for page in pages_of(pdf))
    assert re.findall(r"Author-(\d+)", text) == [str(number) for number in range(60)]


NOT_FIRST, NOT_LAST = "、。，；：？！》）」』”’", "《（「『“‘"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("国务院关于发展改革委", min_size=1, max_size=6), st.integers(0, 12))
def test_chinese_breaks_by_its_own_rules(cache: SectionLayoutCache, words: str, shift: int) -> None:
    title = "国" * shift + f"《{words}》（{words}）、“{words}”。" * 14
    page = entry_of(cache, Entry(id="e", source=Source(title="A title", title_zh=title)))[0]
    start = next(index for index, line in enumerate(page.lines) if line.text.startswith("Article:"))
    lines = [line.text.strip() for line in page.lines[start:] if re.search("[一-鿿]", line.text)]
    assert len(lines) > 2
    for before, after in pairwise(lines):
        assert after[0] not in NOT_FIRST
        assert before[-1] not in NOT_LAST
    assert squeezed(title) in squeezed(page.text)


@pytest.mark.parametrize("name", ["国家发展改革委", "国务院办公厅", "商务部"])
def test_a_line_does_not_end_in_the_first_characters_of_an_institution(cache: SectionLayoutCache, name: str) -> None:
    whole = 0
    for filler in range(32, 42):
        title = f"{'关' * filler}、{name}关于促进数据产业高质量发展的指导意见"
        page = entry_of(cache, Entry(id="e", source=Source(title="Plan", title_zh=title)))[0]
        lines = [line.text.strip() for line in page.lines if re.search("[一-鿿]", line.text)]
        assert not any(
            before.endswith(name[:end]) for before, _ in pairwise(lines) for end in range(1, min(4, len(name)))
        )
        whole += any(line.startswith(name) for line in lines)
    assert whole >= min(4, len(name)) - 1


def test_what_would_be_misread_in_two_lines_stays_in_one(cache: SectionLayoutCache) -> None:
    for filler in range(40, 80, 4):
        text = f"{'x' * filler} [USD 28.8 billion in 2025](https://example.org) and state-of-the-art high-tech policy"
        (page,) = entry_of(cache, Entry(id="e", comment=(Paragraph(id="p", text=text),)))
        lines = [line.text for line in page.lines]
        assert any("USD 28.8 billion in 2025" in line for line in lines)
        assert any("state-of-the-art" in line for line in lines)
        assert "-" not in {line.strip()[-1] for line in lines}


@pytest.mark.parametrize("amount", ["USD 80 million", "CNY 4.5 billion", "15 percent"])
def test_an_amount_is_not_parted_from_its_unit(cache: SectionLayoutCache, amount: str) -> None:
    for filler in range(60, 76, 3):
        (page,) = entry_of(cache, Entry(id="e", comment=(Paragraph(id="p", text=f"{'x' * filler} {amount} and more"),)))
        assert any(" ".join(amount.split()[:2]) in line.text for line in page.lines)


def test_a_short_source_is_not_broken(cache: SectionLayoutCache) -> None:
    for filler in range(50, 72, 3):
        item = NewsItem(id="n", text=f"{'x' * filler} Text.", source=NewsSource(label="MIIT notice"))
        pages = pages_of(cache.publication(Issue(noteworthy=Noteworthy(policy_news=(item,)))).pdf())
        assert any("(MIIT notice)" in line.text for line in pages[-1].lines)


@pytest.mark.parametrize("label", ["SCMP", "MIIT notice", "Yicai Global", "Deutsche Welle"])
def test_a_short_source_is_not_alone_on_the_last_line(cache: SectionLayoutCache, label: str) -> None:
    texts = [f"{'x' * filler} {SENTENCE}{SENTENCE}" for filler in range(1, 65, 4)]
    texts += [f"{'x' * filler} {SENTENCE} in [his notice](https://example.org)" for filler in range(1, 65, 4)]
    news = (NewsItem(id=f"n{n}", text=text, source=NewsSource(label=label)) for n, text in enumerate(texts))
    pages = pages_of(cache.publication(Issue(noteworthy=Noteworthy(policy_news=tuple(news)))).pdf())
    ends = [line.text for page in pages[1:] for line in page.lines if f"({label})" in line.text]
    assert len(ends) == len(texts)
    assert [end for end in ends if end.startswith("(")] == []


def test_bullets_are_beside_the_first_line_of_their_text(cache: SectionLayoutCache) -> None:
    marked = [line.text for page in entry_of(cache, grown(40)) for line in page.lines if "•" in line.text]
    assert len(marked) == 40 + 3
    assert all(line.startswith(("• Line ", "• The ministry published")) for line in marked)


def test_no_word_is_alone_on_the_last_line_of_a_title(cache: SectionLayoutCache) -> None:
    for filler in range(20, 60, 5):
        title = f"{'Data ' * (filler // 5)}{'x' * (filler % 5)} policy push on the way"
        (page,) = entry_of(cache, Entry(id="e", title=title))
        last = [line.text for line in page.lines if line.text.endswith("way")]
        assert "the way" in last[0]
