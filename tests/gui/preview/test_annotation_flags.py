"""Annotation flags in the page margins."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath, path
from editor.session.preview.renderer import Rectangle, RenderedSection, Rendering
from editor.ui.preview.annotation_flags import AnnotationFlags
from editor.ui.preview.page_stack import PreviewPage
from editor.ui.preview.page_view import PageView
from tests.gui.conftest import PATIENCE

FIRST: dict[str, Rectangle] = {"top5/e1/title": (100, 50, 400, 80), "top5/e1/comment/p1": (100, 200, 400, 600)}
SECOND: dict[str, Rectangle] = {"top5/e1/comment/p1": (100, 50, 400, 90), "top5/e1/comment/p2": (100, 100, 400, 200)}
SECTION = RenderedSection("top5/e1", 2, (600, 800), (FIRST, SECOND), b"")
TITLE, FIRST_TEXT = path("top5/e1/title"), path("top5/e1/comment/p1/text")


def on_page(marks: AnnotationFlags, index: int) -> list[FieldPath]:
    return [mark.path for mark in marks.on_page(PreviewPage(SECTION, index))]


def test_a_field_has_a_flag_on_its_first_page_only() -> None:
    marks = AnnotationFlags()
    marks.show((path("top5/e1/comment/p2/text"), FIRST_TEXT, TITLE, path("top5/e9/title")), None)
    assert on_page(marks, 0) == [TITLE, FIRST_TEXT]
    assert on_page(marks, 1) == [path("top5/e1/comment/p2/text")]
    marks.show((), None)
    assert on_page(marks, 0) == []


def test_a_flag_is_in_the_margin_beside_its_field() -> None:
    marks = AnnotationFlags()
    marks.show((TITLE,), None)
    frame = QRectF(10, 20, 300, 400)
    assert marks.at(QPointF(frame.right() - 16, frame.top() + 30), PreviewPage(SECTION, 0), frame, 0.5) == TITLE
    assert marks.at(QPointF(frame.left() + 60, frame.top() + 30), PreviewPage(SECTION, 0), frame, 0.5) is None


def test_clicking_a_flag_emits_its_field(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(650, 700)
    view.show()
    view.set_rendering(Rendering((SECTION,)))
    view.set_zoom(1)
    view.show_annotations((TITLE,), TITLE)
    frame = view.stack.frame(0)
    place = QPoint(round(frame.right()) - 16, round(frame.top()) + 55)
    with qtbot.waitSignal(view.annotation_clicked, timeout=PATIENCE) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [TITLE]
