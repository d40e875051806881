"""The renderer in a child process with a watchdog: a crash or a hang costs a restart, not the editor.

All calls are asynchronous: the GUI thread writes to a pipe, and is called when answers arrive.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from editor.document.editing.change import Change
from editor.document.editing.edit_json import as_json
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath
from editor.document.suggestions.content import content_of
from editor.publish.protocol import (
    CancelPdf,
    LayingOut,
    Message,
    Order,
    PageNote,
    PdfFailed,
    PdfWritten,
    Prepare,
    Prepared,
    PreviewFonts,
    Ready,
    Rendered,
    SectionPages,
    ShowEdits,
    ShowIssue,
    SkipSections,
    Stopped,
    WritePdf,
)
from editor.publish.sections import section_at
from editor.session.preview.failure_policy import FailurePolicy, time_limit
from editor.session.preview.renderer import Activity, RenderedSection, Renderer, Rendering
from editor.session.preview.renderer_child import COMMAND, RendererChild
from editor.session.preview.renderer_requests import PdfRequest, SentIssue, ShownIssue
from schemas import Issue

LARGE = 64_000
"""Bytes of a large change. Further changes are not sent until the process has started with it."""

LAG_MS = 700
"""How long pages may be outdated before the window shows it."""

FILE_PATIENCE = 12
"""Time limit of an export without any message, as a multiple of that of a section."""

GIVEN_UP = "The preview stopped several times in a row. Your text is safe and can be saved."
TRY_AGAIN = "Try again."


class RendererProcess(Renderer):
    """Starts the process at once, so that it is ready before the first keystroke.

    `patience` is the time limit of a section in seconds; contents of many entries may take longer.
    """

    def __init__(
        self,
        theme: InstalledTheme,
        parent: QObject | None = None,
        *,
        patience: float = 10,
        command: Sequence[str] = COMMAND,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._patience = patience
        self._command = command
        self._failure_policy = FailurePolicy()
        self._sent_left_out: tuple[str, ...] = ()
        self._sent: ShownIssue | None = None
        self._prepared = ""
        self._large = 0  # the revision of a large change that the process has not started with
        self._newest: ShownIssue | None = None
        self._answered = 0
        self._asked: dict[int, SentIssue] = {}
        self._sections: dict[str, RenderedSection] = {}
        self._fonts = PreviewFonts(0, b"")
        self._order: tuple[str, ...] = ()
        self._notes: tuple[PageNote, ...] = ()
        self._current: LayingOut | None = None
        self._after_kill: bool | None = None  # whether to restart, after the process was killed for a timeout
        self._requests = 0
        self._pdf: PdfRequest | None = None
        self._before_pdf: ShownIssue | None = None  # what was shown before an export of another issue
        self._watchdog = _single_shot(self, self._on_timeout)
        self._lag_timer = _single_shot(self, lambda: self._set_state(Activity.BEHIND))
        self._child: RendererChild | None = None
        self._launch()

    @property
    def pid(self) -> int:
        """The process id; 0 if there is none."""
        return self._child.pid if self._child else 0

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        self._show(issue, edited or ROOT, None)

    def show_change(self, change: Change, edited: FieldPath) -> None:
        self._show(change.after, edited, change)

    def _show(self, issue: Issue, edited: FieldPath, change: Change | None) -> None:
        revision = self._newest.revision + 1 if self._newest else 1
        self._newest = ShownIssue(issue, content_of(issue), edited, revision, change)
        if self._child and not self._large:
            self._send(self._child, self._newest)
        self._start_lag_timer()

    def prepare(self, path: FieldPath) -> None:
        section = section_at(str(path))
        if self._child and section != self._prepared:
            self._prepared = section
            self._child.send(Prepare(section))

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        self._requests += 1
        self._pdf = PdfRequest(self._requests, issue, proof, attach_issue, line_numbers)
        if self._child and self._state.activity is not Activity.FAILED:  # then it is about to end
            self._order_pdf(self._child, self._pdf)
        else:
            self._fail_pdf("The preview is stopped.", "Select Try Again above the pages, then export again.")

    def cancel_pdf(self) -> None:
        if self._pdf and self._child:
            self._child.send(CancelPdf(self._pdf.number))
        self._end_pdf()

    def restart(self) -> None:
        self._failure_policy.reset()
        if self._child is None:
            self._launch()

    def use_theme(self, theme: InstalledTheme) -> None:
        self._theme = theme
        self.close()
        self.restart()

    def refuse_theme(self, message: str) -> None:
        self.close()
        self._fail(message)

    def close(self) -> None:
        self._watchdog.stop()
        self._lag_timer.stop()
        if self._child:
            self._child.close()
            self._child = None

    # Process life cycle

    def _launch(self) -> None:
        if self._state.activity is not Activity.BEHIND:
            self._set_state(Activity.STARTING)
        self._current = None
        self._after_kill = None
        self._sent_left_out = ()
        self._sent = None
        self._prepared = ""
        self._large = 0
        self._fonts = PreviewFonts(0, b"")
        self._asked.clear()
        child = self._child = RendererChild(self._theme, self._command, self)
        child.received.connect(self._on_message)
        child.ended.connect(self._on_end)
        if self._newest:
            self._send(child, self._newest)
        if self._pdf:
            self._order_pdf(child, self._pdf)

    def _on_end(self) -> None:
        self._watchdog.stop()
        self._child = None
        if self._state.activity is Activity.FAILED:
            return
        go_on = self._failure_policy.crashed(*self._suspect()) if self._after_kill is None else self._after_kill
        if self._pdf:
            self._pdf = replace(self._pdf, tries=self._pdf.tries + 1)
            if self._pdf.tries > 2 or not go_on:
                self._fail_pdf("The page layout stopped during the export.", TRY_AGAIN)
        if go_on:
            self._launch()
        else:
            self._fail(GIVEN_UP)

    def _on_timeout(self) -> None:
        section, issue = self._suspect()
        if self._child and section:
            seconds = time_limit(section, issue, self._patience)
            self._after_kill = self._failure_policy.timed_out(section, issue, seconds)
            self._child.kill()
        elif self._child and self._pdf:  # a canceled export has no time limit
            self._after_kill = True
            seconds = self._patience * FILE_PATIENCE
            self._fail_pdf(f"Export timed out after {seconds:.0f} seconds.", TRY_AGAIN)
            self._child.kill()

    def _fail(self, message: str) -> None:
        self._lag_timer.stop()
        self._set_state(Activity.FAILED, message)

    def _suspect(self) -> tuple[str, Issue | None]:
        """Return the section that is being laid out, and its issue."""
        if self._current is None:
            return "", None
        asked = self._asked.get(self._current.revision)
        return self._current.section, asked.issue if asked else None

    # Requests

    def _send(self, child: RendererChild, shown: ShownIssue) -> None:
        left_out = self._failure_policy.skipped_sections(shown.content)
        if left_out != self._sent_left_out:
            self._sent_left_out = left_out
            child.send(SkipSections(left_out))
        message = self._message(shown)
        child.send(message)
        if isinstance(message, ShowEdits) and len(message.edits) > LARGE:
            self._large = shown.revision
        self._sent = shown
        self._asked[shown.revision] = SentIssue(shown.content, left_out)
        self._start_lag_timer()

    def _start_lag_timer(self) -> None:
        if self._child and not self._lag_timer.isActive():
            self._lag_timer.start(LAG_MS)
        if self._state.activity is Activity.IDLE:
            self._set_state(Activity.WORKING)

    def _on_started(self, revision: int) -> None:
        """Send the next change, if a large one was held back: the process has started with that revision."""
        if self._large and revision >= self._large:
            self._large = 0
            if self._child and self._newest and self._newest is not self._sent:
                self._send(self._child, self._newest)

    def _message(self, shown: ShownIssue) -> ShowIssue | ShowEdits:
        """Return the issue, or its edits since the one that the process has."""
        if self._sent is None:
            return ShowIssue(shown.revision, str(shown.edited), _json(shown.content.model_dump(mode="json")))
        change = shown.change
        if change is None or change.before is not self._sent.issue:  # a shown issue was not sent
            change = Change.between(self._sent.content, shown.content)
        edits = [as_json(edit) for edit in change.content_edits]
        return ShowEdits(shown.revision, str(shown.edited), _json(edits))

    def _order_pdf(self, child: RendererChild, request: PdfRequest) -> None:
        if self._newest is None or self._newest.issue is not request.issue:
            self._before_pdf = self._before_pdf or self._newest
            self._show(request.issue, ROOT, None)
        if self._newest and self._newest is not self._sent:  # it was held back
            self._send(child, self._newest)
        child.send(WritePdf(request.number, request.proof, request.attach_issue, request.line_numbers))
        self._watch_export()

    def _watch_export(self) -> None:
        """Start the watchdog for an export."""
        if self._pdf and not self._watchdog.isActive():
            self._watchdog.start(round(self._patience * FILE_PATIENCE * 1000))

    # Answers

    def _on_message(self, message: Message) -> None:
        self._watchdog.stop()
        match message:
            case Ready():
                pass
            case LayingOut():
                self._on_laying_out(message)
            case Order(_, sections):
                self._order = sections
                self._sections = {name: self._sections[name] for name in sections if name in self._sections}
            case Prepared():
                self._current = None
            case PreviewFonts():
                self._fonts = message
            case SectionPages():
                self._on_pages(message)
            case Rendered():
                self._on_rendered(message)
            case Stopped(text, help):
                self._fail(f"{text} {help}".strip())
                self._fail_pdf(text, help)
                if self._child:
                    self._child.kill()
            case PdfWritten(request, pdf, notes, pages):
                if self._pdf and self._pdf.number == request:
                    self._end_pdf()
                    self.pdf_notes, self.pdf_pages = notes, pages
                    self.pdf_ready.emit(pdf)
            case PdfFailed(request, text, help):
                if self._pdf and self._pdf.number == request:
                    self._fail_pdf(text, help)
        self._watch_export()

    def _on_laying_out(self, message: LayingOut) -> None:
        self._current = message
        self._forget_earlier(message.revision)
        self._on_started(message.revision)
        if message.section:
            self._watchdog.start(round(time_limit(*self._suspect(), self._patience) * 1000))

    def _on_pages(self, message: SectionPages) -> None:
        self._current = None
        asked = self._asked.get(message.revision)
        if asked and message.section in asked.left_out and message.section in self._sections:
            return  # keep the earlier pages: these are without their text
        self._sections[message.section] = RenderedSection(
            message.section,
            message.first_page,
            message.page_size,
            message.rectangles,
            message.body,
            message.line_rectangles,
            self._fonts.content if message.fonts else b"",
        )
        self._answer(message.revision, is_all=False)
        self._publish()

    def _on_rendered(self, message: Rendered) -> None:
        self._current = None
        self._forget_earlier(message.revision)
        asked = self._asked.get(message.revision)
        have_last_try = self._failure_policy.succeeded(asked.left_out if asked else ())
        self._notes = (*(self._failure_policy.notes(asked.issue) if asked else ()), *message.notes)
        if have_last_try and self._newest:
            self._show(self._newest.issue, self._newest.edited, None)
        self._answer(message.revision, is_all=True)
        self._publish()
        self._on_started(message.revision)

    def _forget_earlier(self, revision: int) -> None:
        """Forget earlier revisions: no message about them can follow."""
        self._asked = {known: asked for known, asked in self._asked.items() if known >= revision}

    def _answer(self, revision: int, *, is_all: bool) -> None:
        """Update the activity: pages of a revision have arrived.

        BEHIND stays until all pages are current, so that the message does not flicker with each section.
        """
        self._answered = max(self._answered, revision)
        if is_all and self._newest and revision >= self._newest.revision:
            self._lag_timer.stop()
            self._set_state(Activity.IDLE)
        elif revision == self._answered:
            self._lag_timer.start(LAG_MS)
            if self._state.activity is not Activity.BEHIND:
                self._set_state(Activity.WORKING)

    def _publish(self) -> None:
        sections = tuple(self._sections[name] for name in self._order if name in self._sections)
        page_count = sum(section.page_count for section in sections)
        self._set_rendering(Rendering(sections, page_count, self._notes, is_whole=len(sections) == len(self._order)))

    def _end_pdf(self) -> None:
        """End an export: show the earlier issue again, unless another one was shown since."""
        request, self._pdf = self._pdf, None
        before, self._before_pdf = self._before_pdf, None
        if request and before and self._newest and self._newest.issue is request.issue:
            self._show(before.issue, before.edited, None)

    def _fail_pdf(self, message: str, help: str) -> None:
        """Report the failure of an export, if there is one."""
        if self._pdf:
            self._end_pdf()
            self.pdf_failed.emit(message, help)


def _json(value: Any) -> bytes:
    # A lone surrogate cannot be encoded; the page shows "?" in its place.
    return json.dumps(value, ensure_ascii=False).encode(errors="replace")


def _single_shot(parent: QObject, call: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    return timer
