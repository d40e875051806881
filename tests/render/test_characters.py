"""Text as it was typed, for those who copy, search and listen: in several readers, and in the structure."""

import re
from datetime import date
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editor.document.installed_theme import InstalledTheme
from editor.document.text.inline import plain
from editor.publish.publication import Publication, SectionLayoutCache, publish
from schemas import Entry, Issue, Paragraph, Source
from tests.properties.printed_issues import printed_issues
from tests.render.issue_text import difference, issue_text
from tests.render.page_check import ua1_problems
from tests.render.printed import text_of
from tests.render.readers import READERS, poppler
from tests.render.structure_text import structure_text

LOOK_ALIKE = (
    "-\u2011\u2010\u00a0\u00b5\u03bc\u2206\u0394\u2126\u03a9\u00b7\u2022\u2027\u2012\u2013\u301c\uff5e\ufb01fi²"
)
UNITS = "㎡℃Ⅱ"
TYPED = f"ab{LOOK_ALIKE}{UNITS}国务院é"
WORDS = st.text(TYPED, min_size=1, max_size=6).map(lambda text: f"x{text}x")
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


def issue_with(texts: list[str]) -> Issue:
    """An entry with these texts as paragraphs of its comment."""
    escaped = (re.sub(r"([*\[\]\\])", r"\\\1", normalize("NFC", text)) for text in texts)
    comment = tuple(Paragraph(id=f"p{number}", text=text) for number, text in enumerate(escaped))
    return Issue(date=date(2025, 3, 12), headline="Topics", top5=(Entry(id="e", title="T", comment=comment),))


ODD_ISSUES = st.lists(TEXTS, min_size=1, max_size=8).map(issue_with)


@pytest.mark.parametrize("typed", ["five\u2011year plan", "five\u2010year\u00a0plan"])
def test_a_rare_character_does_not_change_words_with_common_ones(theme: InstalledTheme, typed: str) -> None:
    entry = Entry(
        id="e", title=f"The {typed}", comment=(Paragraph(id="p", text="State-owned firms of the five-year plan"),)
    )
    pdf = publish(Issue(top5=(entry,)), theme).pdf()
    for text in (text_of(pdf), poppler(pdf, theme.declared.name)):
        assert "State-owned firms of the five-year plan" in text
        assert typed in text or typed.replace("\u00a0", " ") in text  # poppler has spaces for all kinds of spaces


def test_the_widths_of_halved_marks_and_odd_characters_are_those_of_the_font(theme: InstalledTheme) -> None:
    title_zh = "国务院、、国家、《一月》、“一月一链”《全国》（“甲”）《“乙”》”、丙。"
    paragraph = Paragraph(id="p", text=f"{LOOK_ALIKE} {UNITS} “Sector’s” state\u2011owned 滙豐")
    entry = Entry(id="e", title="T", comment=(paragraph,), source=Source(title="T", title_zh=title_zh))
    pdf = publish(Issue(top5=(entry,)), theme).pdf()
    assert ua1_problems(pdf) == []
    assert title_zh in text_of(pdf).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(("chosen", "family"), [("", "Noto-Sans-SC"), ("zh-Hant", "Noto-Sans-TC")])
def test_the_chosen_script_decides_the_typeface_of_a_title(theme: InstalledTheme, chosen: str, family: str) -> None:
    source = Source.model_validate({"title": "T", "title_zh": "公司公告", "language": chosen})
    pdf = publish(Issue(top5=(Entry(id="e", title="T", source=source),)), theme).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = {str(font.BaseFont) for font in file.pages[1].Resources.Font.values()}
    assert {font.partition("Noto")[2] for font in fonts if "Noto" in font} == {family.removeprefix("Noto")}


@pytest.mark.parametrize("reader", READERS)
def test_the_sample_is_read_word_for_word(sample: Publication, sample_bytes: bytes, reader: str) -> None:
    read = READERS[reader](sample_bytes, sample.theme.declared.name)
    assert difference(issue_text(sample), read) == ""


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printed_issues)
@pytest.mark.slow
def test_generated_issues_are_read_word_for_word(cache: SectionLayoutCache, reader: str, issue: Issue) -> None:
    publication = cache.publication(issue)
    read = READERS[reader](publication.pdf(), publication.theme.declared.name)
    assert difference(issue_text(publication), read) == ""


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD_ISSUES)
@example(issue_with(["x-x x\u2011x x\u2010x x x\u00a0x", "x\u0065\u0301x xéx xmx"]))
@pytest.mark.slow
def test_characters_are_read_as_they_were_typed(cache: SectionLayoutCache, reader: str, issue: Issue) -> None:
    publication = cache.publication(issue)
    read = READERS[reader](publication.pdf(), publication.theme.declared.name)
    assert difference(issue_text(publication), read) == ""


@pytest.mark.parametrize("reader", READERS)
def test_names_from_hong_kong_taiwan_and_japan_and_units_are_printed(cache: SectionLayoutCache, reader: str) -> None:
    publication = cache.publication(
        issue_with(["滙豐 and 碁 or 裏 with 衞", "トヨタ needs 5 ㎡ at 20 ℃ for Ⅱ", "台灣積體電路"])
    )
    assert difference(issue_text(publication), READERS[reader](publication.pdf(), "MERICS")) == ""


def test_the_typefaces_for_chinese_stay_within_their_size(theme: InstalledTheme) -> None:
    sizes = [file.stat().st_size for file in theme.folder.glob("fonts/Noto*.ttf")]
    assert sum(sizes) < 7_000_000 + 22_000_000, "two weights of a smaller selection had 7 MB"


def test_accents_that_are_no_part_of_a_letter_are_spoken(cache: SectionLayoutCache) -> None:
    """pdfium and Poppler see a new line before them: their glyphs lie over others."""
    publication = cache.publication(issue_with(["xm\u0303x xmx x\u0303x"]))
    assert difference(issue_text(publication), READERS["structure"](publication.pdf(), "")) == ""


FILLERS = range(60, 76)


@pytest.mark.parametrize(
    "ending",
    ["**wwwww** vvvvv", "*wwwww* *vvvvv*", "[wwwww](https://a.eu) vvvvv", "wwwww [vvvvv](https://a.eu)", "国务院 w"],
)
def test_a_line_that_ends_between_two_styles_has_its_space(cache: SectionLayoutCache, ending: str) -> None:
    texts = [f"xxx {'y' * (filler - 24)} {'z' * 12} {ending} end" for filler in FILLERS]
    entry = Entry(id="e", title="T", comment=tuple(Paragraph(id=f"p{n}", text=text) for n, text in enumerate(texts)))
    pdf = cache.publication(Issue(top5=(entry,))).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = structure_text(file)
    assert [text for text in spoken if text.startswith("xxx")] == [plain(text) for text in texts]
