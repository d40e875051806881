"""The archive in the window: searching while one types, reading beside, copying, and hints while writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.files.archive.updating import update_all
from editor.files.issue_file import save_issue
from editor.files.themes import read_theme
from editor.formats.importing.source import read_source
from editor.session.archive.index_updates import IndexUpdates
from editor.ui.archive.archive_page import ArchivePage
from editor.ui.archive.desk_archive import DeskArchive
from editor.ui.archive.window_archive import WindowArchive
from editor.ui.look.look import Scheme
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, Start, focused, press, press_button, type_keys

pytestmark = pytest.mark.slow

OLD_ISSUES = Path(__file__).parents[2] / "fixtures" / "earlier_issues"


@pytest.fixture(autouse=True)
def updates_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is updated in this process, except where a test is about the other one."""

    def update(self: IndexUpdates) -> None:
        *_, last = update_all(self._cache, self._folder)
        self.updated.emit(last.issues)

    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(IndexUpdates, "update", update)
    monkeypatch.setattr("editor.session.archive.covering.PAUSE_MS", 0)


@pytest.fixture
def newsroom(newsroom: Path) -> Path:
    """The sample issue, and five old issues imported from text."""
    for text in sorted(OLD_ISSUES.glob("*.txt")):
        issue = read_source(text.read_bytes(), read_theme("merics")).issue
        year = newsroom / text.stem[:4]
        year.mkdir(exist_ok=True)
        save_issue(issue, year / f"{text.stem}.json")
    return newsroom


@pytest.fixture
def own_process() -> None:
    """The index is updated as in the program: by a process of its own."""


def archive_of(program: Program) -> WindowArchive:
    archive = program.window.archive.archive
    assert archive is not None
    return archive


def beside(program: Program) -> DeskArchive:
    found = archive_of(program).desk_archive
    assert found is not None
    return found


def open_page(program: Program) -> ArchivePage:
    press(Qt.Key.Key_F, CONTROL, SHIFT)
    page = archive_of(program).page
    assert page is not None
    return page


def search(program: Program, words: str) -> ArchivePage:
    """Open the page, type words, and wait for the hits of all of them."""
    page = open_page(program)
    type_keys(words)
    wait_for(program.qtbot, lambda: page._found is not None and page._found.query.words == words)
    return page


def wait_for(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=PATIENCE)


def titles(page: ArchivePage) -> list[str]:
    return [hit.title or hit.label for hit in page.model.hits]


def read_out(program: Program, page: ArchivePage) -> str:
    """What the reading pane shows, when it has read."""
    wait_for(program.qtbot, lambda: page.reading._read is not None)
    return page.reading.content.toPlainText()


def test_hits_come_with_the_first_letters_and_enter_opens_the_issue(program: Program) -> None:
    page = search(program, "humanoid ro")
    assert titles(page) == ["Corporate news, item 8", "Humanoid robots get an innovation plan of their own"]
    press(Qt.Key.Key_Down)
    assert page.form.words.hasFocus()
    assert "humanoid robots are to reach mass production" in read_out(program, page)
    press(Qt.Key.Key_Return)
    wait_for(program.qtbot, lambda: program.window.desk is not None)
    assert program.desk.session.title == "2024-02-14.json"
    second = program.desk.session.issue.top5[1]
    assert second.title.startswith("Humanoid robots")
    wait_for(program.qtbot, lambda: program.desk.section_path == path(f"top5/{second.id}"))


def test_the_button_of_the_start_page_opens_the_archive(program: Program) -> None:
    press_button(program.window.start_page, "Archive")
    page = archive_of(program).page
    assert page is not None
    assert page.form.words.hasFocus()
    press(Qt.Key.Key_Escape)
    assert archive_of(program).page is None
    assert program.window.start_page.list.hasFocus()


def test_empty_states_say_what_to_do(program: Program) -> None:
    page = open_page(program)
    wait_for(program.qtbot, lambda: page.list.note.text().startswith("Type a word"))
    assert page.state.text() == f"6 issues in {program.newsroom}"
    type_keys("zzz")
    wait_for(program.qtbot, lambda: page.list.note.text() == "Nothing found for “zzz”. Use fewer or other words.")
    page.form.body.setFocus()
    type_keys("NDRC")
    wait_for(
        program.qtbot,
        lambda: page.list.note.text() == "Nothing found for “zzz”. Clear the filters, or use fewer words.",
    )


def test_filters_narrow_the_hits(program: Program) -> None:
    page = search(program, "hydrogen")
    assert len(titles(page)) == 5
    page.form.until.setFocus()
    type_keys("2024")
    wait_for(program.qtbot, lambda: len(titles(page)) == 2)
    page.form.body.setFocus()
    page.form.body.setText("国家发改委")
    wait_for(
        program.qtbot, lambda: titles(page) == ["China writes a roadmap for green hydrogen in steel and chemicals"]
    )
    press_button(page, "Clear Filters")
    wait_for(program.qtbot, lambda: len(titles(page)) == 5)
    page.form.section.setCurrentIndex(2)
    wait_for(program.qtbot, lambda: titles(page) == ["Policy news, item 4"])


def test_filters_fold_away_where_they_would_leave_the_hits_no_room(program: Program) -> None:
    program.window.resize(1024, 640)
    program.settings.set_look(Scheme.LIGHT, 200)
    page = search(program, "battery")
    wait_for(program.qtbot, lambda: not page.form.filters.isVisible())
    assert not page.list.visibleRegion().isEmpty()
    while focused() is not page.form.filters_button:
        press(Qt.Key.Key_Tab)
    assert page.form.filters_button.text() == "Filters"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert focused() is page.form.body
    type_keys("MOFCOM")
    program.window.resize(1024, 600)
    QApplication.processEvents()
    assert focused() is page.form.body, "not away from under the caret"
    page.form.filters_button.click()
    assert page.form.filters_button.text() == "Filters (1)"
    program.settings.set_look(Scheme.LIGHT, 100)
    wait_for(program.qtbot, page.form.filters.isVisible)
    assert not page.form.filters_button.isVisible()


def test_filters_fold_away_once_their_own_text_is_larger(program: Program) -> None:
    """The page around them may have been told of the larger text before, or after."""
    form = search(program, "battery").form
    larger = form.font()
    larger.setPointSizeF(4 * larger.pointSizeF())
    assert not form.filters.isHidden()
    form.setFont(larger)
    assert form.filters.isHidden()


def test_a_date_that_cannot_be_read_is_marked(program: Program) -> None:
    page = open_page(program)
    page.form.since.setFocus()
    type_keys("soon")
    assert page.form.since.property("level") == "error"
    assert "Enter 2024" in page.form.since.toolTip()
    page.form.since.clear()
    type_keys("March 2, 2024")
    assert page.form.query.since == dt.date(2024, 3, 2)
    assert not page.form.since.toolTip()


def test_an_earlier_entry_is_read_beside_the_issue(at_desk: Program) -> None:
    pages = at_desk.pages
    search(at_desk, "graphite")
    press(Qt.Key.Key_Return)
    reading = beside(at_desk).reading
    assert reading is not None
    assert archive_of(at_desk).page is None
    wait_for(at_desk.qtbot, lambda: "battery anodes" in reading.content.toPlainText())
    assert reading.isVisible()
    publishing = at_desk.window.publishing
    assert publishing is not None
    assert not publishing.tabs.bar.isVisible(), "the tabs are those of this issue"
    assert not pages.isVisible()
    assert reading.content.hasFocus()
    press(Qt.Key.Key_Escape)
    assert beside(at_desk).reading is None
    assert publishing.tabs.bar.isVisible()
    assert pages.isVisible()
    form = at_desk.desk.form
    assert form is not None
    assert form.isAncestorOf(focused())


def test_reading_beside_brings_pages_that_were_folded_and_folds_them_again(at_desk: Program) -> None:
    press(Qt.Key.Key_F9)
    search(at_desk, "graphite")
    press(Qt.Key.Key_Return)
    assert at_desk.desk.layout_panes.by_name["pages"].isVisible()
    press(Qt.Key.Key_Escape)
    assert not at_desk.desk.layout_panes.by_name["pages"].isVisible()
    assert not at_desk.window.commands["pages"].isChecked()


def test_an_entry_is_copied_with_new_ids_and_a_comment_that_says_where_it_is_from(at_desk: Program) -> None:
    session = at_desk.desk.session
    before = session.whole
    press(Qt.Key.Key_PageDown, CONTROL)  # the first entry
    page = search(at_desk, "graphite")
    read_out(at_desk, page)
    source = page.reading._read
    assert source is not None
    assert source.issue is not None
    press_button(page, "Copy into This Issue")
    copy = session.issue.top5[1]
    assert copy.title == "Export controls reach graphite for battery anodes"
    assert copy.id not in {entry.id for entry in source.issue.top5}
    assert copy.at_a_glance[0].id != source.issue.top5[0].at_a_glance[0].id
    assert at_desk.desk.section_path == path(f"top5/{copy.id}")
    (thread,) = session.whole.review.threads
    assert thread.path == f"top5/{copy.id}"
    assert thread.comments[0].text == "From China Industries of February 14, 2024, no. 1."
    press(Qt.Key.Key_Z, CONTROL)
    assert session.whole == before


def test_a_news_item_is_copied_into_its_list(at_desk: Program) -> None:
    page = search(at_desk, "industrial parks")
    read_out(at_desk, page)
    press_button(page, "Copy into This Issue")
    news = at_desk.desk.session.issue.noteworthy.policy_news
    assert "industrial parks" in news[-1].text
    assert at_desk.desk.section_path == path("noteworthy/policy_news")


def test_in_suggest_mode_a_copy_is_a_suggestion(at_desk: Program) -> None:
    session = at_desk.desk.session
    press(Qt.Key.Key_I, CONTROL, SHIFT)
    page = search(at_desk, "graphite")
    read_out(at_desk, page)
    press_button(page, "Copy into This Issue")
    assert len(session.whole.top5) == 5
    assert [entry.title for entry in session.issue.top5][-1].startswith("Export controls")
    assert session.whole.review.threads[0].comments[0].text.startswith("From China Industries")


def test_in_read_mode_nothing_is_copied(at_desk: Program) -> None:
    session = at_desk.desk.session
    at_desk.window.commands["mode_reading"].trigger()
    before, steps = session.whole, session.undo_stack.count()
    page = search(at_desk, "graphite")
    read_out(at_desk, page)
    press_button(page, "Copy into This Issue")
    assert session.whole == before
    assert session.undo_stack.count() == steps


def test_a_reference_is_copied_as_text(at_desk: Program) -> None:
    page = search(at_desk, "graphite")
    press_button(page, "Copy Reference")
    assert QApplication.clipboard().text() == "see China Industries of February 14, 2024, no. 1"


def test_a_hit_in_the_open_issue_leads_there(at_desk: Program) -> None:
    page = search(at_desk, "pharmaceutic")
    wait_for(at_desk.qtbot, lambda: page.list.hit is not None)
    press_button(page, "Open Issue")
    assert archive_of(at_desk).page is None
    assert at_desk.desk.section_path == path("top5/e5")


def test_leaving_an_unsaved_issue_for_a_hit_asks(at_desk: Program) -> None:
    type_keys("x")
    page = search(at_desk, "graphite")
    press_button(page, "Open Issue")
    assert any("Save changes" in message for message in at_desk.messages)
    at_desk.answer("Cancel")
    assert at_desk.desk.session.title == SAMPLE


@pytest.fixture
def writing(start: Start, newsroom: Path, sample: Issue) -> Program:
    """A new issue of April 2025 with an empty entry, whose title has the caret."""
    file = newsroom / "new.json"
    save_issue(Issue(date=dt.date(2025, 4, 9), top5=(sample.top5[0].model_validate({"id": "e1"}),)), file)
    program = start(file=file)
    archive_of(program)
    press(Qt.Key.Key_PageDown, CONTROL)
    return program


def go_to(program: Program, place: str) -> None:
    program.desk.go_to(path(place))


def test_a_close_topic_of_an_earlier_issue_is_shown_below_the_form(writing: Program) -> None:
    hint = beside(writing).hint
    assert not hint.isVisible()
    go_to(writing, "top5/e1/title")
    type_keys("Humanoid robots on the march")
    wait_for(
        writing.qtbot,
        lambda: (
            hint.text == "Similar topic in February 2024 as no. 2: Humanoid robots get an innovation plan of their own"
        ),
    )
    assert hint.isVisible()
    assert writing.desk.form is not None
    assert writing.desk.form.isAncestorOf(focused())
    press_button(hint, "Open")
    reading = beside(writing).reading
    assert reading is not None
    wait_for(writing.qtbot, lambda: "mass production" in reading.content.toPlainText())
    hint.close_button.click()
    assert not hint.isVisible()
    go_to(writing, "top5/e1/title")
    type_keys(" again")
    writing.qtbot.waitUntil(lambda: not beside(writing).covering._timer.isActive(), timeout=PATIENCE)
    assert not hint.isVisible()


def test_the_same_link_is_a_warning_that_can_be_ignored(writing: Program) -> None:
    session = writing.desk.session
    go_to(writing, "top5/e1/source/link")
    type_keys("http://www.example.org/2024/graphite/")
    hint = beside(writing).hint
    wait_for(writing.qtbot, lambda: hint.text.startswith("Covered in February 2024 as no. 1: Export controls"))
    (found,) = [one for one in session.findings if one.rule == "covered-before"]
    assert (found.path, found.message) == (
        path("top5/e1/source/link"),
        "Covered in February 2024 as no. 1: same link.",
    )
    session.apply_fix(found)
    assert not [one for one in session.findings if one.rule == "covered-before"]
    press(Qt.Key.Key_Z, CONTROL)
    assert [one for one in session.findings if one.rule == "covered-before"]
    go_to(writing, "top5/e1/source/link")
    press(Qt.Key.Key_End)
    type_keys("2")
    assert not [one for one in session.findings if one.rule == "covered-before"]


def test_the_same_chinese_title_is_a_warning(writing: Program) -> None:
    go_to(writing, "top5/e1/source/title_zh")
    QApplication.clipboard().setText("人形机器人创新发展指导意见")
    press(Qt.Key.Key_V, CONTROL)
    session = writing.desk.session
    wait_for(writing.qtbot, lambda: any(one.rule == "covered-before" for one in session.findings))
    (found,) = [one for one in session.findings if one.rule == "covered-before"]
    assert found.message == "Covered in February 2024 as no. 2: same Chinese title."


def test_topics_without_a_match_in_the_old_issues_stay_quiet(at_desk: Program) -> None:
    """The sample issue beside five old ones: two of its five topics came before, and nothing else is said."""
    hint = beside(at_desk).hint
    shown: list[str] = []
    covering = beside(at_desk).covering
    for entry in at_desk.desk.session.issue.top5:
        with at_desk.qtbot.waitSignal(archive_of(at_desk).archive.covered, timeout=PATIENCE):
            go_to(at_desk, f"top5/{entry.id}")
        wait_for(at_desk.qtbot, lambda: not covering._timer.isActive())
        shown.append(hint.text)
    assert [bool(text) for text in shown] == [False, False, True, True, False]
    assert "green hydrogen" in shown[2]
    assert "Foreign investors" in shown[3]
    assert not [one for one in at_desk.desk.session.findings if one.rule == "covered-before"]


def test_without_full_text_search_the_page_says_so_and_searches(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexUpdates, "update", lambda self: self.unavailable.emit())
    page = search(program, "graphite")
    wait_for(program.qtbot, lambda: titles(page) == ["Export controls reach graphite for battery anodes"])
    assert "no full-text search" in page.state.text()


def test_another_folder_has_another_archive(program: Program, tmp_path: Path) -> None:
    first = archive_of(program)
    other = tmp_path / "other"
    other.mkdir()
    program.settings.set_newsroom(other)
    assert archive_of(program) is not first
    page = open_page(program)
    assert page.state.text() == f"0 issues in {other}"


@pytest.mark.usefixtures("own_process")
def test_the_process_finds_a_colleagues_file(program: Program, sample: Issue) -> None:
    page = search(program, "graphite")
    wait_for(program.qtbot, lambda: len(titles(page)) == 1)
    save_issue(sample.model_copy(update={"headline": "Graphite again"}), program.newsroom / "colleague.json")
    wait_for(program.qtbot, lambda: len(titles(page)) == 2)


@pytest.mark.usefixtures("own_process")
def test_a_folder_that_goes_away_is_reported(program: Program) -> None:
    page = search(program, "graphite")
    wait_for(program.qtbot, lambda: len(titles(page)) == 1)
    program.newsroom.rename(program.newsroom.with_name("away"))
    archive_of(program).archive.update()
    wait_for(program.qtbot, lambda: "could not be read" in page.state.text())
    assert titles(page) == ["Export controls reach graphite for battery anodes"]
