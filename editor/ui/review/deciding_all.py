"""Accepting and rejecting all suggestions at once: a banner says beforehand what will happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Slot

from editor.document.suggestions.cards import Card
from editor.document.suggestions.states import is_outdated
from editor.document.text.phrasing import counted, listed
from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewing
from editor.ui.review.annotations import Annotations
from editor.ui.review.suggestions import NO_SUGGESTIONS, NOT_IN_READ_MODE, OWN_SUGGESTION
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

KEY = "all suggestions"
_REFRESH_MS = 30
Cards = tuple[Card, ...]


class DecidingAll(QObject):
    """Decides about the suggestions of everybody, or of the person whose suggestions are shown."""

    def __init__(
        self,
        reviewing: Reviewing,
        session: Session,
        annotations: Annotations,
        banners: Banners,
        show_message: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._session = session
        self._annotations = annotations
        self._banners = banners
        self._show_message = show_message
        self._asked_about: Issue | None = None
        self._dismiss_timer = QTimer(self)
        self._dismiss_timer.setSingleShot(True)
        self._dismiss_timer.setInterval(_REFRESH_MS)
        self._dismiss_timer.timeout.connect(self._dismiss_outdated)
        reviewing.changed.connect(self._dismiss_timer.start)
        reviewing.mode_changed.connect(self._dismiss)

    def close(self) -> None:
        """Remove the banner: the issue is closed."""
        self._dismiss()

    def accept(self) -> None:
        """Ask whether to accept all. Those that overlap an earlier one stay open, and so do one's own."""
        chosen = self._not_own()
        if not self._can_decide(chosen):
            return
        left = self._reviewing.left_open(*chosen)
        number = len(chosen) - len(left)
        if not number:
            self._show_message("No suggestion can be accepted: the text they are about has changed.")
            return
        stays = [*self._reasons(left), *self._others(chosen)]
        self._ask(
            f"Accept {self._all(chosen)}?",
            " ".join(filter(None, [_by_person(chosen), *stays, _undone(chosen)])),
            BannerButton(f"Accept {counted(number, 'Suggestion')}", self._accept, primary=True),
        )

    def reject(self) -> None:
        """Ask whether to reject all, and to withdraw one's own."""
        chosen = self._chosen()
        if not self._can_decide(chosen):
            return
        own = sum(one.author == self._reviewing.name for one in chosen)
        withdrawn = [f"Yours ({own}) are withdrawn."] if own else []
        rest = [*withdrawn, *self._others(chosen), f"The author’s text stays as it is. {_undone(chosen)}"]
        self._ask(
            f"Reject {self._all(chosen)}?",
            " ".join(filter(None, [_by_person(chosen), *rest])),
            BannerButton(f"Reject {counted(len(chosen), 'Suggestion')}", self._reject, primary=True),
        )

    # What is decided

    def _not_own(self) -> Cards:
        return tuple(one for one in self._chosen() if not self._reviewing.is_own(one))

    def _chosen(self) -> Cards:
        return self._reviewing.by(self._annotations.person)

    def refusal(self, *, accepts: bool) -> str:
        """Return why all suggestions cannot be accepted (or rejected) now; "" if they can."""
        return self._refusal(self._not_own() if accepts else self._chosen())

    def _refusal(self, chosen: Cards) -> str:
        if not self._reviewing.suggestions:
            return NO_SUGGESTIONS
        if self._reviewing.mode is Mode.READING:
            return NOT_IN_READ_MODE
        return "" if chosen else OWN_SUGGESTION

    def _can_decide(self, chosen: Cards) -> bool:
        refusal = self._refusal(chosen)
        if refusal:
            self._show_message(refusal)
        return not refusal

    def _all(self, chosen: Cards) -> str:
        whose = f" by {self._annotations.person}" if self._annotations.person is not None else ""
        return f"all {len(chosen)} suggestions{whose}" if len(chosen) > 1 else f"the suggestion by {chosen[0].author}"

    def _reasons(self, left: Cards) -> list[str]:
        """Return why suggestions stay open."""
        whole = self._session.whole
        outdated = [one for one in left if all(is_outdated(whole, record) for record in one.records)]
        overlapping = [one for one in left if one not in outdated]
        said: list[str] = []
        if overlapping:
            verb = "overlaps an earlier one and stays" if len(overlapping) == 1 else "overlap earlier ones and stay"
            said.append(f"{len(overlapping)} {verb} open ({_whose(overlapping)}).")
        if outdated:
            verb = "is outdated and stays" if len(outdated) == 1 else "are outdated and stay"
            said.append(f"{len(outdated)} {verb} open ({_whose(outdated)}).")
        return said

    def _others(self, chosen: Cards) -> list[str]:
        """Return what is said of suggestions that are not decided about."""
        others = len(self._reviewing.suggestions) - len(chosen)
        return [f"{counted(others, 'other suggestion')} {'stays' if others == 1 else 'stay'} open."] if others else []

    # Asking

    def _ask(self, text: str, help: str, answer: BannerButton) -> None:
        self._asked_about = self._session.whole
        cancel = BannerButton("Cancel", lambda: None)
        self._banners.ask(BannerMessage(KEY, Level.INFO, text, help, (answer, cancel)))

    @Slot()
    def _dismiss_outdated(self) -> None:
        if self._asked_about is not None and self._asked_about is not self._session.whole:
            self._dismiss()

    @Slot()
    def _dismiss(self) -> None:
        self._asked_about = None
        self._banners.dismiss(KEY)

    def _accept(self) -> None:
        if self._asked_about is not self._session.whole:
            self.accept()
            return
        chosen = self._not_own()
        left = self._reviewing.accept(*chosen, label="Accept All Suggestions")
        self._done(chosen, "accepted", left)

    def _reject(self) -> None:
        if self._asked_about is not self._session.whole:
            self.reject()
            return
        chosen = self._chosen()
        self._reviewing.reject(*chosen, label="Reject All Suggestions")
        self._done(chosen, "rejected", ())

    def _done(self, chosen: Cards, verb: str, left: Cards) -> None:
        self._asked_about = None
        self._show_message(_sentence(chosen, verb, left))
        keyboard = self._annotations.has_keyboard
        self._annotations.choose(None)
        if keyboard:
            self._annotations.focus_text()


def _undone(chosen: Cards) -> str:
    return "One undo takes all of it back." if len(chosen) > 1 else "Undo takes it back."


def _by_person(chosen: Cards) -> str:
    """Return `3 by Sample Editor, 2 by Another Editor.`"""
    if len(chosen) == 1:
        return ""
    numbers = sorted(Counter(one.author for one in chosen).items(), key=lambda pair: (-pair[1], pair[0]))
    return f"{', '.join(f'{number} by {author}' for author, number in numbers)}."


def _whose(cards: Iterable[Card]) -> str:
    return listed(sorted({one.author for one in cards}), 6)


def _sentence(chosen: Cards, verb: str, left: Cards) -> str:
    """Return what was done: how many, whose, and what stays open."""
    open_keys = {record.id for card in left for record in card.records}
    done = [card for card in chosen if not all(record.id in open_keys for record in card.records)]
    authors = sorted({card.author for card in done})
    names = f" by {authors[0]}" if len(authors) == 1 else f" by {len(authors)} people" if authors else ""
    stays = "; ".join(f"{author} ({number})" for author, number in Counter(card.author for card in left).items())
    still = f" Still open, as the text has changed: {stays}." if stays else ""
    return f"{counted(len(done), 'suggestion')}{names} {verb}.{still} Press Ctrl+Z to undo."
