"""Checks spelling and house style of the open issue in pauses of typing.

Loading style and dictionary and the first check of a long issue are split into small steps, so that no keystroke waits
for them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.findings import Finding
from editor.document.ignoring import ignore_here, ignore_in_issue
from editor.files.errors import FileError
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session

if TYPE_CHECKING:
    from editor.words import StyleChecker

FIRST_MS = 1_000
"""Delay after opening before anything is loaded: the preview and typing come first."""
PAUSE_MS = 350
"""Pause in typing after which the text is checked."""
STEP_MS = 15
"""Pause between two steps of a long check."""

DICTIONARIES = "dictionaries"
"""Folder next to the library with additional dictionaries."""

_log = logging.getLogger(__name__)


class WordCheck(QObject):
    """Sets the session's findings about words, and applies the actions for them.

    Library, house style and dictionaries are those beside the issue's file, as for `newsdesk check --style`, so that
    the same file gives the same findings; for an issue that was not saved yet, those of the folder of issues are used.
    """

    failed = Signal(str, str)
    """The style or a dictionary could not be read. Message and help."""
    loaded = Signal()
    """Style and dictionary were read."""

    def __init__(self, session: Session, library: LibraryAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._window_library = library
        self._file_library: LibraryAccess | None = None
        self._checker: StyleChecker | None = None
        self._steps: Iterator[None] | None = None
        self._is_on = True
        self._off: frozenset[str] = frozenset()
        self._folder: Path | None = None
        self._is_first = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)
        session.changed.connect(self._on_changed)
        library.changed.connect(self.reload)
        session.await_word_findings()
        self._timer.start(FIRST_MS)

    @property
    def _library(self) -> LibraryAccess:
        file = self._session.file
        if file is None or file.parent == self._window_library.folder:
            return self._window_library
        if self._file_library is None or self._file_library.folder != file.parent:
            if self._file_library is not None:
                self._file_library.deleteLater()
            self._file_library = LibraryAccess(file.parent, parent=self)
            self._file_library.changed.connect(self.reload)
            self._file_library.failed.connect(self.failed)
        return self._file_library

    @property
    def is_on(self) -> bool:
        """Whether words are checked."""
        return self._is_on

    def set_on(self, on: bool) -> None:
        """Turn checking on or off. Turning it off removes the findings."""
        if on == self._is_on:
            return
        self._is_on = on
        if on:
            self._restart(PAUSE_MS)
        else:
            self._timer.stop()
            self._session.show_word_findings(())

    def set_off(self, rules: frozenset[str]) -> None:
        """Leave these rules out."""
        if rules != self._off:
            self._off = rules
            self.reload()

    @Slot()
    def reload(self) -> None:
        """Read style, library and dictionary again, and check everything."""
        self._checker = None
        self._is_first = True
        self._restart(PAUSE_MS)

    def suggestions(self, finding: Finding) -> tuple[str, ...]:
        """Return up to seven suggestions for a misspelled word, the best first."""
        speller = self._checker.known.speller if self._checker is not None else None
        if speller is None or finding.excerpt is None:
            return ()
        return speller.suggestions(finding.excerpt.text)

    def add_to_dictionary(self, word: str) -> bool:
        """Add a word to the library, so that it is accepted in all issues; return whether the file was written."""
        return self._library.add_word(word)

    def turn_off_for_all(self, rule: str) -> bool:
        """Turn a rule off in the library, for everyone who uses it; return whether the file was written."""
        return self._library.turn_rules((rule,), on=False)

    def ignore(self, finding: Finding, *, everywhere: bool) -> None:
        """Ignore a finding in its field or in the whole issue, as one undo step."""
        make, where = (ignore_in_issue, "in This Issue") if everywhere else (ignore_here, "Here")
        edit = make(self._session.issue, finding)
        if edit is not None:
            self._session.try_edit(edit, f"Ignore {where}")
            self.check_now()

    def of_kind(self, rule: str) -> tuple[Finding, ...]:
        """Return all findings of a rule that have a fix."""
        return tuple(one for one in self._session.findings if one.rule == rule and one.fix is not None)

    def fix_all(self, findings: tuple[Finding, ...]) -> int:
        """Apply the fixes of these findings, in reading order, as one undo step; return how many were applied."""
        before = issue = self._session.issue
        fixed = 0
        for finding in reversed(findings):  # last first, so that earlier positions stay valid
            after = finding.fix.apply(issue) if finding.fix is not None else issue
            fixed += after is not issue
            issue = after
        if issue is not before:
            self._session.apply(issue, "Fix All of This Kind")
            self.check_now()
        return fixed

    def check_now(self) -> None:
        """Check without waiting for a pause, if style and dictionary are loaded."""
        if self._is_on and self._checker is not None:
            self._timer.stop()
            self._steps = None
            self._session.show_word_findings(self._checker.check(self._session.issue))

    @Slot(object)
    def _on_changed(self, paths: object) -> None:
        self._restart(PAUSE_MS)

    def _restart(self, pause: int) -> None:
        self._steps = None
        if self._is_on:
            self._timer.start(max(pause, self._timer.remainingTime()) if self._checker is None else pause)

    @Slot()
    def _run(self) -> None:
        if self._steps is None:
            self._steps = self._check()
        if next(self._steps, self) is self:
            self._steps = None
        else:
            self._timer.start(STEP_MS)

    def _check(self) -> Iterator[None]:
        """Load style and dictionary and check the issue, in steps."""
        if self._checker is None or self._library.folder != self._folder:  # saved in another folder
            self._checker = None
            yield from self._load()
        checker = self._checker
        if checker is None:  # the theme has no house style, or it could not be read
            self._session.show_word_findings(())
            return
        issue = self._session.issue
        for count in range(1, len(issue.top5) if self._is_first else 1):
            # Results of these entries are cached, so the last step is short.
            checker.check(issue.model_copy(update={"top5": issue.top5[:count]}))
            yield
        self._is_first = False
        self._session.show_word_findings(checker.check(issue))

    def _load(self) -> Iterator[None]:
        # Compiling the patterns takes a tenth of a second. In a thread, keystrokes come between.
        loading = Thread(target=import_module, args=("editor.words",), name="newsdesk-words", daemon=True)
        loading.start()
        while loading.is_alive():
            yield
        from editor.files.styles import load_style, style_file
        from editor.words import Known, NoDictionary, StyleChecker, UnknownCheck, find_dictionaries

        try:
            library = self._library
            folder = library.folder
            style = load_style(self._session.theme, folder)
            if style is None:
                return
            yield
            folders = (folder / DICTIONARIES,) if folder is not None else ()
            dictionary = find_dictionaries((style.language, *style.also), folders)
            for _ in dictionary.reading():
                yield
            known = Known.of(library.library, dictionary=dictionary)
            self._folder = folder
            self._checker = StyleChecker(
                self._session.theme, style, known, off=self._off.union(library.library.rules_off)
            )
            self.loaded.emit()
            yield
        except FileError as error:
            self._fail(error.message, error.help)
        except (NoDictionary, UnknownCheck) as error:
            self._fail(str(error), f"Correct {style_file(self._session.theme, self._library.folder)}.")

    def _fail(self, message: str, help: str) -> None:
        _log.warning("Spelling and style are not checked: %s", message)
        self._session.show_word_findings(())  # those of the style before would no longer follow the text
        self.failed.emit(message, help)
