"""Modules that the start of the program must not load, since they delay the window."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.test_running_program import ROOT
from tests.gui.window.conftest import SAMPLE

LATER = (
    "PySide6.QtPdf",
    "dulwich",
    "editor.cli",
    "editor.document.library.merge_library",
    "editor.document.merging.conflicts",
    "editor.document.merging.merge",
    "editor.document.review.rebase",
    "editor.document.suggestions.merge",
    "editor.formats.clipboard.pasted_html",
    "editor.formats.text_form.reader",
    "editor.files.history.history",
    "editor.files.styles",
    "editor.session.storage.versions",
    "editor.files.archive.database",
    "editor.session.archive.archive",
    "editor.ui.archive.window_archive",
    "editor.ui.issue.conflicts_page",
    "editor.ui.pages.preferences",
    "editor.ui.preview.preview_pane",
    "editor.ui.review.changed_since",
    "editor.ui.review.checklist",
    "editor.ui.review.compare_page",
    "editor.ui.review.desk_review",
    "editor.ui.differences.difference_view",
    "editor.ui.review.margin",
    "editor.ui.review.suggestions",
    "editor.ui.review.threads",
    "editor.ui.pages.shortcuts",
    "editor.ui.versions.versions_page",
    "fontTools",
    "html.parser",
    "jinja2",
    "schemas.style",
    "sqlite3",
    "nh3",
    "weasyprint",
)
WITH_THE_START_PAGE = ("editor.ui.start.issue_list", "editor.ui.start.start_page", "editor.ui.start.recovery_cards")
"""A start with an issue does without these."""
WITHOUT_QT = ("pydantic", "markdown_it", "schemas", "editor.document.rules", "editor.files.journal.recovery")
"""Loaded before Qt's bindings, which read the source of whatever comes after them."""

STARTED = """
import os, sys
from editor.ui.application import run

def tell(window):
    from PySide6 import QtWidgets

    set_up = [f"widget.{name}" for name in vars(QtWidgets)]
    print("ready", *sys.modules, *set_up, flush=True)
    os._exit(0)  # as it is now: nothing is taken down in an orderly way

run(sys.argv[1:], ready=tell)
"""


@pytest.fixture(params=["an issue", "the start page"])
def loaded(request: pytest.FixtureRequest, own_folders: Path, newsroom: Path) -> list[str]:
    """The modules, in the order in which they were loaded, when the window takes typing for the first time."""
    arguments = [str(newsroom / SAMPLE)] if request.param == "an issue" else []
    settings = own_folders / "config" / "newsdesk" / "newsdesk.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[folders]\nnewsroom={newsroom.parent / 'nothing here'}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STARTED, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    ready, *modules = done.stdout.split()
    assert ready == "ready"
    return modules


def test_the_modules_loaded_later_exist() -> None:
    assert [name for name in (*LATER, *WITH_THE_START_PAGE) if importlib.util.find_spec(name) is None] == []


def test_the_start_loads_only_what_it_needs_and_qt_late(loaded: list[str]) -> None:
    assert sorted(set(LATER) & set(loaded)) == []
    assert [name for name in WITHOUT_QT if loaded.index(name) > loaded.index("PySide6")] == []


@pytest.mark.parametrize("loaded", ["an issue"], indirect=True)
def test_a_start_with_an_issue_does_not_load_the_start_page(loaded: list[str]) -> None:
    assert sorted(set(WITH_THE_START_PAGE) & set(loaded)) == []


@pytest.mark.parametrize("loaded", ["an issue"], indirect=True)
def test_the_start_initializes_only_the_widget_classes_it_shows(loaded: list[str]) -> None:
    """Asked for a widget that Qt made, the bindings set up all kinds: viewports that are asked for are handed in."""
    assert "widget.QPushButton" in loaded
    assert "widget.QWizard" not in loaded
