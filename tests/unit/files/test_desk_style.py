"""A desk changes the theme's house style in a file of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.styles import load_style, rules_in_use, style_file
from editor.files.themes import load_theme
from schemas.style import Style, StyleRule

HEAD = 'format = "newsdesk-style"\nversion = 1\n'
NEW_RULE = """
[[rules]]
name = "global-south"
check = "pattern"
message = "“{found}” is capitalized."
help = "Write “{fixed}”."
pattern = '\\bglobal south\\b'
replace = "Global South"
fails = ["the global south"]
passes = ["the Global South"]
"""


@pytest.fixture(scope="module")
def theme() -> InstalledTheme:
    return load_theme("merics")


def changed(theme: InstalledTheme, folder: Path, text: str) -> Style:
    (folder / "style.toml").write_text(text, encoding="utf-8")
    style = load_style(theme, folder)
    assert style is not None
    return style


def rule(style: Style, name: str) -> StyleRule:
    return next(one for one in style.rules if one.name == name)


def test_without_a_file_the_style_is_the_theme_s(theme: InstalledTheme, tmp_path: Path) -> None:
    assert load_style(theme, tmp_path) == load_style(theme)


def test_a_rule_is_switched_off_and_keeps_the_rest(theme: InstalledTheme, tmp_path: Path) -> None:
    before = load_style(theme)
    assert before is not None
    style = changed(theme, tmp_path, HEAD + '[[rules]]\nname = "em-dash"\non = false\n')
    assert not rule(style, "em-dash").on
    assert rule(style, "em-dash").model_copy(update={"on": True}) == rule(before, "em-dash")
    assert [one.name for one in style.rules] == [one.name for one in before.rules]


def test_swaps_and_words_are_added_and_taken_away(theme: InstalledTheme, tmp_path: Path) -> None:
    text = '[[rules]]\nname = "house-words"\nswap = { "nev" = "NEV", "e-mail" = "" }\n'
    text += '[[rules]]\nname = "abbreviation"\nwords = ["CQRA"]\n'
    style = changed(theme, tmp_path, HEAD + text)
    swap = rule(style, "house-words").swap
    assert swap["nev"] == "NEV"
    assert swap["health care"] == "healthcare"
    assert "e-mail" not in swap
    assert {"CQRA", "GDP"} <= set(rule(style, "abbreviation").words)


def test_a_rule_and_a_language_of_the_desk(theme: InstalledTheme, tmp_path: Path) -> None:
    style = changed(theme, tmp_path, HEAD + 'language = "en-GB"\nalso = ["de-DE"]\n' + NEW_RULE)
    assert style.language == "en-GB"
    assert style.also == ("de-DE",)
    assert rule(style, "global-south").replace == "Global South"
    assert "global-south" in {one.name for one in rules_in_use(tmp_path)}


def test_a_theme_without_a_style_has_that_of_the_desk(theme: InstalledTheme, tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    bare = replace(theme, folder=tmp_path / "theme")
    assert [one.name for one in changed(bare, tmp_path, HEAD + 'language = "en-US"\n' + NEW_RULE).rules] == [
        "global-south"
    ]
    assert load_style(bare) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not toml", "not valid TOML"),
        (HEAD + "[[rules]]\non = false\n", "name"),
        (HEAD + '[[rules]]\nname = "em-dash"\npattern = "("\n', "'em-dash' is not valid"),
        (HEAD + '[[rules]]\nname = "em-dash"\nonn = false\n', "onn"),
        (HEAD + '[[rules]]\nname = "new-one"\non = false\n', "'new-one' is not valid"),
        (HEAD + '[[rules]]\nname = "house-words"\nswap = "x"\n', "'house-words' is not valid"),
        (HEAD + '[[rules]]\nname = "abbreviation"\nwords = "x"\n', "'abbreviation' is not valid"),
        (HEAD + '[[rules]]\nname = "em-dash"\n[[rules]]\nname = "em-dash"\n', "two rules have the name 'em-dash'"),
        (HEAD + 'language = "English"\n', 'language: expected a language such as "en-US", found'),
        (HEAD + '[[rules]]\nname = "x"\n', "expected lowercase letters, digits and hyphens (2 to 40), found"),
        (HEAD + '[[rules]]\nname = "new-one"\n', "passes: is missing; add it"),
    ],
)
def test_an_invalid_file_is_refused_with_its_name(
    text: str, expected: str, theme: InstalledTheme, tmp_path: Path
) -> None:
    with pytest.raises(FileError) as refused:
        changed(theme, tmp_path, text)
    assert expected in refused.value.message
    assert str(tmp_path / "style.toml") in refused.value.message


def test_a_desk_without_a_language_and_a_theme_without_a_style(theme: InstalledTheme, tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    with pytest.raises(FileError, match="names no language"):
        changed(replace(theme, folder=tmp_path / "theme"), tmp_path, HEAD + NEW_RULE)


def test_the_file_to_correct(theme: InstalledTheme, tmp_path: Path) -> None:
    assert style_file(theme, tmp_path) == theme.folder / "style.toml"
    changed(theme, tmp_path, HEAD)
    assert style_file(theme, tmp_path) == tmp_path / "style.toml"
