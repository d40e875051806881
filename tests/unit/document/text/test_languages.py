"""The language of East Asian runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.languages import east_asian_language, language_spans


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("台灣積體電路", "zh-Hant"),
        ("滙豐", "zh-Hant"),
        ("中華人民共和國", "zh-Hant"),
        ("宏碁", "zh-Hant"),
        ("国家发展改革委", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("王頔总经理", "zh-Hans"),
        ("《2025 年稳外资行动方案》", "zh-Hans"),
        ("トヨタ", "ja"),
        ("トヨタ自動車", "ja"),
        ("卡尔・马克思", "zh-Hans"),
    ],
)
def test_language_is_decided_by_the_characters(text: str, language: str) -> None:
    assert east_asian_language(text) == language
    assert language_spans(f"of {text} in") == (("of ", ""), (text, language), (" in", ""))


@given(st.text("ab é国灣ト《》“2 한"))
def test_pieces_are_the_text(text: str) -> None:
    pieces = language_spans(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
