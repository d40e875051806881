"""Pasting into the text inputs, and the messages about what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QGuiApplication, QImage, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT, path
from editor.formats.clipboard.pasted_html import MOST_HTML
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from schemas import Block
from tests.gui.text.writing import (
    CONTROL,
    SHIFT,
    Key,
    Move,
    blocks_editor,
    bullets,
    copy,
    drop,
    go,
    outline,
    paragraph,
    paste,
    press,
    show_focused,
    write,
)

WORD = (Path(__file__).parents[2] / "fixtures" / "clipboard" / "word.html").read_text(encoding="utf-8")
FIVE = "one\ntwo\nthree\nfour\nfive"


@pytest.fixture
def edit(qtbot: QtBot) -> BlocksEdit:
    return show_focused(qtbot, blocks_editor())


@pytest.fixture
def inline(qtbot: QtBot) -> InlineEdit:
    return show_focused(qtbot, InlineEdit("Text"))


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [line.split(" ", 1)[1] for line in outline(blocks)]


def test_five_lines_make_five_bullets(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="zero", b=""),))
    edit.place_caret(path("l1/items/b/text"))
    copy(FIVE)
    paste(edit)
    assert texts(edit.blocks()) == ["- zero", "- one", "- two", "- three", "- four", "- five"]
    assert [block.id for block in edit.blocks()] == ["l1"]
    assert edit.current_subpath() == path("l1/items/n4/text")


def test_five_lines_make_five_paragraphs(edit: BlocksEdit) -> None:
    copy(FIVE)
    paste(edit)
    assert texts(edit.blocks()) == FIVE.split("\n")


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        (3, "x", ["onexend"]),
        (3, "x\ny", ["onex", "yend"]),
        (0, "x\ny", ["x", "y", "oneend"]),
        (6, "x\ny", ["oneendx", "y"]),
        (3, "x\n- y", ["onex", "- y", "end"]),
        (3, "- x\n- y", ["one", "- x", "- y", "end"]),
        (0, "- x\n- y", ["- x", "- y", "oneend"]),
        (6, "- x", ["oneendx"]),
    ],
)
def test_pasting_into_a_paragraph(edit: BlocksEdit, at: int, text: str, expected: list[str]) -> None:
    edit.set_blocks((paragraph("p1", "oneend"),))
    go(edit, Move.Right, at)
    copy(text)
    paste(edit)
    assert texts(edit.blocks()) == expected
    write(edit, "!")
    last = text.replace("- ", "").split("\n")[-1]
    assert any(f"{last}!" in line for line in texts(edit.blocks()))


def test_word_keeps_bold_italics_links_and_bullets(edit: BlocksEdit) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    copy("plain", WORD)
    paste(edit)
    assert texts(edit.blocks()) == [
        "**Two ministries act.** Loans for *small* firms cost less from May, the "
        "[**notice** says](https://www.example.org/notice?id=7&lang=en); see the draft. 数据",
        "- Cheaper **credit** lines",
        "- For two years",
        "1. Counted from May",
    ]
    (sentence,) = emitted
    assert sentence.startswith("Removed 1 link with an unsupported address")
    assert "Struck-out text was left out: “June”." in sentence


def test_a_paragraph_field_joins_pasted_paragraphs(inline: InlineEdit) -> None:
    inline.set_text("a  b")
    go(inline, Move.Right, 2)
    copy("", "<p>one <b>two</b></p><ul><li><i>three</i></li></ul>")
    paste(inline)
    assert inline.text() == "a one **two** *three* b"


def test_pasting_as_plain_text(inline: InlineEdit) -> None:
    inline.set_text("**ab**")
    go(inline, Move.Right)
    copy("one two", "<i>one two</i>")
    press(inline, Key.Key_V, with_=CONTROL | SHIFT)
    assert inline.text() == "**aone twob**"
    paste(inline)
    assert inline.text() == "**aone two***one two***b**"


def test_pasting_an_address_over_a_selection_makes_a_link(inline: InlineEdit) -> None:
    inline.set_text("see the notice")
    inline.select_text(ROOT, 8, 6)
    copy(" https://a.cn/x \n")
    paste(inline)
    assert inline.text() == "see the [notice](https://a.cn/x)"
    go(inline, Move.End)
    paste(inline)
    assert inline.text() == "see the [notice](https://a.cn/x)https://a.cn/x"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "see https://a.cn"])
def test_pasting_other_text_over_a_selection_replaces_it(inline: InlineEdit, address: str) -> None:
    inline.set_text("notice")
    inline.selectAll()
    copy(address)
    paste(inline)
    assert inline.text() == address


def test_a_megabyte_is_truncated_and_reported(edit: BlocksEdit) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    copy(("letter " * 142_857).strip())
    paste(edit)
    assert emitted == [
        "Pasted the first 30,000 characters; 969,998 were left out. "
        "Paragraphs of more than 4,000 characters were split."
    ]
    assert len(edit.toPlainText()) == 30_000
    paste(edit)
    assert emitted[1:] == ["Nothing was pasted: this field is full. Shorten its text first."]
    edit.selectAll()
    copy("short")
    paste(edit)
    assert texts(edit.blocks()) == ["short"]


def test_a_very_long_word_wraps_anywhere(edit: BlocksEdit) -> None:
    modes = QTextOption.WrapMode
    for text, mode in [
        ("x" * 100_000, modes.WrapAnywhere),
        ("数" * 100_000, modes.WrapAtWordBoundaryOrAnywhere),
        ("letter " * 2_000, modes.WrapAtWordBoundaryOrAnywhere),
    ]:
        edit.set_blocks(())
        edit.set_blocks((paragraph("p1", text),))
        assert edit.wordWrapMode() is mode
        edit.selectAll()
        copy(text)
        paste(edit)
        assert edit.wordWrapMode() is modes.WrapAtWordBoundaryOrAnywhere, "pasted text is split into paragraphs"
    go(edit, Move.Start)
    write(edit, "a")
    assert edit.blocks()[0].text.startswith("aletter letter")  # type: ignore[union-attr]


def test_overlong_html_is_pasted_as_text(edit: BlocksEdit) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    copy("the words", "<p>" + " " * MOST_HTML + "</p>")
    paste(edit)
    assert texts(edit.blocks()) == ["the words"]
    assert emitted == ["The pasted text is too long to keep its bold, italics and links."]


def test_control_characters_are_left_out(edit: BlocksEdit) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    copy("a\x00b\x07c\ufffcd\u2028e 🙂 שלום")
    paste(edit)
    assert texts(edit.blocks()) == ["abcd e 🙂 שלום"]
    assert emitted == ["3 characters that cannot be shown were left out."]


def test_pictures_and_files_are_rejected(edit: BlocksEdit, tmp_path: Path) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    shown_content = QMimeData()
    shown_content.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(shown_content)
    paste(edit)
    assert emitted == ["Pictures cannot be pasted here."]
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "issue.json"))])
    assert not edit.canInsertFromMimeData(file)
    assert edit.blocks() == ()


def test_copying_and_pasting_round_trip(edit: BlocksEdit) -> None:
    blocks = (
        paragraph("p1", "A **bold** and *soft* [link](https://a.cn/?a=1&b=2) <tag> 🙂"),
        bullets("l1", a="one", b="***two***"),
        paragraph("p2", "End"),
    )
    edit.set_blocks(blocks)
    press(edit, Key.Key_A, Key.Key_C, with_=CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "A bold and soft link <tag> 🙂\n- one\n- two\nEnd"
    assert "<li>one</li><li><b><i>two</i></b></li>" in data.html()
    press(edit, Key.Key_Delete)
    assert edit.blocks() == ()
    paste(edit)
    assert texts(edit.blocks()) == texts(blocks)
    paste(edit)
    ids = [line.split(" ")[0] for line in outline(edit.blocks())]
    assert len(set(ids)) == len(ids)


def test_part_of_a_bullet_is_copied_without_the_bullet(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one two"),))
    edit.select_text(path("l1/items/a/text"), 4, 3)
    press(edit, Key.Key_X, with_=CONTROL)
    assert QGuiApplication.clipboard().text() == "two"
    assert texts(edit.blocks()) == ["- one "]


def test_dropping_is_like_pasting(edit: BlocksEdit) -> None:
    edit.set_blocks((paragraph("p1", "ab"),))
    go(edit, Move.Right)
    emitted: list[object] = []
    edit.blocks_edited.connect(emitted.append)
    data = QMimeData()
    data.setHtml("<p><b>x</b><script>alert(1)</script></p>")
    assert drop(edit, data, QPointF(edit.cursorRect().center())) is Qt.DropAction.CopyAction, "the source stays"
    assert texts(edit.blocks()) == ["a**x**b"]
    assert emitted == [edit.blocks()]


def test_a_part_of_a_line_is_pasted_with_its_spaces(inline: InlineEdit) -> None:
    inline.set_text("limits")
    go(inline, Move.End)
    copy(" plus more")
    paste(inline)
    assert inline.text() == "limits plus more"
    copy(" of all", "<p class=MsoNormal><b>of</b> all</p>")
    paste(inline)
    assert inline.text() == "limits plus more **of** all"


def test_cut_and_paste_keeps_a_space(inline: InlineEdit) -> None:
    inline.set_text("alpha beta gamma")
    inline.select_text(ROOT, 5, 5)
    press(inline, Key.Key_X, with_=CONTROL)
    assert inline.text() == "alpha gamma"
    press(inline, Key.Key_V, with_=CONTROL)
    assert inline.text() == "alpha beta gamma"


def test_markdown_is_formatted_unless_pasted_as_plain_text(edit: BlocksEdit) -> None:
    emitted: list[str] = []
    edit.paste_reported.connect(emitted.append)
    text = "The **ministry** acts, says [it](https://a.cn/b), with 2*1000 MW and 2*660 MW."
    copy(text)
    paste(edit)
    assert texts(edit.blocks()) == [
        r"The **ministry** acts, says [it](https://a.cn/b), with 2\*1000 MW and 2\*660 MW.",
    ]
    assert emitted == ["Markdown marks were read as formatting. To keep the marks, paste with Ctrl+Shift+V."]
    edit.selectAll()
    press(edit, Key.Key_V, with_=CONTROL | SHIFT)
    assert edit.toPlainText() == text


def test_words_that_are_dragged_here_stay_in_the_other_program(edit: BlocksEdit, qtbot: QtBot) -> None:
    """The other program does what it was told while the words were over the field: to copy, whatever it offers."""
    line = LineEdit("Title")
    qtbot.addWidget(line)
    data = QMimeData()
    data.setText("words")
    offered = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data)
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)  # a move, if the field lets it
    for widget in (edit.viewport(), line):
        QApplication.sendEvent(widget, QDragEnterEvent(QPointF(5, 5), *offered, *keys))
        event = QDragMoveEvent(QPointF(5, 5), *offered, *keys)
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction
