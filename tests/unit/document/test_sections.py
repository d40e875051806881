"""The sections of an issue, as derived from the schema."""

import datetime as dt

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, path
from editor.document.review.section_digest import digest
from editor.document.sections import section_content, section_key, section_keys, section_path, sections
from editor.files.themes import load_theme
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph

ISSUE = Issue(
    headline="Topics",
    date=dt.date(2025, 3, 12),
    top5=(Entry(id="a", title="One", comment=(Paragraph(id="p1", text="Because."),)),),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)


def test_each_entry_each_list_of_news_and_the_imprint_is_a_section() -> None:
    assert [(str(one.path), one.label, one.group, one.number, one.items) for one in sections(ISSUE)] == [
        ("", "Masthead", "", None, None),
        ("top5/a", "One", "Top 5", 1, None),
        ("noteworthy/policy_news", "Policy news", "Noteworthy", None, 1),
        ("noteworthy/corporate_news", "Corporate news", "Noteworthy", None, 0),
        ("imprint", "Imprint", "", None, None),
    ]


def test_the_masthead_has_the_fields_that_no_other_section_has() -> None:
    assert sections(ISSUE)[0].fields == ("headline", "date", "reporting_period")
    assert section_content(ISSUE, FieldPath()) == ("Topics", dt.date(2025, 3, 12), ISSUE.reporting_period)


@pytest.fixture
def theme() -> InstalledTheme:
    return load_theme("merics")


def test_labels_are_those_of_the_theme_where_it_has_words(theme: InstalledTheme) -> None:
    words = theme.declared.words.model_copy(update={"top": "Five at the Top", "policy_news": "Politics"})
    assert [(one.group, one.label) for one in sections(ISSUE, words)][1:4] == [
        ("Five at the Top", "One"),
        ("Noteworthy", "Politics"),
        ("Noteworthy", "Corporate news"),
    ]


@pytest.mark.parametrize(
    ("field", "section"),
    [
        ("", ""),
        ("headline", ""),
        ("reporting_period/start", ""),
        ("theme", ""),
        ("review/threads/t1", ""),
        ("top5", ""),
        ("top5/a", "top5/a"),
        ("top5/gone/comment/p1/text", "top5/gone"),
        ("noteworthy", "noteworthy/policy_news"),
        ("noteworthy/corporate_news/n1/text", "noteworthy/corporate_news"),
        ("imprint/authors/x/name", "imprint"),
    ],
)
def test_every_path_belongs_to_a_section(field: str, section: str) -> None:
    assert str(section_path(FieldPath.parse(field))) == section


def test_approvals_in_files_stay_valid() -> None:
    """Keys and digests are in saved files: these were written by version 0.1.0."""
    assert section_keys(ISSUE) == ("masthead", "entry-a", "policy-news", "corporate-news", "imprint")
    assert section_key(path("top5/gone/title")) == "entry-gone"
    assert [digest(ISSUE, one.path) for one in sections(ISSUE)] == [
        "c367485c31522ffabae4d3fadb62b629fabeb723a65168a6498fd4022acf672f",
        "23891a69cb35201320f4d66d5ad48b8dc6abf3522aadcd305d4f7cbe7e9cd496",
        "6ddd519622159e9a10c5907151b5e90bb6d197338c4ac73b6b900a3812ae96d5",
        "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
        "cb74286d349962267e00d9fc20e4037295f76eb064c56fdd007ad2a11e15b4a8",
    ]
