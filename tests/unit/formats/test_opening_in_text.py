"""The headline, the dateline and the contents, one variation at a time."""

from datetime import date

import pytest

from editor.formats.text_form.reader import read_text
from schemas import ReportingPeriod, Theme
from tests.unit.formats.sources import DATELINE, ENTRY, GLANCE, said


@pytest.mark.parametrize(
    ("opening", "headline"),
    [
        ("Data policy + SME financing\n", "Data policy + SME financing"),
        ("**Data policy + SME financing**\n", "Data policy + SME financing"),
        ("Data policy +\nSME financing\n", "Data policy + SME financing"),
        ("- Data policy\n- SME financing\n", "Data policy + SME financing"),
        ("Data policy + SME financing\n\n• Data policy\n• SME financing\n", "Data policy + SME financing"),
        ("MERICS’ Top 5\n\n• Data policy\n• SME financing\n", "Data policy + SME financing"),
        ("All about data\n", "All about data"),
        ("MERICS China Industries\n", ""),
    ],
)
def test_a_list_of_topics_is_the_headline(opening: str, headline: str, theme: Theme) -> None:
    read = read_text(f"{opening}\n{DATELINE}{ENTRY}", theme)
    assert (read.issue.headline, read.notes) == (headline, ())
    assert read.issue.date == date(2025, 3, 12)
    assert read.issue.top5[0].at_a_glance == GLANCE


def test_long_bullets_are_no_topics(theme: Theme) -> None:
    bullets = "".join(f"- {letter * 150}\n- {letter * 250}\n" for letter in "xy")
    read = read_text(f"One + Two\n\n{bullets}\n{DATELINE}{ENTRY}", theme)
    assert read.issue.headline == "One + Two"
    assert said(read) == [(3, f'No field was found for "- {"x" * 58}…" (to line 6); it was left out.')]


def test_a_letter_to_the_reader_is_no_headline(theme: Theme) -> None:
    read = read_text(f"Dear reader,\n\nthis is a letter.\n\n{DATELINE}{ENTRY}", theme)
    assert read.issue.headline == ""
    assert said(read) == [(1, 'No field was found for "Dear reader," (to line 3); it was left out.')]


@pytest.mark.parametrize(
    "line",
    [
        "Reading time: 8 minutes",
        "8 min read",
        "8-minute read",
        "Estimated reading time: about 12 min.",
        "9 mins reading time",
    ],
)
def test_a_reading_time_is_left_out_and_told(line: str, theme: Theme) -> None:
    read = read_text(f"{DATELINE}{line}\n\n{ENTRY}", theme)
    assert read.issue.headline == ""
    assert said(read) == [(3, f'"{line}" was left out: issues have no reading time.')]


@pytest.mark.parametrize(
    "line",
    [
        "March 12, 2025 (Reporting period: December 5 - February 20)",
        "12 March 2025 (Reporting Period: 5 December – 20 February)",
        "12 Mar 2025 | Reporting period: Dec. 5 to Feb. 20",
        "2025-03-12 (reporting period: 2024-12-05 – 2025-02-20)",
        "Wednesday, March 12th, 2025 (REPORTING PERIOD: from December 5, 2024, until February 20, 2025)",
        "March 12, 2025\nReporting period: December 5 — February 20, 2025",
        "Date: March 12, 2025\n\nREPORTING\u00a0PERIOD: DECEMBER\u00a05\u00a0-\u00a0FEBRUARY\u00a020",
        "**March 12, 2025 (Reporting period: December 5 - February 20)**",
        "MARCH 12, 2025 (REPORTING PERIOD : DECEMBER 5 −FEBRUARY 20).",
    ],
)
def test_a_dateline(line: str, theme: Theme) -> None:
    read = read_text(f"{line}\n\n{ENTRY}", theme)
    assert read.issue.date == date(2025, 3, 12)
    assert read.issue.reporting_period == ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))
    assert read.notes == ()


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("January 5 - 20", date(2025, 1, 5), date(2025, 1, 20)),
        ("5-20 January", date(2025, 1, 5), date(2025, 1, 20)),
        ("March 12 - March 12", date(2025, 3, 12), date(2025, 3, 12)),
        ("March 13 - March 14", date(2024, 3, 13), date(2024, 3, 14)),
        ("March 20 - March 12", date(2024, 3, 20), date(2025, 3, 12)),
        ("February 29 - March 1", date(2024, 2, 29), date(2025, 3, 1)),
        ("December 5 -", date(2024, 12, 5), None),
        ("- February 20", None, date(2025, 2, 20)),
    ],
)
def test_the_years_of_a_period(period: str, start: date | None, end: date | None, theme: Theme) -> None:
    read = read_text(f"March 12, 2025 (Reporting period: {period})\n", theme)
    assert read.issue.reporting_period == ReportingPeriod(start=start, end=end)
    assert read.notes == ()


def test_a_period_without_any_year_is_told(theme: Theme) -> None:
    read = read_text(f"Reporting period: December 5 - February 20\n\n{ENTRY}", theme)
    assert read.issue.reporting_period == ReportingPeriod()
    assert said(read) == [
        (1, 'The period of "Reporting period: December 5 - February 20" could not be read: write out its years.')
    ]


def test_a_running_head_tells_the_day_where_nothing_else_does(theme: Theme) -> None:
    read = read_text(
        f"MERICS China Industries | March 12, 2025\n\n{ENTRY}China Industries | March 12, 2025 | 2\n", theme
    )
    assert (read.issue.date, read.notes) == (date(2025, 3, 12), ())


def test_a_second_dateline(theme: Theme) -> None:
    read = read_text(f"{DATELINE}{DATELINE}March 13, 2025\n\n{ENTRY}", theme)
    assert read.issue.date == date(2025, 3, 12)
    assert said(read) == [(5, 'There is a date of issue already; "March 13, 2025" was left out.')]


def test_a_day_that_does_not_exist_is_told(theme: Theme) -> None:
    read = read_text(f"February 30, 2025\n\n{ENTRY}", theme)
    assert read.issue.date is None
    assert said(read) == [(1, '"February 30, 2025" is not a valid date.')]


SECOND = "2. A second title\n\nAt a glance: Lead\n"


@pytest.mark.parametrize(
    "contents",
    [
        "CONTENTS\n\nMERICS TOP 5\t2\n1. Title\t2\n2. Shorter\t3\nNOTEWORTHY\t4\nPolicy news\t4\nCorporate news\t5\n",
        "Contents\nMERICS TOP 5 ..... 2\n1. TITLE ..... 2\n2. Shorter ..... 3\nNoteworthy ..... 4\n",
        "CONTENTS\n\n1. Title\n\n2. Shorter\n\nNOTEWORTHY\n\nPolicy news\n",
        "CONTENTS\n\nMERICS TOP 5\n\n1. Title\n\n2. Shorter\n\nMERICS\n\nMercator Institute for China Studies\n",
        "MERICS TOP 5\n\n1. Title\n2. Shorter\n",
        "1. Title\n2. Shorter\n",
        "CONTENTS\nTitle\t2\nShorter\t3\n",
        "CONTENTS\n2. Shorter\t3\n1. Title\t2\n",
    ],
)
def test_the_contents_give_shorter_titles(contents: str, theme: Theme) -> None:
    read = read_text(f"{DATELINE}{contents}\n{ENTRY}{SECOND}", theme)
    assert [entry.title for entry in read.issue.top5] == ["Title", "A second title"]
    assert [entry.contents_title for entry in read.issue.top5] == ["", "Shorter"]
    assert (read.issue.headline, read.notes) == ("", ())


def test_a_line_of_the_contents_without_an_entry_is_told(theme: Theme) -> None:
    read = read_text(f"CONTENTS\n1. Title\t2\n2. Gone\t3\n\n{ENTRY}", theme)
    assert said(read) == [(3, 'The contents name "Gone", but no such entry follows.')]


def test_a_draft_of_titles_only(theme: Theme) -> None:
    read = read_text(f"{DATELINE}MERICS TOP 5\n\n1. One\n\n2. Two\n", theme)
    assert [entry.title for entry in read.issue.top5] == ["One", "Two"]
    assert read.notes == ()
