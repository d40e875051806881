"""Every how-to page can be followed step by step, in a copy of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.docs.how_to import PAGES, ROOT, Step, Workspace, steps

NAMES = sorted(path.name for path in PAGES.glob("*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_followed(name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "newsdesk")
    followed = list(steps((PAGES / name).read_text(encoding="utf-8")))
    assert any("run" in step.words for step in followed), "the page checks nothing"
    for step in followed:
        workspace.follow(step)


def test_every_page_is_listed_for_contributors() -> None:
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"docs/how-to/{name}" not in listed] == []


def test_a_wrong_step_fails(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "newsdesk")
    with pytest.raises(AssertionError, match="no line with"):
        workspace.follow(Step(("edit=schemas/issue.py", "after=no such line"), "x\n", 1))
    with pytest.raises(AssertionError, match="ended with 2"):
        workspace.follow(Step(("run",), "./newsdesk no-such-command\n", 1))
    workspace.follow(Step(("run",), "./newsdesk --version\n", 1))
    with pytest.raises(AssertionError, match="not in the output"):
        workspace.follow(Step(("output",), "something else\n", 2))
