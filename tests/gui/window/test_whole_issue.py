"""A whole issue, as long as a published one, is written from nothing by keyboard alone, exported and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.inline import parse, plain
from editor.session.renderer_process import RendererProcess
from editor.ui.desk import Pages
from editor.ui.preview.pane import PreviewPane
from editor.ui.renderers import MakeRenderer
from schemas import Block, Bullets, Entry, Issue, NewsItem, Paragraph, Part, Person
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press


@pytest.fixture
def make_renderer() -> MakeRenderer:
    return RendererProcess


@pytest.fixture
def make_pages() -> Pages:
    return PreviewPane


@pytest.mark.slow
def test_a_whole_issue_by_keyboard_alone(program: Program, sample: Issue, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CONTROL)
    write_masthead(sample)
    for entry in sample.top5:
        press(Qt.Key.Key_PageDown, CONTROL)
        write_entry(entry)
    for news in (sample.noteworthy.policy_news, sample.noteworthy.corporate_news):
        press(Qt.Key.Key_PageDown, CONTROL)
        write_news(news)
    press(Qt.Key.Key_PageDown, CONTROL)
    write_imprint(sample)

    written = program.desk.session.issue
    assert words_alone(written) == words_alone(sample)
    assert program.desk.session.findings == ()

    target = program.newsroom / "issue.pdf"
    program.dialogs.answer = target
    press(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: program.said == ["issue.pdf is written."], timeout=6 * PATIENCE)
    with qtbot.waitActive(program.window, timeout=PATIENCE):
        program.window.activateWindow()  # offscreen, nobody gives the keyboard back when a list of offers has closed
    read = read_back(target.read_bytes())
    place = 0
    for text in published(sample):
        found = read.find(bare(text), place)
        assert found >= 0, f"not in the PDF, or not in its place: {text}"
        place = found + len(bare(text))

    program.dialogs.answer = program.newsroom / "issue.json"
    press(Qt.Key.Key_S, CONTROL)
    assert program.desk.session.is_saved


# --- Writing ---------------------------------------------------------------------------------------------


def keys(text: str) -> None:
    """Type; what no key of a plain keyboard has comes from the input method."""
    for part in re.findall(r"[ -~]+|[^ -~]+", text):
        if part.isascii():
            QTest.keyClicks(focused(), part)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(part)
            QCoreApplication.sendEvent(focused(), event)


def tab() -> None:
    press(Qt.Key.Key_Tab)


def day(value: date | None) -> str:
    assert value is not None
    return f"{value.day} {value:%b %Y}"


def fields(*texts: str) -> None:
    """Type into one field after the other; the caret stays in the last."""
    for number, text in enumerate(texts):
        if number:
            tab()
        keys(text)


def inline(text: str) -> None:
    """Type words with their style at the end of what is there."""
    for run in parse(text):
        styles = [(run.strong, Qt.Key.Key_B), (run.emphasis, Qt.Key.Key_I)]
        for wanted, key in styles:
            if wanted:
                press(key, CONTROL)
        keys(run.text)
        for wanted, key in styles:
            if wanted:
                press(key, CONTROL)
        if run.link is not None:
            for _ in run.text:
                press(Qt.Key.Key_Left, SHIFT)
            press(Qt.Key.Key_K, CONTROL)
            keys(run.link)
            press(Qt.Key.Key_Return)
            press(Qt.Key.Key_Right)


def blocks(written: Iterable[Block], *, prepared_list: bool) -> None:
    """Type paragraphs and lists; a new entry has an empty list prepared below its first paragraph."""
    for number, block in enumerate(written):
        if isinstance(block, Paragraph):
            if number:
                press(Qt.Key.Key_Return)
            inline(block.text)
            continue
        assert prepared_list
        press(Qt.Key.Key_End, CONTROL)
        for position, bullet in enumerate(block.items):
            if position:
                press(Qt.Key.Key_Return)
            inline(bullet.text)


def write_masthead(issue: Issue) -> None:
    period = issue.reporting_period
    fields(issue.headline, day(issue.date), day(period.start), day(period.end))


def write_entry(entry: Entry) -> None:
    fields(entry.title, entry.contents_title, "")
    blocks(entry.at_a_glance, prepared_list=True)
    tab()
    blocks(entry.comment, prepared_list=False)
    tab()
    fields(entry.source.title, entry.source.title_zh, entry.source.link, "")
    for body in entry.issuing_bodies:
        keys(body)
        press(Qt.Key.Key_Return)
    tab()
    keys(day(entry.date))


def write_news(items: tuple[NewsItem, ...]) -> None:
    for number, item in enumerate(items):
        if number:
            press(Qt.Key.Key_Return, CONTROL)
        else:
            press(Qt.Key.Key_Space)  # "Add news item" has the keyboard where there is none yet
        keys(day(item.date))
        tab()
        inline(item.text)
        tab()
        fields(item.source.label, item.source.link)


def write_people(people: tuple[Person, ...]) -> None:
    for number, person in enumerate(people):
        if number:
            press(Qt.Key.Key_Return, CONTROL)
        else:
            press(Qt.Key.Key_Space)
        keys(person.name)
        press(Qt.Key.Key_Escape)  # the offer to fill in a known person's role
        tab()
        press(Qt.Key.Key_A, CONTROL)
        for line_number, line in enumerate(person.role):
            if line_number:
                press(Qt.Key.Key_Return)
            keys(line)


def write_imprint(issue: Issue) -> None:
    imprint = issue.imprint
    write_people(imprint.authors)
    to_button("Add editor")
    write_people(imprint.editors)
    to_button("Contact")
    publisher = imprint.publisher
    fields(
        imprint.contact,
        publisher.name,
        publisher.street,
        publisher.city,
        publisher.phone,
        publisher.mail,
        publisher.website,
    )


def to_button(name: str) -> None:
    """Go on by Tab until something of this name has the keyboard."""
    for _ in range(12):
        tab()
        if focused().accessibleName().startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name!r}")


# --- Reading ---------------------------------------------------------------------------------------------


def words_alone(value: Any) -> Any:
    """An issue without the ids of its items, which nobody types."""
    if isinstance(value, Part):
        names = (name for name in type(value).model_fields if name not in ("id", "schema_reference", "review"))
        return {name: words_alone(getattr(value, name)) for name in names}
    return [words_alone(inner) for inner in value] if isinstance(value, tuple) else value


def read_back(data: bytes) -> str:
    """All text of the pages behind the cover, letters and digits alone."""
    document = pypdfium2.PdfDocument(data)
    pages = [document[number].get_textpage().get_text_range() for number in range(1, len(document))]
    document.close()
    return bare("".join(pages))


def bare(text: str) -> str:
    """Letters and digits alone: lines break elsewhere in print."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def published(issue: Issue) -> Iterator[str]:
    """What a reader meets behind the cover, in order."""
    for entry in issue.top5:
        yield entry.title
        yield from block_texts(entry.at_a_glance)
        yield from block_texts(entry.comment)
        yield entry.source.title
        yield entry.source.title_zh
        yield ", ".join(entry.issuing_bodies)
    for item in (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news):
        yield plain(item.text)
        yield item.source.label


def block_texts(written: Iterable[Block]) -> Iterator[str]:
    for block in written:
        if isinstance(block, Bullets):
            yield from (plain(bullet.text) for bullet in block.items)
        else:
            yield plain(block.text)
