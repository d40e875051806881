"""The source as a card: Chinese title on a line of its own, bodies spelled out once, and a code of the address."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.publish.publication import SectionLayoutCache, publish
from editor.publish.qr_code import qr_code
from schemas import Entry, Issue, Source
from tests.render.page_check import ua1_problems
from tests.render.printed import PrintedLine, pages_of, squeezed

LINK = "https://www.ndrc.gov.cn/xxgk/zcfb/tz/202412/t20241231_1395352.html"
SOURCE = Source(title="Plan on Data", title_zh="关于促进数据产业的意见", link=LINK)
ISSUE = Issue(
    top5=(
        Entry(id="a", title="One", source=SOURCE, issuing_bodies=("NDRC", "MOF")),
        Entry(id="b", title="Two", source=SOURCE, issuing_bodies=("NDRC", "NDA", "SAFR")),
    )
)
NAMES = (("MOF", "Ministry of Finance"), ("NDA", "National Data Administration"), ("NDRC", "Reform Commission"))


def with_tokens(theme: InstalledTheme, **tokens: str) -> InstalledTheme:
    named = {name.replace("_", "-"): value for name, value in tokens.items()}
    return replace(theme, declared=theme.declared.model_copy(update={"tokens": theme.declared.tokens | named}))


def lines_of(theme: InstalledTheme, number: int = 1) -> list[str]:
    pdf = publish(ISSUE, theme).pdf()
    assert ua1_problems(pdf) == []
    lines = [line.text.strip() for line in pages_of(pdf)[number].lines]
    return lines[next(place for place, line in enumerate(lines) if line.startswith("Article")) :]


def test_without_its_tokens_the_text_is_that_of_the_published_issues(theme: InstalledTheme) -> None:
    text = " ".join(lines_of(theme))
    assert "Article: Plan on Data (关于促进数据产业的意见) (Link: ndrc.gov.cn)" in text
    assert "Issuing bodies: NDRC, MOF" in text


def test_the_chinese_title_has_a_line_of_its_own(theme: InstalledTheme) -> None:
    text = "\n".join(lines_of(with_tokens(theme, chinese_title="own-line")))
    assert "Plan on Data\n关于促进数据产业的意见 (Link: ndrc.gov.cn)" in text


def test_bodies_are_spelled_out_where_they_come_first(theme: InstalledTheme) -> None:
    named = replace(theme, bodies=NAMES)
    first, second = (" ".join(lines_of(named, number)) for number in (1, 2))
    assert "Issuing bodies: Reform Commission (NDRC), Ministry of Finance (MOF)" in first
    assert "Issuing bodies: NDRC, National Data Administration (NDA), SAFR" in second


def test_the_code_is_a_picture_that_readers_of_the_text_do_not_meet(theme: InstalledTheme) -> None:
    shown = with_tokens(theme, source_code="shown")
    assert lines_of(shown) == lines_of(theme)
    assert len(publish(ISSUE, shown).pdf()) > len(publish(ISSUE, theme).pdf())


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://example.org", f"https://example.org/{'a' * 400}"]
)
def test_there_is_no_code_for_other_addresses(address: str) -> None:
    assert qr_code(address) == ""
    assert qr_code(LINK).startswith("data:image/svg+xml;base64,")


CHINESE = "关于促进数据产业高质量发展的指导意见和关于开展中小企业融资促进全国行活动的通知" * 3
COLUMN, WITH_CODE = 168 * 72 / 25.4, 147 * 72 / 25.4
"""Where the text of the source ends, in points from the page's left edge: beside a code earlier."""


@pytest.mark.parametrize(
    ("tokens", "edge"),
    [
        ({}, COLUMN),
        ({"chinese_title": "own-line"}, COLUMN),
        ({"chinese_title": "own-line", "source_code": "shown"}, WITH_CODE),
    ],
)
@pytest.mark.slow
def test_a_chinese_title_and_its_link_stay_in_their_column(
    theme: InstalledTheme, tokens: dict[str, str], edge: float
) -> None:
    sources = [
        Source(title="Notice on Promotion", title_zh=CHINESE[:length], link=address)
        for address in ("https://www.gov.cn/x", "https://english.scio.gov.cn/x")
        for length in (17, 23, 26, 30, 34, 37, 45)
    ]
    for lines in source_lines(SectionLayoutCache(with_tokens(theme, **tokens)), *sources):
        assert max(line.right for line in lines) <= edge
        assert len(squeezed(lines[-1].text).partition("(Link")[0]) > 3, "the link is alone, or with a single character"


def test_the_link_is_not_alone_below_an_english_title(cache: SectionLayoutCache) -> None:
    sources = [Source(title="Notice " * words + "in Europe", link=LINK) for words in range(5, 16)]
    for lines in source_lines(cache, *sources):
        assert not lines[-1].text.startswith("(Link")


def test_a_source_without_a_title_begins_where_titles_do(cache: SectionLayoutCache) -> None:
    titled, untitled = (
        cache.publication(Issue(top5=(Entry(id="e", source=source),))).sections[1].laid_out.rectangles[0]
        for source in (SOURCE, Source(link=LINK))
    )
    left = titled["top5/e/source/title"][0]
    assert untitled["top5/e/source/link"][0] == pytest.approx(left, abs=0.1)


def source_lines(cache: SectionLayoutCache, *sources: Source) -> Iterator[tuple[PrintedLine, ...]]:
    """The printed lines of each source, the label in the first one."""
    entries = (Entry(id=f"e{n}", title="T", source=one, issuing_bodies=("MOF",)) for n, one in enumerate(sources))
    pages = pages_of(cache.publication(Issue(top5=tuple(entries))).pdf())
    found = 0
    for page in pages:
        starts = [line.text.partition(":")[0] for line in page.lines]
        if "Article" in starts:
            found += 1
            yield page.lines[starts.index("Article") : starts.index("Issuing body")]
    assert found == len(sources)
