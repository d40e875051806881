"""Every page by keyboard and with high contrast: Tab comes to each control, its focus is seen, texts meet AAA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.document.contrast import contrast
from editor.files.archive.updating import update_all
from editor.files.library_file import NAME as LIBRARY
from editor.files.library_file import save_library
from editor.session.archive.index_updates import IndexUpdates
from editor.ui.look.look import Look, Scheme
from editor.ui.transfer.import_page import ImportPage
from schemas import IssuingBody, KnownPerson, Library
from tests.gui.conftest import PATIENCE
from tests.gui.contrast import faint_texts
from tests.gui.window.conftest import SAMPLE, Program, focused, press
from tests.gui.window.test_accessible_review import heard_as, inputs

EDGE = 3.0
LEAST_PIXELS = 60
"""Pixels that differ by that contrast, at least, where the focus is: more than a caret has."""


@pytest.fixture(autouse=True)
def updates_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of the archive is updated in this process."""

    def update(self: IndexUpdates) -> None:
        *_, last = update_all(self._cache, self._folder)
        self.updated.emit(last.issues)

    monkeypatch.setattr(IndexUpdates, "update", update)


@pytest.fixture
def plain(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


def page(program: Program, command: str) -> QWidget:
    program.window.commands[command].trigger()
    opened = program.window.navigator.page
    assert opened is not None
    return opened


def start(program: Program) -> QWidget:
    program.qtbot.waitUntil(lambda: program.window.start_page.list.can_open, timeout=PATIENCE)
    return program.window.start_page


def archive(program: Program) -> QWidget:
    opened = page(program, "archive")
    found = program.window.archive.archive
    assert found is not None
    assert found.page is not None
    found.page.form.words.setText("hydrogen")
    rows = found.page.model
    program.qtbot.waitUntil(lambda: rows.rowCount() > 0, timeout=PATIENCE)
    return opened


def library(program: Program) -> QWidget:
    bodies = (IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance"),)
    people = (KnownPerson(id="author", name="Sample Author", role=("Analyst",)),)
    save_library(Library(issuing_bodies=bodies, people=people), program.newsroom / LIBRARY)
    return page(program, "library")


def publish(program: Program) -> QWidget:
    program.window.files.open(program.newsroom / SAMPLE)
    program.settings.set_outputs(("pdf", "mail", "fragment", "docx", "feed"), ())
    return page(program, "publish_page")


def imported(program: Program) -> QWidget:
    source = program.newsroom.parent / "source.html"
    source.write_text("<h1>Plans</h1><p>A paragraph.</p><table><tr><td>1</td></tr></table>", encoding="utf-8")
    program.window.files.open(source)
    program.qtbot.waitUntil(lambda: isinstance(program.window.navigator.page, ImportPage), timeout=PATIENCE)
    assert program.window.navigator.page is not None
    return program.window.navigator.page


def tour(program: Program) -> QWidget:
    program.window.commands["tour"].trigger()
    assert program.window.tour.tour is not None
    return program.window.tour.tour.card


def words(program: Program) -> QWidget:
    program.window.files.open(program.newsroom / SAMPLE)
    program.window.commands["word_count"].trigger()
    return program.window.palette_finder.finder


def guide(program: Program) -> QWidget:
    return page(program, "guide")


def preferences(program: Program) -> QWidget:
    return page(program, "preferences")


def shortcuts(program: Program) -> QWidget:
    return page(program, "shortcuts")


View = Callable[[Program], QWidget]
WALKED: tuple[View, ...] = (start, archive, library, publish, imported, guide, preferences, shortcuts)


@pytest.mark.parametrize("view", [*WALKED, tour])
@pytest.mark.slow
def test_tab_reaches_every_control_and_its_focus_is_seen(program: Program, qtbot: QtBot, view: View) -> None:
    shown = view(program)
    qtbot.waitUntil(lambda: shown is focused() or shown.isAncestorOf(focused()), timeout=PATIENCE)
    wanted = inputs(shown)
    assert all(heard_as(widget).strip() for widget in wanted)
    stops, unseen = [focused()], []
    for _ in range(300):
        if shown.isAncestorOf(focused()) and not is_focus_seen(focused()):
            unseen.append(heard_as(focused()))
        press(Qt.Key.Key_Tab)
        if focused() is stops[0]:
            break
        stops.append(focused())
    assert [heard_as(widget) for widget in wanted if widget not in stops] == []
    assert unseen == []


def is_focus_seen(widget: QWidget) -> bool:
    """Whether enough pixels of what has the focus change enough when it loses it."""
    focus = seen(widget)
    widget.clearFocus()
    without = seen(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    pairs = Counter(zip(pixels(focus), pixels(without), strict=True))
    changed = sum(
        often for (one, other), often in pairs.items() if one != other and contrast(name(one), name(other)) >= EDGE
    )
    return changed >= LEAST_PIXELS


def pixels(image: QImage) -> Sequence[int]:
    """The colours of a picture as 0xffRRGGBB: asking a QImage for each takes seconds."""
    return memoryview(image.constBits()).cast("B").cast("I")


def name(colour: int) -> str:
    return f"#{colour & 0xFFFFFF:06x}"


def seen(widget: QWidget) -> QImage:
    """A widget as its window shows it."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).intersected(window.rect())
    return window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("view", [*WALKED, tour, words])
@pytest.mark.slow
def test_texts_meet_aaa_with_high_contrast(program: Program, plain: Look, view: View) -> None:
    view(program)
    for scheme, least in (
        (Scheme.CONTRAST_LIGHT, 7),
        (Scheme.CONTRAST_DARK, 7),
        (Scheme.LIGHT, 4.5),
        (Scheme.DARK, 4.5),
    ):
        plain.apply(scheme, 100)
        assert faint_texts(program.window, program.window.grab().toImage(), least) == [], scheme


def test_a_faint_text_is_found(program: Program) -> None:
    program.window.start_page.setStyleSheet("QLabel { color: #bbbbbb; }")
    assert any("#bbbbbb" in fault for fault in faint_texts(program.window, program.window.grab().toImage(), 4.5))
