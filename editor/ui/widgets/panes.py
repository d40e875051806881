"""Splitters with thin handles, and the three columns of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from editor.ui.widgets.line_units import follow_text_size

_OUTLINE_LINES = 13
"""Default width of the outline, in line heights."""
_OUTLINE_SHARE, _OUTLINE_SHARE_ALONE = 0.22, 0.3
"""Maximum default width of the outline, as a share of the window: beside form and pages, and beside the form alone."""
_OUTLINE_LARGEST = 0.4
"""Maximum width of the outline that the user can set, as a share of the window."""
_FORM_SHARE = 0.56
"""Default width of the form, as a share of what the outline leaves."""


def splitter(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    """Return a splitter of panes that cannot be collapsed."""
    result = QSplitter(orientation)
    result.setHandleWidth(1)
    result.setChildrenCollapsible(False)
    for pane in panes:
        result.addWidget(pane)
    return result


class Columns(QSplitter):
    """Outline, form and pages.

    The user's widths are kept as line heights of the outline and as the form's share of the rest, so that they hold in
    any window, with any size of text, and while panes are folded away.
    """

    def __init__(self, outline: QWidget, form: QWidget, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._outline, self._form, self._pages = outline, form, pages
        self._outline_lines: float | None = None
        self._form_share = _FORM_SHARE
        self._form_wants, self._pages_need = 0.0, 0.0
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (outline, form, pages):
            self.addWidget(pane)
        self.setStretchFactor(1, 5)
        self.setStretchFactor(2, 4)
        self.splitterMoved.connect(self._on_splitter_moved)

    @property
    def user_sizes(self) -> QByteArray:
        """What the user set, for `restore`; empty if nothing was."""
        if self._outline_lines is None:
            return QByteArray()
        return QByteArray(f"{self._outline_lines:.3f} {self._form_share:.4f}".encode())

    def restore(self, sizes: QByteArray) -> None:
        """Restore earlier `user_sizes`; ignore anything else."""
        with suppress(ValueError):
            lines, share = (float(number) for number in bytes(sizes.data()).decode("ascii", "replace").split())
            if 0 < share < 1 and lines > 0:
                self._outline_lines, self._form_share = lines, share
                self.distribute()

    def setSizes(self, sizes: Sequence[int]) -> None:  # noqa: N802
        """Set widths as the user does."""
        super().setSizes(sizes)
        self._on_splitter_moved()
        self.distribute()

    def widen_form(self, wants: float, pages_need: float) -> None:
        """Give the form so many line heights if it lacks them, as long as the pages keep theirs; with 0, give back."""
        self._form_wants, self._pages_need = wants, pages_need
        self.distribute()

    @Slot()
    def distribute(self) -> None:
        """Give each pane that is shown its width."""
        if self._pages.isHidden() and self._outline.isHidden():
            return
        width = self.width()
        line = self.fontMetrics().height()
        is_default = self._outline_lines is None
        wanted = line * (self._outline_lines or _OUTLINE_LINES)
        default_share = _OUTLINE_SHARE_ALONE if self._pages.isHidden() else _OUTLINE_SHARE
        largest = width * (default_share if is_default else _OUTLINE_LARGEST)
        outline = 0 if self._outline.isHidden() else round(min(wanted, largest))
        form = width - outline
        if not self._pages.isHidden():
            whole = form
            form = round(form * self._form_share)
            lacking = round(self._form_wants * line) - form
            form += max(0, min(lacking, whole - form - round(self._pages_need * line)))
        super().setSizes([outline, form, width - outline - form])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self.distribute()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_outline"):
            self.distribute()

    @Slot()
    def _on_splitter_moved(self) -> None:
        self._form_wants = 0.0  # the user knows better
        outline, form, pages = self.sizes()
        if not self._outline.isHidden():
            self._outline_lines = outline / self.fontMetrics().height()
        elif self._outline_lines is None:
            self._outline_lines = float(_OUTLINE_LINES)
        if not self._pages.isHidden() and form and pages:
            self._form_share = form / (form + pages)


class ListAndDetails(QSplitter):
    """A list beside the details of its current item. The list has a default width until the user moves the handle.

    The details are at least as high as their texts need in their width: the page around them scrolls.
    """

    def __init__(self, listed: QWidget, details: QWidget, *, lines: float, share: float) -> None:
        """Let the list be `lines` line heights wide, and at most that share of the width."""
        super().__init__(Qt.Orientation.Horizontal)
        self._lines, self._share = lines, share
        self._has_user_sizes = False
        self._details = details
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (listed, details):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        details.installEventFilter(self)
        self.splitterMoved.connect(self._on_splitter_moved)
        follow_text_size(self, self._distribute)

    @Slot()
    def _on_splitter_moved(self) -> None:
        self._has_user_sizes = True

    def _distribute(self, line: int) -> None:
        if not self._has_user_sizes:
            listed = round(min(self._lines * line, self._share * self.width()))
            self.setSizes([listed, self.width() - listed])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._distribute(self.fontMetrics().height())
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._details and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._keep_height()
        return super().eventFilter(watched, event)

    def _keep_height(self) -> None:
        """A splitter asks for least heights alone, which know nothing of texts that break."""
        column = self._details.layout()
        if column is not None:
            self._details.setMinimumHeight(max(0, column.totalMinimumHeightForWidth(self._details.width())))
