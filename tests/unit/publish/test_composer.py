"""CSS strings, titles, and the lines of the contents."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from editor.document.contents import ContentsLine, ContentsPages, contents_lines
from editor.document.installed_theme import InstalledTheme
from editor.document.text.date_labels import dateline
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.composer import Composer, title
from editor.publish.sections import (
    CoverSection,
    EntrySection,
    NoteworthySection,
    Section,
)
from editor.publish.stylesheet import css_string
from schemas import Entry, Issue, ReportingPeriod


@pytest.fixture(scope="module")
def theme() -> InstalledTheme:
    return load_theme("merics")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_one_css_string(text: str) -> None:
    (token,) = tinycss2.parse_component_value_list(css_string(text))
    assert (token.type, token.value) == ("string", text)
    assert not set(css_string(text)[1:-1]) & set('"<>&{};\n')


def test_the_title_names_newsletter_and_date(theme: InstalledTheme) -> None:
    assert title(theme, dt.date(2025, 3, 12)) == "MERICS China Industries, March 12, 2025"
    assert title(theme, None) == "MERICS China Industries"


def test_contents_have_the_shorter_titles(theme: InstalledTheme) -> None:
    issue = Issue(top5=(Entry(id="a", title="Long", contents_title="Short"), Entry(id="b", title="Only")))
    lines = contents_lines(issue, theme.declared.words, ContentsPages(2, (2, 3), 4, (4, 5)))
    assert lines == (
        ContentsLine("section", "", "MERICS TOP 5", "top5", 2),
        ContentsLine("entry", "1.", "Short", "top5/a", 2),
        ContentsLine("entry", "2.", "Only", "top5/b", 3),
        ContentsLine("section", "", "NOTEWORTHY", "noteworthy", 4),
        ContentsLine("list", "", "Policy news", "noteworthy/policy_news", 4),
        ContentsLine("list", "", "Corporate news", "noteworthy/corporate_news", 5),
    )


DAYS = [None, dt.date(2024, 12, 5), dt.date(2025, 2, 20)]


@pytest.mark.parametrize("date", DAYS)
@pytest.mark.parametrize("start", DAYS)
@pytest.mark.parametrize("end", DAYS)
def test_the_cover_s_dateline_is_the_dateline_of_the_text_form(
    theme: InstalledTheme, date: dt.date | None, start: dt.date | None, end: dt.date | None
) -> None:
    period = ReportingPeriod(start=start, end=end)
    html = Composer(theme).html(CoverSection(date, period, ()))
    printed = html.partition('<p class="dateline">')[2].partition("</p>")[0]
    text = "".join(piece.partition(">")[2] for piece in f">{printed}".split("<"))
    assert text == dateline(Issue(date=date, reporting_period=period), theme.declared.words)


def test_templates_give_well_formed_xml(theme: InstalledTheme) -> None:
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    lines = contents_lines(issue, theme.declared.words, ContentsPages(2, (2, 3, 4, 5, 6), 7, (7, 8)))
    sections: tuple[Section, ...] = (
        CoverSection(issue.date, issue.reporting_period, lines),
        *(EntrySection(entry, number, number + 1, issue.date) for number, entry in enumerate(issue.top5, 1)),
        NoteworthySection(issue.noteworthy, issue.imprint, 7, issue.date),
    )
    for section in sections:
        assert ET.fromstring(Composer(theme).html(section)).tag == "html"


def test_an_entry_of_lists_alone_has_its_labels(theme: InstalledTheme) -> None:
    html = Composer(theme).html(EntrySection(Entry(id="e"), 1, 2, None))
    assert '<p class="lead-in"><b class="label" data-heading="3">At a glance: </b></p>' in html
    assert '<p class="lead-in"><b class="label" data-heading="3">MERICS comment: </b></p>' in html
