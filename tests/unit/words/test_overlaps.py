"""Of several findings about the same words, one is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.document.findings import SPELLING, Excerpt, Finding, Level
from editor.document.paths import FieldPath
from editor.words.style_checker import without_overlaps

TEXT = FieldPath("top5/e1/comment/p1/text")


def found(rule: str, start: int, length: int, place: FieldPath = TEXT) -> Finding:
    return Finding(Level.WARNING, place, "It is wrong.", "Correct it.", rule, excerpt=Excerpt(start, "x" * length))


def test_a_long_finding_hides_those_within_it_however_many_stand_between() -> None:
    within = [found("brackets", at, 1) for at in range(1, 40, 2)]
    apart = found("brackets", 60, 1)
    assert without_overlaps([*within, found("quotes", 0, 50), apart]) == (found("quotes", 0, 50), apart)


def test_spelling_gives_way_to_a_rule_that_begins_after_it() -> None:
    assert without_overlaps([found(SPELLING, 0, 8), found("sign", 7, 3)]) == (found("sign", 7, 3),)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12))
def test_findings_of_one_rule_and_of_other_fields_all_stay(spans: list[tuple[int, int]]) -> None:
    elsewhere = FieldPath("top5/e1/comment/p2/text")
    findings = [found("brackets", *span) for span in spans] + [found("quotes", *span, elsewhere) for span in spans]
    assert sorted(map(str, without_overlaps(findings))) == sorted(map(str, findings))
