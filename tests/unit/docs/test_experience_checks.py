"""The tests that docs/experience-checks.md names exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "experience-checks.md"
_NAMED = re.compile(r"`(test_\w+)`")
_DEFINED = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


def missing_tests(page: str) -> set[str]:
    """The tests that a page names and that do not exist."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return set(_NAMED.findall(page)).difference(*(_DEFINED.findall(file.read_text(encoding="utf-8")) for file in files))


def test_every_named_test_exists() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(_NAMED.findall(page)) > 60
    assert missing_tests(page) == set()


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    assert [row for row in rows if "**" not in row and not _NAMED.search(row)] == []


def test_a_missing_test_is_found() -> None:
    assert missing_tests("`test_of_nothing_at_all` and `test_the_window_is_heard`") == {"test_of_nothing_at_all"}
