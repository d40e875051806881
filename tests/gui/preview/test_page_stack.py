from PySide6.QtCore import QPointF, QRectF

from editor.document.paths import path
from editor.session.preview.renderer import RenderedSection
from editor.ui.preview.page_stack import GAP, MARGIN, PageStack

PAGE = {"top5/e1": (0, 0, 100, 200), "top5/e1/title": (10, 10, 90, 30), "top5/e1/comment": (10, 40, 90, 180)}
TWO_PAGES = RenderedSection("top5/e1", 2, (100, 200), (PAGE, {"top5/e1": (0, 0, 100, 50)}), b"")
WIDE = RenderedSection("noteworthy", 4, (300, 100), ({"noteworthy": (0, 0, 1, 1)},), b"")


def test_pages_are_stacked_and_centred() -> None:
    stack = PageStack((TWO_PAGES, WIDE), zoom=2, view_width=0)
    assert stack.width == 600 + 2 * MARGIN
    assert stack.frame(0) == QRectF((stack.width - 200) / 2, MARGIN, 200, 400)
    assert stack.frame(1).top() == MARGIN + 400 + GAP
    assert stack.frame(2) == QRectF(MARGIN, MARGIN + 2 * (400 + GAP), 600, 200)
    assert stack.height == stack.frame(2).bottom() + MARGIN
    assert PageStack((WIDE,), 1, view_width=1000).frame(0).center().x() == 500


def test_an_empty_stack_has_no_height() -> None:
    stack = PageStack()
    assert (stack.height, list(stack.positions_between(0, 100)), stack.find(path("top5"))) == (0, [], None)


def test_visible_pages_are_those_partly_in_view() -> None:
    stack = PageStack((TWO_PAGES, WIDE))
    first, second, third = (stack.frame(position) for position in range(3))
    assert list(stack.positions_between(0, first.top() + 1)) == [0]
    assert list(stack.positions_between(first.bottom() - 1, second.top() + 1)) == [0, 1]
    assert list(stack.positions_between(first.bottom() + 1, second.top() - 1)) == []
    assert list(stack.positions_between(second.top(), third.bottom())) == [1, 2]


def test_the_field_under_a_point_is_the_smallest() -> None:
    page = PageStack((TWO_PAGES,)).pages[0]
    assert page.path_at(QPointF(20, 20)) == path("top5/e1/title")
    assert page.path_at(QPointF(20, 100)) == path("top5/e1/comment")
    assert page.path_at(QPointF(5, 190)) == path("top5/e1")
    assert page.path_at(QPointF(5, 201)) is None


def test_converting_between_view_and_page_coordinates() -> None:
    stack = PageStack((TWO_PAGES,), zoom=2)
    corner = stack.frame(1).topLeft()
    assert stack.on_page(corner + QPointF(20, 40)) == (1, QPointF(10, 20))
    assert stack.on_page(corner - QPointF(1, 0)) is None


def test_a_field_is_found_on_the_first_page_that_shows_it() -> None:
    stack = PageStack((WIDE, TWO_PAGES), zoom=2)
    found = stack.find(path("top5/e1/title"))
    assert found is not None
    position, place = found
    assert position == 1
    assert place == QRectF(stack.frame(1).left() + 20, stack.frame(1).top() + 20, 160, 40)


def test_a_field_without_a_rectangle_has_that_of_its_parent_but_not_of_its_list() -> None:
    stack = PageStack((WIDE, TWO_PAGES))
    assert stack.find(path("top5/e1/comment/text")) == stack.find(path("top5/e1/comment"))
    assert stack.find(path("top5/e1/contents_title")) == stack.find(path("top5/e1"))
    assert stack.find(path("noteworthy/new")) is None
    assert stack.find(path("top5/e2/title")) is None


def test_a_field_wrapped_around_other_text_has_a_rectangle_per_line() -> None:
    first, second = (60, 40, 90, 50), (10, 52, 40, 62)
    rectangles = {
        "top5/e1/source": (10, 40, 90, 62),
        "top5/e1/source/title": first,
        "top5/e1/source/link": (42, 52, 60, 62),
    }
    section = RenderedSection(
        "top5/e1", 2, (100, 200), (rectangles,), b"", ({"top5/e1/source/title": (first, second)},)
    )
    (page,) = PageStack((section,)).pages
    assert str(page.path_at(QPointF(70, 45))) == "top5/e1/source/title"
    assert str(page.path_at(QPointF(20, 57))) == "top5/e1/source/title"
    assert str(page.path_at(QPointF(50, 57))) == "top5/e1/source/link"
    assert str(page.path_at(QPointF(70, 57))) == "top5/e1/source"
    assert page.rects_of(path("top5/e1/source/title")) == (QRectF(60, 40, 30, 10), QRectF(10, 52, 30, 10))
    assert page.rect_of(path("top5/e1/source/title")) == QRectF(10, 40, 80, 22)
