"""The tokens as a Qt palette, for what the stylesheet does not cover (menus, scroll bars, check marks).

Both palettes are explicit: requesting a dark scheme from Qt has no effect on platforms without a theme.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from editor.ui.look.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette(tokens: Tokens) -> QPalette:
    """Return a palette for all groups. Disabled widgets keep their background and get faint text."""
    result = QPalette()
    for role, colour in _roles(tokens).items():
        result.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText, _Role.Link):
        result.setColor(_Group.Disabled, role, QColor(tokens.ink_faint))
    result.setColor(_Group.Disabled, _Role.Base, QColor(tokens.surface))
    result.setColor(_Group.Disabled, _Role.Highlight, QColor(tokens.hover))
    result.setColor(_Group.Disabled, _Role.Accent, QColor(tokens.line))
    return result


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: tokens.surface,
        _Role.WindowText: tokens.ink,
        _Role.Base: tokens.base,
        _Role.AlternateBase: tokens.raised,
        _Role.Text: tokens.ink,
        _Role.PlaceholderText: tokens.ink_soft,
        _Role.Button: tokens.raised,
        _Role.ButtonText: tokens.ink,
        _Role.BrightText: tokens.on_accent,
        _Role.ToolTipBase: tokens.raised,
        _Role.ToolTipText: tokens.ink,
        _Role.Highlight: tokens.highlight,
        _Role.HighlightedText: tokens.ink,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.link,
        _Role.LinkVisited: tokens.link,
        _Role.Light: tokens.raised,
        _Role.Midlight: tokens.hover,
        _Role.Mid: tokens.line,
        _Role.Dark: tokens.edge,
        _Role.Shadow: tokens.line,
    }
