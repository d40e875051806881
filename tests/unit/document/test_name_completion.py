"""Completion by a few letters of any name, the best match first."""

import pytest

from editor.document.name_completion import best_matches, exact_match

BODIES = (
    ("NDRC", "National Development and Reform Commission", "国家发展和改革委员会"),
    ("NDA", "National Data Administration", "国家数据局"),
    ("MOF", "Ministry of Finance", "财政部"),
    ("MOFCOM", "Ministry of Commerce", "商务部"),
    ("MIIT", "Ministry of Industry and Information Technology", "工业和信息化部"),
)


def names(body: tuple[str, ...]) -> tuple[str, ...]:
    return body


def found(query: str) -> list[str]:
    return [body[0] for body in best_matches(query, BODIES, names)]


@pytest.mark.parametrize(
    ("query", "abbreviations"),
    [
        ("NDRC", ["NDRC"]),
        ("nd", ["NDRC", "NDA"]),
        ("mof", ["MOF", "MOFCOM"]),
        ("MOFC", ["MOFCOM"]),
        ("national da", ["NDA"]),
        ("reform", ["NDRC"]),
        ("ministry comm", ["MOFCOM"]),
        ("国家", ["NDRC", "NDA"]),
        ("发展", ["NDRC"]),
        ("nformation", ["MIIT"]),
        ("  ministry   of finance ", ["MOF"]),
        ("", []),
        ("   ", []),
        ("SASTIND", []),
        ("z", []),
    ],
)
def test_what_a_few_letters_find(query: str, abbreviations: list[str]) -> None:
    assert found(query) == abbreviations


def test_a_whole_name_comes_before_a_longer_one() -> None:
    assert best_matches("mof", (BODIES[3], BODIES[2]), names)[0] == BODIES[2]


def test_the_number_of_matches_is_limited() -> None:
    assert best_matches("m", BODIES, names, most=2) == (BODIES[2], BODIES[3])


@pytest.mark.parametrize("text", ["MOFCOM", "mofcom", "Ministry of Commerce", "商务部", " ministry  of commerce"])
def test_exact_match_accepts_any_whole_name(text: str) -> None:
    assert exact_match(text, BODIES, names) == BODIES[3]


@pytest.mark.parametrize("text", ["", "  ", "MOFCO", "Ministry"])
def test_exact_match_refuses_a_part_of_a_name(text: str) -> None:
    assert exact_match(text, BODIES, names) is None


def test_an_empty_name_matches_nothing() -> None:
    assert exact_match("", (("MOF", "", ""),), names) is None
    assert best_matches("", (("MOF", "", ""),), names) == ()
