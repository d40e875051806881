"""Other issues of the same form, as other programs write them: what comes in, and what is said about the rest."""

from datetime import date

import pytest

from editor.formats.text_form.reader import Imported, read_text
from editor.formats.text_form.writer import write_text
from schemas import Block, NewsSource, Paragraph, ReportingPeriod, Source, Theme


def shape(blocks: tuple[Block, ...]) -> list[str | int]:
    """Paragraphs as their text, lists as the number of their bullets."""
    return [block.text if isinstance(block, Paragraph) else len(block.items) for block in blocks]


def said(imported: Imported) -> list[tuple[int, str]]:
    return [(note.line, note.message) for note in imported.notes]


@pytest.mark.parametrize("name", ["web_page", "mail", "markdown", "pdf"])
def test_what_came_in_comes_back_from_its_text(name: str, theme: Theme, request: pytest.FixtureRequest) -> None:
    issue = request.getfixturevalue(name).issue
    assert read_text(write_text(issue, theme, None), theme).issue == issue


# A web page: topics instead of contents, other bullets, quotes and dashes, no imprint.


def test_a_web_page(web_page: Imported) -> None:
    issue = web_page.issue
    assert issue.headline == "Robot standards + Rare earth quotas + Elder care"
    assert issue.date == date(2025, 5, 7)
    assert issue.reporting_period == ReportingPeriod(start=date(2025, 3, 24), end=date(2025, 4, 30))
    assert [len(issue.top5), len(issue.noteworthy.policy_news), len(issue.noteworthy.corporate_news)] == [2, 2, 2]
    assert said(web_page) == [
        (8, '"9 min read" was left out: issues have no reading time.'),
        (40, '"(published on April 9)" after the date of entry 2 was left out.'),
        (57, 'No field was found for "MORE FROM THE INSTITUTE" (to line 59); it was left out.'),
    ]


def test_two_lists_in_one_at_a_glance_and_bullets_in_a_comment(web_page: Imported) -> None:
    entry = web_page.issue.top5[0]
    assert shape(entry.at_a_glance) == [
        "Seven ministries want common standards for robots that work beside people. The plan names two stages.",
        "By 2026:",
        2,
        "From 2027 on, the plan goes further:",
        2,
    ]
    assert shape(entry.comment) == [
        "Standards decide who sells. Points to watch:",
        2,
        "Foreign firms sit at the table, but [rarely]() in the chair.",
    ]


def test_documents_of_a_web_page(web_page: Imported) -> None:
    first, second = web_page.issue.top5
    assert first.source == Source(
        title="Guidelines for a System of Standards for Robots (Trial)", title_zh="机器人标准体系建设指南（试行）"
    )
    assert second.source == Source(
        title="Notice on the Control Quota of Rare Earths",
        title_zh="关于稀土总量控制指标的通知",
        link="https://example.org/quota",
    )
    assert first.issuing_bodies == ("MIIT", "SAMR", "NDRC")
    assert (first.date, second.date) == (date(2025, 3, 28), date(2025, 4, 2))


def test_news_of_a_web_page(web_page: Imported) -> None:
    news = web_page.issue.noteworthy
    assert [item.date for item in news.policy_news] == [date(2025, 3, 26), date(2025, 3, 28)]
    assert [item.source for item in news.policy_news] == [
        NewsSource(label="MCA notice", link="https://example.org/mca"),
        NewsSource(label="City notices"),
    ]
    listing, plant = news.corporate_news
    assert listing.text.endswith("(second attempt).")
    assert listing.source == NewsSource()
    assert plant.text == "A carmaker and a chip designer share a plant. The plant opens in 2026."
    assert plant.source == NewsSource(label="Reuters")


# A mail: lines broken by hand, Windows line breaks, a byte order mark, dots in the contents.


def test_paragraphs_that_a_mail_broke_are_whole_again(mail: Imported) -> None:
    entry, second = mail.issue.top5
    assert shape(entry.at_a_glance) == [
        "A fund for industrial software starts with CNY 20 billion. It buys shares of firms that write software for "
        "design, for simulation and for the control of plants, and it stays for up to ten years. The main points are:",
        3,
    ]
    assert [str(block)[-20:] for block in shape(entry.comment)] == ["n program to mature.", "he users that count."]
    assert entry.source == Source(
        title="Measures for the Administration of the Industrial Software Development Fund",
        title_zh="工业软件发展基金管理办法",
        link="https://example.org/fund",
    )
    assert entry.issuing_bodies == (
        "MIIT",
        "MOF",
        "National Financial Regulatory Administration (NFRA, for the rules on insurers)",
        "CSRC",
    )
    assert second.title == "Power grids are asked to plan for factories that move inland"
    assert second.contents_title == ""
    assert second.source.link == "https://example.org/grid_(map)"
    assert [entry.date, second.date] == [date(2025, 11, 14), date(2025, 11, 1)]
    pilot, _ = mail.issue.noteworthy.policy_news
    assert pilot.text.endswith("the parks have until the end of 2027 to report.")


def test_the_imprint_of_a_mail(mail: Imported) -> None:
    imprint = mail.issue.imprint
    assert [(person.name, person.role) for person in (*imprint.authors, *imprint.editors)] == [
        ("Sample Author", ("Analyst",)),
        ("First Editor", ("Communications",)),
        ("Second Editor", ("Freelance", "editor")),
    ]
    assert imprint.contact == "desk@example.org"
    publisher = imprint.publisher
    assert (publisher.name, publisher.street, publisher.city) == (
        "Example Institute",
        "Second Floor, 1 Example Street",
        "10115 Berlin",
    )
    assert (publisher.phone, publisher.mail) == ("+49 30 000000", "office@example.org")
    assert publisher.website == "https://www.example.org"


def test_what_is_said_about_a_mail(mail: Imported) -> None:
    assert said(mail) == [
        (
            62,
            'A news item has one date: "-5" was left out of '
            '"- November 3-5: A trade fair in Shanghai showed power tools.".',
        ),
        (94, 'No field was found for "Registered in Berlin"; it was left out.'),
    ]


# Markdown, in another order, with sections that an issue does not have.


def test_markdown_in_another_order(markdown: Imported) -> None:
    issue = markdown.issue
    assert issue.date == date(2025, 6, 20)
    assert issue.reporting_period == ReportingPeriod(start=date(2025, 5, 30), end=date(2025, 6, 15))
    assert [entry.title for entry in issue.top5] == ["Ports get a common language", "Pilots learn in simulators"]
    first, second = issue.top5
    assert shape(first.at_a_glance) == ["**Four** ports test one data format.", "What changes", 2]
    assert shape(first.comment) == [
        "Formats are dull and decisive:",
        "1. Who sets them sets the pace.",
        "2. Who comes late pays for converters.",
    ]
    assert first.issuing_bodies == ("MOT", "GACC")
    assert second.source == Source(
        title="Rules on Simulator Training", title_zh="模拟机训练管理规定", link="https://example.org/caac"
    )
    assert (first.date, second.date) == (None, date(2025, 6, 1))
    assert [(person.name, person.role) for person in (*issue.imprint.authors, *issue.imprint.editors)] == [
        ("Author One", ("Analyst",)),
        ("Author Two", ("Lead Analyst",)),
        ("Sample Editor", ("Editor",)),
    ]


def test_news_with_odd_dates_and_sources(markdown: Imported) -> None:
    news = markdown.issue.noteworthy
    assert [item.date for item in news.corporate_news] == [date(2025, 6, 3), None]
    assert [item.date for item in news.policy_news] == [date(2025, 6, 2), None]
    assert news.corporate_news[0].text == "An airline orders trainers for pilots. ([Xinhua](), [SCMP]())"
    assert news.policy_news[1].text == "A notice without a day."


def test_what_is_said_about_markdown(markdown: Imported) -> None:
    assert said(markdown) == [
        (20, '"(Xinhua, SCMP)" is not a single source; it was kept in the text.'),
        (
            21,
            'Fill in the date of "2. 31 June: A day that is in no calendar. (Reuters)": '
            "the day does not exist, or the year is unknown.",
        ),
        (
            25,
            'A news item has one date: "and 3" was left out of '
            '"* June 2 and 3: Ports test a common data format. (MOT notice…".',
        ),
        (28, 'No field was found for "Events" (to line 34); it was left out.'),
        (47, 'The heading "What changes" inside a text was kept as a paragraph.'),
        (52, 'Fill in the date of entry 2: "mid-June 2025" is not a full date with day, month and year.'),
        (62, 'The link text "CAAC notice" was left out.'),
        (64, 'A second "Article: Second document" in entry 1 was left out.'),
        (68, 'No field was found for "A line that belongs nowhere."; it was left out.'),
        (72, '"8 min read" was left out: issues have no reading time.'),
    ]


# The text of a PDF: running heads, page numbers, no blank lines to rely on, spaces that do not break.


def test_the_text_of_a_pdf(pdf: Imported) -> None:
    issue = pdf.issue
    assert issue.reporting_period == ReportingPeriod(start=date(2025, 12, 29), end=date(2026, 2, 20))
    steel, satellites = issue.top5
    assert (steel.title, steel.contents_title) == ("Steel makers must close old furnaces", "")
    assert satellites.title == "Satellite networks: who may use which orbit is settled by first filing"
    assert satellites.contents_title == "Satellite networks: rules for orbits"
    assert shape(steel.at_a_glance)[1:] == [2]
    assert shape(steel.comment) == [
        "Prices rise before\u00a0emissions fall.",
        "This time the closures are tied to permits for electricity.",
    ]
    assert satellites.date == date(2026, 1, 20)
    assert [item.date for item in issue.noteworthy.policy_news] == [date(2025, 12, 30), date(2026, 1, 4)]
    assert issue.noteworthy.policy_news[1].text == "A pilot for green methanol begins. It covers three ports."
    assert issue.imprint.editors[0].role == ("MERICS",)
    assert issue.imprint.publisher.street == "1000 Example Street"
    assert issue.imprint.publisher.city == "Example City, EX 10001"
    assert said(pdf) == [(33, '"3" was taken for a page number and left out.')]
