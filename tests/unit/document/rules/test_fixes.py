"""A fix corrects the finding and nothing else. Where the right correction is unknown, there is no fix."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, value_at
from editor.document.rules import check
from schemas import Bullet, Bullets, Issue, NewsItem, ReportingPeriod
from tests.unit.document.rules.examples import CASES, NEWS, TEXT, Example, of
from tests.unit.document.rules.publishable import ISSUE, with_values


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_fix_resolves_its_finding_and_can_be_applied_twice(
    rule: str, example: Example, theme: InstalledTheme
) -> None:
    issue = with_values(example.fails)
    for finding in of(rule, check(issue, theme)):
        if finding.fix is None:
            continue
        corrected = finding.fix.apply(issue)
        assert not [
            other
            for other in of(rule, check(corrected, theme))
            if other.path == finding.path and other.message == finding.message
        ]
        assert finding.fix.apply(corrected) == corrected
        assert finding.fix.apply(Issue()) == Issue()  # its field is gone


def fixed(rule: str, changes: dict[str, Any], theme: InstalledTheme) -> Issue:
    """Return the issue after the only fix that the rule offers."""
    issue = with_values(changes)
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
    ("invalid-link", "[a](www.gov.cn) **b** [c](www.gov.cn)", "[a](https://www.gov.cn) **b** [c](https://www.gov.cn)"),
    (
        "bare-web-address",
        "**See** https://www.gov.cn/a_(b). Or [it](https://www.gov.cn/x), (www.gov.cn/c).",
        "**See** [https://www.gov.cn/a\\_(b)](<https://www.gov.cn/a_(b)>). Or [it](https://www.gov.cn/x), "
        "([www.gov.cn/c](https://www.gov.cn/c)).",
    ),
    (
        "bare-web-address",
        "见https://www.gov.cn/a.html。又见desk@example.org，",
        "见[https://www.gov.cn/a.html](https://www.gov.cn/a.html)。又见[desk@example.org](mailto:desk@example.org)，",
    ),
    ("invalid-link", "[a](desk@example.org)", "[a](mailto:desk@example.org)"),
]
FIELD_FIXES: list[tuple[str, str, Any, Any]] = [
    ("invalid-link", "top5/e1/source/link", " https://www.gov.cn/x\n", "https://www.gov.cn/x"),
    ("invalid-link", "top5/e1/source/link", "//www.gov.cn:8080/x?y", "https://www.gov.cn:8080/x?y"),
    ("invalid-email", "imprint/contact", " <mailto:desk@example.org>", "desk@example.org"),
    ("blank-line", "top5/e1/issuing_bodies", ("", "NDRC", " ", "MOF"), ("NDRC", "MOF")),
    (
        "duplicate-issuing-body",
        "top5/e1/issuing_bodies",
        ("NDRC", "MOF", "ndrc ", "MOF", "NEA"),
        ("NDRC", "MOF", "NEA"),
    ),
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
def test_the_result_of_a_fix(rule: str, path: str, before: Any, after: Any, theme: InstalledTheme) -> None:
    assert value_at(fixed(rule, {path: before}, theme), FieldPath.parse(path)) == after


def test_blank_blocks_and_bullets_are_removed(theme: InstalledTheme) -> None:
    left = fixed("blank-block", {"top5/e1/at_a_glance/b1/items/u1/text": ""}, theme).top5[0]
    assert left.at_a_glance[1] == Bullets(id="b1", items=(Bullet(id="u2", text="A second one, too"),))
    assert fixed("blank-block", {"top5/e1/comment/p1/text": " "}, theme).top5[0].comment == ISSUE.top5[0].comment[1:]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("missing-glyph", {TEXT: "a 🚀 in the text"}),
        ("missing-glyph", {TEXT: "m\u1e9b² is not m2, and ﷽ not a word"}),
        ("invalid-link", {"top5/e1/source/link": "javascript:alert(1)"}),
        ("invalid-link", {TEXT: "[a](file:///etc/passwd)"}),
        ("invalid-link", {TEXT: "[a](<www.gov.cn/a(b>)"}),
        ("stray-spaces", {TEXT: "[a](<https://www.gov.cn/x  y>)  b"}),  # the address would be changed as well
    ],
)
def test_no_fix_is_offered_where_the_correction_is_unknown(
    rule: str, changes: dict[str, Any], theme: InstalledTheme
) -> None:
    findings = of(rule, check(with_values(changes), theme))
    assert findings
    assert not any(finding.fix for finding in findings)
