"""Files and modules that the documentation names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "findings").glob("*.md")],
    key=lambda path: path.as_posix(),
)
_CODE = re.compile(r"`((?:editor|schemas|tests|themes|docs|findings|issues)/[\w./*-]*)`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_named_files_exist(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    if page.name == "CHANGELOG.md" or page.parent.name == "decisions":  # these name what there was, or might have been
        text = ""
    missing = [name for name in _CODE.findall(text) if not any(ROOT.glob(name.rstrip("/")))]
    missing += [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert missing == []


def test_a_missing_file_is_found() -> None:
    assert _CODE.findall("see `editor/no_such_module.py`") == ["editor/no_such_module.py"]
    assert _LINK.findall("[a](docs/b.md) [c](https://example.org)") == ["docs/b.md"]
