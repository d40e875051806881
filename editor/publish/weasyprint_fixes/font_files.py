"""Temporary copies of fonts that remain when the process ends before they are collected."""

from __future__ import annotations

from shutil import rmtree
from weakref import finalize

from weasyprint.text.fonts import FontConfiguration

from editor.publish.weasyprint_fixes.fix import Fix, Requirement

FONT_FILES = Fix(
    "temporary font files",
    "",
    frozenset(),
    (Requirement("weasyprint.text.fonts", "FontConfiguration.__del__", ("self",)),),
)


def remove_at_exit(fonts: FontConfiguration) -> None:
    """Remove WeasyPrint's copies of the fonts when the process ends."""
    if folder := fonts._folder:
        finalize(fonts, rmtree, folder, ignore_errors=True)
