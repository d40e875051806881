"""Composing Chinese in every kind of field: nothing is emitted before the text is committed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from editor.document.paths import path as at
from editor.document.paths import value_at
from editor.session.storage.journaling import Journaling
from tests.gui.forms.conftest import THREE, OpenForm, Stage, issue_with

CHOSEN = "工业"
PREEDITS = ("g", "go", "gong", "gong'y", "gong'ye")

FIELDS = {
    "a line": ("", "headline"),
    "a line of Chinese": ("top5/e1", "top5/e1/source/title_zh"),
    "a link": ("top5/e1", "top5/e1/source/link"),
    "paragraphs": ("top5/e1", "top5/e1/at_a_glance/p1/text"),
    "an empty text": ("top5/e1", "top5/e1/comment"),
    "a date": ("top5/e1", "top5/e1/date"),
    "issuing bodies": ("top5/e1", "top5/e1/issuing_bodies"),
    "an item's text": ("noteworthy/policy_news", "noteworthy/policy_news/n2/text"),
    "an item's label": ("noteworthy/policy_news", "noteworthy/policy_news/n2/source/label"),
    "lines": ("imprint", "imprint/authors/a1/role"),
    "a mail address": ("imprint", "imprint/contact"),
}


def open_at_field(case: str, open_form: OpenForm) -> Stage:
    """Return a form with the caret in the field."""
    form, field = FIELDS[case]
    opened_urls = open_form(form, issue_with(THREE))
    opened_urls.go(field)
    return opened_urls


def compose(stage: Stage, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(stage.focused(), event)


def journaled(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("*.journal"))


@pytest.mark.parametrize("case", FIELDS)
def test_nothing_is_emitted_until_a_word_is_committed(case: str, open_form: OpenForm, tmp_path: Path) -> None:
    stage = open_at_field(case, open_form)
    journaling = Journaling(stage.session, tmp_path / "journals")
    emitted: list[object] = []
    stage.session.changed.connect(emitted.append)
    stage.session.findings_changed.connect(lambda: emitted.append("findings"))
    issue, findings = stage.issue, stage.session.findings
    for preedit in (*PREEDITS, "", *PREEDITS):  # cancelled, and started again
        compose(stage, preedit)
    assert emitted == []
    assert stage.issue is issue
    assert stage.session.findings is findings
    assert stage.session.undo_stack.count() == 0
    assert journaled(tmp_path / "journals") == b""

    compose(stage, "", CHOSEN)
    stage.leave()  # dates and names are accepted when the focus leaves
    assert b"gong" not in journaled(tmp_path / "journals")
    value = value_at(stage.issue, at(FIELDS[case][1]))
    assert {"a date": value is None, "issuing bodies": value == ("NDRC", "MIIT")}.get(case, CHOSEN in str(value))
    stage.session.undo()
    assert stage.issue == issue
    assert stage.session.undo_stack.index() == 0, "it was one step"
    journaling.close(keep=False)


@pytest.mark.parametrize("case", ["a line", "paragraphs", "a date", "issuing bodies", "lines"])
def test_a_field_works_after_being_left_during_composition(case: str, open_form: OpenForm) -> None:
    stage = open_at_field(case, open_form)
    field, issue = stage.focused(), stage.issue
    compose(stage, "gong")
    stage.leave()
    assert stage.issue == issue
    assert stage.session.undo_stack.count() == 0
    field.setFocus()
    stage.type("2024-12-03" if case == "a date" else "x")
    stage.leave()
    assert stage.issue != issue


def test_undo_during_composition_keeps_the_composed_word(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/title")
    stage.press(Qt.Key.Key_End)
    stage.type("!")
    stage.leave()
    stage.go("top5/e1/at_a_glance/p1/text")
    compose(stage, "gong")
    stage.session.undo()
    assert not stage.issue.top5[0].title.endswith("!")
    compose(stage, "", CHOSEN)
    assert CHOSEN in str(value_at(stage.issue, at("top5/e1/at_a_glance/p1/text")))
