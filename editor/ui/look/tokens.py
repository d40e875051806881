"""The colours by purpose, for the light and the dark scheme, and for both with high contrast.

All pairs of text or control and background meet WCAG 2.2 AA: 4.5:1 for text, 3:1 for borders
(https://www.w3.org/TR/WCAG22/#contrast-minimum). With high contrast, text meets AAA: 7:1. A test computes the ratios.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as `#RRGGBB`."""

    ink: str
    """Text."""
    ink_soft: str
    """Secondary text: help, counters."""
    ink_faint: str
    """Disabled text; exempt from the contrast rules."""
    base: str
    """Background of inputs."""
    surface: str
    """Background of the window."""
    raised: str
    """Background of cards, banners and panels."""
    hover: str
    """Background under the mouse pointer."""
    line: str
    """Separators."""
    edge: str
    """Border of inputs and buttons."""
    focus: str
    """Border of what has the focus: not red, which stands for errors and the brand."""
    accent: str
    """The brand's red: primary button, edge of the selected row. Not for decoration."""
    accent_text: str
    """The accent for text."""
    on_accent: str
    error: str
    warning: str
    ok: str
    selection: str
    """Background of a selected row."""
    highlight: str
    """Background of selected text."""
    link: str
    tint: str
    """Background of a highlighted warning."""
    tint_comment: str
    """Background of text with a comment."""
    tint_current: str
    """Background of the text of the selected comment or suggestion."""
    tint_found: str
    """Background of what the search has found."""
    tint_inserted: str
    tint_deleted: str
    person_1: str
    """Text and lines of the first of the people who take part in the review."""
    person_2: str
    person_3: str
    person_4: str
    person_5: str
    person_6: str
    tint_person_1: str
    """Background of the first one's suggestions."""
    tint_person_2: str
    tint_person_3: str
    tint_person_4: str
    tint_person_5: str
    tint_person_6: str


LIGHT = Tokens(
    ink="#1F2023",
    ink_soft="#5D5F64",
    ink_faint="#A3A09B",
    base="#FFFFFF",
    surface="#F7F5F2",
    raised="#FDFCFA",
    hover="#EFECE7",
    line="#E0DCD5",
    edge="#8E8A83",
    focus="#1F5FA8",
    accent="#CF3320",
    accent_text="#B92A17",
    on_accent="#FFFFFF",
    error="#B3261E",
    warning="#8A5A00",
    ok="#2E6B3E",
    selection="#FBE6E1",
    highlight="#F4C3B9",
    link="#1F5FA8",
    tint="#FDF1E3",
    tint_comment="#FBF1D3",
    tint_current="#F6DF9C",
    tint_found="#CFE6F5",
    tint_inserted="#E6F2E6",
    tint_deleted="#FBE7E4",
    person_1="#0E6A6E",
    person_2="#6B3FA0",
    person_3="#A2246E",
    person_4="#565F10",
    person_5="#85480F",
    person_6="#3D50B0",
    tint_person_1="#E7F0F0",
    tint_person_2="#F0ECF6",
    tint_person_3="#F6E9F0",
    tint_person_4="#EEEFE7",
    tint_person_5="#F3EDE7",
    tint_person_6="#ECEEF7",
)
DARK = Tokens(
    ink="#ECE9E4",
    ink_soft="#ABA79F",
    ink_faint="#6E6A64",
    base="#1B1A19",
    surface="#232220",
    raised="#2A2927",
    hover="#33312E",
    line="#3D3B38",
    edge="#7F7B74",
    focus="#7DB4F0",
    accent="#D2422E",
    accent_text="#FF8A75",
    on_accent="#FFFFFF",
    error="#FF8A80",
    warning="#E8B25C",
    ok="#7FC796",
    selection="#4A2A25",
    highlight="#6E3329",
    link="#7DB4F0",
    tint="#3A3125",
    tint_comment="#3A3322",
    tint_current="#483B14",
    tint_found="#1B3A4C",
    tint_inserted="#22352A",
    tint_deleted="#432724",
    person_1="#6FCFCB",
    person_2="#C3A1F0",
    person_3="#F295C6",
    person_4="#BFCB6A",
    person_5="#E5AE78",
    person_6="#A3B2F7",
    tint_person_1="#283735",
    tint_person_2="#36303B",
    tint_person_3="#3D2E35",
    tint_person_4="#353626",
    tint_person_5="#3B3228",
    tint_person_6="#31323D",
)
CONTRAST_LIGHT = replace(
    LIGHT,
    ink="#000000",
    ink_soft="#4C4D52",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EDEDED",
    line="#767676",
    edge="#404040",
    focus="#0B3D91",
    accent="#A7291A",
    accent_text="#952212",
    error="#942019",
    warning="#6B4600",
    ok="#255632",
    selection="#FDF0ED",
    highlight="#F8DBD5",
    link="#194E8A",
    tint="#FEF7EE",
    tint_comment="#FDF7E5",
    tint_current="#FAECC4",
    tint_found="#E0F0FA",
    tint_inserted="#F0F7F0",
    tint_deleted="#FDF1EF",
    person_1="#0B5457",
    person_2="#613991",
    person_3="#8D1F60",
    person_4="#4A520E",
    person_5="#77410D",
    person_6="#36479D",
    tint_person_1="#F1F6F6",
    tint_person_2="#F6F4FA",
    tint_person_3="#FAF2F6",
    tint_person_4="#F5F5F1",
    tint_person_5="#F8F4F1",
    tint_person_6="#F4F5FA",
)
CONTRAST_DARK = replace(
    DARK,
    ink="#FFFFFF",
    ink_soft="#B5B1AA",
    base="#000000",
    surface="#000000",
    raised="#0A0A0A",
    hover="#262626",
    line="#8C8C8C",
    edge="#D0D0D0",
    focus="#9CC9FF",
    accent="#E07B6D",
    accent_text="#FF937F",
    on_accent="#000000",
    error="#FF938A",
    selection="#2C1916",
    highlight="#421F19",
    link="#82B7F1",
    tint="#231D16",
    tint_comment="#231F14",
    tint_current="#2B230C",
    tint_found="#0E2531",
    tint_inserted="#142019",
    tint_deleted="#281716",
    person_2="#C6A5F1",
    tint_person_1="#182120",
    tint_person_2="#201D23",
    tint_person_3="#251C20",
    tint_person_4="#202017",
    tint_person_5="#231E18",
    tint_person_6="#1D1E25",
)


PEOPLE = 6
"""How many people have a colour of their own. More share them: no colour stands without a name."""


def person_colour(tokens: Tokens, number: int, *, tint: bool = False) -> str:
    """Return the colour of a person by their number, from 1, or the background of their suggestions."""
    return str(getattr(tokens, f"{'tint_' if tint else ''}person_{number}"))


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens that match a palette, for widgets that paint themselves."""
    window = palette.color(QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorRole.WindowText)
    found = (
        one
        for one in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
        if QColor(one.surface) == window and QColor(one.ink) == text
    )
    return next(found, LIGHT if window.lightness() > 127 else DARK)
