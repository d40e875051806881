"""The review is loaded shortly after the start, or at once if it has something to show."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.files.issue_file import load_issue, save_issue
from editor.session.review.mode import Mode
from editor.ui.review import deferred_review
from editor.ui.review.checklist import ChecklistPage
from editor.ui.review.margin import Margin
from schemas.review import Review, Thread
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, Start, focused, type_keys


@pytest.fixture
def file(newsroom: Path) -> Path:
    return newsroom / SAMPLE


@pytest.fixture
def no_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there at once does not come by itself."""
    monkeypatch.setattr(deferred_review, "DELAY_MS", 1_000_000)


def has_margin(program: Program) -> bool:
    """Whether the review is there, without asking for it."""
    return any(isinstance(place, Margin) for place, _ in program.desk.pane_focus)


def test_it_loads_by_itself_without_taking_the_focus(start: Start, file: Path, qtbot: QtBot) -> None:
    program = start(file=file)
    typed_into = focused()
    type_keys("Early ")
    qtbot.waitUntil(lambda: has_margin(program), timeout=PATIENCE)
    type_keys("letters ")
    assert focused() is typed_into
    assert program.desk.session.issue.headline.startswith("Early letters ")
    program.window.commands["checklist"].trigger()
    assert isinstance(program.window.navigator.page, ChecklistPage)


@pytest.mark.usefixtures("no_moment_later")
def test_it_is_deferred_if_there_is_nothing_to_show(start: Start, file: Path) -> None:
    program = start(file=file)
    assert not has_margin(program)
    assert program.window.review is not None
    assert has_margin(program)


@pytest.mark.usefixtures("no_moment_later")
def test_an_issue_with_comments_shows_them_at_once(start: Start, file: Path) -> None:
    commented = Review(threads=(Thread(id="t1", path="headline"),))
    save_issue(load_issue(file).model_copy(update={"review": commented}), file)
    assert has_margin(start(file=file))


@pytest.mark.usefixtures("no_moment_later")
def test_an_editors_first_character_is_a_suggestion(start: Start, file: Path) -> None:
    start("editors").settings.set_person("Sample Editor", "editor")
    program = start("editors", file=file)
    type_keys("Early ")
    assert program.reviewing.mode is Mode.SUGGESTING
    assert not program.desk.session.whole.headline.startswith("Early ")


@pytest.mark.usefixtures("no_moment_later")
def test_it_loads_at_once_for_an_issue_opened_in_the_window(program: Program, file: Path) -> None:
    program.window.files.open(file)
    assert has_margin(program)


@pytest.mark.usefixtures("no_moment_later")
def test_an_issue_can_be_closed_before_it_is_loaded(start: Start, file: Path) -> None:
    program = start(file=file)
    program.window.commands["close"].trigger()
    assert program.window.stack.currentWidget() is program.window.start_page
    assert program.window.review is None
