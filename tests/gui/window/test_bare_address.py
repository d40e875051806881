"""Addresses typed into a text become links by a fix: of the field with the focus, and of all."""

from PySide6.QtCore import Qt

from editor.document.paths import path
from editor.ui.desk.problem_list import ProblemModel
from tests.gui.window.conftest import CONTROL, Program, press, type_keys


def test_addresses_become_links_by_key_and_all_at_once(at_desk: Program) -> None:
    session = at_desk.desk.session
    # Ctrl+End goes to the last paragraph.
    places = [path(f"top5/{entry.id}/comment/{entry.comment[-1].id}/text") for entry in session.issue.top5[:3]]
    before = [str(session.value(place)) for place in places]
    for place in places:
        at_desk.desk.go_to(place)
        press(Qt.Key.Key_End, CONTROL)
        type_keys(" See www.gov.cn/a.")
    made = " See [www.gov.cn/a](https://www.gov.cn/a)."
    at_desk.desk.go_to(places[0])
    press(Qt.Key.Key_Period, CONTROL)
    assert session.value(places[0]) == before[0] + made
    press(Qt.Key.Key_Z, CONTROL)
    assert session.value(places[0]) == before[0] + " See www.gov.cn/a."
    # Three of a kind are one row of the problems with one fix.
    at_desk.desk.show_problems()
    model = at_desk.desk.problems.list.model()
    assert isinstance(model, ProblemModel)
    rows = [one for one in model.problems if one.finding.rule == "bare-web-address"]
    assert [row.fix_label for row in rows] == ["Fix All 3"]
    at_desk.desk.problems.fix_all_requested.emit(rows[0].fixable)
    assert [session.value(place) for place in places] == [text + made for text in before]
    press(Qt.Key.Key_Z, CONTROL)
    assert [session.value(place) for place in places] == [text + " See www.gov.cn/a." for text in before]
