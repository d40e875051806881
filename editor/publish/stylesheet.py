"""The stylesheet of a theme's pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from editor.document.installed_theme import InstalledTheme
from editor.publish import PublishError


def stylesheet(theme: InstalledTheme) -> str:
    """The theme's tokens and typefaces as CSS, followed by its own stylesheet. Raises PublishError."""
    declared = theme.declared
    tokens = "".join(f"--{name}:{value};" for name, value in declared.tokens.items())
    faces = "".join(
        f'@font-face{{font-family:{css_string(font.family)};src:url("{font.file}");'
        f"font-weight:{font.weight};font-style:{font.style}}}\n"
        for font in declared.fonts
    )
    own = "\n".join(stylesheets(theme, "theme.css"))
    return f"{faces}:root{{{tokens}--running-name:{css_string(declared.name)}}}\n{own}"


def stylesheets(theme: InstalledTheme, name: str) -> Iterator[str]:
    """The stylesheets of that name: that of the theme that this one is based on, and its own. Raises PublishError."""
    return (text for _, text in _texts(theme, name))


def _texts(theme: InstalledTheme, name: str) -> Iterator[tuple[Path, str]]:
    folders = [folder for folder in reversed(theme.folders) if (folder / name).exists()]
    for file in (folder / name for folder in folders or [theme.folder]):
        try:
            yield file, file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise PublishError(
                f"The theme's stylesheet {file} could not be read: {problem}.", "Restore the files of the theme."
            ) from problem


def place(theme: InstalledTheme, line: int) -> str:
    """The file, and the line in it, of a line of `stylesheet()`; "" for what `theme.toml` declares."""
    before = len(theme.declared.fonts) + 1
    for file, text in _texts(theme, "theme.css"):
        if 0 < line - before <= text.count("\n") + 1:
            return f"{file}, line {line - before}"
        before += text.count("\n") + 1
    return ""


def css_string(text: str) -> str:
    """Any text as a CSS string. Everything but letters and digits is escaped (CSS Syntax 3, 4.3.7)."""
    return f'"{"".join(_css_character(character) for character in text)}"'


def _css_character(character: str) -> str:
    return character if character.isalnum() else f"\\{ord(character):x} "
