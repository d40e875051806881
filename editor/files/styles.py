"""House styles: the `style.toml` of a theme, and what a desk changes about it in a `style.toml` of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.shipped import STYLE
from editor.files.themes import themes_folder
from editor.files.toml_model import read_toml, validated
from schemas.style import STYLE_FORMAT, DeskStyle, Style, StyleRule

NAME = STYLE
"""The file name in a theme's folder, and in a newsroom's folder."""


def load_style(theme: InstalledTheme, newsroom: Path | None = None) -> Style | None:
    """Return a theme's style with the changes of a newsroom's folder; None if neither has one. Raises FileError."""
    return _style_in(theme.file(NAME).parent, newsroom)


def rules_in_use(newsroom: Path) -> tuple[StyleRule, ...]:
    """Return the rules of all installed themes with the changes of a newsroom's folder. Raises FileError."""
    styles = (_style_in(file.parent, newsroom) for file in sorted(themes_folder().glob(f"*/{NAME}")))
    return tuple({rule.name: rule for style in styles if style is not None for rule in style.rules}.values())


def _style_in(theme: Path, newsroom: Path | None) -> Style | None:
    file = theme / NAME
    style = read_style(file) if file.exists() else None
    own = newsroom / NAME if newsroom is not None else None
    if own is None or not own.exists():
        return style
    raw = read_toml(own)
    return changed_style(style, validated(DeskStyle, raw, f"{own} is not a valid house style"), raw, str(own))


def style_file(theme: InstalledTheme, newsroom: Path | None = None) -> Path:
    """The file in which to correct a style: the newsroom's own where there is one, or else the theme's."""
    own = newsroom / NAME if newsroom is not None else None
    return own if own is not None and own.exists() else theme.file(NAME)


def read_style(path: Path) -> Style:
    """Return the style in a file. Raises FileError."""
    return validated(Style, read_toml(path), f"{path} is not a valid house style")


def changed_style(style: Style | None, desk: DeskStyle, raw: dict[str, Any], name: str) -> Style:
    """Return a style with a desk's changes, which `raw` has as written. `name` names their file. Raises FileError.

    A rule of a name that the theme has changes the values it gives; words, swaps, contexts and lists are added to the
    theme's. A rule of another name is new and has to be complete.
    """
    rules = {rule.name: rule for rule in style.rules} if style is not None else {}
    for change, written in zip(desk.rules, raw.get("rules", ()), strict=True):
        whole = rules.get(change.name)
        merged = _merged(whole.model_dump(mode="json"), written) if whole is not None else written
        subject = f"{name}: the rule {change.name!r} is not valid"
        rules[change.name] = validated(StyleRule, merged, subject)
        if "context" in written or "lists" in written:
            try:
                rules[change.name].check_contexts()
            except ValueError as error:
                raise FileError(f"{subject}: {error}", "Correct it in a text editor.") from error
    language = desk.language or (style.language if style is not None else "")
    if not language:
        raise FileError(f"{name} names no language.", 'Add a line such as language = "en-US".')
    also = desk.also or (style.also if style is not None else ())
    return Style(format=STYLE_FORMAT, version=1, language=language, also=also, rules=tuple(rules.values()))


def _merged(whole: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    merged = {**whole, **written}
    if isinstance(written.get("swap"), dict):
        merged["swap"] = {one: other for one, other in {**whole["swap"], **written["swap"]}.items() if other}
    if isinstance(written.get("words"), list):
        merged["words"] = [*whole["words"], *written["words"]]
    for table in ("context", "lists"):
        if isinstance(written.get(table), dict):
            merged[table] = {one: other for one, other in {**whole[table], **written[table]}.items() if other}
    return merged
