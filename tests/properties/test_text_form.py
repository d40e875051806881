"""The text form round-trips, any text can be read, and nothing is dropped without a note."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from editor.document.contents import ContentsPages
from editor.document.text.inline import plain as reading
from editor.files.themes import read_theme
from editor.formats.importing.source import read_text_source
from editor.formats.plain.markdown import Dialect, dialect_of
from editor.formats.text_form.reader import read_text
from editor.formats.text_form.writer import write_text
from schemas import (
    Issue,
    Paragraph,
    Publisher,
    ReportingPeriod,
)
from tests.properties.printed_issues import Texts, issues_of
from tests.properties.source_words import noted, words_of
from tests.properties.strategies import near_dates, odd_texts, whole_issues

THEME = read_theme("merics")

# What is written: publishable in its shape, with anything in its texts.

ISSUED = date(2025, 3, 12)
words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=6)
MARKS = ["-", "–", "•", "(", ")", "*x*", "**", "[", "]()", "\\", "1.", "12)", "#", ":", "“so”", "it's", "\u00a0", "…"]
WORDING = ["Date:", "Noteworthy", "Editor", "MERICS comment:", "May 3:", "*May 3:*", "([x]())", "===", "3"]
marks = st.sampled_from([*MARKS, *WORDING])
lines = st.lists(words | marks, min_size=1, max_size=7).map(" ".join).map(str.strip).filter(bool)
plain = st.lists(words, min_size=1, max_size=4).map(" ".join)
chinese = st.text(st.sampled_from("关于促进数据产业（《》2025 年、的通知"), min_size=1, max_size=9).map(
    lambda text: f"国{text.replace('（', '（试行）')}知"
)
addresses = st.just("") | st.sampled_from(
    ["https://example.org/a", "http://例.org/?a=1&b=2#c", "https://example.org/a_(b)", "mailto:a@example.org"]
)
periods = st.tuples(st.dates(date(1000, 1, 1)), st.integers(0, 400)).map(
    lambda drawn: ReportingPeriod(start=drawn[0], end=min(drawn[0], date(9990, 1, 1)) + timedelta(drawn[1]))
)
issues = issues_of(
    Texts(
        title=lines,
        inline=lines,
        paragraph=st.none() | lines,
        words=plain,
        chinese=chinese,
        address=addresses,
        body=plain.map("Body of {}".format),
        name=plain.map("A {}".format),
        role=plain | st.sampled_from(["Editor", "MERICS"]),
        day=st.dates(date(1000, 1, 1)),
        issued=st.just(ISSUED) | st.dates(date(1000, 1, 1)),
        period=st.just(ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))) | periods,
        headline=lines,
        figure=st.sampled_from(["USD 28.8 bn", "15 % a year", "2029", "Date: 2029", "1. a"]) | plain.map("{} 4".format),
        publisher=st.builds(
            Publisher,
            name=plain,
            street=plain.map("{} Street 1".format),
            city=plain.map("10115 C{}".format),
            phone=st.just("+49 30 1"),
            mail=st.just("office@example.org"),
            website=st.just("www.example.org"),
        ),
    )
)


@given(issues, st.booleans())
def test_an_issue_comes_back_from_its_text(issue: Issue, with_pages: bool) -> None:
    pages = ContentsPages(2, tuple(range(2, 2 + len(issue.top5))), 7, (7, 8)) if with_pages else None
    text = write_text(issue, THEME, pages)
    read = read_text(text, THEME)
    assert read.issue == issue
    assert write_text(read.issue, THEME, pages) == text


# What is read: anything, with pieces of the form in it.

DATELINES = [
    "MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)",
    "Reporting period: December 5 - February 20",
    "March 3, 2025",
]
FURNITURE = ["MERICS", "China Industries", "China Industries | March 12, 2025 | 3", "8 min read", "3", "---"]
TITLES = [
    "CONTENTS",
    "MERICS TOP 5\t2",
    "MERICS TOP 5",
    "# MERICS Top 5",
    "Noteworthy",
    "Policy news\t7",
    "Policy news",
]
TITLES += [
    "Corporate news",
    "AUTHOR",
    "Editors",
    "PUBLISHER",
    "For more information, please contact:",
    "EVENTS",
    "## {}",
]
ENTRY_LINES = ["1. {}", "2) {}", "3. {}.....\t4", "At a glance:", "**At a glance:** {}", "At a glance – {}", "Comment"]
ENTRY_LINES += ["MERICS comment: {}", "Article: {} (通知) (Link)", "Article: {} ([Link](#))", "Article:", "Date: {}"]
ENTRY_LINES += ["Issuing bodies: {}, {}", "Issuing body: {}", "Date: December 30, 2024"]
NEWS_LINES = ["- *December 25:* {} ([{}](#))", "March 3: {}. ({})", "- December 3-5: {}"]
IMPRINT_LINES = ["AUTHOR", "Editors", "PUBLISHER", "For more information, please contact:", "Editor: {}, {}"]
IMPRINT_LINES += ["Tel.: {}", "Mail: {}", "www.example.org", "10115 {}"]
TEXTS = ["- {}", "• {}", "{}", "{}.", "  {}", "{} + {}", "{} [{}](#)", "[{}](https://example.org)", "\\- {}", "\\{}"]
form_lines = st.sampled_from([*DATELINES, *FURNITURE, *TITLES, *ENTRY_LINES, *NEWS_LINES, *IMPRINT_LINES, *TEXTS])
invented = st.text("qxzjv", min_size=6, max_size=9)
breaks = st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\r", "\f", "\n\t", "\v", "\u2028"])


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Lines of the form in any order, their blanks filled with words that stand nowhere in the form."""
    written: list[str] = []
    for line in draw(st.lists(form_lines, max_size=25)):
        filled = line
        while "{}" in filled:
            filled = filled.replace("{}", " ".join(draw(st.lists(invented, min_size=1, max_size=3))), 1)
        written += [filled, draw(breaks)]
    return "".join(written)


@given(sources())
def test_every_word_is_in_the_issue_or_in_a_note(source: str) -> None:
    read = read_text(source, THEME)
    told = set(re.findall("[qxzjv]+", words_of(read.issue)))
    noted = {line for note in read.notes for line in note.lines}
    for number, line in enumerate(re.split("\r\n|\r|\n", source), 1):
        lost = [word for word in re.findall("[qxzjv]{6,}", line) if word not in told]
        assert not lost or number in noted


@given(sources() | st.text() | st.lists(form_lines | st.text(max_size=9)).map("\n".join))
def test_any_text_is_read_and_comes_back(source: str) -> None:
    issue = read_text(source, THEME).issue
    assert read_text(write_text(issue, THEME, None), THEME).issue == issue


@given(whole_issues(odd_texts, near_dates))
def test_no_entry_of_a_draft_is_lost(issue: Issue) -> None:
    read = read_text(write_text(issue, THEME, None), THEME).issue
    assert len(read.top5) == len(issue.top5)
    assert [entry.date for entry in read.top5] == [entry.date for entry in issue.top5]


@given(sources())
def test_every_word_of_foreign_text_is_in_the_issue_or_in_a_note(source: str) -> None:
    read = read_text_source(source, THEME)
    told = words_of(read.issue) + noted(read)
    for word in re.findall("[qxzjv]{6,}", source):
        assert word in told


@given(st.lists(words | marks, min_size=1, max_size=9).map(" ".join))
def test_foreign_text_stays_literal(text: str) -> None:
    source = f"MERICS TOP 5\n\n1. Title\n\nAt a glance: So {text} so.\n"
    (block, *_) = read_text_source(source, THEME).issue.top5[0].at_a_glance
    assert isinstance(block, Paragraph)
    if dialect_of([f"So {text} so."]) is Dialect.NONE:
        assert reading(block.text).split() == f"So {text} so.".split()
