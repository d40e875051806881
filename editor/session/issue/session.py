"""The open issue: an immutable value that edits replace, its undo stack, findings and file."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.editing.change import Change, is_smallest, is_typing
from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, EditRefused, applied
from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, NoSuchField, value_or_none
from editor.document.rules import Checker
from editor.files.errors import FileError
from editor.files.stored import StoredIssue
from editor.publish.protocol import PageNote
from editor.session.issue.finding_filter import FindingFilter
from editor.session.issue.page_findings import findings_of, in_reading_order, of_existing_fields
from editor.session.issue.undo_steps import Step, UndoStack
from schemas import Issue

if TYPE_CHECKING:  # imported with the first edit, to keep the start-up time short
    from editor.document.merging.conflict import Conflict
    from editor.session.issue.edit_projection import EditProjection

Check = Callable[[Issue], tuple[Finding, ...]]

PAUSE = 1.5
"""Seconds without a keystroke after which the next one begins a new undo step."""


class _PendingChange(NamedTuple):
    """A change that is waiting to be emitted: of the whole issue and of what is shown."""

    whole: Change
    shown: Change
    has_new_findings: bool
    is_undo: bool


class Session(QObject):
    """An issue while it is open. Only edits, undo and redo change it.

    `whole` is the content with its review, as it is saved. `issue` is what the window shows and edits: the same, unless
    a projection is set. Each edit moves the review along: threads stay at their text, suggestions at the content.

    Signals are emitted after the step is on the undo stack, so that a slot may edit the issue. That change is emitted
    when all slots have received the one before.
    """

    changed = Signal(object)
    """A `Change` of `issue`. It has no edits if only `whole` changed, under a suggestion."""
    whole_changed = Signal(object)
    """A `Change` of `whole`. Emitted before `changed`; the same object without a projection."""
    stepped = Signal()
    """A step was undone or redone, of the content or of the review alone."""
    undone = Signal(object)
    """The `Change` of an undo or redo. Emitted after `changed`, so that the window can show its place."""
    refused = Signal(str)
    """Why an edit was refused, as a sentence."""
    findings_changed = Signal()
    saved = Signal()
    stored_changed = Signal()
    """The file or its known content changed: after saving, reloading and merging."""
    state_changed = Signal()
    """File name, saved state, or the names of undo and redo changed."""

    def __init__(
        self,
        issue: Issue,
        theme: InstalledTheme,
        *,
        stored: StoredIssue | None = None,
        check: Check | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = issue
        self._issue = issue
        self._emitted = (issue, issue)
        self._edit_change: Change | None = None
        """The change of the last edit, if no comparison is needed."""
        self._pending_changes: deque[_PendingChange] = deque()
        self._is_emitting = False
        self._saved = issue
        self._projection: EditProjection | None = None
        self.theme = theme
        self._stored = stored
        self._check = check if check is not None else Checker(theme).check
        self._clock = clock
        self._rule_findings = self._check(issue)
        self._page_findings: tuple[Finding, ...] = ()
        self._word_findings: tuple[Finding, ...] = ()
        self._awaits_words = False
        self._archive_findings: tuple[Finding, ...] = ()
        self._findings = self._rule_findings
        self._finding_filter = FindingFilter()
        self._run = 0
        self._last_typed = float("-inf")
        self._is_undoing = False
        self.undo_stack = UndoStack(self)
        self.undo_stack.indexChanged.connect(self._notify)
        self.undo_stack.indexChanged.connect(self.state_changed)

    @property
    def issue(self) -> Issue:
        """The issue as it is shown and edited."""
        return self._issue

    @property
    def whole(self) -> Issue:
        """The issue as it is saved: content and review."""
        return self._whole

    @property
    def is_writing(self) -> bool:
        """Whether edits change the issue itself: what is shown is no projection."""
        return self._projection is None

    def set_projection(self, projection: EditProjection | None) -> None:
        """Show and edit the issue through a projection; None for the issue itself."""
        self.end_typing()
        self._projection = projection
        self._issue = self._shown(self._whole)
        self._notify()

    @property
    def stored(self) -> StoredIssue | None:
        """The state of the file as it was last read or written; None for an issue without a file."""
        return self._stored

    @property
    def file(self) -> Path | None:
        """The path of the file; None for an issue without one."""
        return self._stored.path if self._stored is not None else None

    @property
    def title(self) -> str:
        """The name of the file; "New issue" without one."""
        return self._stored.path.name if self._stored is not None else "New issue"

    @property
    def saved_issue(self) -> Issue:
        """The issue as it was last saved or read."""
        return self._saved

    @property
    def is_saved(self) -> bool:
        """Whether there are no unsaved changes. Undoing back to the saved state counts as saved."""
        return self._whole is self._saved or self._whole == self._saved

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in reading order."""
        return self._findings

    @property
    def content_findings(self) -> tuple[Finding, ...]:
        """All findings of `whole`, which is what is published."""
        same = self._issue is self._whole or self._issue == self._whole
        return self._findings if same else self._check(self._whole)

    @property
    def visible_findings(self) -> tuple[Finding, ...]:
        """Findings without those about empty fields that were not visited yet."""
        return self._finding_filter.visible(self._findings)

    @property
    def has_more_findings(self) -> bool:
        """Whether some findings are not visible yet, or words were not checked yet."""
        return self._awaits_words or len(self.visible_findings) < len(self._findings)

    # Edits

    def edit(self, edit: Edit, label: str, *, merge: Hashable | None = None) -> None:
        """Apply an edit as one undo step. Edits of one `merge` key become one step until a pause or `end_typing`.

        Raises NoSuchField and EditRefused; the issue is then unchanged.
        """
        after = applied(self._issue, edit)
        if after is self._issue:
            return
        now = self._clock()
        if now - self._last_typed > PAUSE:
            self._run += 1
        self._last_typed = now if merge is not None else float("-inf")
        self._push(label, after, None if merge is None else (self._run, merge), (edit,))

    def try_edit(self, edit: Edit, label: str, *, merge: Hashable | None = None) -> bool:
        """Like `edit`, but emit `refused` instead of raising; return whether the edit was applied."""
        try:
            self.edit(edit, label, merge=merge)
        except (EditRefused, NoSuchField) as refusal:
            self.refused.emit(str(refusal))
            return False
        return True

    def apply_fix(self, finding: Finding) -> None:
        """Apply the fix of a finding as one undo step, or emit `refused`."""
        if finding.fix is None:
            return
        words = self._word_findings
        # At once: words are checked a moment later, and until then the next fix must not be this one again.
        self._word_findings = tuple(one for one in words if one is not finding)
        try:
            self._push(finding.fix.label, finding.fix.apply(self._issue))
        except EditRefused as refusal:
            self._word_findings = words
            self.refused.emit(str(refusal))

    def apply(self, issue: Issue, label: str) -> None:
        """Replace what is shown by a changed version as one undo step, or emit `refused`."""
        try:
            self._push(label, issue)
        except EditRefused as refusal:
            self.refused.emit(str(refusal))

    def replace(self, whole: Issue, label: str) -> None:
        """Replace the whole issue as one undo step. Raises FileError if it belongs to another newsletter."""
        self._check_theme(whole)
        if whole != self._whole:
            self._push_whole(label, whole)

    def revise(self, whole: Issue, label: str) -> None:
        """Change content and review in one undo step; parts of the review that are unchanged follow the content."""
        from editor.document.review.rebase import rebased

        self.replace(rebased(self._whole, whole), label)

    def end_typing(self) -> None:
        """Start a new undo step with the next edit: the caret has left a field."""
        self._run += 1

    def undo(self) -> None:
        """Undo the last step and emit its place."""
        self._undo_or_redo(self.undo_stack.undo)

    def redo(self) -> None:
        """Redo the last undone step and emit its place."""
        self._undo_or_redo(self.undo_stack.redo)

    def value(self, path: FieldPath) -> object:
        """Return the value at a path, or None if it does not exist."""
        return value_or_none(self._issue, path)

    # Findings

    def visited(self, path: FieldPath) -> None:
        """Mark a field as visited, so that findings about missing content in it are shown."""
        if self._finding_filter.visited(path):
            self.findings_changed.emit()

    def show_all_findings(self) -> None:
        """Show all findings from now on: the user tried to export."""
        if self._finding_filter.show_all():
            self.findings_changed.emit()

    def show_page_notes(self, notes: tuple[PageNote, ...]) -> None:
        """Replace the findings of the page layout."""
        found = findings_of(notes)
        if found != self._page_findings:
            self._page_findings = found
            self._findings = self._all_findings()
            self.findings_changed.emit()

    def await_word_findings(self) -> None:
        """Say until `show_word_findings` that there may be more findings."""
        self._awaits_words = True

    def show_word_findings(self, findings: tuple[Finding, ...]) -> None:
        """Replace the findings of spelling and style. Those of removed fields are dropped."""
        was_awaited, self._awaits_words = self._awaits_words, False
        if was_awaited or findings != self._word_findings:
            self._word_findings = of_existing_fields(self._issue, findings)
            self._findings = self._all_findings()
            self.findings_changed.emit()

    def show_archive_findings(self, findings: tuple[Finding, ...]) -> None:
        """Replace the findings about documents of earlier issues. Those of removed fields are dropped."""
        if findings != self._archive_findings:
            self._archive_findings = of_existing_fields(self._issue, findings)
            self._findings = self._all_findings()
            self.findings_changed.emit()

    def _all_findings(self) -> tuple[Finding, ...]:
        beside = (*self._page_findings, *self._archive_findings)
        found = in_reading_order(self._issue, self._rule_findings, beside)
        return (*found, *self._word_findings) if self._word_findings else found

    # File

    def save(self, *, over: bool = False) -> None:
        """Write the file. Raises FileError, and ChangedOnDisk if others changed it, unless `over` is set.

        The file and the open issue are then unchanged.
        """
        if self._stored is None:
            raise FileError("This issue has no file yet.", "Choose File > Save As.")
        self._save(self._stored, over=over)

    def save_as(self, path: Path) -> None:
        """Write to another file, which becomes the file of the issue. Raises FileError.

        If `path` is the current file, this is the same as `save`.
        """
        if self._stored is not None and is_same_file(path, self._stored.path):
            self._save(self._stored, over=False)
        else:
            self._save(StoredIssue(path), over=True)

    def reload(self, issue: Issue, stored: StoredIssue, label: str) -> None:
        """Replace the issue by the content of its file, as one undo step.

        Raises FileError if the file now belongs to another newsletter.
        """
        self._rebase(issue, issue, stored, label)

    def merge(self, theirs: Issue, stored: StoredIssue, label: str) -> tuple[Conflict, ...]:
        """Merge the content of the file into the issue, as one undo step that is not saved yet.

        Return the conflicts; the issue keeps our version of them. Raises FileError like `reload`.
        """
        from editor.document.review.rebase import merged_with_review

        both = merged_with_review(self._saved, self._whole, theirs)
        self._rebase(both.issue, theirs, stored, label)
        return both.conflicts

    def _rebase(self, issue: Issue, saved: Issue, stored: StoredIssue, label: str) -> None:
        self._check_theme(saved)
        self._stored = stored
        self._saved = saved
        if issue != self._whole:
            self._push_whole(label, issue)
        self.stored_changed.emit()
        self.state_changed.emit()

    def _save(self, stored: StoredIssue, *, over: bool) -> None:
        whole = self._whole
        self._stored = stored.save(whole, over=over)
        self._saved = whole
        self.end_typing()
        self.stored_changed.emit()
        self.saved.emit()
        self.state_changed.emit()

    def _check_theme(self, issue: Issue) -> None:
        if issue.theme != self._whole.theme:
            raise FileError(
                f"The file is now an issue of another newsletter (theme {issue.theme}, not {self._whole.theme}).",
                "Close the issue and open the file again.",
            )

    # Undo steps and signals

    def _push(self, label: str, after: Issue, run: Hashable | None = None, edits: tuple[Edit, ...] = ()) -> None:
        """Push a step to the next state of what is shown. `edits` are the edits that lead to it, if known."""
        if after is not self._issue:
            from editor.document.review.rebase import rebased

            whole = after if self._projection is None else self._projection.whole(self._whole, after, edits)
            if whole is after:
                small = edits if edits and all(map(is_smallest, edits)) else changes(self._whole, after)
                whole = rebased(self._whole, after, small if all(map(is_typing, small)) else None)
                self._edit_change = Change(self._whole, whole, (*small, *changes(after, whole)))
            else:
                whole = rebased(self._whole, whole)
            self._push_whole(label, whole, run)

    def _push_whole(self, label: str, whole: Issue, run: Hashable | None = None) -> None:
        if whole is not self._whole:
            self.undo_stack.push(Step(label, self._whole, whole, run, self._put))
            self._notify()  # within a macro, the stack emits nothing until its end

    def _put(self, whole: Issue) -> None:
        self._whole = whole
        self._issue = self._shown(whole)

    def _shown(self, whole: Issue) -> Issue:
        return whole if self._projection is None else self._projection.shown(whole)

    @Slot()
    def _notify(self) -> None:
        before, after = self._emitted, (self._whole, self._issue)
        if before[0] is after[0] and before[1] is after[1]:
            return
        self._emitted = after
        edit_change, self._edit_change = self._edit_change, None
        is_known = edit_change is not None and edit_change.before is before[0] and edit_change.after is after[0]
        whole = edit_change if edit_change is not None and is_known else Change.between(before[0], after[0])
        is_same = before[0] is before[1] and after[0] is after[1]
        shown = whole if is_same else Change.between(before[1], after[1])
        self._rule_findings = self._check(self._issue)
        if not all(is_typing(edit) for edit in shown.edits):
            self._word_findings = of_existing_fields(self._issue, self._word_findings)
            self._archive_findings = of_existing_fields(self._issue, self._archive_findings)
        findings = self._all_findings()
        has_new_findings = findings != self._findings
        self._findings = findings
        self._pending_changes.append(_PendingChange(whole, shown, has_new_findings, self._is_undoing))
        if not self._is_emitting:
            self._emit_pending()

    def _emit_pending(self) -> None:
        self._is_emitting = True
        try:
            while self._pending_changes:
                whole, shown, has_new_findings, is_undo = self._pending_changes.popleft()
                if whole.edits:
                    self.whole_changed.emit(whole)
                if whole.edits or shown.edits:
                    self.changed.emit(shown)
                if has_new_findings:
                    self.findings_changed.emit()
                if is_undo:
                    self.stepped.emit()
                visible = shown if shown.content_paths else whole
                if is_undo and visible.content_paths:
                    self.undone.emit(visible)
        finally:
            self._is_emitting = False

    def _undo_or_redo(self, step: Callable[[], None]) -> None:
        self.end_typing()
        self._is_undoing = True
        try:
            step()
        finally:
            self._is_undoing = False


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths name the same file."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return path.absolute() == other.absolute()
