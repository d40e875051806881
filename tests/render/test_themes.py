"""Another theme with other words, colours, counts and a logo needs no change of the program."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from editor.document.findings import errors
from editor.document.installed_theme import InstalledTheme
from editor.document.rules import check
from editor.files.themes import load_theme
from editor.publish.publication import publish
from schemas import Issue
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of, text_of
from tests.render.tag_tree import tag_tree

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><rect width="80" height="80" fill="#0057a8"/>
<circle cx="40" cy="40" r="22" fill="#fff" opacity=".5"/><path d="M100 10h180v60h-180z" fill="#0057a8"/></svg>"""


def sister(folder: Path, theme: InstalledTheme, logo: str) -> InstalledTheme:
    place = folder / "sister"
    shutil.copytree(theme.folder, place)
    (place / "logo.svg").write_text(SVG, encoding="utf-8")
    picture = Image.new("RGBA", (600, 160), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, 160, 160), fill=(0, 87, 168, 128))
    picture.save(place / "logo.png")
    declared = (place / "theme.toml").read_text(encoding="utf-8")
    for pattern, new in {
        r'^name = ".*"': 'name = "Institut – Technik & „Politik“"',
        r'^language = ".*"': 'language = "de"',
        r"^entries = 5": "entries = 3",
        r'^wordmark = ".*"': 'wordmark = "INSTITUT"',
        r'^newsletter = ".*"': 'newsletter = "Technik & Politik"',
        r'^at_a_glance = ".*"': 'at_a_glance = "Auf einen Blick"',
        r'^accent = ".*?"': 'accent = "#0057A8"',
        r"^# logo = .*": f'logo = "{logo}"',
    }.items():
        declared, found = re.subn(pattern, new, declared, flags=re.MULTILINE)
        assert found == 1, pattern
    (place / "theme.toml").write_text(declared, encoding="utf-8")
    return load_theme("sister", folder)


@pytest.mark.parametrize("logo", ["logo.svg", "logo.png"])
@pytest.mark.slow
def test_a_sister_newsletter(theme: InstalledTheme, tmp_path: Path, sample_issue: Issue, logo: str) -> None:
    other = sister(tmp_path, theme, logo)
    issue = sample_issue.model_copy(update={"top5": sample_issue.top5[:1]})
    pdf = publish(issue, other).pdf()
    assert ua1_problems(pdf) == []
    cover, first, *_ = pages_of(pdf)
    assert "Technik & Politik" in cover.text
    assert "Auf einen Blick:" in first.text
    assert first.running_elements[0].text.startswith("Institut – Technik & „Politik“")
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "de"
        (figure,) = tag_tree(opened).all("Figure")
        assert str(figure.attributes.Alt) == "INSTITUT"
        content = opened.pages[1].Contents.read_bytes()
    assert b"0 0.341176 0.658824" in content  # the other accent, in the entry's number
    assert b"0.909804 0.254902 0.168627" not in content


def test_the_wordmark_is_set_in_type_where_there_is_no_logo(sample_bytes: bytes) -> None:
    assert [line.text for line in pages_of(sample_bytes)[0].lines[:3]] == [
        "MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)",
        "MERICS",
        "China Industries",
    ]


def test_the_second_theme_has_its_own_words_and_lists(sample_issue: Issue) -> None:
    plain = load_theme("plain")
    news = sample_issue.noteworthy.model_copy(update={"corporate_news": ()})
    issue = sample_issue.model_copy(update={"theme": "plain", "top5": sample_issue.top5[:3], "noteworthy": news})
    assert errors(check(issue, plain)) == ()
    publication = publish(issue, plain)
    pdf = publication.pdf()
    assert ua1_problems(pdf) == []
    text = text_of(pdf)
    assert "What happened: Six central departments" in text.replace("\n", " ")
    assert "IN SHORT" in text
    assert "Corporate" not in text
    assert [placed.laid_out.page_count for placed in publication.sections[:4]] == [1, 1, 1, 1]
    with pikepdf.open(BytesIO(pdf)) as file:
        names = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert any("Source-Serif-4" in name for name in names)
