"""The web page in Chromium and by the Nu HTML checker."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from editor.formats.web_page.writer import write_web_page
from tests.formats.conftest import Seen, View
from tests.formats.pages import ISSUES, views
from tests.unit.formats.online_themes import based


@pytest.mark.parametrize("name", ISSUES)
def test_a_page_holds_in_every_view(name: str, look: Callable[[Sequence[View]], list[Seen]], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(write_web_page(ISSUES[name], based(), proof=name != "sample"), encoding="utf-8")
    shown = [*views(file), *(View(str(file), width) for width in (768, 1280))]
    seen = dict(zip(shown, look(shown), strict=True))
    assert {view: found.overflow for view, found in seen.items() if found.overflow > 0} == {}
    assert {view: found.violations for view, found in seen.items() if found.violations} == {}
    assert [address for found in seen.values() for address in found.requests] == []


def test_the_nu_checker_finds_no_error(read: Callable[..., Any], tmp_path: Path) -> None:
    files = []
    for name, issue in ISSUES.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(write_web_page(issue, based(), proof=name == "empty"), encoding="utf-8")
    messages = read("vnu", *files)
    found = [one["message"] for one in messages if one["type"] != "info"]
    # An address goes out as it was written. Browsers take a quote in it, the checker wants %22.
    assert [
        one for one in found if not re.search(r"“href”.*Illegal character in query. “\"” is not allowed", one)
    ] == []
