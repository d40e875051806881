"""Text as it was typed, for those who copy, search and listen: in several readers, and in the structure."""

import re
import shutil
import subprocess
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editor.document.installed_theme import InstalledTheme
from editor.document.text.inline import plain
from editor.document.text.links import host
from editor.publish.publication import SectionLayoutCache, publish
from schemas import Entry, Issue, Paragraph, Source
from tests.render.page_check import ua1_problems
from tests.render.printed import text_of
from tests.render.structure_text import structure_text

LOOK_ALIKE = (
    "-\u2011\u2010\u00a0\u00b5\u03bc\u2206\u0394\u2126\u03a9\u00b7\u2022\u2027\u2012\u2013\u301c\uff5e\ufb01fi²"
)
UNITS = "㎡℃Ⅱ"
WORDS = st.text(f"ab{LOOK_ALIKE}{UNITS}国务院é", min_size=1, max_size=6).map(lambda text: f"x{text}x")
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


def poppler_text(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


@pytest.mark.parametrize("typed", ["five\u2011year plan", "five\u2010year\u00a0plan"])
def test_a_rare_character_does_not_change_words_with_common_ones(theme: InstalledTheme, typed: str) -> None:
    entry = Entry(
        id="e", title=f"The {typed}", comment=(Paragraph(id="p", text="State-owned firms of the five-year plan"),)
    )
    pdf = publish(Issue(top5=(entry,)), theme).pdf()
    for text in (text_of(pdf), poppler_text(pdf)):
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


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("x-x x\u2011x x\u2010x x x\u00a0x")
@example("x\u0065\u0301x xéx xm\u0303x xmx x\u0303x")
def test_text_is_read_as_it_was_typed(cache: SectionLayoutCache, theme: InstalledTheme, typed: str) -> None:
    typed = normalize("NFC", "".join(c for c in typed if ord(c) in theme.characters))
    typed = re.sub(" +", " ", typed.strip(" "))
    entry = Entry(id="e", title="T", comment=(Paragraph(id="p", text=plain_markdown(typed)),))
    pdf = cache.publication(Issue(top5=(entry,))).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = [normalize("NFC", text) for text in structure_text(file)]
    assert any(text.endswith(typed) for text in spoken)
    # pdfium takes ligatures apart.
    assert squeezed_spaces(typed) in squeezed_spaces(text_of(pdf))


def test_the_structure_of_the_sample_has_its_words_with_single_spaces(
    sample_pdf: pikepdf.Pdf, sample_issue: Issue
) -> None:
    spoken = structure_text(sample_pdf)
    assert not any("  " in text for text in spoken)
    said = " ".join(re.sub("^•", "", text) for text in spoken)
    for entry in sample_issue.top5:
        for block in (*entry.at_a_glance, *entry.comment):
            texts = [block.text] if isinstance(block, Paragraph) else [bullet.text for bullet in block.items]
            assert all(plain(text) in said for text in texts)
        where = f" (Link: {host(entry.source.link)})"
        assert f"Article: {entry.source.title} ({entry.source.title_zh}){where}" in said
    for item in (*sample_issue.noteworthy.policy_news, *sample_issue.noteworthy.corporate_news):
        assert f": {plain(item.text)} ({item.source.label})" in said


def plain_markdown(text: str) -> str:
    return re.sub(r"([*\[\]\\])", r"\\\1", text)


def squeezed_spaces(text: str) -> str:
    return re.sub(r"[ \n\r\u00a0]+", "", normalize("NFC", text.replace("\ufb01", "fi")))
