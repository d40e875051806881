"""Panes that do not fit fold away to tabs, and come back as they were."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.ui.layout.pane_folding import folded_panes
from editor.ui.look.look import Look, Scheme
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys

LINE = 21


@pytest.fixture
def sized(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


def resize(program: Program, width: int, height: int) -> None:
    program.window.resize(width, height)
    QApplication.processEvents()
    assert (program.window.width(), program.window.height()) == (width, height)


def shown(program: Program) -> set[str]:
    desk = program.desk
    panes = {"form": desk.stack, **desk.layout_panes.by_name}
    return {name for name, pane in panes.items() if pane.isVisible()}


def tabs(program: Program) -> list[str]:
    bar = program.desk.layout_panes.tabs
    return [bar.tabText(index).split(" (")[0] for index in range(bar.count())] if bar.isVisible() else []


def click_tab(program: Program, name: str) -> None:
    bar = program.desk.layout_panes.tabs
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tabs(program).index(name)).center())


@pytest.mark.parametrize(
    ("width", "height", "line", "folded"),
    [
        (1000, 600, LINE, set()),
        (999, 600, LINE, {"pages"}),
        (699, 600, LINE, {"pages", "outline"}),
        (1280, 520, 2 * LINE, {"pages", "problems"}),
        (2560, 1300, 2 * LINE, set()),
    ],
)
def test_what_folds(width: int, height: int, line: int, folded: set[str]) -> None:
    assert folded_panes(width, height, line) == folded


def test_pages_and_outline_fold_in_narrow_windows(at_desk: Program) -> None:
    resize(at_desk, 1360, 860)
    assert shown(at_desk) == {"outline", "form", "pages", "problems"}
    assert tabs(at_desk) == []
    resize(at_desk, 900, 860)
    assert shown(at_desk) == {"outline", "form", "problems"}
    assert tabs(at_desk) == ["Text", "Pages"]
    resize(at_desk, 559, 860)
    assert shown(at_desk) == {"form", "problems"}
    assert tabs(at_desk) == ["Outline", "Text", "Pages"]
    assert at_desk.desk.stack.width() > 540
    resize(at_desk, 1360, 860)
    assert shown(at_desk) == {"outline", "form", "pages", "problems"}


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 640)])
def test_large_text_in_a_small_window_leaves_room_for_the_text(
    at_desk: Program, sized: Look, width: int, height: int
) -> None:
    sized.apply(Scheme.LIGHT, 200)
    resize(at_desk, width, height)
    assert "problems" not in shown(at_desk)
    assert at_desk.desk.stack.height() >= 0.5 * height
    assert at_desk.desk.layout_panes.tabs.tabText(tabs(at_desk).index("Problems")) != ""


def test_a_tab_shows_its_pane_in_place_of_the_form(at_desk: Program) -> None:
    resize(at_desk, 559, 860)
    click_tab(at_desk, "Pages")
    assert shown(at_desk) == {"pages", "problems"}
    assert at_desk.window.commands["pages"].isChecked()
    click_tab(at_desk, "Text")
    type_keys("X")
    assert at_desk.desk.session.issue.headline.count("X") == 1


def test_the_keys_of_panes_choose_tabs(at_desk: Program) -> None:
    resize(at_desk, 559, 860)
    press(Qt.Key.Key_F9)
    assert shown(at_desk) == {"pages", "problems"}
    press(Qt.Key.Key_F9)
    assert shown(at_desk) == {"form", "problems"}
    press(Qt.Key.Key_F7)
    assert shown(at_desk) == {"outline", "problems"}


def test_every_pane_is_reached_by_f6(at_desk: Program, qtbot: QtBot) -> None:
    assert at_desk.pages is not None
    resize(at_desk, 559, 860)
    at_desk.desk.session.edit(SetValue(path("headline"), ""), "x")
    at_desk.desk.session.show_all_findings()
    panes = at_desk.desk.layout_panes.all
    for keys in ((), (SHIFT,)):
        seen = set()
        for _ in range(4):
            press(Qt.Key.Key_F6, *keys)
            seen |= {name for name, pane in panes.items() if pane is focused() or pane.isAncestorOf(focused())}
        assert seen == {"form", "outline", "pages", "problems"}


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9])
def test_the_caret_is_where_it_was_after_another_pane(at_desk: Program, key: Qt.Key) -> None:
    """Qt would select the whole line, and the next letter would replace it."""
    resize(at_desk, 559, 860)
    before = at_desk.desk.session.issue.headline
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    press(key)
    assert shown(at_desk) & {"outline", "pages"}
    press(key, *((SHIFT,) if key == Qt.Key.Key_F6 else ()))
    assert "form" in shown(at_desk)
    type_keys("X")
    assert at_desk.desk.session.issue.headline == f"{before[0]}X{before[1:]}"


def test_f6_reaches_a_message_and_its_end_gives_the_focus_back(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    banners = at_desk.window.banners
    banners.show_message(
        BannerMessage("name", Level.INFO, "Who?", buttons=(BannerButton("Not Now", lambda: None),), field="Name")
    )
    press(Qt.Key.Key_F6, SHIFT)
    press(Qt.Key.Key_F6, SHIFT)
    assert focused().accessibleName() == "Name"
    press(Qt.Key.Key_Escape)
    assert at_desk.messages == []
    assert focused() is at_desk.desk.outline.list, "the pane before"


def test_a_panel_without_problems_is_no_stop_of_f6(at_desk: Program) -> None:
    at_desk.desk.outline.list.setFocus()
    assert at_desk.pages is not None
    assert not at_desk.desk.problems.findings
    for _ in range(3):
        press(Qt.Key.Key_F6)
    assert at_desk.desk.outline.list.hasFocus()


def test_a_section_that_is_clicked_in_the_folded_outline_is_shown(at_desk: Program) -> None:
    resize(at_desk, 559, 860)
    click_tab(at_desk, "Outline")
    view = at_desk.desk.outline.list
    row = at_desk.desk.outline.model.row_of(path("imprint"))
    assert row is not None
    index = at_desk.desk.outline.model.index(row)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() + QPoint(0, 0))
    assert at_desk.desk.section_path == path("imprint")
    assert shown(at_desk) == {"form", "problems"}
    assert at_desk.desk.stack.isAncestorOf(focused())


def test_going_to_a_field_shows_the_form(at_desk: Program) -> None:
    resize(at_desk, 559, 860)
    click_tab(at_desk, "Pages")
    at_desk.desk.go_to(path("headline"))
    assert shown(at_desk) == {"form", "problems"}


@pytest.mark.parametrize("pane", ["Pages", "Problems", "Outline"])
@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Qt.Key.Key_F, (CONTROL,), "Find in the issue"),
        (Qt.Key.Key_H, (CONTROL,), "Find in the issue"),
        (Qt.Key.Key_M, (CONTROL, SHIFT), "Comment on "),
    ],
)
@pytest.mark.slow
def test_what_opens_beside_the_text_is_seen(
    at_desk: Program, sized: Look, pane: str, key: Qt.Key, modifiers: tuple[Qt.KeyboardModifier, ...], name: str
) -> None:
    """The bar and the margin are in the pane of the form, and whoever opens them types into them."""
    sized.apply(Scheme.LIGHT, 200)
    resize(at_desk, 1024, 640)
    click_tab(at_desk, pane)
    press(key, *modifiers)
    QApplication.processEvents()
    assert focused().accessibleName().startswith(name)
    assert not focused().visibleRegion().isEmpty()


def test_the_input_of_a_card_is_seen_below_the_form(at_desk: Program, sized: Look) -> None:
    """The margin is lower there than a card with its texts, its input and its buttons."""
    at_desk.reviewing.comment(path("headline"), "Is that so? " * 20)
    sized.apply(Scheme.LIGHT, 200)
    resize(at_desk, 1024, 640)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    names = []
    for _ in range(3):
        QApplication.processEvents()
        at_desk.review.annotations.refresh()
        names.append(focused().accessibleName())
        seen = focused().visibleRegion().boundingRect()
        assert seen.height() >= min(focused().height(), LINE), names
        press(Qt.Key.Key_Tab)
    assert names[0].startswith("Reply")


def test_what_the_user_hid_stays_hidden_in_a_larger_window(at_desk: Program) -> None:
    resize(at_desk, 1360, 860)
    press(Qt.Key.Key_F7)
    resize(at_desk, 559, 860)
    press(Qt.Key.Key_F7)
    assert shown(at_desk) == {"outline", "problems"}
    press(Qt.Key.Key_F7)
    resize(at_desk, 1360, 860)
    assert shown(at_desk) == {"form", "pages", "problems"}
