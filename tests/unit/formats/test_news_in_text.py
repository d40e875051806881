"""News and people as sources write them, one variation at a time."""

from datetime import date

import pytest

from editor.formats.text_form.reader import read_text
from schemas import NewsSource, Theme
from tests.unit.formats.sources import DATELINE, ENTRY, policy_item, said

# News


@pytest.mark.parametrize(
    "line",
    [
        "- *December 25:* Text. ([MIIT notice](#))",
        "• December 25: Text. ([MIIT notice](#))",
        "*December 25:* Text. (MIIT notice)",
        "- **December 25**: Text. ([MIIT notice]())",
        "December 25 – Text. [MIIT notice](#)",
        "– *25 December*: Text. ([MIIT notice](#)).",
        "1. Dec. 25: Text. (MIIT notice)",
        "- *December 25* Text. (MIIT notice)",
        "* _December 25:_ Text. (MIIT notice)",
        "- December 25, 2024: Text. (MIIT notice)",
        "December 25:\nText. (MIIT notice)",
        "- *December 25:* Text.\n  ([MIIT notice](#))",
        "December 25, 2024\nText. (MIIT notice)",
        "- *DECEMBER 25:* Text. (MIIT notice)",
    ],
)
def test_a_news_item(line: str, theme: Theme) -> None:
    item = policy_item(line, theme)
    assert (item.date, item.text) == (date(2024, 12, 25), "Text.")
    assert item.source == NewsSource(label="MIIT notice", link="")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("December 25", date(2024, 12, 25)),
        ("January 2", date(2025, 1, 2)),
        ("December 5", date(2024, 12, 5)),
        ("February 20", date(2025, 2, 20)),
        ("December 4", date(2024, 12, 4)),
        ("March 1", date(2025, 3, 1)),
        ("March 1, 2024", date(2024, 3, 1)),
    ],
)
def test_the_year_of_a_news_item(written: str, day: date, theme: Theme) -> None:
    assert policy_item(f"- *{written}:* Text.", theme).date == day


def test_without_a_period_news_are_before_the_issue(theme: Theme) -> None:
    before = "March 12, 2025\n\n"
    assert policy_item("- *March 12:* Text.", theme, before).date == date(2025, 3, 12)
    assert policy_item("- *March 13:* Text.", theme, before).date == date(2024, 3, 13)


@pytest.mark.parametrize(
    ("text", "kept", "source"),
    [
        (
            "A (b). ([Reuters](https://example.org/(a)))",
            "A (b).",
            NewsSource(label="Reuters", link="https://example.org/(a)"),
        ),
        (
            "A. ([Reuters](<https://example.org/a b>))",
            "A.",
            NewsSource(label="Reuters", link="https://example.org/a b"),
        ),
        ("A. (https://example.org)", "A.", NewsSource(link="https://example.org")),
        ("A costs (USD 5)", "A costs (USD 5)", NewsSource()),
        ("A. See [the notice](#)", "A. See [the notice]()", NewsSource()),
        ("A. (It is B.)", "A. (It is B.)", NewsSource()),
        ("A. ([Reuters](#)) ([SCMP](#))", "A. ([Reuters]())", NewsSource(label="SCMP")),
        ("A.", "A.", NewsSource()),
    ],
)
def test_the_source_of_a_news_item(text: str, kept: str, source: NewsSource, theme: Theme) -> None:
    item = policy_item(f"- *January 2:* {text}", theme)
    assert (item.text, item.source) == (kept, source)


def test_news_below_the_section_title_are_policy_news(theme: Theme) -> None:
    read = read_text(f"{DATELINE}NOTEWORTHY\n\n- *January 2:* A.\n\nCorporate news\n\n- *January 3:* B.\n", theme)
    assert [item.text for item in read.issue.noteworthy.policy_news] == ["A."]
    assert [item.text for item in read.issue.noteworthy.corporate_news] == ["B."]


def test_a_paragraph_among_news_is_kept_and_told(theme: Theme) -> None:
    read = read_text(f"{DATELINE}Policy news\n\n- *January 2:* A.\n\nAnd then.\n", theme)
    assert [(item.date, item.text) for item in read.issue.noteworthy.policy_news] == [
        (date(2025, 1, 2), "A."),
        (None, "And then."),
    ]
    assert said(read) == [(7, '"And then." does not begin with a date: kept as an item without one.')]


# The imprint


@pytest.mark.parametrize(
    "people",
    [
        "AUTHORS\n\nA Name\nAnalyst\n\nB Name\nEditor\n",
        "**Authors:**\n- A Name, Analyst\n- B Name – Editor\n",
        "AUTHORS\nA Name, Analyst\n\nB Name\nEditor\n",
        "AUTHOR: A Name, Analyst\n\nAUTHOR\n\nB Name\n\nEditor of it\n",
    ],
)
def test_people(people: str, theme: Theme) -> None:
    read = read_text(f"{ENTRY}{people}", theme)
    found = [
        (person.name, [line.removesuffix(" of it") for line in person.role]) for person in read.issue.imprint.authors
    ]
    assert found == [("A Name", ["Analyst"]), ("B Name", ["Editor"])]
    assert read.issue.imprint.editors == ()
    assert read.notes == ()


@pytest.mark.parametrize(
    "people", ["Editors: A Name and B Name\n", "EDITORS\n\nA Name, B Name\n", "EDITORS\nA Name\n\nB Name\n"]
)
def test_people_without_roles(people: str, theme: Theme) -> None:
    imprint = read_text(f"{ENTRY}{people}", theme).issue.imprint
    assert [(person.name, person.role) for person in imprint.editors] == [("A Name", ()), ("B Name", ())]


@pytest.mark.parametrize(
    "person", ["A Name, Analyst (Berlin)", "A Name | Analyst (Berlin)", "A Name\nAnalyst (Berlin)"]
)
def test_a_person_on_one_line(person: str, theme: Theme) -> None:
    (author,) = read_text(f"{ENTRY}AUTHOR\n\n{person}\n", theme).issue.imprint.authors
    assert (author.name, author.role) == ("A Name", ("Analyst (Berlin)",))
