"""The appearance: contrast, colour schemes, text sizes, icons."""

import re
from dataclasses import asdict
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.ui.look import icon_set
from editor.ui.look.look import Look, Scheme
from editor.ui.look.motion import duration
from editor.ui.look.palette import palette
from editor.ui.look.stylesheet import stylesheet
from editor.ui.look.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, PEOPLE, Tokens, tokens_of
from tests.gui.conftest import PATIENCE

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast-light": CONTRAST_LIGHT, "contrast-dark": CONTRAST_DARK}
TEXT = 4.5
AAA = 7.0
EDGE = 3.0
TINTS = ("tint_comment", "tint_current", "tint_found", "tint_inserted", "tint_deleted")
GROUNDS = ("base", "surface", "raised", "hover", "selection", "tint", *TINTS)
PERSONS = tuple(f"person_{number}" for number in range(1, PEOPLE + 1))
WORDS = ("ink", "ink_soft", "accent_text", "error", "warning", "ok", "link")


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", SCHEMES.values(), ids=SCHEMES)
def test_every_colour_pair_has_enough_contrast(tokens: Tokens) -> None:
    text = AAA if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else TEXT
    pairs = [
        *((word, ground, text) for word, ground in product((*WORDS, *PERSONS), GROUNDS)),
        *((word, f"tint_{person}", text) for person in PERSONS for word in (person, "ink", "error", "link")),
        ("on_accent", "accent", text),
        ("ink", "highlight", text),
        ("surface", "ok", text),
        *((edge, ground, EDGE) for edge in ("edge", "accent", "focus") for ground in ("base", "surface", "raised")),
        *(("focus", ground, EDGE) for ground in ("hover", "selection")),
    ]
    assert not [
        (colour, ground)
        for colour, ground, least in pairs
        if contrast(getattr(tokens, colour), getattr(tokens, ground)) < least
    ]


@pytest.mark.parametrize("tokens", SCHEMES.values(), ids=SCHEMES)
def test_the_sign_of_focus_does_not_look_like_an_error(tokens: Tokens) -> None:
    hue, error = QColor(tokens.focus).hue(), QColor(tokens.error).hue()
    assert min(abs(hue - error), 360 - abs(hue - error)) > 60
    rules = re.sub(r"/\*.*?\*/", "", stylesheet(tokens), flags=re.DOTALL).split("}")
    focused = [rule for rule in rules if ":focus" in rule.split("{")[0] and "border" in rule]
    assert len(focused) > 8
    assert not [rule for rule in focused if tokens.accent in rule or tokens.error in rule]


def test_the_system_can_ask_for_high_contrast(qapp: QApplication) -> None:
    asked = Look(
        qapp,
        system_scheme=lambda: Qt.ColorScheme.Dark,
        system_contrast=lambda: Qt.ContrastPreference.HighContrast,
    )
    asked.apply(Scheme.SYSTEM, 100)
    assert asked.tokens is CONTRAST_DARK
    asked.apply(Scheme.LIGHT, 100)  # for other tests


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_a_box_keeps_all_its_letters_when_it_is_ticked_and_has_the_focus(
    look: Look, qtbot: QtBot, text_size: int
) -> None:
    look.apply(Scheme.LIGHT, text_size)
    try:
        box = QCheckBox("Publication needs approvals")
        qtbot.addWidget(box)
        with qtbot.waitActive(box, timeout=PATIENCE):
            box.show()
            box.activateWindow()
        box.clearFocus()  # the only widget of a window has it at once
        plain = letters(box)
        assert plain
        box.setFocus()
        assert box.hasFocus()
        box.setChecked(True)
        assert letters(box) == plain
    finally:
        look.apply(Scheme.LIGHT, 100)


@pytest.mark.parametrize("role", ["", "plain", "primary"])
def test_a_button_has_one_frame_when_it_has_the_focus(look: Look, qtbot: QtBot, role: str) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, button = QPushButton("Take the Tour"), QPushButton("Not Now")
    for one in (first, button):
        one.setProperty("role", role)
        column.addWidget(one)
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=PATIENCE):
        window.show()
        window.activateWindow()
    first.setFocus()
    within = button.rect().adjusted(4, 4, -4, -4)
    plain, whole = button.grab(within).toImage(), button.grab().toImage()
    QTest.keyClick(first, Qt.Key.Key_Tab)  # only then does a style show the focus
    assert button.hasFocus()
    assert button.grab(within).toImage() == plain
    assert button.grab().toImage() != whole


def letters(box: QCheckBox) -> set[tuple[int, int]]:
    """The pixels in the colour of text, right of the box itself."""
    image = box.grab().toImage()
    begins = 2 * box.fontMetrics().height()
    ink = QColor(LIGHT.ink)
    pixels = ((x, y) for x in range(begins, image.width()) for y in range(image.height()))
    return {(x, y) for x, y in pixels if image.pixelColor(x, y) == ink}


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", SCHEMES.values(), ids=SCHEMES)
def test_tokens_are_found_from_a_palette(tokens: Tokens) -> None:
    assert tokens_of(palette(tokens)) is tokens


def test_disabled_words_differ_in_the_palette() -> None:
    made = palette(LIGHT)
    enabled = made.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) != enabled


@pytest.mark.parametrize("tokens", SCHEMES.values(), ids=SCHEMES)
def test_the_stylesheet_has_no_colour_of_its_own(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", stylesheet(tokens)))
    assert used <= set(asdict(tokens).values())


def test_every_icon_is_drawn_in_the_requested_colour() -> None:
    for name in icon_set.names():
        drawn = icon_set.pixmap(name, "#00FF00", 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        pixels = [drawn.pixelColor(x, y) for x, y in product(range(24), range(24))]
        inked = [colour for colour in pixels if colour.alpha() > 200]
        assert inked, name
        assert all(colour.green() > 200 > colour.red() for colour in inked), name


def test_icons_follow_the_scheme(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton(window)
    icon_set.set_icon(button, "save")
    light = ink_of(button.icon())
    look.apply(Scheme.DARK, 100)
    assert ink_of(button.icon()) > light + 100


def ink_of(icon: QIcon) -> int:
    """The lightness of the strongest pixel."""
    image = icon.pixmap(QSize(32, 32)).toImage()
    pixels = [image.pixelColor(x, y) for x, y in product(range(image.width()), range(image.height()))]
    return max(pixels, key=lambda colour: colour.alpha()).lightness()


def test_text_size_reaches_fields_and_labels(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    heading, field = QLabel("Heading"), QLineEdit()
    heading.setProperty("role", "heading")
    for widget in (heading, field):
        layout.addWidget(widget)
    window.show()
    heading_before, field_before = heading.sizeHint().height(), field.sizeHint().height()
    look.apply(Scheme.LIGHT, 200)
    assert heading.sizeHint().height() > 1.8 * heading_before
    assert field.sizeHint().height() > 1.8 * field_before


@pytest.mark.parametrize(("asked", "shown"), [(20, 1.0), (150, 1.5), (900, 2.0)])
def test_text_size_is_limited(look: Look, asked: int, shown: float) -> None:
    look.apply(Scheme.LIGHT, asked)
    assert look.scale == shown


def test_the_system_scheme_is_followed_only_if_set(qapp: QApplication, qtbot: QtBot) -> None:
    system = Qt.ColorScheme.Dark
    look = Look(qapp, system_scheme=lambda: system)
    look.apply(Scheme.SYSTEM, 100)
    assert look.tokens is DARK
    system = Qt.ColorScheme.Light
    with qtbot.waitSignal(look.changed, timeout=PATIENCE):
        qapp.styleHints().colorSchemeChanged.emit(system)
    assert look.tokens is LIGHT
    look.apply(Scheme.DARK, 100)
    with qtbot.assertNotEmitted(look.changed):
        qapp.styleHints().colorSchemeChanged.emit(system)
    assert look.tokens is DARK
    look.apply(Scheme.LIGHT, 100)  # the application has one look, and the other tests' object knows nothing of this one


def test_motion_is_reduced_as_the_desktop_or_the_user_asks(qapp: QApplication) -> None:
    asked = [Qt.MotionPreference.NoPreference]
    has_effects = qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    look = Look(qapp, system_motion=lambda: asked[0])
    assert duration(180) == 180
    look.reduce_motion(True)
    assert duration(180) == 0
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    look.reduce_motion(False)
    assert duration(180) == 180
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo) == has_effects
    asked[0] = Qt.MotionPreference.ReducedMotion
    qapp.styleHints().accessibility().motionPreferenceChanged.emit(asked[0])
    assert duration(180) == 0
    asked[0] = Qt.MotionPreference.NoPreference
    look.reduce_motion(False)
    assert duration(180) == 180
