"""A whole issue is written by keyboard alone, exported and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.editing.change import Change
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.text.inline import parse
from editor.document.text.inline_writer import markdown
from editor.files.issue_file import load_issue
from editor.session.issue.page_findings import PAGE_RULES
from editor.session.preview.renderer_pool import MakeRenderer
from editor.session.preview.renderer_process import RendererProcess
from editor.ui.desk.desk import Pages
from editor.ui.preview.preview_pane import PreviewPane
from schemas import Block, Entry, Issue, NewsItem, Paragraph, Part, Person
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press
from tests.gui.window.printed_issue import Printed, full, in_file, printed_runs, read_back, squeezed

P = TypeVar("P", bound=Part)


REST_MS = 500


class AtRest(RendererProcess):
    """The real process, told what is typed when the keys rest: laying out each letter would take as long again."""

    def __init__(self, theme: InstalledTheme) -> None:
        super().__init__(theme)
        self._waiting: tuple[Issue, FieldPath | None] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._show_waiting)

    def show_change(self, change: Change, edited: FieldPath) -> None:
        self._waiting = change.after, edited
        self._rest.start()

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        self._show_waiting()
        super().request_pdf(issue, proof=proof)

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self.show(*self._waiting)
            self._waiting = None


@pytest.fixture
def make_renderer() -> MakeRenderer:
    return AtRest


@pytest.fixture
def make_pages() -> Pages:
    return PreviewPane


@pytest.fixture
def told(sample: Issue) -> Issue:
    """What is written: the sample, with words of every style in it, and most comments cut to their first paragraph."""
    first, *others = sample.top5
    entries = [with_changed(entry, comment=entry.comment[:1]) for entry in others]
    opening, *rest = first.comment
    assert isinstance(opening, Paragraph)
    styled = "**Bold words** and *slanted ones*, ***both***, [**a bold link**](https://www.gov.cn/bold_1?a=(b)&c=数). "
    opening = with_changed(opening, text=markdown(parse(styled + opening.text)))
    entry = with_changed(first, key_figures=(), comment=(opening, *rest))
    news, *more = sample.noteworthy.policy_news
    item = with_changed(news, text=f"{news.text} *Nothing* is **certain**.")
    noteworthy = with_changed(sample.noteworthy, policy_news=(item, *more[:3]))
    return with_changed(sample, top5=(entry, *entries), noteworthy=noteworthy)


@pytest.mark.slow
def test_a_whole_issue_by_keyboard_alone(program: Program, told: Issue, qtbot: QtBot) -> None:
    (program.newsroom / SAMPLE).unlink()  # a new issue would take its publisher and contact
    press(Qt.Key.Key_N, CONTROL)
    write_masthead(told)
    for entry in told.top5:
        press(Qt.Key.Key_PageDown, CONTROL)
        write_entry(entry)
    for news in (told.noteworthy.policy_news, told.noteworthy.corporate_news):
        press(Qt.Key.Key_PageDown, CONTROL)
        write_news(news)
    press(Qt.Key.Key_PageDown, CONTROL)
    write_imprint(told)

    written = program.desk.session.issue
    assert words_alone(written) == words_alone(told)
    assert [finding for finding in program.desk.session.findings if finding.rule not in PAGE_RULES] == []

    target = program.newsroom / "issue.pdf"
    program.dialogs.answer = target
    press(Qt.Key.Key_E, CONTROL)
    saved = ["Saved issue.pdf.", "The issue itself is not saved yet."]
    qtbot.waitUntil(lambda: program.messages == saved, timeout=6 * PATIENCE)
    with qtbot.waitActive(program.window, timeout=PATIENCE):
        program.window.activateWindow()  # offscreen, nobody gives the keyboard back when a list of offers has closed
    compare(read_back(target.read_bytes()), told)

    program.dialogs.answer = program.newsroom / "issue.json"
    press(Qt.Key.Key_S, CONTROL)
    assert program.desk.session.is_saved
    assert words_alone(load_issue(program.newsroom / "issue.json")) == words_alone(told)


def compare(printed: Printed, told: Issue) -> None:
    """Everything that was typed is in print, in its order, in its style, with its address, and nothing else is."""
    titles = [entry.title for entry in told.top5]
    found = {title: printed.page_of(f"{number}. {title}") for number, title in enumerate(titles, 1)}
    found |= {
        title: printed.page_of(title) for title in ("MERICS TOP 5", "NOTEWORTHY", "Policy news", "Corporate news")
    }
    assert list(found.values())[: len(titles)] == sorted({found[title] for title in titles}), "each on its own page"
    runs = [run for run in printed_runs(told, found) if squeezed(run.text)]

    assert printed.text == squeezed("".join(run.text for run in runs))
    place = 0
    for run in runs:
        end = place + len(squeezed(run.text))
        letters = printed.letters[place:end]
        assert {letter.is_bold for letter in letters} == {run.strong}, f"bold or not: {run.text}"
        assert {letter.is_italic for letter in letters} == {run.emphasis}, f"italic or not: {run.text}"
        assert {letter.address for letter in letters} == {in_file(run.link)}, f"leads elsewhere: {run.text}"
        place = end

    cover, *others = printed.running_elements
    assert cover == ""
    head = squeezed(f"MERICS China Industries {full(told.date)}")
    assert others == [f"{head}{number}" for number in range(2, 2 + len(others))]
    contents = [entry.contents_title or entry.title for entry in told.top5]
    marked = [f"{number}. {title}" for number, title in enumerate(contents, 1)]
    assert printed.bookmarks == ("MERICS TOP 5", *marked, "NOTEWORTHY", "Policy news", "Corporate news", "Imprint")
    assert [word.strip() for word in printed.about["Keywords"].split(",")] == told.headline.split(" + ")
    assert printed.about["Author"] == ", ".join(person.name for person in told.imprint.authors)
    assert full(told.date) in printed.about["Title"]


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
        styles = [key for wanted, key in ((run.strong, Qt.Key.Key_B), (run.emphasis, Qt.Key.Key_I)) if wanted]
        for key in styles:
            press(key, CONTROL)
        keys(run.text)
        if run.link is not None:
            for _ in run.text:
                press(Qt.Key.Key_Left, SHIFT)
            press(Qt.Key.Key_K, CONTROL)
            keys(run.link)
            press(Qt.Key.Key_Return)
            press(Qt.Key.Key_Right)
        for key in styles:
            press(key, CONTROL)


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
    fields(entry.title, entry.contents_title, "", "")  # no key figures
    blocks(entry.at_a_glance, prepared_list=True)
    tab()
    blocks(entry.comment, prepared_list=False)
    tab()
    fields(
        entry.source.title, entry.source.title_zh, "", entry.source.link, ""
    )  # the script follows from the characters
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


def with_changed(part: P, **changes: object) -> P:
    return part.model_copy(update=changes)
