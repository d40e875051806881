"""Texts are compared as readers do, and every character found can be pointed at in the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.paths import FieldPath
from editor.document.rules.field_text import comparison_key
from editor.document.search import Occurrence, Query, occurrences
from editor.document.text.compatibility_signs import written_out
from editor.document.text.folding import folded
from editor.document.text.look_alikes import UNIFIED
from schemas import Entry, Issue, Source

ODD = "a\u00a0\u2011\u200b\u00ad\ufe0fＨｕ９⻓⺠é e\u0301\u0308 u\u0308n长-"
texts = st.text(st.sampled_from(ODD), max_size=12) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("It rose by 5\u00a0percent", "5 percent"),
        ("5 percent", "5\u202fpercent"),
        ("state\u2011owned", "state-owned"),
        ("Mu\u0308ller", "Müller"),
        ("Müller", "Mu\u0308ller"),
        ("Ｈuawei", "Huawei"),
        ("Hua\u200bwei", "Huawei"),
        ("Hua\u00adwei", "huawei"),
        ("⺠营经济促进法关于⻓江", "民营经济促进法关于长江"),
        ("葛\U000e0100城市", "葛城"),
    ],
)
def test_search_and_the_rules_about_repetition_see_through_encodings(text: str, query: str) -> None:
    issue = Issue(top5=(Entry(id="e", source=Source(title=f"x {text} y")),))
    (place,) = occurrences(issue, Query(query))
    assert place.path == FieldPath.parse("top5/e/source/title")
    assert folded(f"x {text} y"[place.start : place.start + place.length]).text.casefold() in comparison_key(text)
    assert comparison_key(query) in comparison_key(text)


def test_an_accent_is_not_found_without_its_letter() -> None:
    issue = Issue(headline="q\u0301\u0308 e")
    assert not occurrences(issue, Query("\u0308"))
    assert occurrences(issue, Query("e")) == (Occurrence(FieldPath(("headline",)), 4, 1),)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\u00ad\u0301", "á"),  # something invisible between a letter and its accent
        ("a\u200d\u0308\ufe0f\u0301", "ä\u0301"),
        ("\uff45\u0301", "é"),  # an accent on a full-width letter
        ("か\u3099", "が"),
        ("a\u302c\u0301", "á\u302c"),
        ("\u05e9\u05b8\u0301", "\u05e9\u05b8\u0301"),  # a Hebrew vowel stays, whatever follows
    ],
)
def test_accents_find_their_letter(text: str, read: str) -> None:
    assert folded(text).text == read
    assert folded(read).text == read


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text).text
    assert folded(once).text == once


@given(texts)
def test_every_folded_character_comes_from_its_place(text: str) -> None:
    result = folded(text)
    last = 0
    for at in range(len(result.text)):
        place = result.original(at, at + 1)
        if place is not None:
            assert last <= place[0] < place[1] <= len(text)
            assert folded(text[slice(*place)]).text == result.text[at]
            last = place[1]


@given(st.text(st.sampled_from("aeouüéñçÅ计 -"), max_size=12))
def test_composed_and_decomposed_texts_are_the_same(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)).text == folded(unicodedata.normalize("NFC", text)).text


def test_kangxi_radicals_agree_with_their_compatibility_forms() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert UNIFIED[chr(code)] == unicodedata.normalize("NFKC", chr(code))
    assert len(UNIFIED) == 348


@pytest.mark.parametrize(
    ("sign", "letters"),
    [("℃", "°C"), ("㎡", "m²"), ("㎥", "m³"), ("Ⅲ", "III"), ("ⅳ", "iv"), ("㎞", "km"), ("㎧", "m/s"), ("ﬁ", "fi"),
     ("№", "No."), ("計", None), ("²", None), ("①", None)],
)  # fmt: skip
def test_signs_are_written_out(sign: str, letters: str | None) -> None:
    assert written_out(sign) == letters
