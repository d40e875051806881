"""New issues."""

import datetime as dt

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.document.new_issue import as_template, empty, from_previous, from_template, is_unwritten
from editor.document.progress import progress
from editor.document.rules import check
from editor.files.themes import load_theme
from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, Noteworthy, Paragraph, Person, ReportingPeriod
from schemas.review import Review, Thread


@pytest.fixture(scope="module")
def theme() -> InstalledTheme:
    return load_theme("merics")


def test_an_empty_issue_has_all_entries_and_blocks(theme: InstalledTheme) -> None:
    issue = empty(theme)
    assert len(issue.top5) == 5
    assert len({entry.id for entry in issue.top5}) == 5
    assert [block.type for block in issue.top5[0].at_a_glance] == ["paragraph", "bullets"]
    assert progress(issue, check(issue, theme), 5) == "0 of 5 entries complete"


def test_the_next_issue_keeps_the_imprint_and_continues_the_period(theme: InstalledTheme) -> None:
    person = Person(id="p", name="Sample Author", role=("Analyst",))
    previous = Issue(
        headline="Old",
        top5=(Entry(title="Old"),),
        reporting_period=ReportingPeriod(start=dt.date(2024, 12, 5), end=dt.date(2025, 2, 28)),
        imprint=Imprint(authors=(person,), contact="desk@example.org"),
    )
    issue = from_previous(previous, theme)
    assert issue.headline == ""
    assert issue.top5[0].title == ""
    assert issue.reporting_period == ReportingPeriod(start=dt.date(2025, 3, 1))
    assert issue.imprint.contact == "desk@example.org"
    assert (issue.imprint.authors[0].name, issue.imprint.authors[0].role) == (person.name, person.role)


@pytest.mark.parametrize("end", [None, dt.date.max])
def test_a_period_that_ends_on_the_last_day_leaves_the_start_open(theme: InstalledTheme, end: dt.date | None) -> None:
    assert from_previous(Issue(reporting_period=ReportingPeriod(end=end)), theme).reporting_period.start is None


def test_the_imprint_of_the_previous_issue_is_not_content(theme: InstalledTheme) -> None:
    imprint = Imprint(authors=(Person(id="p", name="Sample Author"),), contact="desk@example.org")
    period = ReportingPeriod(start=dt.date(2025, 3, 1))
    begun = empty(theme).model_copy(update={"imprint": imprint, "reporting_period": period})
    assert is_unwritten(begun)
    assert is_unwritten(Issue())
    for changed in (
        {"headline": "Data"},
        {"top5": (Entry(title="A plan"), *begun.top5[1:])},
        {"top5": (Entry(date=dt.date(2025, 3, 2)),)},
        {"top5": (Entry(comment=(Paragraph(text="Words."),)),)},
        {"top5": (Entry(issuing_bodies=("NDRC",)),)},
        {"noteworthy": Noteworthy(policy_news=(NewsItem(text="News"),))},
    ):
        assert not is_unwritten(begun.model_copy(update=changed)), changed


def test_a_template_has_the_people_and_the_parts_of_the_entries_and_no_words(theme: InstalledTheme) -> None:
    imprint = Imprint(authors=(Person(name="Sample Author", role=("Analyst",)),), contact="desk@example.org")
    glance = (Bullets(items=(Bullet(text="One."), Bullet(text="Two."))), Paragraph(text="After."))
    written = Entry(title="A plan", at_a_glance=glance, comment=(Paragraph(text="Words."),), issuing_bodies=("NDRC",))
    issue = Issue(
        theme="plain",
        headline="Plans",
        date=dt.date(2025, 3, 12),
        reporting_period=ReportingPeriod(start=dt.date(2025, 3, 1)),
        top5=(written, Entry(title="Another")),
        noteworthy=Noteworthy(policy_news=(NewsItem(text="News"),)),
        imprint=imprint,
        review=Review(threads=(Thread(path="headline"),)),
    )
    template = as_template(issue)
    assert is_unwritten(template.model_copy(update={"top5": ()}))
    assert (template.theme, template.imprint.contact) == ("plain", "desk@example.org")
    assert [author.name for author in template.imprint.authors] == ["Sample Author"]
    assert [[block.type for block in entry.at_a_glance] for entry in template.top5] == [["bullets", "paragraph"], []]
    assert not any(words in template.model_dump_json() for words in ("One.", "After.", "plan", "NDRC", "Plans", "News"))
    assert (template.date, template.reporting_period, template.review) == (None, ReportingPeriod(), Review())


def test_an_issue_from_a_template_has_what_was_written_into_it_but_no_dates_or_ids() -> None:
    template = Issue(
        headline="Special: ",
        date=dt.date(2025, 3, 12),
        top5=(Entry(id="e", title="In brief"),),
        review=Review(threads=(Thread(path="headline"),)),
    )
    issue = from_template(template)
    assert (issue.headline, issue.top5[0].title) == ("Special: ", "In brief")
    assert (issue.date, issue.review) == (None, Review())
    assert issue.top5[0].id != "e"
