"""Pasting from word processors through the clipboard of a real display."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder
from schemas import Block, Bullets
from tests.gui.conftest import PATIENCE_ON_SCREEN, Xdotool
from tests.gui.test_running_program import SAMPLE, until

CLIPBOARD = Path(__file__).parents[1] / "fixtures" / "clipboard"
TOOLS = ("Xvfb", "xdotool", "xclip")

PASTED = {
    "word.html": [
        "**Two ministries act.** Loans for *small* firms cost less from May, the "
        "[**notice** says](https://www.example.org/notice?id=7&lang=en); see the draft. 数据",
        "- Cheaper **credit** lines",
        "- For two years",
        "1. Counted from May",
    ],
    "google_docs.html": [
        "**Key points:** the fund may buy *listed* shares, says [the regulator](https://www.example.org/fund)",
        "- First bullet",
        "- **Second bullet**",
    ],
    "libreoffice.html": ["**Export** rules *change* again", "- Gallium", "- Germanium"],
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"{', '.join(TOOLS)} work a screen's clipboard"),
]


def lines(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        found += [f"- {item.text}" for item in block.items] if isinstance(block, Bullets) else [block.text]
    return found


def test_what_word_processors_copy_is_pasted_with_bold_italics_links_and_bullets(
    environment: dict[str, str], xdotool: Xdotool, come_to: Callable[[str], None], tmp_path: Path
) -> None:
    file = tmp_path / SAMPLE
    shutil.copy(issues_folder() / SAMPLE, file)
    owners: list[subprocess.Popen[bytes]] = []

    def copy(html: Path) -> None:
        """Offer it to all programs of the screen, until another does."""
        command = ["xclip", "-selection", "clipboard", "-target", "text/html", "-quiet", "-in", str(html)]
        owners.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        offered = ["xclip", "-selection", "clipboard", "-out", "-target", "text/html"]
        until(
            lambda: (
                subprocess.run(offered, env=environment, capture_output=True, check=False).stdout == html.read_bytes()
            ),
            "the clipboard",
        )

    command = [sys.executable, "-m", "editor", str(file)]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as program:
        try:
            come_to(SAMPLE)
            xdotool("key", "ctrl+Next")  # the first entry: title, title in contents, key figures, at a glance, comment
            xdotool("key", "Tab", "Tab", "Tab", "Tab")
            for name, expected in PASTED.items():
                copy(CLIPBOARD / name)
                xdotool("key", "ctrl+a", "ctrl+v", "ctrl+s")
                until(lambda expected=expected: lines(load_issue(file).top5[0].comment) == expected, name)  # type: ignore[misc]
            xdotool("key", "ctrl+q")
            _, errors = program.communicate(timeout=PATIENCE_ON_SCREEN)
        except BaseException:
            program.kill()
            raise
        finally:
            for owner in owners:
                owner.kill()
                owner.wait()
    assert program.returncode == 0, errors
    assert errors == ""
