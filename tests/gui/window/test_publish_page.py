"""The publish page: choices that are remembered, notes beforehand, several outputs in one go, and the clipboard."""

import re
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from editor.document.contents import ContentsPages
from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.files.issue_file import load_issue, save_issue
from editor.formats.outputs import OUTPUTS
from editor.session.review.mode import Mode
from editor.ui.publishing.output_card import OutputCard
from editor.ui.publishing.publish_page import PublishPage
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, press_button

STEM = "MERICS-China-Industries-2025-03-12"
PDF = b"%PDF-1.7 as the renderer wrote it"
ADDRESS = "https://example.org/news/"


@pytest.fixture
def out(at_desk: Program, tmp_path: Path) -> Path:
    """The folder of a user who has published before."""
    folder = tmp_path / "out"
    folder.mkdir()
    at_desk.settings.set_export_folder(folder)
    return folder


def page_of(program: Program) -> PublishPage:
    """Open the page by its keys, and wait until all notes are there."""
    press(Qt.Key.Key_E, CONTROL, SHIFT)
    page = program.window.navigator.page
    assert isinstance(page, PublishPage)
    wait_for_notes(program, page)
    return page


def wait_for_notes(program: Program, page: PublishPage) -> None:
    # The meter is the sign that the email was made; the others follow it in the same result.
    program.qtbot.waitUntil(lambda: not page.cards["mail"].meter.isHidden(), timeout=PATIENCE)


def choose(page: PublishPage, *names: str) -> None:
    for name, card in page.cards.items():
        if card.is_chosen != (name in names):
            click(card.check)
    assert page.chosen == tuple(name for name in page.cards if name in names)


def click(box: QCheckBox) -> None:
    """Click the mark of a box: only mark and text of a wide one take clicks."""
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(9, box.height() // 2))


def publish(program: Program, page: PublishPage) -> None:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    program.qtbot.waitUntil(lambda: program.window.navigator.page is None, timeout=PATIENCE)


def wait_for(program: Program, message: str) -> None:
    program.qtbot.waitUntil(lambda: message in program.messages, timeout=PATIENCE)


def texts(card: OutputCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(type(card.place)) if not label.isHidden())


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_enter_publishes_what_was_published_last(at_desk: Program, out: Path) -> None:
    page_of(at_desk)
    press(Qt.Key.Key_Return)
    at_desk.qtbot.waitUntil(lambda: bool(at_desk.renderer.asked_for), timeout=PATIENCE)
    at_desk.deliver_pdf(PDF)
    assert (out / f"{STEM}.pdf").read_bytes() == PDF


def test_several_formats_in_one_go_are_remembered(at_desk: Program, out: Path, sample: Issue) -> None:
    page = page_of(at_desk)
    choose(page, "pdf", "mail", "docx", "text")
    assert page.button.text() == "Publish 4 Formats"
    publish(at_desk, page)
    at_desk.qtbot.waitUntil(lambda: bool(at_desk.renderer.asked_for), timeout=PATIENCE)
    assert names(out) == [], "nothing is written before everything is complete"
    at_desk.renderer.pdf_pages = ContentsPages(2, (2, 3, 4, 5, 6), 71, (71, 81))
    at_desk.deliver_pdf(PDF)
    wait_for(at_desk, "Saved 4 files.")
    assert names(out) == [f"{STEM}.{suffix}" for suffix in ("docx", "eml", "pdf", "txt")]
    text = (out / f"{STEM}.txt").read_text(encoding="utf-8")
    assert sample.headline in text
    assert re.search(r"^Corporate news.*\s81$", text, re.MULTILINE), "text has the page numbers of the PDF beside it"
    (message,) = at_desk.window.banners.messages
    assert f"{STEM}.eml" in message.help
    assert f"Folder: {out}" in message.help
    button = at_desk.window.bars.export_button
    assert button.text() == "Publish (4)"
    assert button.toolTip() == "Check the issue and publish PDF, Email, Word, Text (Ctrl+E)"
    at_desk.window.banners.clear()
    press(Qt.Key.Key_E, CONTROL)
    at_desk.qtbot.waitUntil(lambda: len(at_desk.renderer.asked_for) == 2, timeout=PATIENCE)
    at_desk.deliver_pdf(PDF)
    wait_for(at_desk, "Saved 4 files.")  # its own files are replaced without a question


def test_by_keyboard_alone(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    page.cards["pdf"].check.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        if focused().accessibleName() == "Email":
            break
    press(Qt.Key.Key_Space)
    assert page.chosen == ("mail",)
    while focused() is not page.button:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    wait_for(at_desk, f"Saved {STEM}.eml.")
    assert at_desk.renderer.asked_for == []
    assert at_desk.window.commands["export"].text() == "Publish Email"


def test_escape_goes_back_and_publishes_nothing(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "html")
    press(Qt.Key.Key_Escape)
    assert at_desk.window.navigator.page is None
    assert names(out) == []
    assert at_desk.settings.outputs == ("html",)


def test_a_companion_is_saved_with_its_output(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "mail")
    click(page.cards["mail"].companions["mail-html"])
    assert f"{STEM}.eml, {STEM}.mail.html in {out}" in texts(page.cards["mail"])
    publish(at_desk, page)
    wait_for(at_desk, "Saved 2 files.")
    assert names(out) == [f"{STEM}.eml", f"{STEM}.mail.html"]


def test_the_first_publication_of_several_files_asks_for_a_folder(at_desk: Program, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    at_desk.dialogs.answer = folder
    page = page_of(at_desk)
    choose(page, "html", "docx")
    publish(at_desk, page)
    wait_for(at_desk, "Saved 2 files.")
    assert at_desk.dialogs.suggestions == [at_desk.newsroom]
    assert at_desk.settings.export_folder == folder


def test_each_output_has_a_folder_of_its_own(at_desk: Program, out: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    at_desk.dialogs.answer = web
    page = page_of(at_desk)
    choose(page, "html", "text")
    QTest.mouseClick(page.cards["html"].folder_button, Qt.MouseButton.LeftButton)
    assert str(web) in page.cards["html"].place.text()
    assert str(out) in page.cards["text"].place.text()
    publish(at_desk, page)
    wait_for(at_desk, "Saved 2 files.")
    assert (names(web), names(out)) == ([f"{STEM}.html"], [f"{STEM}.txt"])


def test_the_size_of_the_email_and_what_would_have_to_go(at_desk: Program, out: Path, sample: Issue) -> None:
    page = page_of(at_desk)
    assert page.cards["mail"].meter.words.text().endswith("KB; Gmail shows 100 KB")
    press(Qt.Key.Key_Escape)
    long = tuple(sample.top5[0].model_copy(update={"id": f"x{number}"}) for number in range(60))
    at_desk.desk.session.edit(SetValue(path("top5"), long), "x")
    page = page_of(at_desk)
    choose(page, "mail")
    assert "Error: The email is 2" in texts(page.cards["mail"])
    assert "Remove entries " in texts(page.cards["mail"])


def test_the_address_of_the_web_pages_is_asked_once(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "mail")
    assert "no “View in browser” link" in texts(page.cards["mail"])
    page.address.setText("merics")
    page.address.editingFinished.emit()
    assert page.address_error.isVisible()
    assert at_desk.settings.base_address("merics") == ""
    page.address.setText(ADDRESS.rstrip("/"))
    page.address.editingFinished.emit()
    assert not page.address_error.isVisible()
    at_desk.qtbot.waitUntil(lambda: "View in browser" not in texts(page.cards["mail"]), timeout=PATIENCE)
    publish(at_desk, page)
    wait_for(at_desk, f"Saved {STEM}.eml.")
    assert f"{ADDRESS}{STEM}.html".encode() in (out / f"{STEM}.eml").read_bytes().replace(b"=\r\n", b"")
    assert page_of(at_desk).address.text() == ADDRESS


def test_the_email_can_be_copied_for_the_mailing_tool(at_desk: Program) -> None:
    page = page_of(at_desk)
    QTest.mouseClick(page.cards["mail"].copy_buttons["html"], Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().mimeData()
    assert copied is not None
    assert copied.text().startswith("<!DOCTYPE html>"), "inputs for code take plain text"
    assert "<h1" in copied.html()
    assert at_desk.messages == ["HTML copied."]
    QTest.mouseClick(page.cards["mail"].copy_buttons["text"], Qt.MouseButton.LeftButton)
    assert "1. " in QApplication.clipboard().text()
    assert not QApplication.clipboard().text().startswith("<")


def test_the_heading_level_of_the_fragment(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "fragment")
    page.cards["fragment"].level.setCurrentIndex(2)
    publish(at_desk, page)
    wait_for(at_desk, f"Saved {STEM}.fragment.html.")
    assert "<h3>MERICS Top 5</h3>" in (out / f"{STEM}.fragment.html").read_text(encoding="utf-8")
    assert page_of(at_desk).cards["fragment"].level.currentText() == "Heading 3"


def other_issue(program: Program) -> Path:
    """A second issue with the same date of issue, so with the same names of files."""
    file = program.newsroom / "other.json"
    save_issue(load_issue(program.newsroom / SAMPLE).model_copy(update={"headline": "Another one"}), file)
    return file


@pytest.mark.parametrize(("answer", "is_replaced"), [("Replace", True), ("Cancel", False)])
def test_a_file_of_another_issue_is_not_replaced_unasked(
    answer: str, is_replaced: bool, at_desk: Program, out: Path
) -> None:
    at_desk.settings.set_outputs(("text",), ())
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, f"Saved {STEM}.txt.")
    before = (out / f"{STEM}.txt").read_bytes()
    at_desk.window.files.open(other_issue(at_desk))
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, f"{STEM}.txt exists and was not published from this issue.")
    assert (out / f"{STEM}.txt").read_bytes() == before
    at_desk.answer(answer)
    wait_for(at_desk, f"Saved {STEM}.txt." if is_replaced else "Canceled. Nothing was written.")
    assert ((out / f"{STEM}.txt").read_bytes() != before) is is_replaced


def test_escape_cancels_the_question_about_a_file_of_another_issue(at_desk: Program, out: Path) -> None:
    at_desk.settings.set_outputs(("text",), ())
    out.mkdir(exist_ok=True)
    (out / f"{STEM}.txt").write_bytes(b"By somebody else")
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, f"{STEM}.txt exists and was not published from this issue.")
    press(Qt.Key.Key_Escape)
    assert at_desk.messages == ["Canceled. Nothing was written."]
    assert (out / f"{STEM}.txt").read_bytes() == b"By somebody else"


def test_a_feed_has_the_earlier_issues_of_the_folder(at_desk: Program, out: Path, sample: Issue) -> None:
    for day, name in ((1, "earlier.json"), (28, "draft.json")):
        assert sample.date is not None
        save_issue(sample.model_copy(update={"date": sample.date.replace(day=day)}), at_desk.newsroom / name)
    (at_desk.newsroom / "broken.json").write_bytes(b"{")
    page = page_of(at_desk)
    choose(page, "feed")
    assert "Contains the issues of March 12, 2025; March 1, 2025." in texts(page.cards["feed"])
    assert "broken.json is not in the feed." in texts(page.cards["feed"])
    publish(at_desk, page)
    wait_for(at_desk, "Saved 3 files.")
    atom = (out / "atom.xml").read_text(encoding="utf-8")
    assert "2025-03-01:china-industries" in atom
    assert "2025-03-28" not in atom, "a later issue is a draft"
    (at_desk.newsroom / "earlier.json").unlink()
    at_desk.window.banners.clear()
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, "Saved 3 files.")
    assert "2025-03-01:china-industries" in (out / "atom.xml").read_text(encoding="utf-8"), "the feed is continued"


def test_an_output_that_fails_writes_nothing(at_desk: Program, out: Path) -> None:
    (out / "feed.json").write_bytes(b"{")
    page = page_of(at_desk)
    choose(page, "text", "feed")
    assert "Error: The earlier feed could not be read" in texts(page.cards["feed"])
    publish(at_desk, page)
    wait_for(at_desk, "The earlier feed could not be read, so it cannot be continued. Nothing was written.")
    assert names(out) == ["feed.json"]


def test_an_issue_with_errors_offers_a_proof_only(at_desk: Program, out: Path, qtbot: QtBot) -> None:
    entry = at_desk.desk.session.issue.top5[1]
    at_desk.desk.session.edit(SetValue(FieldPath(("top5", entry.id, "title")), "a\x07b"), "x")
    page = page_of(at_desk)
    choose(page, "mail")
    assert not page.cards["mail"].copy_buttons["html"].isEnabled()
    assert "Entry 2, Title: a hidden character is left out." in texts(page.cards["mail"])
    assert "Entry 2, Title: Hidden character" in texts(page.cards["pdf"]) or page.cards["pdf"].summary.text()
    click(page.proof)
    assert page.button.text() == "Publish Email as Proof"
    assert page.cards["mail"].copy_buttons["html"].isEnabled()
    publish(at_desk, page)
    wait_for(at_desk, f"Saved {STEM}-proof.eml.")
    assert b"X-Unsent: 1" in (out / f"{STEM}-proof.eml").read_bytes()


def test_an_empty_issue_is_a_proof_in_every_format(program: Program, tmp_path: Path) -> None:
    save_issue(Issue(), program.newsroom / "empty.json")
    program.settings.set_export_folder(tmp_path / "out")
    (tmp_path / "out").mkdir()
    program.window.files.open(program.newsroom / "empty.json")
    page = page_of(program)
    choose(page, *(name for name in page.cards if name != "pdf"))
    click(page.proof)
    publish(program, page)
    wait_for(program, "Saved 8 files.")


def test_the_page_names_the_files_that_are_written(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, *(name for name in page.cards if name != "pdf"))
    said = {name for card in page.cards.values() for name in card.place.text().split(" in ")[0].split(", ")}
    publish(at_desk, page)
    wait_for(at_desk, "Saved 8 files.")
    assert {*names(out), f"{STEM}.pdf"} == said
    assert {f"{STEM}.{OUTPUTS[name].suffix}" for name in ("mail", "docx")} <= set(names(out))


def test_a_publication_can_be_canceled(at_desk: Program, out: Path) -> None:
    at_desk.settings.set_outputs(("pdf", "text"), ())
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, "Publishing PDF, Text…")
    at_desk.answer("Cancel")
    at_desk.deliver_pdf(PDF)
    assert at_desk.messages == ["Canceled. Nothing was written."]
    assert names(out) == []


def test_the_review_goes_out_only_on_request_and_only_in_word(at_desk: Program, out: Path) -> None:
    at_desk.reviewing.enter(Mode.SUGGESTING)
    at_desk.desk.session.edit(SetValue(path("headline"), "Only a suggestion"), "x")
    for number, asked in enumerate((False, True, False)):
        page = page_of(at_desk)
        choose(page, "docx", "html")
        if asked:
            click(page.cards["docx"].review)
        assert page.cards["html"].review.isHidden()
        publish(at_desk, page)
        if number == 0:
            at_desk.answer("Publish")  # without the suggestion
        wait_for(at_desk, "Saved 2 files.")
        at_desk.window.banners.clear()
        assert not at_desk.renderer.asked_for
        with zipfile.ZipFile(out / f"{STEM}.docx") as package:
            assert ("Only a suggestion" in package.read("word/document.xml").decode()) is asked
        assert "Only a suggestion" not in (out / f"{STEM}.html").read_text(encoding="utf-8")


def test_a_feed_beside_other_files_does_not_let_them_be_replaced(at_desk: Program, out: Path) -> None:
    at_desk.settings.set_outputs(("text", "feed"), ())
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, "Saved 4 files.")
    at_desk.window.files.open(other_issue(at_desk))
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, f"{STEM}.txt exists and was not published from this issue.")


def test_a_feed_of_unknown_origin_is_not_replaced_unasked(at_desk: Program, out: Path) -> None:
    (out / "atom.xml").write_bytes(b"<feed/>")
    at_desk.settings.set_outputs(("feed",), ())
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, "atom.xml exists and was not published from this issue.")
    assert names(out) == ["atom.xml"]


def test_a_file_that_cannot_be_written_says_which_were_saved_before(at_desk: Program, out: Path) -> None:
    (out / f"{STEM}.txt").mkdir()
    at_desk.settings.set_outputs(("docx", "text"), ())
    press(Qt.Key.Key_E, CONTROL)
    wait_for(at_desk, f"{out / f'{STEM}.txt'} was not written: it is a folder.")
    (message,) = at_desk.window.banners.messages
    assert message.help.startswith(f"Saved before: {STEM}.docx. ")


def test_the_page_leads_to_the_errors(at_desk: Program, out: Path) -> None:
    at_desk.desk.session.edit(SetValue(path("date"), None), "x")
    page = page_of(at_desk)
    press_button(page, "Show Errors")
    at_desk.qtbot.waitUntil(lambda: at_desk.window.navigator.page is None, timeout=PATIENCE)
    assert at_desk.desk.problems.list.hasFocus()


def test_the_issue_is_put_into_the_pdf_only_where_that_was_asked_for(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "pdf")
    assert not page.cards["pdf"].attach.isChecked()
    page.cards["pdf"].attach.click()
    publish(at_desk, page)
    at_desk.qtbot.waitUntil(lambda: bool(at_desk.renderer.asked_for), timeout=PATIENCE)
    assert at_desk.renderer.attached
    assert at_desk.settings.attaches_issue, "it is remembered"


def test_a_proof_never_has_the_issue_inside(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "pdf")
    page.cards["pdf"].attach.click()
    page.cards["pdf"].line_numbers.click()
    page.proof.click()
    publish(at_desk, page)
    at_desk.qtbot.waitUntil(lambda: bool(at_desk.renderer.asked_for), timeout=PATIENCE)
    assert not at_desk.renderer.attached
    assert at_desk.renderer.numbered
    assert at_desk.settings.numbers_lines, "Export Proof numbers them, too"


def test_published_pages_never_have_line_numbers(at_desk: Program, out: Path) -> None:
    page = page_of(at_desk)
    choose(page, "pdf")
    page.cards["pdf"].line_numbers.click()
    publish(at_desk, page)
    at_desk.qtbot.waitUntil(lambda: bool(at_desk.renderer.asked_for), timeout=PATIENCE)
    assert not at_desk.renderer.numbered
