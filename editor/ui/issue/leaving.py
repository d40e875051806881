"""Leaving the open issue: asks about unposted comments, unsaved work and conflicts first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from editor.ui.issue.open_issue import OpenIssue
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

Continuation = Callable[[], None]
OF_PROGRAM = frozenset({"about", "internal-error"})
"""The keys of messages that are not about the open issue, and stay when it is left."""


def nothing() -> None:
    """Do nothing: the default continuation."""


class UnpostedComments(Protocol):
    """Comments that were started but not posted, and so are not part of the issue."""

    @property
    def unposted(self) -> Sequence[str]:
        """The texts of those that are not empty."""

    def show_unposted(self) -> None:
        """Show the first of them."""

    def discard_unposted(self) -> None:
        """Discard all of them."""


class Leaving:
    """Asks, one question after the other, and closes the issue then.

    `current` returns the open issue, `unposted` its unposted comments, `forget` is called once it is closed.
    """

    def __init__(
        self,
        banners: Banners,
        current: Callable[[], OpenIssue | None],
        unposted: Callable[[], UnpostedComments | None],
        save: Callable[[Continuation], None],
        show_conflicts: Callable[[], None],
        forget: Callable[[], None],
    ) -> None:
        self._banners = banners
        self._current = current
        self._unposted = unposted
        self._save = save
        self._show_conflicts = show_conflicts
        self._forget = forget

    def leave(self, then: Continuation) -> None:
        """Call `then` once there is nothing to ask, or all was answered."""
        self._past_unposted(lambda: self._past_unsaved(then))

    def _past_unposted(self, then: Continuation) -> None:
        """Ask about unposted comments, if there are any, then continue."""
        unposted = self._unposted()
        number = len(unposted.unposted) if unposted is not None else 0
        if unposted is None or not number:
            then()
            return

        def discard() -> None:
            unposted.discard_unposted()
            then()

        one = number == 1
        what = "1 comment was" if one else f"{number} comments were"
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"{what} not posted.",
                f"{'It is' if one else 'They are'} lost if you close the issue.",
                (
                    BannerButton("Show Comment" if one else "Show First Comment", unposted.show_unposted, primary=True),
                    BannerButton("Discard Comment" if one else "Discard Comments", discard),
                    BannerButton("Cancel", nothing),
                ),
            )
        )

    def _past_unsaved(self, then: Continuation) -> None:
        open_issue = self._current()
        if open_issue is None:
            self._leave_now(then, discard=False)
            return
        session = open_issue.session
        if session.is_saved:
            self._leave_saved(open_issue, then)
            return
        name = session.file.name if session.file is not None else "the new issue"
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"Save changes to {name}?",
                "Discarded changes can be recovered from the start page for two weeks.",
                (
                    BannerButton("Save", lambda: self._save(lambda: self.leave(then)), primary=True),
                    BannerButton("Discard", lambda: self._past_unposted(lambda: self._leave_now(then, discard=True))),
                    BannerButton("Cancel", nothing),
                ),
            )
        )

    def _leave_saved(self, open_issue: OpenIssue, then: Continuation) -> None:
        """Leave a saved issue; ask if there are unresolved conflicts."""
        number = len(open_issue.merging.conflicts)
        if not number:
            self._leave_now(then, discard=False)
            return
        conflicts = "1 conflict is" if number == 1 else f"{number} conflicts are"
        buttons = (
            BannerButton("Show Conflicts", self._show_conflicts, primary=True),
            BannerButton("Keep Mine", lambda: self._past_unposted(lambda: self._leave_now(then, discard=False))),
            BannerButton("Cancel", nothing),
        )
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"{conflicts} unresolved.",
                "Your version is in the file. Their version is in version history (F12).",
                buttons,
            )
        )

    def _leave_now(self, then: Continuation, *, discard: bool) -> None:
        open_issue = self._current()
        if open_issue is not None:
            open_issue.close(discard=discard)
            self._forget()
            self._banners.clear(keep=OF_PROGRAM)
        self._banners.dismiss("leave")
        then()
