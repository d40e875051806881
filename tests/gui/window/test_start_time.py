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
    "editor.document.review.threads",
    "editor.document.suggestions.merge",
    "editor.formats.clipboard.pasted_html",
    "editor.formats.text_form.reader",
    "editor.files.history.history",
    "editor.files.styles",
    "editor.session.issue.importing",
    "editor.session.preview.screen_renderer",
    "editor.session.publishing.job",
    "editor.session.publishing.online_preview",
    "editor.session.publishing.output_maker",
    "editor.session.review.reviewing",
    "editor.session.storage.versions",
    "editor.files.archive.database",
    "editor.session.archive.archive",
    "editor.ui.archive.window_archive",
    "editor.ui.issue.conflicts_page",
    "editor.ui.pages.preferences",
    "editor.ui.preview.preview_pane",
    "editor.ui.printing.printing",
    "editor.ui.publishing.publishing",
    "editor.ui.review.changed_since",
    "editor.ui.review.checklist",
    "editor.ui.review.compare_page",
    "editor.ui.review.desk_review",
    "editor.ui.differences.difference_view",
    "editor.ui.review.margin",
    "editor.ui.review.suggestions",
    "editor.ui.review.threads",
    "editor.ui.pages.shortcuts",
    "editor.ui.system.file_dialog",
    "editor.ui.versions.versions_page",
    "fontTools",
    "html.parser",
    "jinja2",
    "schemas.style",
    "sqlite3",
    "nh3",
    "weasyprint",
)
WITH_THE_START_PAGE = (
    "diff_match_patch",
    "editor.document.compare",
    "editor.document.suggestions.review",
    "editor.files.newsroom",
    "editor.ui.start.issue_list",
    "editor.ui.start.start_page",
    "editor.ui.start.recovery_cards",
)
"""A start with an issue does without these."""
LATER_CLASSES = ("QAccessible", "QCalendarWidget", "QFileDialog", "QPageLayout")
"""Classes of Qt with many enumerations, which take time when they are first named."""

STARTED = """
import builtins, os, sys
imports = builtins.__import__
from editor.ui.application import run

def tell(window):
    from PySide6 import QtGui, QtWidgets

    set_up = [f"class.{name}" for module in (QtGui, QtWidgets) for name in vars(module)]
    hook = () if builtins.__import__ is imports else ("hook",)
    print("ready", *sys.modules, *set_up, *hook, flush=True)
    os._exit(0)  # as it is now: nothing is taken down in an orderly way

run(sys.argv[1:], ready=tell)
"""


@pytest.fixture(params=["an issue", "the start page"])
def loaded(request: pytest.FixtureRequest, own_folders: Path, newsroom: Path) -> list[str]:
    """The modules, and Qt's classes, that are loaded when the window takes typing for the first time."""
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


@pytest.mark.slow
def test_the_start_loads_only_what_it_needs(loaded: list[str]) -> None:
    assert sorted(set(LATER) & set(loaded)) == []


@pytest.mark.slow
def test_qt_s_import_hook_which_reads_the_source_of_every_module_is_not_left(loaded: list[str]) -> None:
    assert "hook" not in loaded


@pytest.mark.parametrize("loaded", ["an issue"], indirect=True)
def test_a_start_with_an_issue_does_not_load_the_start_page(loaded: list[str]) -> None:
    assert sorted(set(WITH_THE_START_PAGE) & set(loaded)) == []


@pytest.mark.parametrize("loaded", ["an issue"], indirect=True)
def test_the_start_initializes_only_the_widget_classes_it_shows(loaded: list[str]) -> None:
    """Asked for a widget that Qt made, the bindings set up all kinds: viewports that are asked for are handed in."""
    assert "class.QPushButton" in loaded
    assert "class.QWizard" not in loaded
    assert [name for name in LATER_CLASSES if f"class.{name}" in loaded] == []
