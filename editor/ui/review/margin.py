"""The margin beside the form: the cards of one section's marks, each at the height of its field.

Cards that would overlap push each other down. The margin then scrolls so that the current card, or else the first whose
field can be seen, stands at its place. Of a thousand marks only those near the part in view have a card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

WIDTH = 14
"""Of the margin beside the form, in heights of a line."""
_LEAST_WIDTH = 9
_MOST = 16_777_215
"""Pixels: no limit."""
_GUESS = 4.2
"""The height of a card that nobody has looked at yet, in heights of a line."""
_GAP = 0.4
_SETTLING = 3
"""How often heights that were guessed are looked at again before the rest is left to the next time."""
NONE_HERE = "Nothing is marked in this section. F4 goes to the next mark."

MakeCard = Callable[[Annotation, QWidget], AnnotationCard]
Where = Callable[[Annotation, bool], int]
"""The height at which a mark is to stand, in the form's coordinates; exactly, or (False) as far as it costs nothing."""


class Margin(QScrollArea):
    """Shows the marks that it is given. It knows nothing of where they come from."""

    chosen = Signal(str)
    stepped = Signal(int)
    left = Signal()
    grew = Signal()
    """A card has another height."""

    def __init__(self, make: MakeCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "margin")
        self.setAccessibleName("Review marks")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make = make
        self._marks: tuple[Annotation, ...] = ()
        self._cards: dict[str, AnnotationCard] = {}
        self._heights: dict[str, int] = {}
        self._current: str | None = None
        self._is_below = False
        self._most = _MOST  # how high it may be below the form
        self._needed = 0  # how high its cards are
        self._scrolled = 0
        self._sheet = QWidget()
        self._none = WrappingLabel(NONE_HERE, "help", self._sheet)
        self.setWidget(self._sheet)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_below(False)

    # --- What it is given ---------------------------------------------------------------------------------

    @property
    def cards(self) -> Sequence[AnnotationCard]:
        """The cards that there are, in the order of their marks."""
        return tuple(self._cards[mark.key] for mark in self._marks if mark.key in self._cards)

    @property
    def cards_in_view(self) -> Sequence[AnnotationCard]:
        """Those of which something can be seen."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return tuple(card for card in self.cards if card.geometry().bottom() > top and card.y() < bottom)

    def card(self, key: str) -> AnnotationCard | None:
        """The card of a mark, if there is one."""
        return self._cards.get(key)

    def show_marks(self, marks: tuple[Annotation, ...], current: str | None) -> None:
        """Show these marks, in their order. Cards of marks that stay stay, with all that was typed into them."""
        self._marks = marks
        by_key = {mark.key: mark for mark in marks}
        for key in [key for key in self._cards if key not in by_key]:
            self._drop(key)
        for key, card in self._cards.items():
            if card.mark != by_key[key]:
                changed = card.mark.shown != by_key[key].shown
                card.show_mark(by_key[key])
                if changed:
                    self._heights.pop(key, None)
        self._heights = {key: height for key, height in self._heights.items() if key in by_key}
        self.show_current(current)

    def show_current(self, key: str | None) -> None:
        """Open the card of this mark, and no other."""
        self._current = key
        for one, card in self._cards.items():
            is_current = one == key
            if card.property("current") is not is_current:
                card.show_current(is_current)
                self._heights.pop(one, None)

    def show_below(self, below: bool, height: int = 0) -> None:
        """Stand below the form, as a list that is as high as its cards and so many pixels at most, or beside it."""
        if below is not self._is_below:
            policies = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if below else policies.ScrollBarAlwaysOff)
            set_property(self, "below", below)
        self._is_below, self._most = below, height if below else _MOST
        self._limit()

    def _limit(self) -> None:
        if self._is_below:
            self.setMaximumSize(_MOST, min(self._needed or self._most, self._most))
        else:
            self.setMaximumSize(WIDTH * self.fontMetrics().height(), _MOST)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDTH * self.fontMetrics().height(), self.maximumHeight() if self._is_below else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Cards never make the window larger."""
        return QSize(0 if self._is_below else _LEAST_WIDTH * self.fontMetrics().height(), 0)

    # --- Places -------------------------------------------------------------------------------------------

    def place(self, where: Where, seen: tuple[int, int], height: int) -> None:
        """Put the cards where they belong. `seen` is the part of the form in view, `height` all of it, in pixels."""
        width = self.viewport().width()
        view = self.viewport().height()
        line = self.fontMetrics().height()
        gap, guess = round(_GAP * line), round(_GUESS * line)
        side = round(0.5 * line)
        tops: list[int] = []
        for _ in range(_SETTLING):
            heights = [self._height(mark, width - 2 * side, guess) for mark in self._marks]
            wanted = self._wanted(where)
            tops = packed(wanted, heights, gap)
            self._scrolled = self._scroll_of(tops, wanted, heights, seen, view)
            if not self._made(tops, heights, view):
                break
        heights = [self._height(mark, width - 2 * side, guess) for mark in self._marks]
        end = tops[-1] + heights[-1] if tops else 0
        # Beside the form the last card can be scrolled up to the height of any field.
        self._sheet.resize(width, end + gap if self._is_below else max(height, end) + view + gap)
        if self._is_below and self._needed != self._sheet.height() + 1:  # and the line above it
            self._needed = self._sheet.height() + 1
            self._limit()
        for mark, top, tall in zip(self._marks, tops, heights, strict=True):
            card = self._cards.get(mark.key)
            if card is not None:
                card.setGeometry(side, top, width - 2 * side, tall)
                card.show()
        self._place_none(side, width)
        self.verticalScrollBar().setValue(self._scrolled)

    def _wanted(self, where: Where) -> list[int]:
        least = round(0.5 * self.fontMetrics().height())
        if self._is_below:
            return [least] * len(self._marks)
        wanted: list[int] = []
        for mark in self._marks:
            wanted.append(max(least, where(mark, mark.key in self._cards)))
        return wanted

    def _scroll_of(
        self, tops: Sequence[int], wanted: Sequence[int], heights: Sequence[int], seen: tuple[int, int], view: int
    ) -> int:
        number = next((number for number, mark in enumerate(self._marks) if mark.key == self._current), None)
        if self._is_below:
            bar = self.verticalScrollBar()
            if number is None:
                return bar.value()
            top = max(0, tops[number] - round(_GAP * self.fontMetrics().height()))
            lowest = tops[number] + heights[number] - view
            return min(max(bar.value(), lowest), top) if heights[number] < view else top
        scrolled = seen[0] + shift(tops, wanted, seen, number)
        if number is None or not seen[0] <= wanted[number] < seen[1]:
            return scrolled
        # What is looked at or typed into is never cut by the lower edge: it stands a little higher than its place.
        gap = round(_GAP * self.fontMetrics().height())
        lowest = tops[number] + heights[number] + gap - view
        return max(scrolled, min(lowest, tops[number] - gap))

    def _made(self, tops: Sequence[int], heights: Sequence[int], view: int) -> bool:
        """Make the cards near the part in view, and put away those far from it; whether any is new."""
        first, last = self._scrolled - view // 2, self._scrolled + view + view // 2
        made = False
        for mark, top, height in zip(self._marks, tops, heights, strict=True):
            is_near = mark.key == self._current or (top + height > first and top < last)
            card = self._cards.get(mark.key)
            if card is None and is_near:
                self._cards[mark.key] = self._new(mark)
                self._heights.pop(mark.key, None)
                made = True
            elif card is not None and not is_near and not card.is_busy() and not _has_focus(card):
                self._drop(mark.key)
        return made

    def _height(self, mark: Annotation, width: int, guess: int) -> int:
        known = self._heights.get(mark.key)
        card = self._cards.get(mark.key)
        if known is not None:
            return known
        if card is None:
            return guess
        card.ensurePolished()
        card.column.activate()
        height = card.column.totalHeightForWidth(width)
        self._heights[mark.key] = height
        return height

    def _place_none(self, side: int, width: int) -> None:
        self._none.setVisible(not self._marks)
        if not self._marks:
            self._none.setGeometry(2 * side, 2 * side, width - 4 * side, self._none.heightForWidth(width - 4 * side))

    def forget_heights(self) -> None:
        """Widths or letters have changed."""
        self._heights.clear()

    # --- Cards --------------------------------------------------------------------------------------------

    def _new(self, mark: Annotation) -> AnnotationCard:
        card = self._make(mark, self._sheet)
        card.show_current(mark.key == self._current)
        card.chosen.connect(self.chosen)
        card.stepped.connect(self.stepped)
        card.left.connect(self.left)
        card.resized.connect(self._resized)
        return card

    @Slot()
    def _resized(self) -> None:
        card = self.sender()
        if isinstance(card, AnnotationCard):
            self._heights.pop(card.mark.key, None)
            self.grew.emit()

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        self._heights.pop(key, None)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    # --- Tab ----------------------------------------------------------------------------------------------

    def follow_in_tab_order(self, before: QWidget | None) -> None:
        """Come behind this widget for whoever presses Tab: the current card (or the first), and what is in it."""
        cards = self.cards
        current = self._cards.get(self._current or "") or (cards[0] if cards else None)
        if current is None or before is None:
            return
        current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for one, other in pairwise((before, current, *current.stops())):
            QWidget.setTabOrder(one, other)

    # --- Looks --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.forget_heights()
        self.grew.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.show_below(self._is_below, self._most)
            self.forget_heights()
            self.grew.emit()


def _has_focus(card: QWidget) -> bool:
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and (focused is card or card.isAncestorOf(focused))


def packed(wanted: Sequence[int], heights: Sequence[int], gap: int) -> list[int]:
    """The tops of cards in a row: none above where it wants to be, none over another."""
    tops: list[int] = []
    free = 0
    for want, height in zip(wanted, heights, strict=True):
        top = max(want, free)
        tops.append(top)
        free = top + height + gap
    return tops


def shift(tops: Sequence[int], wanted: Sequence[int], seen: tuple[int, int], current: int | None) -> int:
    """How much further than the form the margin is scrolled, so that the card that matters stands at its place.

    That is the current one if its place is `seen` (first and last height in view), else the first one that is.
    """
    if current is not None and seen[0] <= wanted[current] < seen[1]:
        return tops[current] - wanted[current]
    inside = next((number for number, want in enumerate(wanted) if seen[0] <= want < seen[1]), None)
    if inside is not None:
        return tops[inside] - wanted[inside]
    return 0
