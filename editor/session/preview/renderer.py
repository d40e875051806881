"""What the window knows of the renderer: it shows issues, answers with pages, and says how it is doing.

The window and the tests depend on `Renderer` alone; `renderer_process.py` has the real one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from editor.document.editing.change import Change
from editor.document.paths import FieldPath
from editor.document.text.phrasing import counted
from editor.publish import ExportNote
from editor.publish.protocol import PageNote, Rectangle
from schemas import Issue

__all__ = ["Activity", "PageNote", "Rectangle", "RenderedSection", "Renderer", "RendererState", "Rendering"]


@dataclass(frozen=True, slots=True, eq=False)
class RenderedSection:
    """The pages of one section. Two are the same only if they are one object: equal pages are not sent twice.

    `page_size` is in CSS pixels. `rectangles` has for each page a map from paths to rectangles; `line_rectangles`
    likewise has one rectangle per line, for text on several lines of other text. `fonts` are shared by many sections.
    """

    name: str
    first_page: int
    page_size: tuple[float, float]
    rectangles: tuple[Mapping[str, Rectangle], ...]
    body: bytes
    line_rectangles: tuple[Mapping[str, tuple[Rectangle, ...]], ...] = ()
    fonts: bytes = b""

    @property
    def pdf(self) -> bytes:
        """These pages alone, as a file."""
        return self.fonts + self.body

    @property
    def page_count(self) -> int:
        return len(self.rectangles)


@dataclass(frozen=True, slots=True)
class Rendering:
    """All pages that there are, in order. While sections are still on their way, theirs are those of before.

    It `is_whole` if no section is without pages.
    """

    sections: tuple[RenderedSection, ...] = ()
    page_count: int = 0
    notes: tuple[PageNote, ...] = ()
    is_whole: bool = True

    @property
    def extent(self) -> str:
        """`9 pages`, or `3 pages so far` where some are still to come."""
        return counted(self.page_count, "page") + ("" if self.is_whole else " so far")


class Activity(StrEnum):
    """How the renderer is doing. BEHIND: what is shown is an earlier state, for longer than one would not notice."""

    STARTING = "starting"
    IDLE = "idle"
    WORKING = "working"
    BEHIND = "behind"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RendererState:
    """`message` says what happened and what to do, where it failed."""

    activity: Activity
    message: str = ""


class Renderer(QObject):
    """The interface, and what all renderers share: the last rendering and state, for whoever comes later."""

    rendered = Signal(object)
    """A `Rendering`, each time that pages arrive."""
    state_changed = Signal(object)
    """A `RendererState`."""
    pdf_ready = Signal(bytes)
    """The file; `pdf_notes` has what to know about it."""
    pdf_failed = Signal(str, str)
    """Message and help."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pdf_notes: tuple[ExportNote, ...] = ()
        self._rendering = Rendering()
        self._state = RendererState(Activity.STARTING)

    @property
    def rendering(self) -> Rendering:
        return self._rendering

    @property
    def state(self) -> RendererState:
        return self._state

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        """Bring the pages to this issue, those of the section at `edited` first. The newest issue wins.

        The review of the issue is not shown and never leaves this process.
        """
        raise NotImplementedError

    def show_change(self, change: Change, edited: FieldPath) -> None:
        """As `show` for the issue after a change, whose edits are sent if the issue before it is what was shown."""
        self.show(change.after, edited)

    def prepare(self, path: FieldPath) -> None:
        """The author is at this path: be ready for a change there."""

    def request_pdf(self, issue: Issue, *, proof: bool) -> None:
        """Ask for the file; `pdf_ready` or `pdf_failed` answers, unless it is cancelled.

        The pages of another issue than the one shown are replaced by those of the shown one afterwards.
        """
        raise NotImplementedError

    def cancel_pdf(self) -> None:
        """The file is not wanted any more."""
        raise NotImplementedError

    def restart(self) -> None:
        """Try again after a failure."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop for good."""
        raise NotImplementedError

    def _set_rendering(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self.rendered.emit(rendering)

    def _set_state(self, activity: Activity, message: str = "") -> None:
        state = RendererState(activity, message)
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
