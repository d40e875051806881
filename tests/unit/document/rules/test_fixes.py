"""A fix mends what was found, once, and nothing else; where nobody can know there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, value_at
from editor.document.rules import check
from schemas import Bullet, Bullets, Issue, NewsItem, ReportingPeriod
from tests.unit.document.rules.examples import CASES, NEWS, TEXT, Example, of
from tests.unit.document.rules.publishable import ISSUE, spoiled


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_fix_mends_what_was_found_and_only_once(rule: str, example: Example, theme: InstalledTheme) -> None:
    issue = spoiled(example.fails)
    for finding in of(rule, check(issue, theme)):
        if finding.fix is None:
            continue
        mended = finding.fix.apply(issue)
        assert not [
            other
            for other in of(rule, check(mended, theme))
            if other.path == finding.path and other.message == finding.message
        ]
        assert finding.fix.apply(mended) == mended
        assert finding.fix.apply(Issue()) == Issue()  # what it was for is gone: nothing happens


def fixed(rule: str, changes: dict[str, Any], theme: InstalledTheme) -> Issue:
    """The issue after the one fix that the rule offers."""
    issue = spoiled(changes)
    fixes = [finding.fix for finding in of(rule, check(issue, theme)) if finding.fix]
    assert len(fixes) == 1
    return fixes[0].apply(issue)


def test_sorting_keeps_undated_items_in_place_and_items_of_one_day_in_order(theme: InstalledTheme) -> None:
    n1, n2, n3 = ISSUE.noteworthy.policy_news
    undated = NewsItem(id="n0")
    changes = {NEWS: (n2, undated, n3, n1)}
    assert fixed("news-order", changes, theme).noteworthy.policy_news == (n1, undated, n2, n3)


TEXT_FIXES = [
    ("unprintable", "an ear\u200dlier plan", "an earlier plan"),
    ("unprintable", "an\u2003earlier\tplan", "an earlier plan"),
    ("unprintable", "[a \u200dplan](https://www.gov.cn/x)", "[a plan](https://www.gov.cn/x)"),
    ("unprintable", "计划⽂", "计划文"),
    ("unprintable", "\uf0b7 first", "• first"),
    ("stray-spaces", "  an  **earlier   plan** of  it ", "an **earlier plan** of it "),
    ("link-wrong", "[a](www.gov.cn) **b** [c](www.gov.cn)", "[a](https://www.gov.cn) **b** [c](https://www.gov.cn)"),
    ("link-wrong", "[a](desk@example.org)", "[a](mailto:desk@example.org)"),
]
FIELD_FIXES: list[tuple[str, str, Any, Any]] = [
    ("link-wrong", "top5/e1/source/link", " https://www.gov.cn/x\n", "https://www.gov.cn/x"),
    ("link-wrong", "top5/e1/source/link", "//www.gov.cn:8080/x?y", "https://www.gov.cn:8080/x?y"),
    ("mail-wrong", "imprint/contact", " <mailto:desk@example.org>", "desk@example.org"),
    ("blank-line", "top5/e1/issuing_bodies", ("", "NDRC", " ", "MOF"), ("NDRC", "MOF")),
    ("same-body", "top5/e1/issuing_bodies", ("NDRC", "MOF", "ndrc ", "MOF", "NEA"), ("NDRC", "MOF", "NEA")),
    ("unprintable", "imprint/authors/a1/role", ("Ana\u200dlyst", "x"), ("Analyst", "x")),
    (
        "period-reversed",
        "reporting_period",
        ReportingPeriod(start=date(2025, 2, 20), end=date(2024, 12, 5)),
        ISSUE.reporting_period,
    ),
]


@pytest.mark.parametrize(
    ("rule", "path", "before", "after"),
    FIELD_FIXES + [(rule, TEXT, before, after) for rule, before, after in TEXT_FIXES],
)
def test_what_a_fix_makes(rule: str, path: str, before: Any, after: Any, theme: InstalledTheme) -> None:
    assert value_at(fixed(rule, {path: before}, theme), FieldPath.parse(path)) == after


def test_blank_blocks_and_bullets_are_removed(theme: InstalledTheme) -> None:
    left = fixed("blank-block", {"top5/e1/at_a_glance/b1/items/u1/text": ""}, theme).top5[0]
    assert left.at_a_glance[1] == Bullets(id="b1", items=(Bullet(id="u2", text="A second one, too"),))
    assert fixed("blank-block", {"top5/e1/comment/p1/text": " "}, theme).top5[0].comment == ISSUE.top5[0].comment[1:]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("unprintable", {TEXT: "a 🚀 in the text"}),
        ("unprintable", {TEXT: "m\u1e9b² is not m2, and ﷽ not a word"}),
        ("link-wrong", {"top5/e1/source/link": "javascript:alert(1)"}),
        ("link-wrong", {TEXT: "[a](file:///etc/passwd)"}),
        ("link-wrong", {TEXT: "[a](<www.gov.cn/a(b>)"}),
        ("stray-spaces", {TEXT: "[a](<https://www.gov.cn/x  y>)  b"}),  # the address would be changed as well
    ],
)
def test_no_fix_where_nobody_can_know(rule: str, changes: dict[str, Any], theme: InstalledTheme) -> None:
    findings = of(rule, check(spoiled(changes), theme))
    assert findings
    assert not any(finding.fix for finding in findings)
