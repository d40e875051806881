"""All marks of an open issue: which are near, which one is looked at, and where they are shown: in the margin, tinted
in the form, and on the pages.

No keystroke pays for it: whatever follows from a change is looked at once, when there is a moment's rest.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.issue_sections import MASTHEAD
from editor.document.paths import FieldPath
from editor.session.review.annotation import Annotation
from editor.ui.desk.desk import Desk
from editor.ui.forms.form import Form
from editor.ui.review.annotation_collector import AnnotationCollector
from editor.ui.review.annotation_source import AnnotationSource
from editor.ui.review.card import AnnotationCard
from editor.ui.review.margin import Margin
from editor.ui.review.margin_place import MarginPlace
from editor.ui.review.scroll_sync import PAUSE_MS, ScrollSync
from editor.ui.text.highlights import Highlight, HighlightKind

REST_MS = 250
MUCH = 150
"""Marks of an issue that take longer to look at than a fast writer leaves between two letters."""


class Annotations(QObject):
    """Puts kinds of marks together. `shown` is the action that folds the margin."""

    current_changed = Signal()

    def __init__(self, desk: Desk, shown: QAction, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = shown
        self._found = AnnotationCollector(desk.session)
        self._here: tuple[Annotation, ...] = ()
        self._current: str | None = None
        self._is_much = False
        self._told_margin: tuple[Form, tuple[Annotation, ...], str | None, bool] | None = None
        self._told_pages: tuple[Any, tuple[FieldPath, ...], FieldPath | None] | None = None
        self.margin = Margin(self._card)
        self._place_of_margin = MarginPlace(desk, self.margin)
        desk.places.insert(2, (self.margin, self._enter_margin))
        self._alongside = ScrollSync(self.margin, self._place_of_margin, self)
        self._alongside.clicked.connect(self._clicked)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self.refresh)
        self.margin.chosen.connect(self._choose_card)
        self.margin.stepped.connect(self._step_cards)
        self.margin.left.connect(self.to_text)
        shown.toggled.connect(self.touch)
        desk.session.changed.connect(self._changed)
        desk.place_changed.connect(self.touch)
        self.touch()

    # --- What there is ------------------------------------------------------------------------------------

    def add(self, kind: AnnotationSource) -> None:
        """Show this kind of marks too."""
        self._found.add(kind)
        self.touch()

    @property
    def form(self) -> Form | None:
        """The form of the section in view."""
        return self._desk.form

    @property
    def marks(self) -> tuple[Annotation, ...]:
        """The marks of the section in view, as they are read."""
        return self._here

    @property
    def current(self) -> Annotation | None:
        """The mark that is looked at."""
        found = self._found.get(self._current)
        return found.mark if found is not None else None

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the margin."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.margin.isAncestorOf(focused)

    @property
    def is_behind(self) -> bool:
        """Whether something changed that has not been looked at."""
        return self._looking.isActive()

    @Slot()
    def touch(self) -> None:
        """Something changed: look at it soon, once."""
        if not self._looking.isActive() or self._looking.interval() > PAUSE_MS:
            self._looking.start(PAUSE_MS)

    @Slot()
    def _changed(self) -> None:
        """Somebody writes: what takes long to look at waits until they rest."""
        if not self._is_much:
            self.touch()
        elif not self._looking.isActive() or self._looking.interval() > PAUSE_MS:
            self._looking.start(REST_MS)

    @Slot()
    def refresh(self) -> None:
        """Look at all marks now."""
        self._looking.stop()
        form, section = self._desk.form, self._desk.section
        if form is None or section is None:
            return
        self._alongside.follow(form)
        self._found.look()
        self._is_much = len(self._found) > MUCH
        self._here = self._found.in_section(section.path)
        current = self._found.get(self._current)
        if self._current is not None and (current is None or current.section != section.path):
            # What is out of view is not looked at: no key may accept or resolve it.
            self._current = None
            self.current_changed.emit()
        self._tint(form)
        self._place_of_margin.show(wanted=self._shown.isChecked() and bool(self._found), here=bool(self._here))
        told = (form, self._here, self._current, self.margin.isVisible())
        if told != self._told_margin:
            self._told_margin = told
            self.margin.show_marks(self._here, self._current)
            self._alongside.place()
            self.margin.follow_in_tab_order(form.last_input)
        self._tell_pages()

    def _card(self, mark: Annotation, parent: QWidget) -> AnnotationCard:
        return self._found[mark.key].kind.card(mark, parent)

    # --- Which one is looked at ---------------------------------------------------------------------------

    @Slot(str)
    def _choose_card(self, key: str) -> None:
        """A card was clicked, or the keyboard came to it."""
        found, section = self._found.get(key), self._desk.section
        # When a section is left, the keyboard falls from its form to a card that is about to go.
        if found is not None and section is not None and found.section == section.path:
            self.choose(key)

    @Slot(str)
    def choose(self, key: str | None, *, enter: bool = False) -> None:
        """Look at a mark, wherever it is; `enter` gives its card the keyboard. None looks at none."""
        if key is not None and key not in self._found:
            self.refresh()
        found = self._found.get(key)
        if key != self._current:
            self._current = key if found is not None else None
            self.current_changed.emit()
        if found is not None:
            self._desk.show_section(found.section)
        self.refresh()
        if found is None:
            return
        form, mark = self.form, found.mark
        if form is not None and not mark.at_top:
            form.scroll_to(mark.path, mark.start)
            self._alongside.place()
        card = self.margin.card(mark.key)
        if enter and card is not None:
            card.enter()

    def step(self, step: int) -> None:
        """Go to the next mark (1) or the one before (-1), through the whole issue and around."""
        self.refresh()
        section, form = self._desk.section, self.form
        caret = form.caret() if form is not None else None
        target = self._found.stepped(self._current, section.path if section is not None else MASTHEAD, caret, step)
        if target is None:
            self.say("There are no marks in this issue.")
            return
        self.open()
        self.choose(target)
        self.to_text()

    def after(self, key: str, step: int = 1) -> str | None:
        """The key of the mark beside one in reading order; None where it is the last."""
        return self._found.beside(key, step)

    def _enter_margin(self) -> None:
        """The keyboard goes to the current card, or else to the first that can be seen."""
        card = self.margin.card(self._current or "") or next(iter(self.margin.cards_in_view), None)
        if card is not None:
            card.setFocus()
        else:
            self._desk.focus_form()

    @Slot(int)
    def _step_cards(self, step: int) -> None:
        keys = [mark.key for mark in self._here]
        number = keys.index(self._current) + step if self._current in keys else 0
        if 0 <= number < len(keys):
            self.choose(keys[number])
            card = self.margin.card(keys[number])
            if card is not None:
                card.setFocus()

    @Slot()
    def _is_about_all(self, mark: Annotation, form: Form) -> bool:
        """Whether it is about a field as a whole, and the caret is in that field."""
        found = self._found.get(mark.key)
        last = form.last_selection()
        about_words = any(one.length for one in found.kind.highlights(mark)) if found is not None else True
        return not about_words and last is not None and last[0][: len(mark.path)] == mark.path

    def to_text(self) -> None:
        """Put the caret where the current mark is; where that has no place, give its card the keyboard."""
        mark, form = self.current, self.form
        card = self.margin.card(mark.key) if mark is not None else None
        if mark is None or form is None:
            self._desk.focus_form()
        elif not mark.at_top:
            if self._is_about_all(mark, form):
                self._desk.focus_form()  # the caret is somewhere in it, and stays there
            elif not form.select(mark.path, self._first_tinted(mark), 0):
                self._desk.focus_form()
        elif card is not None and not card.hasFocus():
            card.setFocus()
        else:
            self._desk.focus_form()

    def _first_tinted(self, mark: Annotation) -> int:
        highlights = self._found[mark.key].kind.highlights(mark)
        return next((one.start for one in highlights if one.path == mark.path), mark.start)

    @Slot(object, int)
    def _clicked(self, path: FieldPath, start: int) -> None:
        """A click into tinted words, of marks that overlap the shortest; or (-1) on the sign beside a field."""
        fits = [
            (one.length, mark.key)
            for mark in self._here
            for one in self._found[mark.key].kind.highlights(mark)
            if one.path == path and (one.start <= start <= one.start + one.length if one.length else start < 0)
        ]
        if fits:
            self.choose(min(fits)[1])

    # --- Where they are shown -----------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Say something in the status bar."""
        self._desk.said.emit(sentence)

    def open(self) -> None:
        """Unfold the margin: somebody has asked for a mark."""
        self._shown.setChecked(True)

    def _tint(self, form: Form) -> None:
        highlights: list[Highlight] = []
        for mark in self._here:
            own = self._found[mark.key].kind.highlights(mark)
            highlights += own
            if mark.key == self._current:
                highlights += (one._replace(kind=HighlightKind.CURRENT) for one in own)
        form.show_highlights(tuple(highlights))

    def _tell_pages(self) -> None:
        pages = self._desk.pages
        if pages is None:
            return
        current = self.current
        told = (pages, self._found.fields, current.path if current is not None else None)
        if self._told_pages is None or self._told_pages[0] is not pages:
            pages.mark_clicked.connect(self._page_clicked)
        if told != self._told_pages:
            self._told_pages = told
            pages.show_marks(*told[1:])

    @Slot(object)
    def _page_clicked(self, path: FieldPath) -> None:
        key = next((mark.key for mark in self._found.in_order() if mark.path == path), None)
        if key is not None:
            self.open()
            self.choose(key)
            self.to_text()
