"""Paths and sections have the names that the forms show."""

import pytest

from editor.document.path_labels import item_label, path_label, section_label, section_title
from editor.document.paths import FieldPath
from editor.document.sections import section_paths
from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, Noteworthy, Paragraph, Person

ISSUE = Issue(
    top5=(
        Entry(id="a", title="One\nline"),
        Entry(
            id="b",
            comment=(Paragraph(id="p"), Bullets(id="c", items=(Bullet(id="d"), Bullet(id="e")))),
        ),
        Entry(id="c", title="word " * 40),
    ),
    noteworthy=Noteworthy(corporate_news=(NewsItem(id="m"), NewsItem(id="n"))),
    imprint=Imprint(authors=(Person(id="x"),)),
)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("", ""),
        ("headline", "Headline"),
        ("theme", "Theme"),
        ("reporting_period/start", "Reporting period, From"),
        ("top5", "Top 5"),
        ("top5/b", "Entry 2"),
        ("top5/b/source/title", "Entry 2, Article, English title"),
        ("top5/b/comment", "Entry 2, MERICS comment"),
        ("top5/b/comment/p", "Entry 2, MERICS comment, 1st paragraph"),
        ("top5/b/comment/p/text", "Entry 2, MERICS comment, 1st paragraph"),
        ("top5/b/comment/c/items/e/text", "Entry 2, MERICS comment, 2nd paragraph, 2nd bullet"),
        ("top5/gone/title", "Top 5"),
        ("noteworthy", "Noteworthy"),
        ("noteworthy/corporate_news", "Corporate news"),
        ("noteworthy/corporate_news/n", "Corporate news, item 2"),
        ("noteworthy/corporate_news/n/source/link", "Corporate news, item 2, Source, Link"),
        ("imprint/authors/x/name", "Imprint, 1st author, Name"),
        ("imprint/publisher/city", "Imprint, Publisher, City"),
    ],
)
def test_paths_are_labelled_with_field_labels_and_item_numbers(path: str, label: str) -> None:
    assert path_label(ISSUE, FieldPath.parse(path)) == label


def test_item_labels_need_no_issue() -> None:
    assert item_label(Issue, "top5", 3) == "Entry 3"
    assert item_label(Noteworthy, "policy_news", 3) == "Policy news, item 3"
    assert item_label(Imprint, "editors", 12) == "12th editor"
    assert item_label(Entry, "comment", 2) == "MERICS comment, 2nd paragraph"


def test_sections_have_the_names_of_their_forms() -> None:
    assert [section_label(ISSUE, path) for path in section_paths(ISSUE)] == [
        "Masthead",
        "Entry 1",
        "Entry 2",
        "Entry 3",
        "Policy news",
        "Corporate news",
        "Imprint",
    ]


def test_section_titles_are_shortened() -> None:
    titles = [section_title(ISSUE, path) for path in section_paths(ISSUE)]
    assert titles[:3] == ["Masthead", "Entry 1: One line", "Entry 2"]
    assert titles[3].startswith("Entry 3: word word")
    assert titles[3].endswith("word…")
    assert len(titles[3]) < 75
    assert titles[4:] == ["Policy news", "Corporate news", "Imprint"]


def test_a_removed_entry_is_called_so() -> None:
    assert section_label(ISSUE, FieldPath.parse("top5/gone")) == "A removed entry"
