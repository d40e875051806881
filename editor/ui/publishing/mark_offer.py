"""The offer to mark what was saved as published."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from editor.document.review.publishing import digest_of_all, is_as_published, not_approved
from editor.session.issue.session import Session
from editor.session.publishing.job import PublishJob
from editor.ui.widgets.banner import BannerButton, Banners

MARK = "Mark as Published"


class MarkOffer(QObject):
    """The button of the message with this key. It goes once the issue was marked in another way."""

    def __init__(self, session: Session, banners: Banners, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._banners = banners
        self._key = key
        self._digest: str | None = None
        session.whole_changed.connect(self._withdraw_outdated)

    def buttons(self, job: PublishJob, mark: Callable[[str], object]) -> tuple[BannerButton, ...]:
        """Return the button, if the issue is approved; `mark` is called with the digest of what was published."""
        self._digest = None
        if job.choice.proof or not_approved(job.issue) or is_as_published(job.issue):
            return ()
        digest = self._digest = digest_of_all(job.issue)
        return (BannerButton(MARK, lambda: _call(mark, digest)),)

    @Slot()
    def _withdraw_outdated(self) -> None:
        publication = self._session.whole.review.publication
        if publication is not None and publication.digest == self._digest:
            self._banners.withdraw(self._key, MARK)


def _call(mark: Callable[[str], object], digest: str) -> None:
    mark(digest)
