"""Words are checked at once, in the sample issue."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, press
from tests.gui.window.words.checked_words import (
    HEADLINE,
    found,
)


@pytest.fixture(autouse=True)
def checked_words(unchecked_words: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check words at once."""
    monkeypatch.setattr("editor.session.issue.word_check.FIRST_MS", 0)
    monkeypatch.setattr("editor.session.issue.word_check.PAUSE_MS", 20)
    monkeypatch.setattr("editor.session.issue.word_check.STEP_MS", 0)


@pytest.fixture
def writing(at_desk: Program, qtbot: QtBot) -> Program:
    """The sample issue, its words checked, with the caret at the end of the headline."""
    qtbot.waitUntil(lambda: bool(found(at_desk, "name-in-time")), timeout=PATIENCE)
    at_desk.desk.go_to(HEADLINE)
    press(Qt.Key.Key_End)
    return at_desk
