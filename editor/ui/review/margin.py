"""The margin: the cards of one section's annotations, each at the height of its field.

Overlapping cards push each other down. The margin scrolls so that the current card, or else the first card whose field
is visible, is at its field. Only cards near the visible area are created.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.review.person_filter import PersonFilter
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

WIDTH = 14
"""Width of the margin beside the form, in line heights."""
_MIN_WIDTH = 9
_UNLIMITED = 16_777_215
"""In pixels."""
_ESTIMATED_HEIGHT = 4.2
"""The estimated height of a card that was not created yet, in line heights."""
_GAP = 0.4
_MAX_PASSES = 3
"""The most layout passes in a row. Remaining estimates are corrected by the next update."""
NO_ANNOTATIONS_HERE = "No comments or suggestions in this section. Press F4 for the next one."

CardFactory = Callable[[Annotation, QWidget], AnnotationCard]
PositionOf = Callable[[Annotation, bool], int]
"""Returns the y position of an annotation in the form's coordinates: exactly (True), or cheaply, for its field (False).
"""


class Margin(QScrollArea):
    """Shows annotations as cards, whatever their source."""

    chosen = Signal(str)
    stepped = Signal(int)
    left = Signal()
    resized = Signal()
    """The height of a card changed."""

    def __init__(self, make: CardFactory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "margin")
        self.setAccessibleName("Comments and suggestions")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make = make
        self._annotations: tuple[Annotation, ...] = ()
        self._cards: dict[str, AnnotationCard] = {}
        self._heights: dict[str, int] = {}
        self._current: str | None = None
        self._is_below = False
        self._most = _UNLIMITED  # maximum height below the form
        self._needed = 0  # height of all cards
        self._scrolled = 0
        self._is_moved = False  # between beside and below, or to another width or height
        self._content = QWidget()
        self._empty_label = WrappingLabel(NO_ANNOTATIONS_HERE, "help", self._content)
        self.setWidget(self._content)
        self.filter = PersonFilter(self)
        self.filter.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_below(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._show_focus)

    # People

    def show_people(self, counts: Mapping[str, int], numbers: Mapping[str, int], chosen: str | None) -> None:
        """Offer a choice above the cards, if there are comments and suggestions of several people."""
        people = {name: count for name, count in counts.items() if count}
        self.filter.show_people(people, numbers, chosen)
        wanted = len(people) > 1
        if wanted is self.filter.isHidden():
            self.filter.setVisible(wanted)
            self.setViewportMargins(0, self._top, 0, 0)
            self.resized.emit()
        self._place_filter()

    @property
    def _top(self) -> int:
        """The height of what is above the cards, in pixels."""
        return 0 if self.filter.isHidden() else self.filter.sizeHint().height() + round(self.fontMetrics().height())

    def _place_filter(self) -> None:
        side = round(0.5 * self.fontMetrics().height())
        self.filter.setGeometry(side, side, self.viewport().width() - 2 * side, self.filter.sizeHint().height())

    # Content

    @property
    def cards(self) -> Sequence[AnnotationCard]:
        """The existing cards, in the order of their annotations."""
        return tuple(self._cards[annotation.key] for annotation in self._annotations if annotation.key in self._cards)

    @property
    def cards_in_view(self) -> Sequence[AnnotationCard]:
        """The cards that are at least partly visible."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return tuple(card for card in self.cards if card.geometry().bottom() > top and card.y() < bottom)

    def card(self, key: str) -> AnnotationCard | None:
        """Return the card of an annotation, or None."""
        return self._cards.get(key)

    def show_annotations(self, annotations: tuple[Annotation, ...], current: str | None) -> None:
        """Show these annotations in this order. Existing cards are kept, with any text typed into them."""
        self._annotations = annotations
        by_key = {annotation.key: annotation for annotation in annotations}
        for key in [key for key in self._cards if key not in by_key]:
            self._remove_card(key)
        for key, card in self._cards.items():
            if card.annotation != by_key[key]:
                changed = card.annotation.shown != by_key[key].shown
                card.show_annotation(by_key[key])
                if changed:
                    self._heights.pop(key, None)
        self._heights = {key: height for key, height in self._heights.items() if key in by_key}
        self.show_current(current)

    def show_current(self, key: str | None) -> None:
        """Expand the card of this annotation only."""
        self._current = key
        for one, card in self._cards.items():
            is_current = one == key
            if card.property("current") is not is_current:
                card.show_current(is_current)
                self._heights.pop(one, None)

    def show_below(self, below: bool, height: int = 0) -> None:
        """Move below the form, with a maximum height in pixels, or back beside it."""
        if below is not self._is_below:
            policies = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if below else policies.ScrollBarAlwaysOff)
            set_property(self, "below", below)
        self._is_moved = self._is_moved or (below, height if below else _UNLIMITED) != (self._is_below, self._most)
        self._is_below, self._most = below, height if below else _UNLIMITED
        self._limit()

    def _limit(self) -> None:
        if self._is_below:
            self.setMaximumSize(_UNLIMITED, min(self._needed + self._top if self._needed else self._most, self._most))
        else:
            self.setMaximumSize(WIDTH * self.fontMetrics().height(), _UNLIMITED)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDTH * self.fontMetrics().height(), self.maximumHeight() if self._is_below else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a size that never makes the window larger."""
        return QSize(0 if self._is_below else _MIN_WIDTH * self.fontMetrics().height(), 0)

    # Positions

    def update_positions(self, position_of: PositionOf, visible_range: tuple[int, int], height: int) -> None:
        """Place the cards at their fields.

        `visible_range` is the visible part of the form, `height` its total height, in pixels.
        """
        width = self.viewport().width()
        view = self.viewport().height()
        line = self.fontMetrics().height()
        gap, guess = round(_GAP * line), round(_ESTIMATED_HEIGHT * line)
        side = round(0.5 * line)
        tops: list[int] = []
        for _ in range(_MAX_PASSES):
            heights = [self._height(annotation, width - 2 * side, guess) for annotation in self._annotations]
            wanted = self._wanted(position_of)
            tops = stack_tops(wanted, heights, gap)
            self._scrolled = self._scroll_of(tops, wanted, heights, visible_range, view)
            if not self._update_cards(tops, heights, view):
                break
        heights = [self._height(annotation, width - 2 * side, guess) for annotation in self._annotations]
        end = tops[-1] + heights[-1] if tops else 0
        # Extra space lets the last card scroll up to any field.
        self._content.resize(width, end + gap if self._is_below else max(height, end) + view + gap)
        if self._is_below and self._needed != self._content.height() + 1:  # with the line above it
            self._needed = self._content.height() + 1
            self._limit()
        for annotation, top, tall in zip(self._annotations, tops, heights, strict=True):
            card = self._cards.get(annotation.key)
            if card is not None:
                card.setGeometry(side, top, width - 2 * side, tall)
                card.show()
        self._place_empty_label(side, width)
        self.verticalScrollBar().setValue(self._scrolled)
        self._is_moved = False
        self._show_focus()

    @Slot()
    def _show_focus(self) -> None:
        """Scroll to the input or button that has the focus: below the form, a card may be higher than the margin."""
        focused: QWidget | None = QApplication.focusWidget()
        is_part = focused is not None and self._content.isAncestorOf(focused)
        if self._is_below and focused is not None and is_part and not isinstance(focused, AnnotationCard):
            self.ensureWidgetVisible(focused, 0, round(_GAP * self.fontMetrics().height()))

    def _wanted(self, position_of: PositionOf) -> list[int]:
        least = round(0.5 * self.fontMetrics().height())
        if self._is_below:
            return [least] * len(self._annotations)
        wanted: list[int] = []
        for annotation in self._annotations:
            wanted.append(max(least, position_of(annotation, annotation.key in self._cards) - self._top))
        return wanted

    def _scroll_of(
        self,
        tops: Sequence[int],
        wanted: Sequence[int],
        heights: Sequence[int],
        visible_range: tuple[int, int],
        view: int,
    ) -> int:
        number = next(
            (number for number, annotation in enumerate(self._annotations) if annotation.key == self._current), None
        )
        if self._is_below:
            # What was scrolled to in another shape of the window means nothing in this one.
            before = 0 if self._is_moved else self.verticalScrollBar().value()
            if number is None:
                return before
            top = max(0, tops[number] - round(_GAP * self.fontMetrics().height()))
            lowest = tops[number] + heights[number] - view
            return min(max(before, lowest), top) if heights[number] < view else top
        scrolled = visible_range[0] + scroll_offset(tops, wanted, visible_range, number)
        if number is None or not visible_range[0] <= wanted[number] < visible_range[1]:
            return scrolled
        # Move the current card up if it would extend below the visible area.
        gap = round(_GAP * self.fontMetrics().height())
        lowest = tops[number] + heights[number] + gap - view
        return max(scrolled, min(lowest, tops[number] - gap))

    def _update_cards(self, tops: Sequence[int], heights: Sequence[int], view: int) -> bool:
        """Create the cards near the visible area and remove those far from it. Return whether any were created."""
        first, last = self._scrolled - view // 2, self._scrolled + view + view // 2
        made = False
        for annotation, top, height in zip(self._annotations, tops, heights, strict=True):
            is_near = annotation.key == self._current or (top + height > first and top < last)
            card = self._cards.get(annotation.key)
            if card is None and is_near:
                self._cards[annotation.key] = self._create_card(annotation)
                self._heights.pop(annotation.key, None)
                made = True
            elif card is not None and not is_near and not card.has_draft() and not _has_focus(card):
                self._remove_card(annotation.key)
        return made

    def _height(self, annotation: Annotation, width: int, guess: int) -> int:
        known = self._heights.get(annotation.key)
        card = self._cards.get(annotation.key)
        if known is not None:
            return known
        if card is None:
            return guess
        card.ensurePolished()
        card.column.activate()
        height = card.column.totalHeightForWidth(width)
        self._heights[annotation.key] = height
        return height

    def _place_empty_label(self, side: int, width: int) -> None:
        self._empty_label.setVisible(not self._annotations)
        if not self._annotations:
            self._empty_label.setGeometry(
                2 * side, 2 * side, width - 4 * side, self._empty_label.heightForWidth(width - 4 * side)
            )

    def forget_heights(self) -> None:
        """Discard the measured heights after a change of width or font."""
        self._heights.clear()

    # Cards

    def _create_card(self, annotation: Annotation) -> AnnotationCard:
        card = self._make(annotation, self._content)
        card.show_current(annotation.key == self._current)
        card.chosen.connect(self.chosen)
        card.stepped.connect(self.stepped)
        card.left.connect(self.left)
        card.resized.connect(self._resized)
        return card

    @Slot()
    def _resized(self) -> None:
        card = self.sender()
        if isinstance(card, AnnotationCard):
            self._heights.pop(card.annotation.key, None)
            self.resized.emit()

    def _remove_card(self, key: str) -> None:
        card = self._cards.pop(key)
        self._heights.pop(key, None)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    # Tab order

    def insert_into_tab_order(self, before: QWidget | None) -> None:
        """Put the current (or first) card and its tab stops after this widget in the tab order."""
        cards = self.cards
        current = self._cards.get(self._current or "") or (cards[0] if cards else None)
        if current is None or before is None:
            return
        current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for one, other in pairwise((before, current, *current.tab_stops())):
            QWidget.setTabOrder(one, other)

    # Appearance

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_filter()
        if event.size().width() != event.oldSize().width():
            self.forget_heights()
            self._is_moved = True
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.show_below(self._is_below, self._most)
            self.setViewportMargins(0, self._top, 0, 0)
            self.forget_heights()
            self.resized.emit()


def _has_focus(card: QWidget) -> bool:
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and (focused is card or card.isAncestorOf(focused))


def stack_tops(wanted: Sequence[int], heights: Sequence[int], gap: int) -> list[int]:
    """Return the tops of cards in a column: none above its wanted position, none overlapping."""
    tops: list[int] = []
    free = 0
    for want, height in zip(wanted, heights, strict=True):
        top = max(want, free)
        tops.append(top)
        free = top + height + gap
    return tops


def scroll_offset(
    tops: Sequence[int], wanted: Sequence[int], visible_range: tuple[int, int], current: int | None
) -> int:
    """Return how much further than the form the margin scrolls, so that the reference card is at its field.

    The reference is the current card if its position is in `seen` (top and bottom of the visible area), else the first
    one that is.
    """
    if current is not None and visible_range[0] <= wanted[current] < visible_range[1]:
        return tops[current] - wanted[current]
    inside = next((number for number, want in enumerate(wanted) if visible_range[0] <= want < visible_range[1]), None)
    if inside is not None:
        return tops[inside] - wanted[inside]
    return 0
