"""House styles are read, or refused with path and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.styles import read_style

HEAD = 'format = "newsdesk-style"\nversion = 1\nlanguage = "en-US"\n'
RULE = """
[[rules]]
name = "percent"
check = "pattern"
message = "x"
help = "y"
pattern = '{pattern}'
fails = ["a"]
passes = ["b"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "style.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_style_with_a_rule(tmp_path: Path) -> None:
    style = read_style(written(tmp_path, HEAD + RULE.replace("{pattern}", "%")))
    assert [rule.name for rule in style.rules] == ["percent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not toml", "not valid TOML"),
        (HEAD.replace("newsdesk-style", "newsdesk-theme"), "format"),
        (HEAD + "[[rules]]\nname = 'x y'\n", "rules"),
        (HEAD + RULE.replace("{pattern}", "("), "not a valid regular expression"),
        (HEAD + RULE.replace("{pattern}", "a*"), "matches an empty text"),
        (HEAD + RULE.replace("{pattern}", "%") * 2, "two rules have the name 'percent'"),
        (HEAD + RULE.replace("{pattern}", "%").replace('fails = ["a"]', "fails = []"), "fails"),
    ],
)
def test_an_invalid_style_is_refused(text: str, expected: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FileError) as refused:
        read_style(path)
    assert expected in refused.value.message
    assert str(path) in refused.value.message
