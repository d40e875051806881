"""The open issue: one immutable value, changed by edits alone, with undo, findings and the state of its file."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from editor.document.editing.change import Change, is_smallest
from editor.document.editing.edits import Edit, EditRefused, applied
from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.merging.merge import Conflict
from editor.document.paths import FieldPath, NoSuchField, path_exists, value_or_none
from editor.document.review.rebase import merged_with_review, settled
from editor.document.rules import Checker
from editor.files.errors import FileError
from editor.files.stored import StoredIssue
from editor.publish.protocol import PageNote
from editor.session.issue.edit_projection import EditProjection
from editor.session.issue.finding_filter import FindingFilter
from editor.session.issue.page_findings import findings_of, in_reading_order
from editor.session.issue.undo_steps import Step
from schemas import Issue

Check = Callable[[Issue], tuple[Finding, ...]]

PAUSE = 1.5
"""Seconds without a keystroke after which the next one begins a new undo step."""


class _Announcement(NamedTuple):
    """What is yet to be emitted: the changes of what is saved and of what is shown."""

    whole: Change
    shown: Change
    has_new_findings: bool
    is_undo: bool


class Session(QObject):
    """One issue while it is open. Nothing changes it but edits, undo and redo.

    `whole` is content and review as they are saved; `issue` is what is shown and edited of it, which is the same but in
    a view. Each edit takes the marks of the review along: threads stay on their words, suggestions on the content.

    Signals are emitted when the step is on the undo stack, so that a slot may edit the issue. The change that it makes
    is emitted when all slots have received the one before.
    """

    changed = Signal(object)
    """A `Change` of what is shown. It has no edits if only what is saved changed, beneath a suggestion."""
    whole_changed = Signal(object)
    """A `Change` of what is saved: of content and review. Emitted before `changed`; the same object without a view."""
    travelled = Signal(object)
    """The `Change` of an undo or redo, after `changed`: where to look now."""
    refused = Signal(str)
    """A sentence: why something that was asked for in passing was not done."""
    findings_changed = Signal()
    saved = Signal()
    stored_changed = Signal()
    """The file is another, or it is known anew what it holds: after saving, reloading and merging."""
    state_changed = Signal()
    """The file's name, whether all is saved, the names of undo and redo."""

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
        self._made: Change | None = None
        """The change of the last edit, where it needs no comparison."""
        self._announcements: deque[_Announcement] = deque()
        self._is_emitting = False
        self._saved = issue
        self._view: EditProjection | None = None
        self.theme = theme
        self._stored = stored
        self._check = check if check is not None else Checker(theme).check
        self._clock = clock
        self._found = self._check(issue)
        self._found_on_pages: tuple[Finding, ...] = ()
        self._found_in_words: tuple[Finding, ...] = ()
        self._findings = self._found
        self._finding_filter = FindingFilter()
        self._run = 0
        self._last_typed = float("-inf")
        self._travelling = False
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._tell)
        self.undo_stack.indexChanged.connect(self.state_changed)

    @property
    def issue(self) -> Issue:
        """What is shown and edited."""
        return self._issue

    @property
    def whole(self) -> Issue:
        """What is saved: the content, with the review in it."""
        return self._whole

    def set_projection(self, view: EditProjection | None) -> None:
        """Show and edit the issue by way of a view from now on; None for the issue itself."""
        self.end_typing()
        self._view = view
        self._issue = self._shown(self._whole)
        self._tell()

    @property
    def stored(self) -> StoredIssue | None:
        """The issue's file as it was last read or written here; None for an issue that has none yet."""
        return self._stored

    @property
    def file(self) -> Path | None:
        """Where it is saved; None for an issue that has no file yet."""
        return self._stored.path if self._stored is not None else None

    @property
    def title(self) -> str:
        """The file's name; "New issue" without one."""
        return self._stored.path.name if self._stored is not None else "New issue"

    @property
    def saved_issue(self) -> Issue:
        """The issue as the file has it."""
        return self._saved

    @property
    def is_saved(self) -> bool:
        """Whether the file holds the issue as it is now; undoing back to what was saved counts."""
        return self._whole is self._saved or self._whole == self._saved

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in reading order."""
        return self._findings

    @property
    def content_findings(self) -> tuple[Finding, ...]:
        """All findings of what is saved and published, also where something else is shown."""
        same = self._issue is self._whole or self._issue == self._whole
        return self._findings if same else self._check(self._whole)

    @property
    def visible_findings(self) -> tuple[Finding, ...]:
        """Findings without the reproach that a field is empty that nobody has come to yet."""
        return self._finding_filter.visible(self._findings)

    @property
    def has_hidden_findings(self) -> bool:
        """Whether there is more to find than is said."""
        return len(self.visible_findings) < len(self._findings)

    # --- Edits --------------------------------------------------------------------------------------------

    def edit(self, edit: Edit, label: str, *, merge: Hashable | None = None) -> None:
        """Apply an edit as one undo step. Edits of one `merge` key become one step until a pause or `end_typing`.

        Raises NoSuchField and EditRefused; the issue is then as it was.
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
        """As `edit`; whether it was done. A refusal is told."""
        try:
            self.edit(edit, label, merge=merge)
        except (EditRefused, NoSuchField) as refusal:
            self.refused.emit(str(refusal))
            return False
        return True

    def apply_fix(self, finding: Finding) -> None:
        """Let the machine mend a finding, as one undo step; a refusal is told."""
        if finding.fix is None:
            return
        try:
            self._push(finding.fix.label, finding.fix.apply(self._issue))
        except EditRefused as refusal:
            self.refused.emit(str(refusal))

    def apply(self, issue: Issue, label: str) -> None:
        """Put a changed version of the issue that is shown in its place, as one undo step; a refusal is told."""
        try:
            self._push(label, issue)
        except EditRefused as refusal:
            self.refused.emit(str(refusal))

    def replace(self, whole: Issue, label: str) -> None:
        """Put another issue in the place of this one, as one undo step. Raises FileError for another newsletter's."""
        self._check_theme(whole)
        if whole != self._whole:
            self._push_whole(label, whole)

    def revise(self, whole: Issue, label: str) -> None:
        """Change content and review in one undo step; the marks that it does not change follow the content."""
        self.replace(settled(self._whole, whole), label)

    def end_typing(self) -> None:
        """The caret has left a field: what is typed next is a new undo step."""
        self._run += 1

    def undo(self) -> None:
        """Take back the last step, and say where it was."""
        self._travel(self.undo_stack.undo)

    def redo(self) -> None:
        """Do again what was taken back, and say where it is."""
        self._travel(self.undo_stack.redo)

    def value(self, path: FieldPath) -> object:
        """The value at a path, or None where there is none any more."""
        return value_or_none(self._issue, path)

    # --- What is said of it -------------------------------------------------------------------------------

    def visited(self, path: FieldPath) -> None:
        """Somebody has come to a field and left it: from now on it may be said to be empty."""
        if self._finding_filter.visited(path):
            self.findings_changed.emit()

    def show_all_findings(self) -> None:
        """Publication was asked for: from now on all that is missing is said."""
        if self._finding_filter.show_all():
            self.findings_changed.emit()

    def show_page_notes(self, notes: tuple[PageNote, ...]) -> None:
        """Replace the findings on the pages."""
        found = findings_of(notes)
        if found != self._found_on_pages:
            self._found_on_pages = found
            self._findings = self._all_findings()
            self.findings_changed.emit()

    def show_word_findings(self, findings: tuple[Finding, ...]) -> None:
        """Spelling and style, found a moment after typing; they stay until others come or their place is gone."""
        if findings != self._found_in_words:
            self._found_in_words = findings
            self._findings = self._all_findings()
            self.findings_changed.emit()

    def _all_findings(self) -> tuple[Finding, ...]:
        found = in_reading_order(self._issue, self._found, self._found_on_pages)
        words = (one for one in self._found_in_words if path_exists(self._issue, one.path))
        return (*found, *words) if self._found_in_words else found

    # --- Its file -----------------------------------------------------------------------------------------

    def save(self, *, over: bool = False) -> None:
        """Write the file. Raises FileError, and ChangedOnDisk unless `over` says to write over others' changes.

        The file is then as it was, and the work is still here.
        """
        if self._stored is None:
            raise FileError("This issue has no file yet.", "Choose File > Save As.")
        self._save(self._stored, over=over)

    def save_as(self, path: Path) -> None:
        """Write to another file, which is the issue's file from then on. Raises FileError.

        The issue's own file is saved as by `save`: ChangedOnDisk where somebody else wrote it.
        """
        if self._stored is not None and is_same_file(path, self._stored.path):
            self._save(self._stored, over=False)
        else:
            self._save(StoredIssue(path), over=True)

    def take(self, issue: Issue, stored: StoredIssue, label: str) -> None:
        """Show what the file holds now in the place of this issue, as one undo step.

        Raises FileError where it has become another newsletter's.
        """
        self._rebase(issue, issue, stored, label)

    def merge(self, theirs: Issue, stored: StoredIssue, label: str) -> tuple[Conflict, ...]:
        """Bring what the file holds now and what was done here together, as one undo step that is yet to be saved.

        Where both changed the same, ours stands, and is among the conflicts. Raises FileError as `take` does.
        """
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

    # --- Steps --------------------------------------------------------------------------------------------

    def _push(self, label: str, after: Issue, run: Hashable | None = None, edits: tuple[Edit, ...] = ()) -> None:
        """A step to what is shown next; `edits` lead there, if they are known."""
        if after is not self._issue:
            whole = after if self._view is None else self._view.whole(self._whole, after, edits)
            whole = settled(self._whole, whole)
            if whole is after and edits and all(map(is_smallest, edits)):
                self._made = Change(self._whole, whole, edits)
            self._push_whole(label, whole, run)

    def _push_whole(self, label: str, whole: Issue, run: Hashable | None = None) -> None:
        if whole is not self._whole:
            self.undo_stack.push(Step(label, self._whole, whole, run, self._put))
            self._tell()  # within a macro, the stack says nothing until its end

    def _put(self, whole: Issue) -> None:
        self._whole = whole
        self._issue = self._shown(whole)

    def _shown(self, whole: Issue) -> Issue:
        return whole if self._view is None else self._view.shown(whole)

    @Slot()
    def _tell(self) -> None:
        before, after = self._emitted, (self._whole, self._issue)
        if before[0] is after[0] and before[1] is after[1]:
            return
        self._emitted = after
        made, self._made = self._made, None
        is_known = made is not None and made.before is before[0] and made.after is after[0]
        whole = made if made is not None and is_known else Change.between(before[0], after[0])
        is_same = before[0] is before[1] and after[0] is after[1]
        shown = whole if is_same else Change.between(before[1], after[1])
        self._found = self._check(self._issue)
        findings = self._all_findings()
        has_new_findings = findings != self._findings
        self._findings = findings
        self._announcements.append(_Announcement(whole, shown, has_new_findings, self._travelling))
        if not self._is_emitting:
            self._emit_announcements()

    def _emit_announcements(self) -> None:
        self._is_emitting = True
        try:
            while self._announcements:
                whole, shown, has_new_findings, is_undo = self._announcements.popleft()
                if whole.edits:
                    self.whole_changed.emit(whole)
                if whole.edits or shown.edits:
                    self.changed.emit(shown)
                if has_new_findings:
                    self.findings_changed.emit()
                visible = shown if shown.content_paths else whole
                if is_undo and visible.content_paths:
                    self.travelled.emit(visible)
        finally:
            self._is_emitting = False

    def _travel(self, step: Callable[[], None]) -> None:
        self.end_typing()
        self._travelling = True
        try:
            step()
        finally:
            self._travelling = False


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two names are of one file; a name without a file is like no other."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return path.absolute() == other.absolute()
