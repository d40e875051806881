"""A label of one line that says as much as there is room for."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.ui.widgets.fitting_label import FittingLabel

TEXTS = ("March 12, 2025 · Published, changed since", "Published, changed since")


@pytest.mark.parametrize(("room", "shown"), [(TEXTS[0], TEXTS[0]), (TEXTS[1], TEXTS[1]), ("Published, ch", None)])
def test_the_longest_text_that_fits_is_shown(qtbot: QtBot, room: str, shown: str | None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = FittingLabel("note", window)
    label.show_texts(TEXTS)
    window.show()
    label.resize(label.fontMetrics().horizontalAdvance(room) + 3, label.sizeHint().height())
    if shown is not None:
        assert label.text() == shown
    else:
        assert label.text().endswith("…")
        assert TEXTS[1].startswith(label.text()[:-1])
    assert label.accessibleName() == TEXTS[0]
    assert label.toolTip() == ("" if label.text() == TEXTS[0] else TEXTS[0])
