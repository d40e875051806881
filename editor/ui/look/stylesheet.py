"""The stylesheet of the application, built from the tokens and the text size.

Rules select widgets by the dynamic properties `role` and `level`. Lengths follow a grid of 8 pixels at 100 percent;
font sizes are in points, so that they scale with the resolution of the screen.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from editor.ui.look.tokens import Tokens

TEXT_POINTS = 11.0
"""Font size of body text at 100 percent, in points."""

_ICONS = Path(__file__).parent / "icons"

# Font sizes relative to body text.
_TYPE = {"display": 1.9, "heading": 1.5, "section": 1.13, "label": 0.95, "small": 0.9}

_RULES = Template("""
QMainWindow, QDialog { background: $surface; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: ${quarter}px ${half}px; }

QLabel[role="display"] { font-size: ${display}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="section"] { font-size: ${section}pt; font-weight: 600; }
QLabel[role="eyebrow"] { font-size: ${small}pt; font-weight: 600; color: $accent_text; letter-spacing: 1px; }
QLabel[role="field-label"] { font-size: ${label}pt; font-weight: 600; }
QLabel[role="help"], QLabel[role="note"] { font-size: ${small}pt; color: $ink_soft; }
QLabel[role="counter"] { font-size: ${small}pt; color: $ink_soft; }
QLabel[role="counter"][level="warning"] { color: $warning; }
QLabel[role="problem-error"] { font-size: ${small}pt; color: $error; }
QLabel[role="problem-warning"] { font-size: ${small}pt; color: $warning; }
QLabel[role="keys"] { font-size: ${small}pt; font-weight: 600; }
QLabel:disabled { color: $ink_faint; }

QLineEdit, QTextEdit, QPlainTextEdit, QDateEdit, QSpinBox, QComboBox {
    background: $base; color: $ink; border: 1px solid $edge; border-radius: ${radius}px;
    padding: ${input_v}px ${input_h}px; selection-background-color: $highlight; selection-color: $ink;
}
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QSpinBox:focus, QComboBox:focus {
    border: 2px solid $focus; padding: ${input_v_focus}px ${input_h_focus}px;
}
/* Multi-line texts have an extra margin for the marks of findings. */
QTextEdit { padding: ${text_v}px ${text_h}px; }
QTextEdit:focus { padding: ${text_v_focus}px ${text_h_focus}px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $surface; color: $ink_soft; border-color: $line;
}
QLineEdit:read-only, QTextEdit:read-only { background: $surface; border-color: $line; }
QLineEdit:read-only:focus, QTextEdit:read-only:focus { border-color: $edge; }
/* Read-only: no frame without focus. */
QTextBrowser[role="differences"] { background: transparent; color: $ink; border: 2px solid transparent; padding: 0; }
QTextBrowser[role="differences"]:focus { border-color: $focus; padding: 0; }
QComboBox { padding-right: ${three}px; }
QComboBox::drop-down { border: none; width: ${three}px; }
QComboBox::down-arrow { image: url("$arrow"); width: ${arrow_size}px; height: ${arrow_size}px; }
QComboBox QAbstractItemView, QListView[role="completions"] {
    background: $raised; color: $ink; border: 1px solid $line;
    selection-background-color: $selection; selection-color: $ink;
}

QPushButton {
    background: $raised; color: $ink; border: 1px solid $edge; border-radius: ${radius}px;
    padding: ${button_v}px ${button_h}px;
}
QPushButton { icon-size: ${icon}px; }
/* The frame is the one sign of focus: the style would draw a second one around the words, in the accent. */
QPushButton, QToolButton, QCheckBox, QTabBar { outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $focus; padding: ${button_v_focus}px ${button_h_focus}px; }
QPushButton:disabled { color: $ink_faint; border-color: $line; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: $ink; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $hover; color: $ink_faint; border-color: $line; }
QPushButton[role="plain"] {
    background: transparent; border-color: transparent; color: $link; text-align: left; padding-left: ${half}px;
    padding-right: ${half}px;
}
QPushButton[role="plain"]:hover { background: $hover; }
QPushButton[role="plain"]:focus {
    border: 2px solid $focus; padding-left: ${half_focus}px; padding-right: ${half_focus}px;
}

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: ${quarter}px ${quarter}px; qproperty-iconSize: ${icon}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $focus; }
QToolButton[role="mode"] { padding: ${quarter}px ${one}px; margin-right: ${half}px; }
QToolButton[role="mode"][mode="suggesting"] { color: $ok; font-weight: 600; }
QToolButton[role="mode"][mode="reading"] { color: $ink_soft; }
QToolButton:disabled { color: $ink_faint; }
QToolButton[role="comment-icon"] { padding: 0; border: none; qproperty-iconSize: ${comment_icon}px; }
QToolButton::menu-indicator { image: none; }

QTabBar { background: $surface; }
QTabBar::tab {
    background: transparent; color: $ink_soft; border: none; border-bottom: 2px solid transparent;
    padding: ${half}px ${one}px; margin-left: ${half}px;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar:focus { border: 1px solid $focus; }

QCheckBox { spacing: ${half}px; border: 2px solid transparent; border-radius: ${radius}px; margin-left: -2px; }
/* Around box and words: in a checked box, which is filled, a frame would not be seen. */
QCheckBox:focus { border-color: $focus; }
QCheckBox::indicator, QTableView::indicator {
    width: ${box}px; height: ${box}px; border: 1px solid $edge; border-radius: 3px; background: $base;
}
QCheckBox::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check");
}
QCheckBox:disabled { color: $ink_faint; }
QSlider:horizontal { min-height: ${three}px; }
QSlider::groove:horizontal { height: ${half}px; border-radius: ${quarter}px; background: $line; }
QSlider::sub-page:horizontal { background: $edge; border-radius: ${quarter}px; }
QSlider::handle:horizontal {
    width: ${box}px; height: ${box}px; margin: -${overlap}px 0; border-radius: ${half_box}px;
    background: $raised; border: 1px solid $edge;
}
QSlider::handle:horizontal:focus { border: 2px solid $focus; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: ${card_radius}px; }
QScrollArea[role="margin"][below="true"] { border-top: 1px solid $line; }
QFrame[role="annotation"] {
    background: $raised; border: 1px solid $line; border-radius: ${card_radius}px; padding: 1px;
}
QFrame[role="annotation"]:hover { border-color: $edge; }
QFrame[role="annotation"][current="true"] { background: $base; border-color: $edge; }
QFrame[role="annotation"]:focus { border: 2px solid $focus; padding: 0; }
/* The colours of people, beside their names. */
QFrame[role="annotation"][person="1"] { border-left: ${quarter}px solid $person_1; }
QLabel[role="author"][person="1"] { color: $person_1; }
QFrame[role="annotation"][person="2"] { border-left: ${quarter}px solid $person_2; }
QLabel[role="author"][person="2"] { color: $person_2; }
QFrame[role="annotation"][person="3"] { border-left: ${quarter}px solid $person_3; }
QLabel[role="author"][person="3"] { color: $person_3; }
QFrame[role="annotation"][person="4"] { border-left: ${quarter}px solid $person_4; }
QLabel[role="author"][person="4"] { color: $person_4; }
QFrame[role="annotation"][person="5"] { border-left: ${quarter}px solid $person_5; }
QLabel[role="author"][person="5"] { color: $person_5; }
QFrame[role="annotation"][person="6"] { border-left: ${quarter}px solid $person_6; }
QLabel[role="author"][person="6"] { color: $person_6; }
QFrame[role="annotation"] QLabel { font-size: ${label}pt; }
QFrame[role="annotation"] QLabel[role="author"] { font-size: ${small}pt; font-weight: 600; }
QFrame[role="annotation"] QLabel[role="help"] { font-size: ${small}pt; }
QFrame[role="annotation"] QLabel[role="problem-warning"] { font-size: ${small}pt; }
QFrame[role="annotation"] QTextEdit { font-size: ${label}pt; }
QPushButton[compact="true"] { padding: ${quarter}px ${one}px; font-size: ${small}pt; }
QPushButton[compact="true"]:focus { padding: ${small_v_focus}px ${small_h_focus}px; }
QPushButton[role="fix"][compact="true"], QPushButton[role="fix"][compact="true"]:focus { padding: 0 1px; }
QFrame[role="tour"] { background: $raised; border: 2px solid $focus; border-radius: ${card_radius}px; }
QFrame[role="pointer"] { background: transparent; border: 3px solid $focus; border-radius: ${card_radius}px; }
QFrame[role="finder"] { background: $raised; border: 2px solid $edge; border-radius: ${card_radius}px; }
QFrame[role="field"] { background: transparent; border: none; }
QFrame[role="link-bar"], QFrame[role="bar"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[role="link-bar"] { border-bottom: 1px solid $line; }
QFrame[role="head"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="banner"] {
    background: $raised; border: none; border-left: 4px solid $ink_soft; border-bottom: 1px solid $line;
}
QFrame[role="banner"][level="error"] { border-left-color: $error; }
QFrame[role="banner"][level="warning"] { border-left-color: $warning; background: $tint; }
QFrame[role="banner"][level="ok"] { border-left-color: $ok; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

/* A compound input: the frame looks like an input, the line edit in it has no frame. */
QFrame[role="input"] { background: $base; border: 1px solid $edge; border-radius: ${radius}px; }
QFrame[role="input"][active="true"] { border: 2px solid $focus; }
QFrame[role="input"][reading="true"] { background: $surface; border-color: $line; }
QFrame[role="input"][reading="true"][active="true"] { border: 2px solid $edge; }
QFrame[role="input"]:disabled { background: $surface; border-color: $line; }
QLineEdit[role="bare"], QLineEdit[role="bare"]:focus, QLineEdit[role="bare"]:disabled {
    background: transparent; border: none; padding: ${input_v}px ${input_h}px;
}
QFrame[role="token"] { background: $hover; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[role="token"][unknown="true"] { border: 1px dashed $edge; }
QFrame[role="token"][active="true"] { background: $selection; border: 1px solid $focus; }
QFrame[role="token"] QToolButton { padding: 0; border: none; qproperty-iconSize: ${small_icon}px; }
QPushButton[role="fix"] {
    background: transparent; border: none; border-radius: 0; color: $link; font-size: ${small}pt; padding: 0 1px;
    text-align: left;
}
QPushButton[role="fix"]:hover, QPushButton[role="fix"]:focus { text-decoration: underline; }
QPushButton[role="fix"]:focus { border-bottom: 2px solid $focus; padding: 0 1px; }
QPushButton[role="add"] {
    background: transparent; border-color: transparent; color: $link; text-align: left; padding-left: ${half}px;
}
QPushButton[role="add"]:hover { background: $hover; }
QPushButton[role="add"]:focus { border: 2px solid $focus; padding-left: ${quarter}px; }
QLabel[role="number"] { font-size: ${small}pt; font-weight: 600; color: $ink_soft; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QAbstractItemView { background: $raised; }
QCalendarWidget QAbstractItemView:disabled { color: $ink_faint; }

QListView, QTreeView, QTableView {
    background: $surface; color: $ink; border: none; outline: none; alternate-background-color: $surface;
}
QListView::item, QTreeView::item {
    padding: ${quarter}px ${half}px; border: 2px solid transparent; border-left: 3px solid transparent; color: $ink;
}
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selection; border-left: 3px solid $accent; }
QListView::item:focus, QTreeView::item:focus { border: 2px solid $focus; border-left: 3px solid $focus; }
QListView:focus, QTreeView:focus { border: none; }
/* A row of several columns, or of a narrow side bar: the bar would be in each cell. */
QFileDialog QTreeView::item, QFileDialog QTreeView::item:selected,
QFileDialog QListView::item, QFileDialog QListView::item:selected { border: none; padding: ${quarter}px; }
QFileDialog QTreeView { background: $base; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTableView::item { padding: 0 ${half}px; border: none; color: $ink; }
QTableView::item:selected { background: $selection; color: $ink; }
QTableView::item:focus { border: 2px solid $focus; }
QTableView QLineEdit { border-radius: 0; padding: 0 ${quarter}px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab {
    background: transparent; color: $ink_soft; border: none; border-bottom: 3px solid transparent;
    padding: ${half}px ${one}px;
}
QTabBar::tab:selected { color: $ink; border-bottom: 3px solid $accent; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { background: $selection; }
QHeaderView::section {
    background: $surface; color: $ink_soft; border: none; border-bottom: 1px solid $line; padding: ${half}px;
    font-size: ${small}pt; font-weight: 600;
}

QToolBar { background: $surface; border: none; border-bottom: 1px solid $line; spacing: ${quarter}px;
    padding: ${quarter}px ${one}px; }
QToolBar::separator { background: $line; width: 1px; margin: ${half}px ${half}px; }
QMenuBar { background: $surface; color: $ink; padding: ${eighth}px ${half}px; }
QMenuBar::item { padding: ${quarter}px ${one}px; border-radius: ${radius}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; color: $ink; border: 1px solid $line; padding: ${quarter}px 0; }
QMenu::item { padding: ${button_v}px ${four}px ${button_v}px ${three}px; background: transparent; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $ink_faint; }
QMenu::icon { padding-left: ${half}px; }
QMenu::separator { height: 1px; background: $line; margin: ${quarter}px ${one}px; }
QStatusBar { background: $surface; color: $ink_soft; border-top: 1px solid $line; font-size: ${small}pt; }
QStatusBar::item { border: none; }
QStatusBar QLabel, QStatusBar QToolButton { font-size: ${small}pt; color: $ink_soft; padding: ${eighth}px ${half}px; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $edge; }
QScrollArea { background: transparent; border: none; }
QScrollArea[role="reading"] { border: 2px solid transparent; }
QScrollArea[role="reading"]:focus { border-color: $focus; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $edge; border-radius: ${bar_radius}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${four}px; }
QScrollBar::handle:horizontal { min-width: ${four}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $hover; border: none; border-radius: ${quarter}px; height: ${half}px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: ${quarter}px; }
""")


def stylesheet(tokens: Tokens, scale: float = 1.0) -> str:
    """Return the stylesheet; `scale` is the text size, 1.0 for 100 percent."""
    points = {name: f"{TEXT_POINTS * scale * factor:.1f}" for name, factor in _TYPE.items()}
    lengths = {
        "eighth": 1,
        "quarter": 2,
        "half": 4,
        "one": 8,
        "three": 24,
        "four": 32,
        "radius": 4,
        "card_radius": 6,
        "input_v": 5,
        "input_h": 8,
        "small_v": 2,
        "small_h": 8,
        "text_v": 1,
        "text_h": 3,
        "button_v": 5,
        "button_h": 14,
        "arrow_size": 12,
        "bar": 12,
        "icon": 18,
        "small_icon": 12,
        "comment_icon": 14,
        "box": 16,
        "half_box": 8,
        "overlap": 7,
    }
    scaled = {name: round(pixels * scale) for name, pixels in lengths.items()}
    # The focus border is one pixel wider; the padding gives it up, so that nothing moves.
    thick = {
        f"{name}_focus": scaled[name] - 1
        for name in ("input_v", "input_h", "text_v", "text_h", "small_v", "small_h", "button_v", "button_h", "half")
    }
    return _RULES.substitute(
        asdict(tokens),
        **points,
        **scaled,
        **thick,
        bar_radius=max(2, scaled["bar"] // 2 - 2),
        arrow=(_ICONS / "arrow.svg").as_posix(),
        check=(_ICONS / "check.svg").as_posix(),
    )
