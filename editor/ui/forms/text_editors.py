"""The editors of text fields. Their widgets are in `ui/text`."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QRect, Qt, Slot
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.document.findings import Finding
from editor.document.paths import ROOT, FieldPath
from editor.document.text.inline import plain
from editor.document.text.text_range import TextRange
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext
from editor.ui.forms.web_links import open_page
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.highlights import Highlight
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.lines_edit import LinesEdit

COUNT_LIMIT = 10_000
"""Longer texts are counted as stored, not as read: parsing them would be slow."""

CHINESE_FAMILIES = ("Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC")

TextWidget = LineEdit | InlineEdit | LinesEdit | BlocksEdit


class TextEditor(FieldEditor):
    """The base of all text editors."""

    text: TextWidget
    """The widget that is typed into."""
    underlines_words = True
    lists_words = False

    def set_widget(self, text: TextWidget, widget: QWidget | None = None) -> None:
        """Use this text widget; `widget` is the widget that contains it, if there is one."""
        self.text = text
        self.widget = text if widget is None else widget
        text.paste_reported.connect(self.context.host.show_message)
        text.menu_opened.connect(self.menu_opened)
        if not isinstance(text, LinesEdit):
            text.clicked.connect(self.clicked)
        if isinstance(text, InlineEdit | BlocksEdit):
            text.link_activated.connect(self._open)

    @Slot(str)
    def _open(self, address: str) -> None:
        open_page(address, self.context.host)

    def input(self) -> QWidget:
        return self.text

    def set_read_only(self, on: bool) -> None:
        self.text.setReadOnly(on)

    @property
    def edit_label(self) -> str:
        return f"{self.text.edit_name} in {self.field_context.spec.label}"

    def merge_key(self) -> Hashable | None:
        return self.text.merge_key()

    def enter(self, subpath: FieldPath) -> bool:
        # Undo comes here too: if the caret is already in this text, it is where the change was.
        was_here = self.text.hasFocus() and self.text.current_subpath()[: len(subpath)] == subpath
        self.text.setFocus()
        if not was_here:
            self.text.place_caret(subpath)
        return True

    def deselect(self) -> None:
        if isinstance(self.text, QTextEdit):
            cursor = self.text.textCursor()
            cursor.clearSelection()
            self.text.setTextCursor(cursor)

    def subpath(self) -> FieldPath:
        return self.text.current_subpath()

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        self.text.show_highlights(highlights)

    def area(self, subpath: FieldPath, start: int) -> QRect:
        if isinstance(self.text, InlineEdit | BlocksEdit):
            return self.text.caret_area(subpath, start)
        return super().area(subpath, start)

    def selection(self) -> TextRange:
        return super().selection() if isinstance(self.text, LinesEdit) else self.text.selected_range()


class LineEditor(TextEditor):
    """One line."""

    typographic = True

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.line = LineEdit(
            field_context.accessible_name,
            description=field_context.spec.help,
            placeholder=field_context.spec.example,
            typographic=self.typographic,
            parent=parent,
        )
        self.set_widget(self.line, self.wrap_line(self.line, parent))
        self.line.text_edited.connect(self.edited.emit)

    def wrap_line(self, line: LineEdit, parent: QWidget) -> QWidget:
        """Return the widget that contains the line, or the line itself."""
        return line

    def show_value(self, value: str) -> None:
        self.line.set_text(value)

    def length(self, value: str) -> int:
        return len(value.strip())


class ChineseEditor(LineEditor):
    """One line of Chinese, in a font that has the characters."""

    typographic = False

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        font = self.line.font()
        font.setFamilies([*font.families(), *CHINESE_FAMILIES])
        self.line.setFont(font)
        self.line.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript))


class MailEditor(LineEditor):
    """An email address."""

    typographic = False

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)


class InlineEditor(TextEditor):
    """One paragraph of limited Markdown."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.inline = InlineEdit(
            field_context.accessible_name,
            description=field_context.spec.help,
            placeholder=_hint(field_context),
            parent=parent,
        )
        self.set_widget(self.inline)
        self.inline.text_edited.connect(self.edited.emit)
        self.inline.caret_moved.connect(self.caret_moved.emit)

    def show_value(self, value: str) -> None:
        self.inline.set_text(value)

    def length(self, value: str) -> int:
        return len(plain(value).strip()) if len(value) <= COUNT_LIMIT else len(value)


class LinesEditor(TextEditor):
    """Several lines, each printed as a line."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.lines = LinesEdit(
            field_context.accessible_name,
            description=field_context.spec.help,
            placeholder=_hint(field_context),
            parent=parent,
        )
        self.set_widget(self.lines)
        self.lines.lines_edited.connect(self.edited.emit)

    def show_value(self, value: tuple[str, ...]) -> None:
        self.lines.set_lines(value)


class BlocksEditor(TextEditor):
    """Paragraphs and bullet lists."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.blocks = BlocksEdit(
            field_context.accessible_name,
            description=field_context.spec.help,
            placeholder=_hint(field_context),
            parent=parent,
        )
        self.set_widget(self.blocks)
        self._subpath = ROOT
        self.blocks.blocks_edited.connect(self.edited.emit)
        self.blocks.caret_moved.connect(self.caret_moved.emit)
        self.blocks.caret_moved.connect(self._watch)

    @Slot()
    def _watch(self) -> None:
        subpath = self.blocks.current_subpath()
        if subpath != self._subpath:
            self._subpath = subpath
            self.block_entered.emit()

    def show_value(self, value: Any) -> None:
        self.blocks.set_blocks(value)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        depth = len(self.field_context.path)
        marks = [(FieldPath(finding.path[depth:]), finding.level) for finding in findings if len(finding.path) > depth]
        self.blocks.set_finding_levels(marks)


def _hint(field_context: FieldContext) -> str:
    """Return the placeholder: the example, or the help if a compact field does not show it below."""
    return field_context.spec.example or (field_context.spec.help if field_context.compact else "")
