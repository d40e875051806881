"""The search for an approved version."""

from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.session.issue.session import Session
from editor.session.review.approved_version import Approved, ApprovedVersion
from tests.gui.conftest import PATIENCE


def test_a_search_after_close_is_ignored(session: Session, qtbot: QtBot) -> None:
    approved = ApprovedVersion(session)
    found: list[Approved] = []
    approved.found.connect(found.append)
    with qtbot.waitSignal(approved.found, timeout=PATIENCE):
        approved.search(path("imprint"), "digest")
    approved.close()
    approved.search(path("imprint"), "digest")
    approved.close()
    assert found == [Approved(path("imprint"))]
