"""The interface of renderers: they show issues, return pages, and report their state.

The window and the tests depend on `Renderer` only. The implementation is in `renderer_process.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from editor.document.contents import ContentsPages
from editor.document.editing.change import Change
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.text.phrasing import counted
from editor.publish import ExportNote
from editor.publish.protocol import PageNote, Rectangle
from schemas import Issue

__all__ = ["Activity", "PageNote", "Rectangle", "RenderedSection", "Renderer", "RendererState", "Rendering"]


@dataclass(frozen=True, slots=True, eq=False)
class RenderedSection:
    """The pages of one section. They are compared by identity: unchanged pages are not sent again.

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
        """The PDF of these pages."""
        return self.fonts + self.body

    @property
    def page_count(self) -> int:
        return len(self.rectangles)


@dataclass(frozen=True, slots=True)
class Rendering:
    """All pages in order. Sections that are not laid out yet have their earlier pages.

    `is_whole` if every section has pages.
    """

    sections: tuple[RenderedSection, ...] = ()
    page_count: int = 0
    notes: tuple[PageNote, ...] = ()
    is_whole: bool = True

    @property
    def extent(self) -> str:
        """`9 pages`, or `3 pages so far` if some are missing."""
        return counted(self.page_count, "page") + ("" if self.is_whole else " so far")


class Activity(StrEnum):
    """The activity of a renderer. BEHIND: the pages have been outdated for a noticeable time."""

    STARTING = "starting"
    IDLE = "idle"
    WORKING = "working"
    BEHIND = "behind"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RendererState:
    """The state of a renderer. `message` says what happened and what to do, if it failed."""

    activity: Activity
    message: str = ""


class Renderer(QObject):
    """The interface, with the last rendering and state."""

    rendered = Signal(object)
    """A `Rendering`; emitted whenever pages arrive."""
    state_changed = Signal(object)
    """A `RendererState`."""
    pdf_ready = Signal(bytes)
    """The file; `pdf_notes` has what to know about it, `pdf_pages` the pages of its contents."""
    pdf_failed = Signal(str, str)
    """Message and help."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pdf_notes: tuple[ExportNote, ...] = ()
        self.pdf_pages: ContentsPages | None = None
        self._rendering = Rendering()
        self._state = RendererState(Activity.STARTING)

    @property
    def rendering(self) -> Rendering:
        return self._rendering

    @property
    def state(self) -> RendererState:
        return self._state

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        """Show an issue, starting with the section at `edited`. The latest issue replaces earlier ones.

        The review of the issue is not shown and never leaves this process.
        """
        raise NotImplementedError

    def show_change(self, change: Change, edited: FieldPath) -> None:
        """Show the issue after a change; only its edits are sent if the issue before it was shown."""
        self.show(change.after, edited)

    def prepare(self, path: FieldPath) -> None:
        """Prepare for a change at a path: the caret is there."""

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        """Request a PDF; `pdf_ready` or `pdf_failed` follows, unless it is canceled. The issue can be put inside.

        The pages of another issue than the one shown are replaced by those of the shown one afterwards.
        """
        raise NotImplementedError

    def cancel_pdf(self) -> None:
        """Cancel the request of a PDF."""
        raise NotImplementedError

    def restart(self) -> None:
        """Restart after a failure."""
        raise NotImplementedError

    def use_theme(self, theme: InstalledTheme) -> None:
        """Show the issue with a theme whose files changed. The pages stay until there are new ones."""

    def refuse_theme(self, message: str) -> None:
        """Say why a theme whose files changed cannot be used. The pages stay; "Try Again" uses the last theme."""

    def close(self) -> None:
        """Stop the renderer."""
        raise NotImplementedError

    def _set_rendering(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self.rendered.emit(rendering)

    def _set_state(self, activity: Activity, message: str = "") -> None:
        state = RendererState(activity, message)
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
