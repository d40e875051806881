"""Typographic quotes, dashes and ellipses while typing."""

from __future__ import annotations

import pytest

from editor.document.text.typography import replacement


def typed(text: str) -> str:
    """What is left when a text is typed letter by letter."""
    done = ""
    for letter in text:
        done += letter
        change = replacement(done)
        if change is not None:
            done = done[: -change.length] + change.text
    return done


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('say "so"', "say “so”"),
        ("\"'a' and 'b'\"", "“‘a’ and ‘b’”"),
        ("it's the SMEs' own", "it’s the SMEs’ own"),
        ('("a")', "(“a”)"),
        ('a--"b"', "a–“b”"),
        ('he said,"no"', "he said,”no”"),
        ('中"国"文"字"', "中“国”文“字”"),
        ('《a》"b"', "《a》“b”"),
        ("2020--2025", "2020–2025"),
        ("a---b", "a–-b"),
        ("wait... now....", "wait… now…."),
        ("1-2, e-mail", "1-2, e-mail"),
        ("https://a.cn/x--y'z...", "https://a.cn/x--y'z..."),
        ("www.a.cn/--", "www.a.cn/--"),
        ("o'neil--x@a.cn--", "o’neil–x@a.cn--"),
        ("", ""),
    ],
)
def test_while_typing(text: str, printed: str) -> None:
    assert typed(text) == printed


def test_a_very_long_paragraph_costs_no_more() -> None:
    assert replacement("x" * 200_000 + '"') == (1, "”")
