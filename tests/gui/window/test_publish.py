"""Publishing with one click: checks, the choice of a folder, the files, and every way to fail."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.files.atomic import replace_file
from editor.publish import ExportNote
from editor.session.preview.renderer import Activity, RendererState, Rendering
from editor.session.publishing.output_maker import OutputMaker
from editor.ui.publishing.publishing import Publishing
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys
from tests.gui.window.stubs import StubOpener

NAME = "MERICS-China-Industries-2025-03-12.pdf"
PDF = b"%PDF-1.7 as the renderer wrote it"


def publish(program: Program) -> None:
    press(Qt.Key.Key_E, CONTROL)


@pytest.fixture
def with_folder(at_desk: Program, tmp_path: Path) -> Program:
    """A desk whose user has exported before."""
    folder = tmp_path / "out"
    folder.mkdir()
    at_desk.settings.set_export_folder(folder)
    return at_desk


def test_the_first_export_asks_where_and_suggests_the_themes_name(at_desk: Program) -> None:
    target = at_desk.newsroom / "mine.pdf"
    at_desk.dialogs.answer = target
    publish(at_desk)
    assert at_desk.dialogs.suggestions == [at_desk.newsroom / NAME]
    assert at_desk.renderer.asked_for == [(at_desk.desk.session.issue, False)]
    at_desk.deliver_pdf(PDF)
    assert target.read_bytes() == PDF
    assert at_desk.messages == ["Saved mine.pdf."]
    assert at_desk.settings.export_folder == at_desk.newsroom


def test_later_exports_do_not_ask_for_a_folder(with_folder: Program, tmp_path: Path) -> None:
    publish(with_folder)
    with_folder.deliver_pdf(PDF)
    assert with_folder.dialogs.suggestions == []
    assert (tmp_path / "out" / NAME).read_bytes() == PDF


def test_claims_that_the_file_does_not_make_are_reported(with_folder: Program) -> None:
    publish(with_folder)
    with_folder.renderer.pdf_notes = (ExportNote("The PDF does not claim PDF/UA-1: no labels.", "Update Newsdesk."),)
    with_folder.deliver_pdf(PDF)
    (banner,) = with_folder.window.banners.messages
    assert banner.text == f"Saved {NAME}."
    assert banner.help.endswith("\nThe PDF does not claim PDF/UA-1: no labels. Update Newsdesk.")


def test_open_and_show_in_folder(with_folder: Program, tmp_path: Path) -> None:
    opener = StubOpener()
    desk = with_folder.desk
    maker = OutputMaker(desk.session.theme, desk)
    publishing = Publishing(
        desk.session,
        with_folder.renderer,
        maker,
        with_folder.window.banners,
        with_folder.settings,
        with_folder.dialogs,
        opens=opener,
        parent=desk,
    )
    publishing.start()
    with_folder.deliver_pdf(PDF)
    with_folder.qtbot.waitUntil(lambda: not publishing.is_busy, timeout=PATIENCE)
    assert with_folder.messages == [f"Saved {NAME}."]
    with_folder.answer("Open")
    with_folder.answer("Show in Folder")
    out = tmp_path / "out"
    assert opener.urls == [QUrl.fromLocalFile(str(out / NAME)), QUrl.fromLocalFile(str(out))]
    opener.succeeds = False
    with_folder.answer("Open")
    assert with_folder.messages == [f"Saved {NAME}.", "No program is set up to open this file."]
    with_folder.answer("Show in Folder")
    assert with_folder.messages == [f"Saved {NAME}.", "No program is set up to show folders."]
    publishing.close()
    maker.close()


def test_errors_block_the_export_and_go_to_their_fields(with_folder: Program) -> None:
    entry = with_folder.desk.session.issue.top5[2]
    with_folder.desk.session.edit(SetValue(FieldPath(("top5", entry.id, "title")), ""), "x")
    publish(with_folder)
    assert with_folder.renderer.asked_for == []
    assert with_folder.messages == ["Not published: the issue has errors."]
    assert with_folder.desk.problems.list.hasFocus()
    press(Qt.Key.Key_Return)
    assert with_folder.desk.entries.current == FieldPath(("top5", entry.id))
    assert focused().accessibleName().startswith("Title")


def test_a_refused_export_selects_the_first_error(with_folder: Program) -> None:
    session = with_folder.desk.session
    session.edit(SetValue(path("headline"), ""), "x")  # a warning, and the first place of all
    session.edit(SetValue(path("imprint/contact"), "nobody"), "x")
    publish(with_folder)
    press(Qt.Key.Key_Return)
    section = with_folder.desk.section
    assert section is not None
    assert section.path == path("imprint")


def test_a_click_on_the_problem_count_keeps_the_selection(with_folder: Program) -> None:
    session = with_folder.desk.session
    session.edit(SetValue(path("date"), None), "x")
    session.edit(SetValue(path("imprint/contact"), "nobody"), "x")
    session.show_all_findings()
    problems = with_folder.desk.problems
    last = len(problems.findings) - 1
    problems.list.setCurrentIndex(problems.list.model().index(last, 0))
    with_folder.window.commands["problems"].trigger()
    assert not problems.isVisible()
    with_folder.window.status.problems_requested.emit()
    assert problems.list.hasFocus()
    assert with_folder.window.commands["problems"].isChecked()
    assert problems.list.currentIndex().row() == last


def test_the_message_disappears_when_errors_are_corrected(with_folder: Program) -> None:
    with_folder.desk.session.edit(SetValue(path("date"), None), "x")
    publish(with_folder)
    assert with_folder.messages
    with_folder.desk.session.undo()
    assert with_folder.messages == []


def test_a_refused_export_shows_the_problems(with_folder: Program) -> None:
    with_folder.desk.focus_form()
    press(Qt.Key.Key_F8)
    assert not with_folder.desk.problems.isVisible()
    with_folder.desk.session.edit(SetValue(path("date"), None), "x")
    publish(with_folder)
    assert with_folder.desk.problems.isVisible()


def test_a_proof_may_have_errors(with_folder: Program, tmp_path: Path) -> None:
    with_folder.desk.session.edit(SetValue(path("date"), None), "x")
    publish(with_folder)
    with_folder.answer("Export Proof")
    assert with_folder.renderer.asked_for == [(with_folder.desk.session.issue, True)]
    with_folder.deliver_pdf(PDF)
    assert (tmp_path / "out" / "MERICS-China-Industries-undated-proof.pdf").read_bytes() == PDF


def test_a_proof_has_its_own_shortcut(with_folder: Program) -> None:
    with_folder.desk.focus_form()
    press(Qt.Key.Key_X, CONTROL, SHIFT)
    assert with_folder.renderer.asked_for == [(with_folder.desk.session.issue, True)]


def test_a_long_export_shows_and_can_be_cancelled(with_folder: Program, tmp_path: Path, qtbot: QtBot) -> None:
    publish(with_folder)
    qtbot.waitUntil(lambda: with_folder.messages == ["Publishing PDF…"], timeout=PATIENCE)
    with_folder.answer("Cancel")
    assert with_folder.renderer.cancelled
    with_folder.deliver_pdf(PDF)  # it was on its way already
    assert list((tmp_path / "out").iterdir()) == []
    assert with_folder.messages == ["Canceled. Nothing was written."]


def test_a_second_click_during_export_does_nothing(with_folder: Program) -> None:
    publish(with_folder)
    publish(with_folder)
    assert len(with_folder.renderer.asked_for) == 1


def test_a_failed_layout_says_why_and_can_be_retried(with_folder: Program) -> None:
    publish(with_folder)
    with_folder.renderer.pdf_failed.emit("Entry 3 could not be laid out.", "Shorten it.")
    assert with_folder.messages == ["Entry 3 could not be laid out."]
    with_folder.answer("Try Again")
    assert len(with_folder.renderer.asked_for) == 2


def hide_folder(folder: Path) -> None:
    folder.rmdir()


def put_folder_in_its_place(folder: Path) -> None:
    (folder / NAME).mkdir()


@pytest.mark.parametrize(
    ("spoil", "why"), [(hide_folder, "its folder does not exist"), (put_folder_in_its_place, "it is a folder")]
)
def test_a_file_that_cannot_be_written_offers_another_folder(
    with_folder: Program, tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    publish(with_folder)
    spoil(tmp_path / "out")
    with_folder.deliver_pdf(PDF)
    assert with_folder.messages == [f"{tmp_path / 'out' / NAME} was not written: {why}."]
    with_folder.dialogs.answer = with_folder.newsroom / "there.pdf"
    with_folder.answer("Choose Another Folder…")
    with_folder.deliver_pdf(PDF)
    assert (with_folder.newsroom / "there.pdf").read_bytes() == PDF


def test_the_window_stays_usable_while_files_are_written_to_a_slow_disk(
    with_folder: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_write = Event()

    def write_slowly(file: Path, data: bytes) -> None:
        assert may_write.wait(PATIENCE / 1000)
        replace_file(file, data)

    monkeypatch.setattr("editor.session.publishing.file_saver.replace_file", write_slowly)
    publish(with_folder)
    with_folder.renderer.pdf_ready.emit(PDF)
    with_folder.qtbot.waitUntil(lambda: with_folder.messages == ["Saving PDF…"], timeout=PATIENCE)
    publish(with_folder)  # nothing happens: the first one is not complete
    with_folder.desk.session.edit(SetValue(path("headline"), "Typed meanwhile"), "x")
    assert len(with_folder.renderer.asked_for) == 1
    may_write.set()
    with_folder.qtbot.waitUntil(lambda: f"Saved {NAME}." in with_folder.messages, timeout=PATIENCE)
    assert (tmp_path / "out" / NAME).read_bytes() == PDF


def test_files_are_complete_when_the_issue_is_closed_meanwhile(with_folder: Program, tmp_path: Path) -> None:
    publish(with_folder)
    with_folder.renderer.pdf_ready.emit(PDF)
    with_folder.window.files.open(with_folder.newsroom / SAMPLE)
    assert (tmp_path / "out" / NAME).read_bytes() == PDF
    assert with_folder.settings.publisher_of(tmp_path / "out" / NAME) == str(with_folder.newsroom / SAMPLE)


def test_the_issue_itself_is_never_overwritten(at_desk: Program) -> None:
    before = (at_desk.newsroom / SAMPLE).read_bytes()
    at_desk.dialogs.answer = at_desk.newsroom / SAMPLE
    publish(at_desk)
    assert at_desk.renderer.asked_for == []
    assert (at_desk.newsroom / SAMPLE).read_bytes() == before


def test_pending_input_is_exported(with_folder: Program) -> None:
    with_folder.desk.go_to(path("date"))
    press(Qt.Key.Key_A, CONTROL)
    type_keys("14 Mar")
    publish(with_folder)
    exported = with_folder.renderer.asked_for[0][0].date
    assert exported is not None
    assert (exported.month, exported.day) == (3, 14)


def test_the_status_bar_counts_pages(at_desk: Program) -> None:
    at_desk.renderer.rendered.emit(Rendering((), 9, ()))
    assert at_desk.window.status.pages.text() == "9 pages"
    at_desk.renderer.rendered.emit(Rendering((), 1, ()))
    assert at_desk.window.status.pages.text() == "1 page"


def test_the_status_bar_does_not_say_updating_before_there_are_pages(at_desk: Program) -> None:
    at_desk.renderer.state_changed.emit(RendererState(Activity.BEHIND))
    assert at_desk.window.status.pages.text() == "Laying out more pages…"
    at_desk.renderer.rendered.emit(Rendering((), 3, (), is_whole=False))
    assert at_desk.window.status.pages.text() == "Laying out more pages…"


def test_the_status_bar_says_so_far_until_all_sections_have_pages(at_desk: Program) -> None:
    at_desk.renderer.rendered.emit(Rendering((), 12, (), is_whole=False))
    assert at_desk.window.status.pages.text() == "12 pages so far"
    at_desk.renderer.rendered.emit(Rendering((), 13, ()))
    assert at_desk.window.status.pages.text() == "13 pages"


def test_the_status_bar_says_updating_until_all_pages_are_current(at_desk: Program) -> None:
    pages = at_desk.window.status.pages
    at_desk.renderer.rendered.emit(Rendering((), 9, ()))
    at_desk.renderer.state_changed.emit(RendererState(Activity.BEHIND))
    assert pages.text() == "Updating pages…"
    at_desk.renderer.rendered.emit(Rendering((), 9, ()))  # one section of them
    assert pages.text() == "Updating pages…"
    at_desk.renderer.state_changed.emit(RendererState(Activity.IDLE))
    assert pages.text() == "9 pages"


def test_an_export_of_unsaved_text_says_so_until_it_is_saved(with_folder: Program) -> None:
    with_folder.desk.session.edit(SetValue(path("headline"), "Not saved yet"), "x")
    publish(with_folder)
    with_folder.deliver_pdf(PDF)
    assert with_folder.messages == [f"Saved {NAME}.", "The issue itself is not saved yet."]
    with_folder.answer("Save Issue")
    assert with_folder.desk.session.is_saved
    assert with_folder.messages == [f"Saved {NAME}."]
