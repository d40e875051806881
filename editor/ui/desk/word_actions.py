"""Context menu actions for misspelled words and deviations from the house style."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.document.findings import SPELLING, Finding
from editor.document.paths import FieldPath
from editor.document.text.phrasing import counted
from editor.session.issue.session import Session
from editor.session.issue.word_check import WordCheck
from editor.ui.settings import Settings

_LONGEST = 40


class WordActions(QObject):
    """Adds the actions to menus. `message` is called with the result of an action."""

    def __init__(
        self, session: Session, check: WordCheck, settings: Settings, message: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session = session
        self._check = check
        self._message = message

    @Slot(object, object, int)
    def extend_text_menu(self, menu: QMenu, path: FieldPath, start: int) -> None:
        """Add the actions for the words at a position of a text to the top of its menu."""
        finding = self._finding_at(path, start)
        if finding is None:
            return
        first = menu.actions()[0] if menu.actions() else None
        actions = self.actions(finding, menu)
        for action in actions:
            menu.insertAction(first, action)  # type: ignore[arg-type]
        menu.insertSeparator(first)  # type: ignore[arg-type]

    def actions(self, finding: Finding, menu: QMenu) -> list[QAction]:
        """Return all actions for a finding about words, owned by the menu."""
        if finding.excerpt is None:
            return []
        words = _short(finding.excerpt.text)
        found: list[QAction] = []

        def add(text: str, do: Callable[[], object], *, enabled: bool = True) -> None:
            action = QAction(text.replace("&", "&&"), menu)
            action.setEnabled(enabled)
            action.triggered.connect(do)
            found.append(action)

        if finding.rule == SPELLING:
            suggestions = self._check.suggestions(finding)
            for other in suggestions:
                add(other, partial(self._replace, finding, other))
            if not suggestions:
                add("No Suggestions", lambda: None, enabled=False)
            add(f"Add “{words}” to Dictionary", lambda: self._add(finding))
        else:
            add(finding.message, lambda: None, enabled=False)
            if finding.fix is not None:
                add(finding.fix.label, lambda: self._session.apply_fix(finding))
            count = len(self._check.of_kind(finding.rule))
            if count > 1:
                add(f"Fix All {count} of This Kind", lambda: self.fix_all(self._check.of_kind(finding.rule)))
        add("Ignore Here", lambda: self._check.ignore(finding, everywhere=False))
        add("Ignore in This Issue", lambda: self._check.ignore(finding, everywhere=True))
        if finding.rule != SPELLING:
            add("Turn Off This Rule for Me", lambda: self._turn_off(finding.rule))
            add("Turn Off This Rule for Everyone", lambda: self._turn_off_for_all(finding.rule))
        return found

    def _finding_at(self, path: FieldPath, start: int) -> Finding | None:
        for finding in self._session.findings:
            excerpt = finding.excerpt
            if (
                excerpt is not None
                and finding.path == path
                and excerpt.start <= start <= excerpt.start + len(excerpt.text)
            ):
                return finding
        return None

    def _replace(self, finding: Finding, other: str, _checked: bool = False) -> None:
        if finding.excerpt is not None:
            from editor.words.replacing import replace_words  # loaded by WordCheck by then, not at the start

            words = finding.excerpt
            fix = replace_words(f"Change to “{other}”", finding.path, words.start, words.text, other)
            self._session.apply(fix.apply(self._session.issue), fix.label)

    def _add(self, finding: Finding) -> None:
        if finding.excerpt is not None and self._check.add_to_dictionary(finding.excerpt.text):
            self._message(f"Added “{_short(finding.excerpt.text)}” to the shared dictionary.")

    def _turn_off(self, rule: str) -> None:
        self._settings.set_rules_off({*self._settings.rules_off, rule})
        self._message("Rule turned off for you. To turn it on again, open Preferences.")

    def _turn_off_for_all(self, rule: str) -> None:
        if self._check.turn_off_for_all(rule):
            self._message("Rule turned off for everyone who uses this folder. To turn it on again, open Preferences.")

    @Slot(object)
    def fix_all(self, findings: tuple[Finding, ...]) -> None:
        """Apply the fixes of these findings as one undo step, and say how many there were."""
        count = self._check.fix_all(findings)
        self._message(f"Fixed {counted(count, 'problem')}. Press Ctrl+Z to undo.")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
