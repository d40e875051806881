"""Text › Join Lines: of the selected paragraphs, and of all that were broken as lines."""

from PySide6.QtCore import Qt

from editor.document.paths import path
from schemas import Block, Paragraph
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys

LINES = [
    "The State Council has published a plan for industry which continues an",
    "earlier one and names the ministries that are to carry it out, manu-",
    "facturing first, by the end of the year.",
]
WHOLE = f"{LINES[0]} {LINES[1][:-1]}{LINES[2]}"
LAST = "A second paragraph stays."


def test_lines_become_one_paragraph_and_undo_brings_them_back(at_desk: Program) -> None:
    session = at_desk.desk.session

    def comment() -> tuple[Block, ...]:
        return session.issue.top5[0].comment

    def texts() -> list[str]:
        return [one.text if isinstance(one, Paragraph) else "-" for one in comment()]

    before = texts()
    at_desk.desk.go_to(path(f"top5/e1/comment/{comment()[-1].id}/text"))
    press(Qt.Key.Key_End, CONTROL)
    for line in ("Before.", *LINES, LAST):
        press(Qt.Key.Key_Return)
        type_keys(line)
    before.append("Before.")
    broken = [*before, *LINES, LAST]
    assert texts() == broken
    press(Qt.Key.Key_J, CONTROL, SHIFT)
    assert texts() == [*before, WHOLE, LAST]
    press(Qt.Key.Key_Z, CONTROL)
    assert texts() == broken
    # Selected paragraphs are joined whatever they look like, and the caret stays with them.
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Up, SHIFT)
    press(Qt.Key.Key_J, CONTROL, SHIFT)
    assert texts() == [*before, *LINES[:2], f"{LINES[2]} {LAST}"]
    type_keys("X")
    assert "X" in texts()[-1]
