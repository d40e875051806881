"""Values that once were printed wrong, not printed at all, or not found: pasted into their fields in the window."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath, path, value_at
from editor.document.text.inline import plain
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, Program, press

TITLE, TITLE_ZH = path("top5/e1/title"), path("top5/e1/source/title_zh")
COMMENT, EDITOR = path("top5/e1/comment"), path("imprint/editors/r2/name")

WITH_FIX = {
    "full-width letters": (
        TITLE,
        "Beijing wants ＡＩ in ９０ percent of all firms by ２０３０, a plan says",
        "Beijing wants AI in 90 percent of all firms by 2030, a plan says",
    ),
    "radicals": (
        TITLE_ZH,
        "⺠营经济促进法关于⻓江⻛电产业⾼质量发展的⼈⼯智能⽅案",
        "民营经济促进法关于长江风电产业高质量发展的人工智能方案",
    ),
    "variation selector": (TITLE_ZH, "葛\U000e0100城市合作协议", "葛城市合作协议"),
    "compatibility signs": (
        COMMENT,
        "At 40℃ a plant of 5,000㎡ works in stage Ⅲ.",
        "At 40°C a plant of 5,000m² works in stage III.",
    ),
    "damaged encoding": (
        TITLE,
        "Beijingâ€™s â€œnewâ€\x9d plan: what it costs and whom it helps",
        "Beijing’s “new” plan: what it costs and whom it helps",
    ),
    "no-break spaces": (
        TITLE,
        "Beijing opens new funding channels for SMEs in strategic sectors".replace(" ", "\u00a0"),
        "Beijing opens new funding channels for SMEs in strategic sectors",
    ),
}
AS_IT_STANDS = {
    "Hong Kong and Taiwan": (TITLE_ZH, "衞生防護中心、滙豐銀行與宏碁就裏程碑簽署協議"),
    "a rare name": (EDITOR, "马頔 Ma Di"),
    "stars": (
        COMMENT,
        "Shares of *ST Zuoran fell, those of *ST Huatong rose; A*STAR and Q*bert LLC (5*3=15) joined.",
    ),
}


@pytest.fixture(autouse=True)
def checked_words(unchecked_words: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.session.issue.word_check.FIRST_MS", 0)
    monkeypatch.setattr("editor.session.issue.word_check.PAUSE_MS", 20)
    monkeypatch.setattr("editor.session.issue.word_check.STEP_MS", 0)


@pytest.fixture
def writing(at_desk: Program, qtbot: QtBot) -> Program:
    """The sample issue, its words checked once."""
    session = at_desk.desk.session
    qtbot.waitUntil(lambda: any(one.rule == "name-in-time" for one in session.findings), timeout=PATIENCE)
    return at_desk


def paste(program: Program, where: FieldPath, text: str) -> None:
    program.desk.go_to(where)
    press(Qt.Key.Key_A, CONTROL)
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CONTROL)


def findings(program: Program, where: FieldPath) -> list[Finding]:
    return [one for one in program.desk.session.findings if str(one.path).startswith(str(where))]


def has_fixes(program: Program, where: FieldPath) -> bool:
    shown = program.desk.session.visible_findings
    return any(one.fix is not None and str(one.path).startswith(str(where)) for one in shown)


def text_of(program: Program, where: FieldPath) -> str:
    value = value_at(program.desk.session.issue, where)
    if isinstance(value, str):
        return value
    (paragraph,) = value
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.text)


def test_each_is_mended_by_paste_or_by_fixes_from_the_keyboard(writing: Program) -> None:
    for name, (where, text, right) in WITH_FIX.items():
        before = text_of(writing, where) if where is not COMMENT else None
        paste(writing, where, text)
        press(Qt.Key.Key_Home)
        while text_of(writing, where) != right:
            last = text_of(writing, where)
            writing.qtbot.waitUntil(partial(has_fixes, writing, where), timeout=PATIENCE)
            press(Qt.Key.Key_Period, CONTROL)
            assert text_of(writing, where) != last, name
        while before is not None and text_of(writing, where) != before:
            press(Qt.Key.Key_Z, CONTROL)


def test_each_is_published_as_it_stands(writing: Program) -> None:
    for name, (where, text) in AS_IT_STANDS.items():
        paste(writing, where, text)
        assert text_of(writing, where) == text, name
        assert [one for one in findings(writing, where) if one.level is Level.ERROR] == [], name


def test_what_cannot_be_mended_is_a_finding(writing: Program) -> None:
    paste(writing, TITLE_ZH, "锟斤拷锟斤拷 中国烫烫烫屯屯")
    writing.qtbot.waitUntil(lambda: bool(findings(writing, TITLE_ZH)), timeout=PATIENCE)
    (found, *_) = findings(writing, TITLE_ZH)
    assert "again" in f"{found.message} {found.help}"


@pytest.mark.parametrize("words", ["5 percent", "state-owned", "Müller", "Huawei"])
@pytest.mark.slow
def test_each_is_found_by_what_a_person_types(at_desk: Program, words: str) -> None:
    paste(at_desk, COMMENT, "It rose by 5\u00a0percent; state\u2011owned; Mu\u0308ller; \uff28uawei")
    press(Qt.Key.Key_F, CONTROL)
    QGuiApplication.clipboard().setText(words)  # keys of tests have no ü
    press(Qt.Key.Key_V, CONTROL)
    count = at_desk.desk.find_bar.count
    at_desk.qtbot.waitUntil(lambda: "found" in count.text(), timeout=PATIENCE)
    assert not count.text().startswith("0")
    press(Qt.Key.Key_F3)
    at_desk.qtbot.waitUntil(lambda: " of " in count.text(), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2 Apr 26", "2026-04-02"), ("二〇二五年二月三日", "2025-02-03"), ("4/2/2026", ""), ("31 April 2026", "")],
)
def test_dates_are_read_or_asked_about(at_desk: Program, typed: str, read: str) -> None:
    where = path("top5/e1/date")
    at_desk.desk.go_to(where)
    press(Qt.Key.Key_A, CONTROL)
    QGuiApplication.clipboard().setText(typed)
    press(Qt.Key.Key_V, CONTROL)
    press(Qt.Key.Key_Tab)
    value = value_at(at_desk.desk.session.issue, where)
    if read:
        assert str(value) == read
        return
    assert value is None
    shown = " ".join(label.text() for label in at_desk.window.findChildren(QLabel) if label.isVisible())
    assert ("can be 4 February or 2 April" if typed == "4/2/2026" else "30 days") in shown
