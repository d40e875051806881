"""The context menu of the pages: copying text, going to the field, zooming. Others add to it when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence

from editor.document.paths import FieldPath
from editor.ui.preview.text_selection import TextSpot
from editor.ui.text.context_menus import Entry, menu_of

if TYPE_CHECKING:
    from editor.ui.preview.page_view import PageView


class PageMenu:
    """The menu at a field of a view, or beside all fields."""

    def __init__(self, view: PageView, path: FieldPath | None) -> None:
        self._view = view
        self._path = path

    def show(self, place: QPoint | None) -> None:
        """Open the menu at a place on the screen; by default at the field, if it is in view."""
        view, path, standard = self._view, self._path, QKeySequence.StandardKey
        none, has_pages = QKeySequence(), bool(view.stack.pages)
        menu = menu_of(
            (
                Entry("Copy", standard.Copy, view.copy, not view.selection.is_empty),
                Entry("Select Text of Field", none, self._select_field, path is not None),
                Entry("Select All", standard.SelectAll, view.selectAll, has_pages),
                None,
                Entry("Edit Field", none, self._go, path is not None),
                None,
                Entry("Zoom In", QKeySequence("+"), view.zoom_in, has_pages),
                Entry("Zoom Out", QKeySequence("-"), view.zoom_out, has_pages),
                Entry("Fit Width", QKeySequence("0"), lambda: view.set_zoom(None), has_pages),
            ),
            view,
        )
        view.menu_opened.emit(menu, path)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place if place is not None else self._place())

    def _place(self) -> QPoint:
        view = self._view.viewport()
        found = self._view.stack.find(self._path) if self._path is not None else None
        place = view.rect().center()
        if found is not None:
            corner = found[1].translated(-self._view.offset()).toRect().bottomLeft()
            place = corner if view.rect().contains(corner) else place
        return view.mapToGlobal(place)

    def _go(self) -> None:
        if self._path is not None:
            self._view.field_clicked.emit(self._path)

    def _select_field(self) -> None:
        """Select the lines of the field, from its first to its last page."""
        view, path = self._view, self._path
        if path is None:
            return
        spots: list[TextSpot] = []
        for position, _ in view.stack.find_all(path):
            page = view.stack.pages[position]
            for line in view.texts.text(page).lines:
                if any(area.contains(line.area.center()) for area in page.rects_of(path)):
                    spots += (TextSpot(page, line.start), TextSpot(page, line.end))
        if spots:
            view.selection.select(spots[0], spots[-1])
            view.setFocus()
