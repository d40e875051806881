"""Default and user-defined sizes of outline, form and pages."""

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.ui.look.look import Look, Scheme
from editor.ui.shell.window_size import first_size
from editor.ui.widgets.panes import Columns
from tests.gui.conftest import PATIENCE


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    columns = Columns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(columns)
    columns.resize(1400, 800)
    with qtbot.waitExposed(columns, timeout=PATIENCE):
        columns.show()
    return columns


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1400, 2400])
def test_the_form_has_the_largest_share(columns: Columns, look: Look, width: int, text_size: int) -> None:
    look.apply(Scheme.LIGHT, text_size)
    columns.resize(width, 800)
    outline, form, pages = columns.sizes()
    assert outline < pages < form
    assert outline <= 0.23 * width


def test_sizes_set_by_the_user_are_kept(columns: Columns, qtbot: QtBot) -> None:
    columns.setSizes([500, 600, 300])
    columns.resize(1500, 800)
    assert columns.sizes()[0] == 500
    again = Columns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(again)
    again.restore(columns.user_sizes)
    again.resize(1500, 800)
    with qtbot.waitExposed(again, timeout=PATIENCE):
        again.show()
    assert again.sizes() == columns.sizes()


@pytest.mark.parametrize("screen", [(1024, 640), (1280, 720), (2560, 1440)])
def test_the_first_window_leaves_room_for_its_frame(screen: tuple[int, int]) -> None:
    """A window manager that does not shrink windows would put the status bar below the screen."""
    size, available = first_size(QSize(*screen)), QSize(*screen)
    assert size.height() <= available.height() - 40
    assert size.width() <= available.width()
    assert size.width() >= min(1360, available.width()) - 40


def test_sizes_that_nobody_set_are_not_kept(columns: Columns) -> None:
    assert columns.user_sizes.isEmpty()


@pytest.mark.parametrize("state", [b"", b"\x00\x00\x00\xff", b"nan", b"0 0.5", b"12 7"])
def test_sizes_that_do_not_fit_are_ignored(columns: Columns, state: bytes) -> None:
    before = columns.sizes()
    columns.restore(QByteArray(state))
    assert columns.sizes() == before


def test_the_outline_leaves_room_in_a_narrower_window_and_with_smaller_text(columns: Columns, look: Look) -> None:
    look.apply(Scheme.LIGHT, 200)
    columns.setSizes([500, 600, 300])
    look.apply(Scheme.LIGHT, 100)
    assert columns.sizes()[0] < 300
    look.apply(Scheme.LIGHT, 200)
    columns.resize(1000, 800)
    assert columns.sizes()[0] <= 400
    columns.resize(1400, 800)
    assert columns.sizes()[0] == pytest.approx(500, abs=5)


def test_folded_pages_come_back_with_their_width(columns: Columns) -> None:
    before = columns.sizes()
    pages = columns.widget(2)
    assert pages is not None
    pages.hide()
    columns.resize(900, 800)
    columns.resize(1400, 800)
    pages.show()
    columns.distribute()
    assert columns.sizes() == before


def test_width_for_the_margin_is_given_back_and_is_no_size_of_the_user(columns: Columns) -> None:
    outline, form, pages = columns.sizes()
    line = columns.fontMetrics().height()
    columns.widen_form((form + 50) / line, 5)
    assert columns.sizes() == [outline, pytest.approx(form + 50, abs=2), pytest.approx(pages - 50, abs=2)]
    columns.widen_form(1000, (pages - 20) / line)
    assert columns.sizes()[2] == pytest.approx(pages - 20, abs=2)
    assert columns.user_sizes.isEmpty()
    columns.widen_form(0, 0)
    assert columns.sizes() == [outline, form, pages]
