"""The annotations of an open issue: which one is current, and where they are shown (margin, form and pages).

Changes are handled once, after a short pause, so that no keystroke waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath
from editor.document.sections import MASTHEAD
from editor.session.review.annotation import Annotation
from editor.ui.desk.desk import Desk
from editor.ui.forms.form import Form
from editor.ui.review.annotation_collector import AnnotationCollector
from editor.ui.review.annotation_source import AnnotationSource
from editor.ui.review.card import AnnotationCard
from editor.ui.review.margin import Margin
from editor.ui.review.margin_placement import MarginPlacement
from editor.ui.review.scroll_sync import PAUSE_MS, ScrollSync
from editor.ui.text.highlights import Highlight, HighlightKind

IDLE_DELAY_MS = 250
NO_ANNOTATIONS = "No comments or suggestions in this issue."
MANY_ANNOTATIONS = 150
"""From this number on, updating takes longer than a fast typist's pause between two keystrokes."""


class Annotations(QObject):
    """Combines the sources of annotations. `shown` is the action that shows or hides the margin.

    `numbers` gives the numbers of the people, by which their colours are chosen.
    """

    current_changed = Signal()

    def __init__(
        self, desk: Desk, shown: QAction, numbers: Callable[[], Mapping[str, int]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = shown
        self._numbers = numbers
        self._found = AnnotationCollector(desk.session)
        self._in_view: tuple[Annotation, ...] = ()
        self._current: str | None = None
        self._has_many = False
        self._margin_state: tuple[Form, tuple[Annotation, ...], str | None, bool] | None = None
        self._pages_state: tuple[Any, tuple[FieldPath, ...], FieldPath | None] | None = None
        self._person: str | None = None
        self.margin = Margin(self._card)
        self.margin.filter.person_chosen.connect(self.show_person)
        self._margin_placement = MarginPlacement(desk, self.margin)
        desk.pane_focus.insert(2, (self.margin, self._enter_margin))
        self._scroll_sync = ScrollSync(self.margin, self._margin_placement, self)
        self._scroll_sync.clicked.connect(self._clicked)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.timeout.connect(self.refresh)
        self.margin.chosen.connect(self._choose_card)
        self.margin.stepped.connect(self._step_cards)
        self.margin.left.connect(self.focus_text)
        shown.toggled.connect(self.schedule_refresh)
        desk.session.changed.connect(self._on_session_changed)
        desk.location_changed.connect(self.schedule_refresh)
        self.schedule_refresh()

    # State

    def add(self, source: AnnotationSource) -> None:
        """Add a source of annotations."""
        self._found.add(source)
        self.schedule_refresh()

    @property
    def form(self) -> Form | None:
        """The form of the section in view."""
        return self._desk.form

    @property
    def section_annotations(self) -> tuple[Annotation, ...]:
        """The annotations of the section in view, in reading order."""
        return self._in_view

    @property
    def current(self) -> Annotation | None:
        """The current annotation."""
        found = self._found.get(self._current)
        return found.annotation if found is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether there are no annotations in the whole issue."""
        return not len(self._found)

    @property
    def person(self) -> str | None:
        """Whose comments and suggestions are shown; None for everybody's."""
        return self._person

    @Slot(object)
    def show_person(self, name: str | None) -> None:
        """Show the comments and suggestions of one person, or of everybody."""
        self._person = name
        self.refresh()

    @property
    def has_keyboard(self) -> bool:
        """Whether the margin has the keyboard focus."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.margin.isAncestorOf(focused)

    @property
    def is_refresh_pending(self) -> bool:
        """Whether a change has not been handled yet."""
        return self._refresh_timer.isActive()

    @Slot()
    def schedule_refresh(self) -> None:
        """Schedule a refresh."""
        if not self._refresh_timer.isActive() or self._refresh_timer.interval() > PAUSE_MS:
            self._refresh_timer.start(PAUSE_MS)

    @Slot()
    def _on_session_changed(self) -> None:
        """Schedule a refresh; with many annotations, only when the user stops typing."""
        if not self._has_many:
            self.schedule_refresh()
        elif not self._refresh_timer.isActive() or self._refresh_timer.interval() > PAUSE_MS:
            self._refresh_timer.start(IDLE_DELAY_MS)

    @Slot()
    def refresh(self) -> None:
        """Update all annotations now."""
        self._refresh_timer.stop()
        form, section = self._desk.form, self._desk.section
        if form is None or section is None:
            return
        self._scroll_sync.follow(form)
        self._found.collect(self._person)
        if self._person is not None and not self._found.counts[self._person]:
            self._person = None  # there is nothing of this person any more
            self._found.collect()
        self._has_many = len(self._found) > MANY_ANNOTATIONS
        self._in_view = self._found.in_section(section.path)
        current = self._found.get(self._current)
        if self._current is not None and (current is None or current.section != section.path):
            # An annotation out of view must not be current: a shortcut could accept or resolve it.
            self._current = None
            self.current_changed.emit()
        self._update_highlights(form)
        self.margin.show_people(self._found.counts, self._numbers(), self._person)
        self._margin_placement.show(wanted=self._shown.isChecked() and bool(self._found), here=bool(self._in_view))
        state = (form, self._in_view, self._current, self.margin.isVisible())
        if state != self._margin_state:
            self._margin_state = state
            self.margin.show_annotations(self._in_view, self._current)
            self._scroll_sync.update_positions()
            self.margin.insert_into_tab_order(form.last_input)
        self._update_pages()

    def _card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        return self._found[annotation.key].source.card(annotation, parent)

    # Current annotation

    @Slot(str)
    def _choose_card(self, key: str) -> None:
        """Make the annotation of a clicked or focused card the current one."""
        found, section = self._found.get(key), self._desk.section
        # When the section changes, the focus moves from the form to a card that is about to be removed.
        if found is not None and section is not None and found.section == section.path:
            self.choose(key)

    @Slot(str)
    def choose(self, key: str | None, *, enter: bool = False) -> None:
        """Make an annotation current and show its section. `enter` focuses its card. None selects none."""
        if key is not None and key not in self._found:
            self.refresh()
        if key is not None and self._found.is_hidden(key):
            self.show_person(None)
        found = self._found.get(key)
        if key != self._current:
            self._current = key if found is not None else None
            self.current_changed.emit()
        if found is not None:
            self._desk.show_section(found.section)
        self.refresh()
        if found is None:
            return
        form, annotation = self.form, found.annotation
        if form is not None and not annotation.at_top:
            form.scroll_to(annotation.path, annotation.start)
            self._scroll_sync.update_positions()
        card = self.margin.card(annotation.key)
        if enter and card is not None:
            card.enter()

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) annotation in the issue, wrapping around."""
        self.refresh()
        if self.is_refresh_pending:  # a resolved thread was shown as long as it was current
            self.refresh()
        section, form = self._desk.section, self.form
        caret = form.caret() if form is not None else None
        target = self._found.step_from(self._current, section.path if section is not None else MASTHEAD, caret, step)
        if target is None:
            self.show_message(NO_ANNOTATIONS)
            return
        self.open()
        self.choose(target)
        self.focus_text()

    def after(self, key: str, step: int = 1) -> str | None:
        """Return the key of an adjacent annotation in reading order, or None."""
        return self._found.neighbour(key, step)

    def _enter_margin(self) -> None:
        """Focus the current card, or else the first visible one."""
        card = self.margin.card(self._current or "") or next(iter(self.margin.cards_in_view), None)
        if card is not None:
            card.setFocus()
        else:
            self._desk.focus_form()

    @Slot(int)
    def _step_cards(self, step: int) -> None:
        keys = [annotation.key for annotation in self._in_view]
        number = keys.index(self._current) + step if self._current in keys else 0
        if 0 <= number < len(keys):
            self.choose(keys[number])
            card = self.margin.card(keys[number])
            if card is not None:
                card.setFocus()

    def _is_on_whole_field(self, annotation: Annotation, form: Form) -> bool:
        """Return whether an annotation applies to a whole field, and the caret is in that field."""
        found = self._found.get(annotation.key)
        last = form.last_selection()
        about_words = any(one.length for one in found.source.highlights(annotation)) if found is not None else True
        return not about_words and last is not None and last[0][: len(annotation.path)] == annotation.path

    @Slot()
    def focus_text(self) -> None:
        """Put the caret at the current annotation, or focus its card if it has no place in the text."""
        annotation, form = self.current, self.form
        card = self.margin.card(annotation.key) if annotation is not None else None
        if annotation is None or form is None:
            self._desk.focus_form()
        elif not annotation.at_top:
            if self._is_on_whole_field(annotation, form):
                self._desk.focus_form()  # the caret is in the field already, and stays
            elif not form.select(annotation.path, self._first_highlighted(annotation), 0):
                self._desk.focus_form()
        elif card is not None and not card.hasFocus():
            card.setFocus()
        else:
            self._desk.focus_form()

    def _first_highlighted(self, annotation: Annotation) -> int:
        highlights = self._found[annotation.key].source.highlights(annotation)
        return next((one.start for one in highlights if one.path == annotation.path), annotation.start)

    @Slot(object, int)
    def _clicked(self, path: FieldPath, start: int) -> None:
        """Handle a click in the text, or (-1) on the comment icon of a field.

        Of overlapping annotations, the shortest becomes current.
        """
        fits = [
            (one.length, annotation.key)
            for annotation in self._in_view
            for one in self._found[annotation.key].source.highlights(annotation)
            if one.path == path and (one.start <= start <= one.start + one.length if one.length else start < 0)
        ]
        if fits:
            self.choose(min(fits)[1])

    # Views

    def show_message(self, sentence: str) -> None:
        """Show a message in the status bar."""
        self._desk.message.emit(sentence)

    def open(self) -> None:
        """Show the margin, and the form beside it, if another pane is in its place."""
        self._shown.setChecked(True)
        self._desk.show_form()

    def _update_highlights(self, form: Form) -> None:
        highlights: list[Highlight] = []
        for annotation in self._in_view:
            own = self._found[annotation.key].source.highlights(annotation)
            highlights += own
            if annotation.key == self._current:
                highlights += (one._replace(kind=HighlightKind.CURRENT) for one in own)
        form.show_highlights(tuple(highlights))

    def _update_pages(self) -> None:
        pages = self._desk.pages
        if pages is None:
            return
        current = self.current
        state = (pages, self._found.fields, current.path if current is not None else None)
        if self._pages_state is None or self._pages_state[0] is not pages:
            pages.annotation_clicked.connect(self._page_clicked)
        if state != self._pages_state:
            self._pages_state = state
            pages.show_annotations(*state[1:])

    @Slot(object)
    def _page_clicked(self, path: FieldPath) -> None:
        key = next((annotation.key for annotation in self._found.in_order() if annotation.path == path), None)
        if key is not None:
            self.open()
            self.choose(key)
            self.focus_text()
