"""A whole issue is written, reviewed and published by keyboard alone, with text at 200 percent in a small window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.review.approvals import section_statuses
from editor.files.issue_file import load_issue
from editor.session.preview.renderer_pool import MakeRenderer
from editor.ui.forms.completion import Completion
from editor.ui.look.look import Look, Scheme
from schemas import Bullet, Bullets, Issue, Paragraph
from schemas.review import State
from tests.gui.conftest import PATIENCE
from tests.gui.window import test_whole_issue as writing
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys
from tests.gui.window.test_handoff_round import PrintingRenderer

COMMENT = "Is this the order of the entries?"


@pytest.fixture
def make_renderer() -> MakeRenderer:
    return PrintingRenderer


@pytest.fixture
def large(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


@pytest.fixture
def short(sample: Issue) -> Issue:
    """The sample with less text: what counts here is each kind of field, not each letter."""
    words, plan = Paragraph(text="Ministries have a plan."), Bullets(items=(Bullet(text="More of all"),))
    entries = tuple(
        writing.with_changed(
            entry,
            title=f"Plan {number}",
            at_a_glance=(words, plan),
            comment=(words,),
            source=writing.with_changed(entry.source, title="Notice"),
        )
        for number, entry in enumerate(sample.top5, 1)
    )
    news = (writing.with_changed(sample.noteworthy.policy_news[0], text="A ministry has published a plan."),)
    noteworthy = writing.with_changed(sample.noteworthy, policy_news=news, corporate_news=news)
    people = {"authors": sample.imprint.authors[:1], "editors": sample.imprint.editors[:1]}
    return writing.with_changed(
        sample, top5=entries, noteworthy=noteworthy, imprint=writing.with_changed(sample.imprint, **people)
    )


def seen_tab() -> None:
    """Go to the next field; it can be seen."""
    press(Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert not focused().visibleRegion().isEmpty(), focused().accessibleName()


def run(words: str) -> None:
    """Run a command by its name."""
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys(words)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), pytest.param(1024, 640, marks=pytest.mark.slow)])
def test_a_whole_issue_in_a_small_window_with_large_text(
    program: Program,
    large: Look,
    short: Issue,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    height: int,
) -> None:
    monkeypatch.setattr(writing, "tab", seen_tab)
    # Offscreen, a list of offers that has closed keeps the keyboard: no window manager gives it back.
    monkeypatch.setattr(Completion, "show_for", lambda *_: None)
    window = program.window
    window.resize(width, height)
    program.settings.set_person("Sample Editor", "editor")
    program.settings.set_export_folder(tmp_path)
    program.settings.set_look(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: large.scale == 2, timeout=PATIENCE)

    (program.newsroom / SAMPLE).unlink()  # a new issue would take its publisher and contact
    press(Qt.Key.Key_N, CONTROL)
    writing.write_masthead(short)
    for entry in short.top5:
        press(Qt.Key.Key_PageDown, CONTROL)
        writing.write_entry(entry)
    for news in (short.noteworthy.policy_news, short.noteworthy.corporate_news):
        press(Qt.Key.Key_PageDown, CONTROL)
        writing.write_news(news)
    press(Qt.Key.Key_PageDown, CONTROL)
    writing.write_imprint(short)
    written = program.desk.session.issue
    assert [entry.title for entry in written.top5] == [entry.title for entry in short.top5]
    assert [entry.date for entry in written.top5] == [entry.date for entry in short.top5]
    assert writing.words_alone(written.noteworthy) == writing.words_alone(short.noteworthy)
    assert writing.words_alone(written.imprint) == writing.words_alone(short.imprint)
    file = program.newsroom / "issue.json"
    program.dialogs.answer = file
    press(Qt.Key.Key_S, CONTROL)

    press(Qt.Key.Key_G, CONTROL)
    type_keys("entry 2 title")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys(COMMENT)
    assert not focused().visibleRegion().isEmpty()
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    run("suggest")
    press(Qt.Key.Key_G, CONTROL)
    type_keys("entry 3 title")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_End)
    type_keys(" of action")
    assert not focused().visibleRegion().isEmpty()
    assert program.desk.session.whole.top5[2].title == "Plan 3", "only suggested"
    press(Qt.Key.Key_F4)
    (card,) = program.review.margin.cards
    assert not card.visibleRegion().isEmpty()
    run("write")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    assert program.desk.session.whole.top5[2].title == "Plan 3 of action"
    run("approve all")
    statuses = section_statuses(program.desk.session.whole, program.desk.session.whole.review)
    assert {status.state for status in statuses} == {State.APPROVED}

    press(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.pdf"))), timeout=PATIENCE)
    run("mark as published")
    press(Qt.Key.Key_Return)  # the question has the focus
    qtbot.waitUntil(lambda: load_issue(file).review.publication is not None, timeout=PATIENCE)
    saved = load_issue(file)
    assert [comment.text for thread in saved.review.threads for comment in thread.comments] == [COMMENT]
    assert (window.width(), window.height()) == (width, height)
