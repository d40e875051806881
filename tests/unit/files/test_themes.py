"""Themes are loaded, or refused with a reason."""

import re
import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from editor.files.errors import FileError
from editor.files.themes import issues_folder, load_theme, read_theme, themes_folder

LAST = 0x1F600


def build_font(path: Path, characters: list[int]) -> None:
    names = [".notdef", *(f"g{number}" for number in range(len(characters)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(characters, names[1:], strict=True)))
    builder.setupGlyf(dict.fromkeys(names, _empty_glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.save(path)


def _empty_glyph() -> object:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    place = tmp_path / "themes" / "sister"
    (place / "fonts").mkdir(parents=True)
    declared = (themes_folder() / "merics" / "theme.toml").read_text(encoding="utf-8")
    head, *_ = declared.partition("[[fonts]]")
    fonts = "".join(f'[[fonts]]\nfamily = "{name}"\nfile = "fonts/{name}.ttf"\n' for name in ("One", "Two"))
    (place / "theme.toml").write_text(head + fonts, encoding="utf-8")
    build_font(place / "fonts" / "One.ttf", [0x41, 0x42])
    build_font(place / "fonts" / "Two.ttf", [0x42, 0x4E00, LAST])
    return place.parent


def test_a_theme_has_the_characters_of_its_fonts(themes: Path) -> None:
    theme = load_theme("sister", themes)
    assert theme.declared.words.newsletter == "China Industries"
    assert theme.folder == themes / "sister"
    assert theme.characters == {0x41, 0x42, 0x4E00, LAST}


def test_a_replaced_font_is_read_again(themes: Path) -> None:
    load_theme("sister", themes)
    build_font(themes / "sister" / "fonts" / "One.ttf", [0x41, 0x42, 0x43, 0x44])
    assert 0x44 in load_theme("sister", themes).characters


def test_font_characters_equal_those_of_fonttools(tmp_path: Path) -> None:
    theme = load_theme("merics")
    found: set[int] = set()
    for declared in theme.declared.fonts:
        with TTFont(theme.folder / declared.file) as font:
            found.update(font.getBestCmap())
    assert theme.characters == found
    assert {ord("a"), ord("–"), ord("数"), ord("，")} <= theme.characters


def test_the_shipped_folders_are_found() -> None:
    assert (themes_folder() / "merics" / "theme.toml").is_file()
    assert issues_folder().is_dir()


@pytest.mark.parametrize("name", ["absent", "..", "", "/etc", "Sister", "sister/../sister", "a" * 33])
def test_an_unknown_theme_lists_the_known_ones(themes: Path, name: str) -> None:
    with pytest.raises(FileError) as trouble:
        load_theme(name, themes)
    assert "does not exist" in trouble.value.message
    assert "sister" in trouble.value.help


def test_a_theme_linked_from_elsewhere_is_refused(themes: Path, tmp_path: Path) -> None:
    shutil.move(themes / "sister", tmp_path / "sister")
    (themes / "sister").symlink_to(tmp_path / "sister")
    with pytest.raises(FileError, match="does not exist"):
        load_theme("sister", themes)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "MERICS China Industries"', "name = ", "at line 4, column 8"),
        ("entries = 5", 'entries = "5"', "counts/entries: expected a whole number"),
        ("entries = 5", "entries = 2025-03-12", "counts/entries: expected a whole number"),
        ("fonts/Two.ttf", "../../Two.ttf", "fonts/#2/file"),
        ("fonts/Two.ttf", "fonts/Three.ttf", "the file fonts/Three.ttf is missing"),
        ("fonts/Two.ttf", "fonts", "the file fonts is missing"),
        ("fonts/Two.ttf", "theme.toml", "not a readable font"),
        ('# logo = "logo.svg"', 'logo = "logo.svg"', "the file logo.svg is missing"),
    ],
)
def test_a_broken_theme_is_refused_with_the_place(themes: Path, old: str, new: str, expected: str) -> None:
    path = themes / "sister" / "theme.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FileError, match=re.escape(expected)):
        load_theme("sister", themes)


def test_a_file_outside_the_folder_is_refused(themes: Path, tmp_path: Path) -> None:
    font = themes / "sister" / "fonts" / "Two.ttf"
    shutil.move(font, tmp_path / "Two.ttf")
    font.symlink_to(tmp_path / "Two.ttf")
    with pytest.raises(FileError, match="is outside the theme's folder"):
        load_theme("sister", themes)


@pytest.mark.parametrize("length", [0, 3, 100, 400])
def test_a_truncated_font_is_refused(themes: Path, length: int) -> None:
    font = themes / "sister" / "fonts" / "Two.ttf"
    font.write_bytes(font.read_bytes()[:length])
    with pytest.raises(FileError, match="not a readable font"):
        load_theme("sister", themes)


def test_reading_a_theme_does_not_need_its_fonts(themes: Path) -> None:
    shutil.rmtree(themes / "sister" / "fonts")
    assert read_theme("sister", themes).words.top == "MERICS Top 5"
