"""The number of words in the status bar: of the issue and the current entry, or of what is selected in a text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QToolButton, QWidget
from shiboken6 import isValid

from editor.document.paths import ROOT, FieldPath
from editor.document.sections import Section
from editor.document.word_count import SectionCounts, WordCount, count_words
from editor.session.issue.session import Session

_UPDATE_MS = 300
_PARAGRAPH_END = "\u2029"


class WordCountButton(QToolButton):
    """Shows the count, and asks for the list of all sections when it is clicked. It follows one session at a time."""

    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._counts = SectionCounts()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the command Word Count is there for the keyboard
        self._text: QLineEdit | QTextEdit | QPlainTextEdit | None = None
        self._section = ROOT
        self._texts = ("", "")
        self._is_short = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_UPDATE_MS)
        self._timer.timeout.connect(self._update)
        self.clicked.connect(self.details_requested)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def follow(self, session: Session | None) -> None:
        """Count another issue after a moment, or none."""
        if self._session is not None:
            self._session.changed.disconnect(self._timer.start)
        self._session = session
        self._section = ROOT
        self.setText("")
        if session is not None:
            session.changed.connect(self._timer.start)
            self._timer.start()

    def show_section(self, path: FieldPath) -> None:
        """Count the entry at `path` beside the issue; other sections are not counted by themselves."""
        self._section = path
        self._timer.start()

    def width_of(self, *, short: bool = False) -> int:
        """Return the width that the long or the short text needs, in pixels."""
        metrics = self.fontMetrics()
        frame = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        return frame + metrics.horizontalAdvance(self._texts[short])

    def show_short(self, short: bool) -> None:
        """Show the short text, or the long one."""
        self._is_short = short
        self._show()

    def _show(self) -> None:
        if self.text() != self._texts[self._is_short]:
            self.setText(self._texts[self._is_short])

    @property
    def by_section(self) -> tuple[tuple[Section, WordCount], ...]:
        """The counts of the sections of the issue."""
        return self._counts.of(self._session.issue) if self._session is not None else ()

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self._text:  # another window is active, or a menu is open
            return
        if self._text is not None and isValid(self._text):
            self._text.selectionChanged.disconnect(self._timer.start)
        # By type: item views have a method of the name of the signal.
        self._text = now if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit) else None
        if self._text is not None:
            self._text.selectionChanged.connect(self._timer.start)
        self._timer.start()

    @Slot()
    def _update(self) -> None:
        if self._session is None:
            self._texts = ("", "")
            self._show()
            return
        counts = self.by_section
        total = sum((count for _, count in counts), WordCount())
        selected = count_words(self._selected_text())
        tips = [f"Issue: {_read(total)}."]
        shown = short = _short(total)
        for section, count in counts:
            if section.path == self._section and section.number is not None:
                tips.insert(0, f"Entry {section.number}: {_read(count)}.")
                shown, short = f"Entry {section.number}: {_short(count)} of {shown}", f"{count.words:,} of {shown}"
        if selected:
            tips.insert(0, f"Selection: {_read(selected)}.")
            shown = short = f"{selected.label} selected"
        self._texts = (shown, short)
        self._show()
        self.setToolTip(" ".join([*tips, "Show by section."]))

    def _selected_text(self) -> str:
        text = self._text
        if text is None or not isValid(text):
            return ""
        selected = text.selectedText() if isinstance(text, QLineEdit) else text.textCursor().selectedText()
        return selected.replace(_PARAGRAPH_END, "\n")


def _read(count: WordCount) -> str:
    return f"{count.label}, about {count.time_label} to read"


def _short(count: WordCount) -> str:
    return "1 word" if count.words == 1 else f"{count.words:,} words"
