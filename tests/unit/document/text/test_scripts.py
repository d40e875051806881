"""Which characters are Chinese, how wide a text is, and where two lines meet without a space."""

import itertools
import re
import sys
import unicodedata

import pytest

from editor.document.text.scripts import CHINESE, EAST_ASIAN, HAN, UNSPACED, columns, has_han, meet_without_space


@pytest.fixture(scope="module")
def characters() -> str:
    """All of Unicode, each character once."""
    return "".join(chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number <= 0xDFFF)


def members(inside: str, characters: str) -> set[str]:
    return set(re.findall(f"[{inside}]", characters))


def test_han_is_the_unicode_property(characters: str) -> None:
    regex = pytest.importorskip("regex")
    wanted = set(regex.findall(r"\p{Script=Han}", characters))
    found = members(HAN, characters)
    assert wanted - found == set()
    newer = {character for character in found - wanted if unicodedata.category(character) != "Cn"}
    assert {character for character in newer if not regex.match(r"\p{IsHan}|\p{Cn}", character)} == set()


def test_classes_contain_each_other(characters: str) -> None:
    classes = [members(inside, characters) for inside in (HAN, CHINESE, UNSPACED, EAST_ASIAN)]
    assert all(inner < outer for inner, outer in itertools.pairwise(classes))


@pytest.mark.parametrize("text", ["国", "〇", "々", "⻓", "⼈", "𠮷", "﨎", "a 国"])
def test_has_han(text: str) -> None:
    assert has_han(text)


@pytest.mark.parametrize("text", ["", "a", "é", "。", "Ａ", "한", "か", "“”"])
def test_has_no_han(text: str) -> None:
    assert not has_han(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("国家", 4), ("Ａ", 2), ("é", 1), ("e\u0301", 1), ("한국", 4), ("《a》", 5)],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("left", "right"),
    [("印发", "《规划"), ("》的", "通知"), ("“一月”", "通知"), ("通知", "“一月”"), ("，", "国"), ("は", "国")],
)
def test_chinese_lines_are_joined_without_a_space(left: str, right: str) -> None:
    assert meet_without_space(left, right)


@pytest.mark.parametrize(("left", "right"), [("says", "国"), ("国", "says"), ("", "国"), ("국", "국"), ("“a”", "“b”")])
def test_other_lines_are_joined_with_a_space(left: str, right: str) -> None:
    assert not meet_without_space(left, right)
