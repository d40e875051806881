"""What a screen reader hears of the running program: a walk over AT-SPI, as Orca does it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from editor.files.themes import issues_folder
from tests.gui.conftest import PATIENCE_ON_SCREEN

SAMPLE = "china-industries-2025-03-12.json"
WALK = Path(__file__).parent / "screen_reader" / "walk.py"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
DEBIAN_PYTHON = "/usr/bin/python3"
NAMED_ROLES = {"text", "push button", "toggle button", "check box", "combo box", "list", "slider", "menu", "page tab"}
"""Roles that a screen reader reads with their name."""


def launcher() -> str | None:
    return next((path for path in LAUNCHERS if Path(path).is_file()), None)


def missing_packages() -> list[str]:
    programs = {"Xvfb": "xvfb", "xdotool": "xdotool", "dbus-run-session": "dbus-daemon"}
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    if launcher() is None:
        missing.append("at-spi2-core")
    bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not Path(DEBIAN_PYTHON).exists()
        or subprocess.run([DEBIAN_PYTHON, "-c", bindings], capture_output=True, check=False).returncode
    ):
        missing.append("python3-gi gir1.2-atspi-2.0")
    return missing


MISSING = missing_packages()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"Debian packages are missing: {' '.join(MISSING)}"),
]


class Heard(NamedTuple):
    """The accessible objects of the window, and the events while a headline is typed and saved."""

    objects: list[dict[str, Any]]
    events: list[dict[str, Any]]

    def data(self, event: str, name: str = "") -> list[str]:
        found = (one for one in self.events if one["event"].startswith(event) and name in one["name"])
        return [str(one["data"]) for one in found]


@pytest.fixture
def heard(environment: dict[str, str], tmp_path: Path) -> Heard:
    file = tmp_path / SAMPLE
    shutil.copy(issues_folder() / SAMPLE, file)
    bus = launcher()
    assert bus is not None
    command = ["dbus-run-session", "--", DEBIAN_PYTHON, str(WALK), bus, sys.executable, "-m", "editor", str(file)]
    walked = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=3 * PATIENCE_ON_SCREEN
    )
    assert walked.returncode == 0, walked.stderr[-2000:]
    said = [json.loads(line) for line in walked.stdout.splitlines() if line.startswith("{")]
    return Heard([one for one in said if "event" not in one], [one for one in said if "event" in one])


def test_the_window_is_heard(heard: Heard) -> None:
    shown = [one for one in heard.objects if "showing" in one["states"]]
    assert {"frame", "menu bar", "tool bar", "status bar", "list", "text"} <= {one["role"] for one in shown}
    assert [one for one in shown if one["role"] in NAMED_ROLES and not one["name"]] == []
    (headline,) = (one for one in shown if one["role"] == "text" and one["name"] == "Headline")
    assert headline["text"].startswith("Data policy push")
    assert headline["caret"] == 0
    assert {"focusable", "editable"} <= set(headline["states"])
    assert "topics" in headline["description"]
    (outline,) = (one for one in shown if one["role"] == "list" and one["name"] == "Outline")
    assert "focusable" in outline["states"]

    typed = "Heard by a screen reader"
    assert "".join(heard.data("object:text-changed:insert", "Headline")) == typed
    carets = [one["detail"] for one in heard.events if one["event"].startswith("object:text-caret-moved")]
    assert len(typed) in carets
    assert heard.data("object:text-selection-changed", "Headline")
    focused = [one["name"] for one in heard.events if one["event"] == "object:state-changed:focused" and one["detail"]]
    assert focused[-1] == "Date of issue"
    announced = heard.data("object:announcement")
    assert [text for text in announced if text.startswith("Saved")]
    assert [text for text in announced if "warning" in text]
    assert [text for text in announced if text.startswith("What is your name? It is shown")], "messages are heard too"
