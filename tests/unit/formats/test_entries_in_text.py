"""Entries as sources write them, one variation at a time."""

from datetime import date

import pytest

from editor.formats.text_form.reader import read_text
from schemas import Bullet, Bullets, Paragraph, Theme
from tests.unit.formats.sources import DATELINE, ENTRY, GLANCE, only_entry, said, texts

# Titles, labels, bullets


@pytest.mark.parametrize(
    "title",
    [
        "MERICS’ TOP 5",
        "MERICS' Top 5",
        "**MERICS Top 5**",
        "## MERICS TOP 5",
        "Merics Top\u00a05:",
        "TOP 5",
        "__Top 5__:",
    ],
)
def test_the_top_section_by_any_of_its_names(title: str, theme: Theme) -> None:
    assert only_entry(ENTRY.replace("MERICS TOP 5", title), theme).title == "Title"


def test_entries_without_their_section_title(theme: Theme) -> None:
    entry = only_entry(DATELINE + ENTRY.replace("MERICS TOP 5", ""), theme)
    assert (entry.title, texts(entry.comment)) == ("Title", ["Comment"])


@pytest.mark.parametrize(
    "title", ["1) Title", "1.\tTitle", "## 1. Title", "**1. Title**", "### Title", "Title", "7. Title", "1.Title"]
)
def test_the_title_of_an_entry(title: str, theme: Theme) -> None:
    assert only_entry(ENTRY.replace("1. Title", title), theme).title == "Title"


@pytest.mark.parametrize(
    "label",
    [
        "At a glance: ",
        "AT A GLANCE: ",
        "**At a glance:** ",
        "**At a glance**: ",
        "*At a glance:* ",
        "At a glance – ",
        "At\u00a0a\u00a0glance : ",
        "At a glance\n",
        "**At a glance**\n\n",
        "## At a glance\n",
        "At a glance：",
        "__At a glance__ ",
    ],
)
def test_a_run_in_label(label: str, theme: Theme) -> None:
    assert only_entry(ENTRY.replace("At a glance: ", label), theme).at_a_glance == GLANCE


@pytest.mark.parametrize("mark", ["- ", "• ", "•", "– ", "— ", "* ", "· ", "▪\t", "● ", "+ ", "\uf0b7 ", "o\t", "  - "])
def test_a_bullet(mark: str, theme: Theme) -> None:
    assert only_entry(ENTRY.replace("- One", f"{mark}One"), theme).at_a_glance == GLANCE


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("At a glance: **Lead** on", "**Lead** on"),
        ("**At a glance: Lead** on", "**Lead** on"),
        ("**At a glance:** **Lead** on", "**Lead** on"),
        ("At a glance: “It’s”  'a' \"b\"\u00a0– c—d…", "“It’s”  'a' \"b\"\u00a0– c—d…"),
        (
            "At a glance: See [this](#) and [that](https://example.org/a_(b)).",
            "See [this]() and [that](https://example.org/a_(b)).",
        ),
        ("At a glance: Note: a colon", "Note: a colon"),
        ("At a glance: - dash", "- dash"),
    ],
)
def test_texts_are_kept_to_the_letter(written: str, text: str, theme: Theme) -> None:
    assert texts(only_entry(ENTRY.replace("At a glance: Lead", written), theme).at_a_glance) == [text]


def test_the_order_in_an_entry_does_not_matter(theme: Theme) -> None:
    source = (
        "1. Title\n\nDate: May 3, 2024\n\nMERICS comment: Comment\n\nAt a glance: Lead\n\n- One\n\nIssuing body: MOF\n"
    )
    entry = only_entry(f"MERICS TOP 5\n\n{source}", theme)
    assert (entry.at_a_glance, texts(entry.comment)) == (GLANCE, ["Comment"])
    assert (entry.issuing_bodies, entry.date) == (("MOF",), date(2024, 5, 3))


def test_a_numbered_list_in_a_text_is_no_list_of_titles(theme: Theme) -> None:
    source = ENTRY + "1. First\n\n2. Second\n\nArticle: A (通知)\n\n2. Next title\n\nAt a glance: Next\n"
    first, second = read_text(source, theme).issue.top5
    assert texts(first.comment) == ["Comment", "1. First", "2. Second"]
    assert (first.source.title_zh, second.title) == ("通知", "Next title")


def test_a_text_without_a_label_is_kept_and_told(theme: Theme) -> None:
    read = read_text("MERICS TOP 5\n\n1. Title\n\nLead\n\n- One\n\nMERICS comment: Comment\n", theme)
    assert read.issue.top5[0].at_a_glance == GLANCE
    assert said(read) == [(5, '"Lead" has no label above it: read as the first text of entry 1.')]


def test_a_label_that_comes_twice(theme: Theme) -> None:
    read = read_text(ENTRY + "MERICS comment: More\n\nDate: May 3, 2024\n\nDate: May 4, 2024\n\nStray\n", theme)
    assert texts(read.issue.top5[0].comment) == ["Comment", "More"]
    assert read.issue.top5[0].date == date(2024, 5, 3)
    assert said(read) == [
        (11, 'A second "MERICS comment: More" in entry 1 was added to the first.'),
        (15, 'A second "Date: May 4, 2024" in entry 1 was left out.'),
        (17, 'No field was found for "Stray"; it was left out.'),
    ]


# Lines broken by hand


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["The plan is long", "and broken."], ["The plan is long and broken."]),
        (["The plan names Beijing,", "Shanghai and Wuhan."], ["The plan names Beijing, Shanghai and Wuhan."]),
        (["A first thought.", "A second thought."], ["A first thought.", "A second thought."]),
        (["A third-", "party platform."], ["A third-party platform."]),
        (["small-", "and medium-sized"], ["small- and medium-sized"]),
        (["关于公布", "开放的通知"], ["关于公布开放的通知"]),
        (["One.", "", "Two."], ["One.", "Two."]),
    ],
)
def test_lines_of_one_paragraph(lines: list[str], paragraphs: list[str], theme: Theme) -> None:
    long_line = "A line so long that nobody broke lines here by hand. " * 5
    text = "\n".join(lines)
    read = read_text(f"MERICS TOP 5\n\n1. Title\n\nAt a glance: {long_line}\n\nMERICS comment:\n{text}\n", theme)
    assert texts(read.issue.top5[0].comment) == paragraphs


def test_a_bullet_that_runs_over(theme: Theme) -> None:
    entry = only_entry(
        ENTRY.replace("- One\n", "- One\n  goes on\n\n  And on.\n- Two\n\nA new lead:\n\n- Three\n"), theme
    )
    assert entry.at_a_glance == (
        Paragraph(id="p1", text="Lead"),
        Bullets(id="b1", items=(Bullet(id="i1", text="One goes on And on."), Bullet(id="i2", text="Two"))),
        Paragraph(id="p2", text="A new lead:"),
        Bullets(id="b2", items=(Bullet(id="i1", text="Three"),)),
    )


# Facts


@pytest.mark.parametrize(
    "line",
    [
        "Article: A Notice (Trial) (关于（试行）的通知) ([Link](https://example.org))",
        "Article: A Notice (Trial)（关于（试行）的通知） (https://example.org).",
        "ARTICLE: A Notice (Trial) ([Link](https://example.org)) (关于（试行）的通知)",
        "**Article:** [A Notice (Trial)](https://example.org) (关于（试行）的通知)",
        "Article: A Notice (Trial) ([关于（试行）的通知](https://example.org))",
        "Article: 关于（试行）的通知 (A Notice (Trial)) (Link: https://example.org)",
        "Article: A Notice (Trial) / 关于（试行）的通知 https://example.org",
        "Article:\nA Notice (Trial) (关于（试行）的通知) (<https://example.org>)",
        "Article: A Notice\n(Trial) (关于（试行）\n的通知) [Link](https://example.org)",
    ],
)
def test_the_document_of_an_entry(line: str, theme: Theme) -> None:
    source = only_entry(f"{ENTRY}{line}\n", theme).source
    assert (source.title, source.title_zh, source.link) == (
        "A Notice (Trial)",
        "关于（试行）的通知",
        "https://example.org",
    )


@pytest.mark.parametrize("link", [" ([Link](#))", " ([link]())", " (Link)", " (LINK)", " [Link](#)", ""])
def test_a_document_whose_link_has_no_address(link: str, theme: Theme) -> None:
    source = only_entry(f"{ENTRY}Article: A Notice (通知){link}\n", theme).source
    assert (source.title, source.title_zh, source.link) == ("A Notice", "通知", "")


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Issuing bodies: NDRC, NDA, MOE", ("NDRC", "NDA", "MOE")),
        ("Issuing body: State Council", ("State Council",)),
        ("Issuing body: NDRC, NDA", ("NDRC", "NDA")),
        ("ISSUING BODIES : NDRC; NDA、MOE", ("NDRC", "NDA", "MOE")),
        ("Issuing bodies: NDRC and NDA", ("NDRC", "NDA")),
        ("Issuing bodies: NDRC, NDA, and MOE", ("NDRC", "NDA", "MOE")),
        ("Issuing body: Ministry of Ecology and Environment", ("Ministry of Ecology and Environment",)),
        ("Issuing bodies: NDRC (lead, with others), NDA", ("NDRC (lead, with others)", "NDA")),
        ("Issuing bodies:\n\n- NDRC\n- NDA", ("NDRC", "NDA")),
        ("Issuing bodies:\nNDRC, NDA", ("NDRC", "NDA")),
        ("**Issuing bodies:** NDRC,\nNDA", ("NDRC", "NDA")),
        ("Issuing bodies:", ()),
    ],
)
def test_issuing_bodies(line: str, bodies: tuple[str, ...], theme: Theme) -> None:
    assert only_entry(f"{ENTRY}{line}\n", theme).issuing_bodies == bodies


@pytest.mark.parametrize(
    "written",
    [
        "December 30, 2024",
        "30 December 2024",
        "30 Dec 2024",
        "Dec. 30, 2024",
        "2024-12-30",
        "30th December, 2024",
        "DECEMBER 30 2024",
        "30.12.2024",
        "2024年12月30日",
        "December 30",
        "30/12/2024",
        "\nDecember 30, 2024",
    ],
)
def test_the_date_of_a_document(written: str, theme: Theme) -> None:
    assert only_entry(f"{DATELINE}{ENTRY}Date: {written}\n", theme).date == date(2024, 12, 30)


def test_a_date_that_cannot_be_read_is_told(theme: Theme) -> None:
    read = read_text(f"{ENTRY}Date: late 2024\n", theme)
    assert read.issue.top5[0].date is None
    assert said(read) == [(11, 'Fill in the date of entry 1: "late 2024" is not a full date with day, month and year.')]


def test_titles_of_contents_without_a_heading_can_run_over_two_lines(theme: Theme) -> None:
    """The second line was lost without a word."""
    source = (
        "MERICS TOP 5\n\n1. Steel makers of the north are\nto close their oldest plants\n2. Loans\n\n"
        "1. Steel makers are to close plants\n\nAt a glance: One.\n\n2. Loans for small firms\n\nAt a glance: Two.\n"
    )
    first, second = read_text(source, theme).issue.top5
    assert first.contents_title == "Steel makers of the north are to close their oldest plants"
    assert second.contents_title == "Loans"


def test_a_line_of_the_contents_that_no_entry_follows_is_named_whole(theme: Theme) -> None:
    source = (
        "CONTENTS\n\n1. Steel makers of the north are\nto close their oldest plants ..... 2\n2. Loans ..... 4\n\n"
        "MERICS TOP 5\n\n2. Loans\n\nAt a glance: Two.\n"
    )
    (note,) = [note for note in read_text(source, theme).notes if "no such entry" in note.message]
    assert note.text == "1. Steel makers of the north are\nto close their oldest plants ..... 2"
