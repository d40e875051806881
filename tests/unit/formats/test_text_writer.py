"""The text form as it leaves the press: labels, leaders, years, and shields where a text would be misread."""

from datetime import date
from typing import Any

import pytest

from editor.document.contents import ContentsPages
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.importing.source import read_text_source
from editor.formats.text_form.reader import read_text
from editor.formats.text_form.writer import write_text
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
    Theme,
)

PERIOD = ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))
ISSUE = Issue(
    headline="Topic one + Topic two",
    date=date(2025, 3, 12),
    reporting_period=PERIOD,
    top5=(
        Entry(
            title="A title",
            at_a_glance=(
                Paragraph(text="A lead:"),
                Bullets(items=(Bullet(text="One"), Bullet(text="Two [links]()"))),
                Paragraph(text="Another lead:"),
                Bullets(items=(Bullet(text="Three"),)),
            ),
            comment=(Paragraph(text="A *comment*."), Paragraph(text="And [more](https://example.org).")),
            source=Source(title="A Notice", title_zh="通知", link="https://example.org/notice"),
            issuing_bodies=("NDRC", "NEA"),
            date=date(2024, 12, 30),
        ),
        Entry(title="A second title", contents_title="Second", issuing_bodies=("State Council",)),
    ),
    noteworthy=Noteworthy(
        policy_news=(NewsItem(date=date(2024, 12, 25), text="News.", source=NewsSource(label="MIIT notice")),),
        corporate_news=(
            NewsItem(date=date(2023, 1, 2), text="Old news.", source=NewsSource(link="https://example.org")),
            NewsItem(text="Undated."),
        ),
    ),
    imprint=Imprint(
        authors=(Person(name="Sample Author", role=("Analyst",)),),
        editors=(Person(name="First Editor", role=("Editor", "MERICS")), Person(name="Second Editor")),
        contact="desk@example.org",
        publisher=Publisher(name="An Institute", city="10115 Berlin", phone="+49 30 0", website="www.example.org"),
    ),
)
TEXT = """\
Topic one + Topic two

MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)

MERICS

China Industries

CONTENTS

MERICS TOP 5.....\t2
1. A title.....\t2
2. Second\t3
NOTEWORTHY\t4
Policy news\t4
Corporate news.....\t5

MERICS

Mercator Institute for China Studies

MERICS TOP 5

1. A title

At a glance: A lead:

- One
- Two [links](#)

Another lead:

- Three

MERICS comment: A *comment*.

And [more](https://example.org).

Article: A Notice (通知) ([Link](https://example.org/notice))

Issuing bodies: NDRC, NEA

Date: December 30, 2024

2. A second title

At a glance:

Issuing body: State Council

NOTEWORTHY

Policy news

- *December 25:* News. ([MIIT notice](#))

Corporate news

- *January 2, 2023:* Old news. ([](https://example.org))
- Undated.

AUTHOR

Sample Author
Analyst

EDITORS

First Editor
Editor
MERICS

Second Editor

For more information, please contact:
desk@example.org

PUBLISHER

An Institute

10115 Berlin
Tel.: +49 30 0
www.example.org
"""


def test_an_issue_as_text(theme: Theme) -> None:
    assert write_text(ISSUE, theme, ContentsPages(2, (2, 3), 4, (4, 5))) == TEXT


def test_the_sample_issue_comes_back_from_its_text(theme: Theme) -> None:
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    read = read_text(write_text(issue, theme, None), theme)
    assert read.notes == ()
    assert without_ids(read.issue.model_dump()) == without_ids(issue.model_dump())


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_ids(inner) for name, inner in value.items() if name != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_a_draft_without_anything(theme: Theme) -> None:
    text = write_text(Issue(), theme, None)
    assert " ".join(text.split()) == (
        "MERICS China Industries CONTENTS MERICS TOP 5 NOTEWORTHY Policy news Corporate news "
        "MERICS Mercator Institute for China Studies MERICS TOP 5 NOTEWORTHY Policy news Corporate news"
    )
    assert read_text(text, theme).issue == Issue()


def test_without_pages_the_contents_have_no_numbers(theme: Theme) -> None:
    contents = write_text(ISSUE, theme, None).split("CONTENTS")[1].split("MERICS\n")[0]
    assert contents.split("\n") == ["", "", "MERICS TOP 5", "1. A title", "2. Second", "NOTEWORTHY", "Policy news",
                                    "Corporate news", "", ""]  # fmt: skip


def test_pages_of_another_issue_are_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="shorter"):
        write_text(ISSUE, theme, ContentsPages(2, (2,), 4, (4, 5)))


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 12, 5), date(2025, 2, 20), "DECEMBER 5 - FEBRUARY 20"),
        (date(2023, 12, 5), date(2025, 2, 20), "DECEMBER 5, 2023 - FEBRUARY 20, 2025"),
        (date(2025, 2, 1), date(2025, 3, 13), "FEBRUARY 1, 2025 - MARCH 13, 2025"),
        (None, date(2025, 2, 20), "- FEBRUARY 20"),
        (date(2024, 12, 5), None, "DECEMBER 5 -"),
    ],
)
def test_years_are_written_where_a_reader_would_guess_others(
    start: date | None, end: date | None, written: str, theme: Theme
) -> None:
    issue = Issue(date=date(2025, 3, 12), reporting_period=ReportingPeriod(start=start, end=end))
    text = write_text(issue, theme, None)
    assert text.startswith(f"MARCH 12, 2025 (REPORTING PERIOD: {written})\n")
    assert read_text(text, theme).issue == issue


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Plain text", "Plain text"),
        ("2. is no title", "\\2. is no title"),
        ("- is no bullet", "\\- is no bullet"),
        ("Date: is no date", "\\Date: is no date"),
        ("Noteworthy", "\\Noteworthy"),
        ("# no heading", "\\# no heading"),
        ("\\Noteworthy", "\\\\Noteworthy"),
        ("\\so", "\\so"),
        ("8 min read", "\\8 min read"),
        ("MERICS", "\\MERICS"),
    ],
)
def test_a_paragraph_that_would_be_misread_is_shielded(text: str, line: str, theme: Theme) -> None:
    issue = Issue(
        top5=(Entry(id="e1", title="T", comment=(Paragraph(id="p1", text="A."), Paragraph(id="p2", text=text))),)
    )
    written = write_text(issue, theme, None)
    assert f"\n\n{line}\n\n" in written
    assert read_text(written, theme).issue == issue


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (NewsItem(id="n1", text="May 3: is no date"), "- \\May 3: is no date"),
        (NewsItem(id="n1", text="It ends. (Like a source)"), "- It ends. (Like a source) ([](#))"),
        (NewsItem(id="n1", text="- a dash"), "- - a dash"),
    ],
)
def test_a_news_item_that_would_be_misread_is_shielded(item: NewsItem, line: str, theme: Theme) -> None:
    issue = Issue(date=date(2025, 3, 12), noteworthy=Noteworthy(policy_news=(item,)))
    written = write_text(issue, theme, None)
    assert f"\n{line}\n" in written
    assert read_text(written, theme).issue == issue


def test_line_breaks_and_tabs_of_a_text_become_spaces(theme: Theme) -> None:
    issue = Issue(
        headline=" One\r\n+\tTwo\u2028+ Three ", top5=(Entry(title="A\nB", comment=(Paragraph(text="C\n\nD"),)),)
    )
    read = read_text(write_text(issue, theme, None), theme).issue
    assert read.headline == "One + Two + Three"
    assert (read.top5[0].title, read.top5[0].comment) == ("A B", (Paragraph(id="p1", text="C D"),))


def test_the_text_of_an_issue_without_an_optional_list_is_recognized() -> None:
    """A theme can leave out a list that has no items: its title is then not in the text."""
    plain = read_theme("plain")
    assert plain.words.optional_lists == ("corporate_news",)
    issue = ISSUE.model_copy(update={"noteworthy": ISSUE.noteworthy.model_copy(update={"corporate_news": ()})})
    text = write_text(issue, plain, None)
    assert plain.words.corporate_news not in text
    assert without_ids(read_text_source(text, plain).issue.model_dump()) == without_ids(issue.model_dump())
