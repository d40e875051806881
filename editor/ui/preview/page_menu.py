"""The context menu of the pages: copying text, going to the field, zooming. Others add to it when it opens."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.paths import FieldPath
from editor.ui.preview.page_stack import PageStack
from editor.ui.preview.page_texts import PageTexts
from editor.ui.preview.text_selection import TextSelection, TextSpot
from editor.ui.text.context_menus import Entry, menu_of


class MenuView(Protocol):
    """What the menu needs from the view."""

    texts: PageTexts
    selection: TextSelection

    @property
    def stack(self) -> PageStack:
        """The pages."""

    def offset(self) -> QPointF:
        """How far the pages are scrolled."""

    def viewport(self) -> QWidget: ...

    def setFocus(self) -> None: ...  # noqa: N802 - Qt's name

    def copy(self) -> None: ...

    def selectAll(self) -> None: ...  # noqa: N802 - Qt's name

    def zoom_in(self) -> None: ...

    def zoom_out(self) -> None: ...

    def set_zoom(self, zoom: float | None) -> None: ...


class PageMenu(QObject):
    """The menu at a field of a view, or beside all fields."""

    edit_requested = Signal(object)
    """The `FieldPath` to go to."""
    opened = Signal(QMenu, object)
    """The menu, and the `FieldPath` or None: for more actions."""

    def __init__(self, view: MenuView, path: FieldPath | None) -> None:
        super().__init__(view.viewport())
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
            view.viewport(),
        )
        self.opened.emit(menu, path)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self.deleteLater)
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
            self.edit_requested.emit(self._path)

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
