"""Sources that once lost words, in the window: typed, pasted and dropped into a field, and dropped as files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Block, Bullets
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, Program, press
from tests.gui.window.importing import import_page

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"
HYPHENATED = (
    "The State Council has published a plan for the modernization of manufacturing in the central provinces. It "
    "obliges local governments to set up funds that invest in small and medium-sized enterprises, and to report once a "
    "year."
)
PASTED: dict[str, tuple[list[str], str]] = {
    "comment-word.html": (
        ["The ministry will review the quota in May."],
        "1 comment was left out: “Is this confirmed? Ask the source before we print.” "
        "1 note reference was left out: “[AB1]”.",
    ),
    "strike-word.html": (
        ["The quota rises by 8 percent."],
        "Struck-out text was left out: “12”, “Not for print.”, “Old.”",
    ),
    "sup-word.html": (
        ["Emissions of CO₂ fall below 10⁹ tons; the site covers 45,000 m², says the notice."],
        "1 note reference was left out: “3”.",
    ),
    "wingdings.html": (
        [
            "Subsidies end in May → prices rise ☺",
            "- First measure",
            "- Second measure",
            "- Third measure",
            "Tolerance α = 5",
        ],
        "",
    ),
    "zh-source-breaks.html": (["国家发展改革委关于印发《全国重点电力用户清单管理办法》的通知"], ""),
    "safelinks.html": (
        ["See the [notice](https://www.ndrc.gov.cn/notice?id=7) and the [text](https://www.miit.gov.cn/a.html)."],
        "2 links led through a redirect or carried tracking; they now go to: "
        "“https://www.ndrc.gov.cn/notice?id=7”, “https://www.miit.gov.cn/a.html”.",
    ),
    "ol-table.html": (
        [
            "The plan has three steps:",
            "1. Survey the plants",
            "2. Set quotas",
            "3. Close what is old",
            "Step 2 takes longest.",
            "Year | Output",
            "2023 | 12.5",
            "2024 | 14.1",
        ],
        "1 table became text, one line for each row: “Year | Output”.",
    ),
    "zh-title-two-lines.txt": (["工业和信息化部等十部门关于印发《医药工业发展规划》的通知"], ""),
    "pdf-paragraph.txt": ([HYPHENATED], "1 hyphen at a line end was removed: “manufacturing”."),
    "markdown-paste.txt": (
        [
            "- **Loans** cost less from May, says the [notice](https://www.gov.cn/a)",
            "- *Quota* cut by **12 percent** for steel",
            "What it means",
            "The **ministry** acts.",
        ],
        "Markdown marks were read as formatting. To keep the marks, paste with Ctrl+Shift+V.",
    ),
}
FIELD = path("top5/e1/comment")


def mime(name: str) -> QMimeData:
    """A case as the program that shows it puts it on the clipboard or drags it."""
    data = QMimeData()
    text = (SOURCES / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        data.setHtml(text)
    else:
        data.setText(text)
    return data


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from (f"- {item.text}" for item in block.items) if isinstance(block, Bullets) else (block.text,)


def comment(program: Program) -> list[str]:
    return list(lines(program.desk.session.issue.top5[0].comment))


@pytest.fixture
def field(at_desk: Program, qtbot: QtBot) -> BlocksEdit:
    """The comment of the first entry, with the caret in it."""
    at_desk.desk.go_to(FIELD)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), BlocksEdit), timeout=PATIENCE)
    focused = QApplication.focusWidget()
    assert isinstance(focused, BlocksEdit)
    return focused


def test_cases_are_pasted_and_dropped_into_a_field(at_desk: Program, field: BlocksEdit) -> None:
    for name, (text, note) in PASTED.items():
        QGuiApplication.clipboard().setMimeData(mime(name))
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_V, CONTROL)
        assert comment(at_desk) == text, name
        assert at_desk.window.status.currentMessage() == note, "nothing about the paste before"
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        press(Qt.Key.Key_Backspace)  # a bullet that is left becomes a paragraph
        assert comment(at_desk) == []
        where = QPointF(field.cursorRect().center())
        offered = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, mime(name))
        keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(field.viewport(), QDragEnterEvent(where, *offered, *keys))
        QApplication.sendEvent(field.viewport(), QDropEvent(where, *offered, *keys))
        assert comment(at_desk) == text, name


def test_what_is_typed_stays_to_the_letter(at_desk: Program, field: BlocksEdit) -> None:
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(field, "2*1000 MW, 2*660 MW, 603***, *ST, A*STAR within the limits")
    QGuiApplication.clipboard().setText(" plus more")
    press(Qt.Key.Key_V, CONTROL)
    assert field.toPlainText() == "2*1000 MW, 2*660 MW, 603***, *ST, A*STAR within the limits plus more"
    for _ in " more":
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_X, CONTROL)
    press(Qt.Key.Key_V, CONTROL)
    assert field.toPlainText().endswith("within the limits plus more")


@pytest.mark.parametrize(
    ("name", "texts", "notes"),
    [
        (
            "mail.eml",
            ["March 12, 2025", "1. Beijing’s “new” plan"],
            ["The title “China Industries” was left out."],
        ),
        ("text-units.txt", ["March 12, 2025", "1. Coal plants are approved again"], []),
    ],
)
def test_a_newsletter_is_dropped_as_a_file(
    at_desk: Program, name: str, texts: list[str], notes: list[str], qtbot: QtBot
) -> None:
    drop_file(at_desk, SOURCES / name)
    page = import_page(at_desk, qtbot)
    assert [page.outline.item(row).text() for row in range(page.outline.count())] == texts
    assert [card.findChildren(QLabel)[-1].text() for card in page.notes] == notes
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: at_desk.desk.session.file is None, timeout=PATIENCE)
    (entry,) = at_desk.desk.session.issue.top5
    if name == "mail.eml":
        assert list(lines(entry.at_a_glance)) == ["It costs €5."]
        assert (entry.source.title_zh, entry.source.link) == (
            "国家能源局关于煤电项目的通知",
            "https://www.nea.gov.cn/a",
        )
        assert str(entry.date) == "2025-02-03"
    else:
        words = "".join([*lines(entry.at_a_glance), *lines(entry.comment)]).replace("\\", "")
        for figure in ("2*1000 MW", "2*660 MW", "603***", "688***", "*ST Zuoran", "A*STAR"):
            assert figure in words


def test_a_dropped_file_that_is_no_newsletter_is_shown_with_every_word(at_desk: Program, qtbot: QtBot) -> None:
    for name in PASTED:
        drop_file(at_desk, SOURCES / name)
        page = import_page(at_desk, qtbot)
        assert page.summary.text().startswith("No newsletter was recognized."), name
        assert not page.into_button.isEnabled()
        assert not page.source.is_empty
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: at_desk.window.navigator.page is None, timeout=PATIENCE)


def drop_file(program: Program, file: Path) -> None:
    """Drop a file on the window, as from a folder that would let it be moved."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window = program.window
    offered = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data)
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)  # a move, if the window lets it
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(window.rect().center()), *offered, *keys))
    dropped = QDropEvent(QPointF(window.rect().center()), *offered, *keys)
    QApplication.sendEvent(window, dropped)
    assert dropped.dropAction() is Qt.DropAction.CopyAction, "the file stays where it is"
