"""Problems are listed errors first, by place, and many of a kind as one row."""

from __future__ import annotations

from editor.document.findings import Excerpt, Finding, Fix, Level
from editor.document.paths import FieldPath
from editor.document.problem_rows import Problem, fold_key, in_order, problem_rows
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder

ISSUE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
ENTRIES = [FieldPath(("top5", entry.id)) for entry in ISSUE.top5]
NEWS = [FieldPath(("noteworthy", "policy_news", item.id)) for item in ISSUE.noteworthy.policy_news]


def warning(path: FieldPath, message: str = "x", *, words: bool = False, fix: Fix | None = None) -> Finding:
    return Finding(Level.WARNING, path, message, "help", "rule", fix, Excerpt(0, "x") if words else None)


def error(path: FieldPath, message: str = "x", rule: str = "rule") -> Finding:
    return Finding(Level.ERROR, path, message, "help", rule)


def rows(*findings: Finding, opened: frozenset[object] = frozenset()) -> tuple[Problem, ...]:
    return problem_rows(ISSUE, in_order(ISSUE, findings), opened)


def test_errors_come_first_then_places_in_reading_order_with_words_last() -> None:
    found = [
        warning(ENTRIES[0] / "title", "words", words=True),
        warning(ENTRIES[0] / "source" / "link", "structure"),
        warning(FieldPath(("headline",)), "headline"),
        error(ENTRIES[1] / "title", "error"),
    ]
    assert [one.message for one in in_order(ISSUE, found)] == ["error", "headline", "structure", "words"]


def test_each_place_has_one_heading_and_rows_name_what_is_below_it() -> None:
    found = rows(
        warning(ENTRIES[0] / "title", "a"), warning(ENTRIES[0] / "source" / "link", "b"), error(NEWS[1] / "text")
    )
    assert [bool(row.heading) for row in found] == [True, True, False]
    assert found[0].heading == "Policy news"
    assert found[0].short_label == "Item 2, Text"
    assert found[1].heading.startswith("Entry 1: ")
    assert [row.short_label for row in found[1:]] == ["Title", "Article, Link"]
    assert found[2].label == "Entry 1, Article, Link"


def test_three_equal_warnings_are_one_row_that_opens() -> None:
    fix = Fix("Change", lambda issue: issue)
    found = [warning(path / "text", fix=fix) for path in NEWS[:4]]
    (row,) = rows(*found)
    assert row.label.endswith("and 3 more")
    assert row.fixable == tuple(found)
    assert row.fix_label == "Fix All 4"
    opened = rows(*found, opened=frozenset([fold_key(found[0])]))
    assert [one.is_inside for one in opened] == [False, True, True, True, True]
    assert opened[0].is_open
    assert opened[1].fix_label == "Change"


def test_two_equal_warnings_and_equal_errors_are_rows_of_their_own() -> None:
    assert len(rows(warning(NEWS[0] / "text"), warning(NEWS[1] / "text"))) == 2
    assert len(rows(*(error(path / "text") for path in NEWS[:4]))) == 4


def test_empty_fields_of_a_section_are_one_row_that_names_some() -> None:
    names = ("title", "comment", "date", "issuing_bodies")
    found = [error(ENTRIES[2] / name, name, "required") for name in names]
    (row,) = rows(*found)
    assert row.message == "4 fields are empty."
    assert row.short_label == "Title, MERICS comment, Date…"
    assert row.label.startswith("Entry 3: Title, ")
    assert not row.fixable
    other = error(ENTRIES[3] / "title", "title", "required")
    assert len(rows(*found, other)) == 2
