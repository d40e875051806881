"""The source as a card: Chinese title on a line of its own, bodies spelled out once, and a code of the address."""

from dataclasses import replace

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.publish.publication import publish
from editor.publish.qr_code import qr_code
from schemas import Entry, Issue, Source
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of

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
