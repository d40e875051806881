"""The tokens as Qt's palette, so that what no stylesheet rule names (menus, scroll bars, check marks) fits too.

Both palettes are explicit: asking Qt for a dark scheme alone changes nothing where the platform has no theme.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from editor.ui.look.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette(tokens: Tokens) -> QPalette:
    """A palette for all groups; what is disabled keeps its ground and loses its ink."""
    made = QPalette()
    for role, colour in _roles(tokens).items():
        made.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText, _Role.Link):
        made.setColor(_Group.Disabled, role, QColor(tokens.ink_faint))
    made.setColor(_Group.Disabled, _Role.Base, QColor(tokens.surface))
    made.setColor(_Group.Disabled, _Role.Highlight, QColor(tokens.hover))
    made.setColor(_Group.Disabled, _Role.Accent, QColor(tokens.line))
    return made


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
