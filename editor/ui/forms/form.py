"""The form of one part of the issue: generated from the schema, showing the session's issue and editing it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from editor.document.editing.change import Change
from editor.document.path_labels import section_label
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.text.text_range import TextRange
from editor.session.deferred_call import call_later
from editor.session.issue.library import LibraryAccess
from editor.session.issue.page_findings import PAGE_RULES
from editor.session.issue.session import Session
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.focus_tracker import FocusTracker, enclosing
from editor.ui.forms.form_target import context_at
from editor.ui.forms.form_view import FormContext, FormView, below
from editor.ui.forms.group_view import GroupView
from editor.ui.forms.items_view import ItemsView
from editor.ui.forms.registry import make_view
from editor.ui.forms.viewport import Viewport
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.highlights import Highlight
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas import Part

WIDEST = 44
"""Maximum width of the fields, in line heights. Longer lines are hard to read."""
_NARROW = 28


class Form(QScrollArea):
    """The fields of the part or list at `path`. `fields` limits it to some fields of a part."""

    field_entered = Signal(object)
    """FieldPath: where the caret is now."""
    message = Signal(str)
    """A message for the status bar."""
    clicked = Signal(object, int)
    """FieldPath and code points: where the mouse was clicked."""
    menu_opened = Signal(object, object, int)
    """QMenu, FieldPath and code points: where the context menu of a text opens."""
    removed = Signal()
    """The part that the form shows is no longer in the issue."""

    def __init__(
        self,
        session: Session,
        path: FieldPath,
        library: LibraryAccess,
        *,
        fields: tuple[str, ...] | None = None,
        title: str | None = None,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # start-up time; see editor/ui/desk/outline.py
        self._session = session
        self._path = path
        self._fields = fields
        self._context = FormContext(session, library, self, make_view)
        self._focus = FocusTracker(self, session)
        self._focus.field_entered.connect(self.field_entered)
        # Leaving a field may show its findings or an offer, which move the next field out of view.
        self._focus.field_entered.connect(self._show_caret_soon)
        self._viewport = Viewport(self)
        self._is_removed = False
        self._is_read_only = read_only
        self._highlights: tuple[Highlight, ...] = ()
        self._found: tuple[Highlight, ...] = ()
        self._last_range: TextRange | None = None  # the selection before the fields were rebuilt
        self._line = 0
        self._caret_line_top: int | None = None  # the position of the caret's line before the font size changed
        self._rebuilding = QTimer(self)
        self._rebuilding.setSingleShot(True)
        self._rebuilding.timeout.connect(self._rebuild)
        self._is_stale = False
        self._is_resizing = False
        self._tab_order_stale = False
        self._given_title = title
        self._root = self._make_root()
        self._content = QWidget()
        self._heading = WrappingLabel("", "heading", self._content)
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self._heading)
        self._rows.addWidget(self._root)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        row = QHBoxLayout()  # or the page would be given the height for its own width, not for that of the content
        row.addWidget(self._content, 1)
        row.addStretch(0)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._update_spacing()
        self.refresh()
        self._show_findings()
        self._order_tabs()
        self._line = self.fontMetrics().height()
        session.changed.connect(self._issue_changed)
        session.findings_changed.connect(self._findings_changed)
        self.verticalScrollBar().valueChanged.connect(self._build_near)

    @property
    def path(self) -> FieldPath:
        """The path of the part or list."""
        return self._path

    @property
    def page(self) -> QWidget:
        """The scrolled widget: heading and fields."""
        return self._page

    def _make_root(self) -> FormView:
        field_context = context_at(self._session.issue, self._path)
        if isinstance(value_at(self._session.issue, self._path), Part):
            return GroupView(field_context, self._context, fields=self._fields)
        return make_view(field_context, self._context, self)

    def _update_spacing(self) -> None:
        """Arrange the form for its width beside a scroll bar, also where there is none.

        Otherwise a bar could take the width that makes it necessary: it would come and go without end.
        """
        line = self.fontMetrics().height()
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        side = round(line * (0.8 if width < line * _NARROW else 1.4))
        self._column.setContentsMargins(side, side, side, round(line * 3))
        self._rows.setSpacing(round(line * 0.9))
        self._content.setMaximumWidth(line * WIDEST)
        self._root.set_available_width(min(WIDEST, (width - 2 * side) / line))

    # Session signals

    @Slot(object)
    def _issue_changed(self, change: Change) -> None:
        if change.concerns(self._path):
            self._when_visible(self.refresh)

    @Slot()
    def _findings_changed(self) -> None:
        self._when_visible(self._show_findings)

    def _when_visible(self, show: Callable[[], None]) -> None:
        """Run `show` now if the form is visible, else when it is shown again."""
        if self.isVisible():
            show()
        else:
            self._is_stale = True

    def _catch_up(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()
            self._show_findings()

    def refresh(self) -> None:
        """Show the current issue. Values that are the same object are skipped."""
        issue = self._session.issue
        try:
            value = value_at(issue, self._path)
        except NoSuchField:
            self._report_removed()
            return
        self._is_removed = False
        self.setEnabled(True)
        self._root.show_value(value)
        own = section_label(issue, self._path) if self._path else ""
        heading = own if self._given_title is None else self._given_title
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        if self._tab_order_stale:
            self._build_near()

    def _report_removed(self) -> None:
        if not self._is_removed:
            self._is_removed = True
            self.setEnabled(False)
            self.removed.emit()

    def _show_findings(self) -> None:
        if self._is_removed:
            return
        # Page findings arrive while the user types. A line above the fields would move them.
        written = tuple(one for one in self._session.visible_findings if one.rule not in PAGE_RULES)
        self._root.show_findings(below(written, self._path))
        if self._tab_order_stale:
            self._order_tabs()

    # Used by the window

    def reveal(self, path: FieldPath) -> bool:
        """Put the caret into the field at `path`, or the nearest one. Return whether there is one."""
        self._catch_up()
        depth = len(self._path)
        if path[:depth] != self._path or not self._root.enter(FieldPath(path[depth:])):
            return False
        self._viewport.update_layout()
        field, line = self._focus.field, self._caret_line()
        if field is not None and line is not None:
            fits = field.height() <= self.viewport().height()
            self.ensure_visible(*((field, field.rect()) if fits else line))
        return True

    def commit(self) -> None:
        """Accept typed text that is not a value yet, such as a day without a year, before the issue is saved."""
        field = self._focus.field
        if field is not None:
            field.editor.commit()

    def accept_offer(self) -> bool:
        """Accept the offer below the focused field. Return whether there is one."""
        field = self._focus.field
        return field is not None and field.editor.accept_offer()

    def active_text(self) -> InlineEdit | BlocksEdit | None:
        """Return the rich text with the caret, to which the formatting commands apply."""
        focused = QApplication.focusWidget()
        text = enclosing(focused, InlineEdit) or enclosing(focused, BlocksEdit)
        return text if text is not None and self.isAncestorOf(text) else None

    def show_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Show these highlights only. Text, undo stack and caret are not changed."""
        self._highlights = highlights
        shown = (*highlights, *self._found)
        self._root.show_highlights([one for one in shown if one.path[: len(self._path)] == self._path])

    def show_found(self, found: tuple[Highlight, ...]) -> None:
        """Show these search results, beside the other highlights."""
        if found != self._found:
            self._found = found
            self.show_highlights(self._highlights)

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """The highlights that are shown."""
        return self._highlights

    def area_of(self, path: FieldPath, start: int = 0) -> QRect | None:
        """Return the rectangle of a field, or of a position in its text, in `widget()`, or None."""
        depth = len(self._path)
        if path[:depth] != self._path:
            return None
        widget, area = self._root.area(FieldPath(path[depth:]), start)
        return area.translated(widget.mapTo(self._page, QPoint(0, 0)))

    def scroll_to(self, path: FieldPath, start: int = 0) -> None:
        """Scroll to a field, or to a position in its text, without moving the focus."""
        depth = len(self._path)
        if path[:depth] == self._path:
            self._viewport.ensure_visible(*self._root.area(FieldPath(path[depth:]), start))

    @property
    def last_input(self) -> QWidget | None:
        """The last tab stop; None while the fields are being built."""
        return next(iter(deque(self._root.inputs(), maxlen=1)), None)

    def selection(self) -> TextRange | None:
        """Return the selected range, or the field with the caret if nothing is selected."""
        field = self._focus.field
        if field is None:
            return None
        subpath, start, length = field.editor.selection()
        path = field.field_context.path
        return TextRange(subpath.under(path), start, length) if length else TextRange(path, 0, 0)

    def last_selection(self) -> TextRange | None:
        """Return the selected range, even while another widget has the focus."""
        field = self._focused_field()
        if field is None:
            return self._last_range
        subpath, start, length = field.editor.selection()
        return TextRange(subpath.under(field.field_context.path), start, length)

    def _focused_field(self) -> FieldView | None:
        return self._focus.field or enclosing(self.focusWidget(), FieldView)

    def _caret_line(self) -> tuple[QWidget, QRect] | None:
        field = self._focused_field()
        return field.area(*field.editor.selection()[:2]) if field is not None else None

    @Slot()
    def _show_caret_soon(self) -> None:
        if self._caret_line_top is None:  # otherwise the fields are being rebuilt, and the line is restored
            call_later(self, self._show_caret)

    @Slot()
    def _show_caret(self) -> None:
        """Scroll to the caret's line, if it is not in view."""
        self._viewport.update_layout()
        line = self._caret_line() if self._focus.field is not None and self.isVisible() else None
        if line is not None:
            self._viewport.ensure_visible(*line)

    def restore_focus(self) -> None:
        """Put the caret where it was, or into the first field."""
        before: QWidget | None = self.focusWidget()
        if before is not None and before is not self and before.isVisibleTo(self):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._last_range is None or not self.select(*self._last_range):
            self.reveal(self._path)

    def caret(self) -> tuple[FieldPath, int] | None:
        """Return the path and position (code points) of the caret."""
        found = self.last_selection() if self._focus.field is not None else None
        return found[:2] if found is not None else None

    def select(self, path: FieldPath, start: int, length: int) -> bool:
        """Select a range of a text. Return whether the form has that text."""
        if not self.reveal(path):
            return False
        text = enclosing(QApplication.focusWidget(), LineEdit) or self.active_text()
        if text is not None and self.isAncestorOf(text):
            text.select_text(text.current_subpath(), start, length)
        return True

    @property
    def is_read_only(self) -> bool:
        """Whether the fields are read-only."""
        return self._is_read_only

    def set_read_only(self, on: bool) -> None:
        """Make the fields read-only, or editable again. The caret stays where it is."""
        if on == self._is_read_only:
            return
        self._is_read_only = on
        for field in self.findChildren(FieldView):
            field.editor.set_read_only(on)
        for items in self._lists():
            items.set_read_only(on)
        self._tab_order_stale = True

    # FormHost

    def show_message(self, sentence: str) -> None:
        self.message.emit(sentence)

    def tab_order_changed(self) -> None:
        self._tab_order_stale = True

    def block_entered(self, path: FieldPath) -> None:
        self.field_entered.emit(path)

    def clicked_at(self, path: FieldPath, start: int) -> None:
        self.clicked.emit(path, start)

    def menu_opened_at(self, menu: QMenu, path: FieldPath, start: int) -> None:
        self.menu_opened.emit(menu, path, start)

    def ensure_visible(self, widget: QWidget, area: QRect) -> None:
        self._viewport.ensure_visible(widget, area)

    # Tab order

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        if self._tab_order_stale:
            self._order_tabs()
        return super().focusNextPrevChild(next)

    def _order_tabs(self) -> None:
        self._tab_order_stale = False
        inputs = list(self._root.inputs())
        for first, second in pairwise(inputs):
            QWidget.setTabOrder(first, second)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        if self._is_resizing:  # the scroll bar came or went while the line was put back: that goes on with this size
            self._update_spacing()
            super().resizeEvent(event)
            return
        self._is_resizing = True
        try:
            with self._viewport.line_position_kept(self._caret_line, event.oldSize().height()):
                self._update_spacing()
                super().resizeEvent(event)
        finally:
            self._is_resizing = False
        self._build_near()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Rebuild the form after a change of the font size, and restore the caret."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.hold_caret_line()

    def hold_caret_line(self) -> None:
        """Keep the caret's line where it is while the text size changes. Call it before the first widget changes."""
        if self._caret_line_top is None:
            self._caret_line_top = self._viewport.line_top(self._caret_line, self.viewport().height())
        self._rebuilding.start()

    @Slot()
    def _rebuild(self) -> None:
        if self._is_removed or self._line == self.fontMetrics().height():
            self._restore_caret_line()
            return
        self._line = self.fontMetrics().height()
        has_caret = self._focus.path is not None
        self._last_range = self.last_selection()
        self._focus.leave()
        old, self._root = self._root, self._make_root()
        self._rows.replaceWidget(old, self._root)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self._root.show()
        self._update_spacing()
        self.refresh()
        self._show_findings()
        self.show_highlights(self._highlights)
        if has_caret and self._last_range is not None:
            self.select(*self._last_range)
        call_later(self, self._restore_caret_line)  # after all fields have their sizes

    @Slot()
    def _restore_caret_line(self) -> None:
        stood, self._caret_line_top = self._caret_line_top, None
        if stood is not None:
            self._viewport.restore_line(self._caret_line, stood)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._catch_up()
        self._rebuild()
        self._build_near()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._focus.leave()
        super().hideEvent(event)

    @Slot()
    def _build_near(self) -> None:
        if self._root.isVisible():
            self._viewport.build_near(self._lists(), self._focus.field)
            if self._tab_order_stale:
                self._order_tabs()

    def _lists(self) -> list[ItemsView]:
        found = self._root.findChildren(ItemsView)
        return [self._root, *found] if isinstance(self._root, ItemsView) else found
