"""What was approved is looked for beside the window; nothing is looked for after the end."""

from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.session.issue.session import Session
from editor.session.review.approved_version import Approved, ApprovedVersion
from tests.gui.conftest import PATIENCE


def test_a_question_after_the_end_is_left_alone(session: Session, qtbot: QtBot) -> None:
    approved = ApprovedVersion(session)
    found: list[Approved] = []
    approved.found.connect(found.append)
    with qtbot.waitSignal(approved.found, timeout=PATIENCE):
        approved.search(path("imprint"), "digest")
    approved.close()
    approved.search(path("imprint"), "digest")
    approved.close()
    assert found == [Approved(path("imprint"))]
