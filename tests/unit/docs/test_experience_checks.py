"""The tests that docs/experience-checks.md names exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "experience-checks.md"
_NAMED = re.compile(r"`([\w./]+\.py)::(\w+)`")


def missing_tests(page: str) -> list[str]:
    """The tests that a page names and that do not exist."""
    missing = []
    for file, name in _NAMED.findall(page):
        path = ROOT / "tests" / "gui" / file
        source = path.read_text(encoding="utf-8") if path.is_file() else ""
        functions = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
        if name not in functions:
            missing.append(f"{file}::{name}")
    return missing


def test_every_named_test_exists() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(_NAMED.findall(page)) > 60
    assert missing_tests(page) == []


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    assert [row for row in rows if "**" not in row and not _NAMED.search(row)] == []


def test_a_missing_test_is_found() -> None:
    assert missing_tests("`test_look.py::test_of_nothing`, `no_file.py::test_x`") == [
        "test_look.py::test_of_nothing",
        "no_file.py::test_x",
    ]
