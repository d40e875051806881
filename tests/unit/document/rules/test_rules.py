"""Every rule finds its violations at the right field, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from editor.document.findings import Level
from editor.document.installed_theme import InstalledTheme
from editor.document.rules import RULES, Checker, FieldRule, Violation, check
from editor.document.rules.rule import CheckedField
from schemas import Issue, Kind
from tests.unit.document.rules.examples import CASES, EXAMPLES, TEXT, Example, of
from tests.unit.document.rules.publishable import ISSUE, with_values


def test_a_publishable_issue_has_no_finding(theme: InstalledTheme) -> None:
    assert check(ISSUE, theme) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_every_rule_has_a_failing_and_a_passing_example(rule: Any, theme: InstalledTheme) -> None:
    """The failing example has the level of the registry. The passing one is not just the publishable issue."""
    examples = EXAMPLES[rule.name]
    assert any(example.passes for example in examples)
    found = [finding for example in examples for finding in of(rule.name, check(with_values(example.fails), theme))]
    assert {finding.level for finding in found} == {rule.level}


def test_rule_names_are_unique_and_each_rule_has_examples() -> None:
    assert sorted(rule.name for rule in RULES) == sorted(EXAMPLES)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_reports_the_failing_example_only(rule: str, example: Example, theme: InstalledTheme) -> None:
    found = of(rule, check(with_values(example.fails), theme))
    assert [str(finding.path) for finding in found] == [example.at]
    assert of(rule, check(with_values(example.passes), theme)) == []
    for finding in found:
        assert finding.message.endswith(".")
        assert finding.message.isprintable()
        assert finding.help.endswith((".", "…")) or "For example: " in finding.help
        assert len(finding.message) < 300


def test_findings_come_in_reading_order(theme: InstalledTheme) -> None:
    changes = {
        "headline": "",
        "date": date(2025, 1, 1),
        "top5/e4/title": ISSUE.top5[0].title,
        "top5/e4/date": date(2030, 1, 1),
        "top5/e2/comment/p1/text": "🚀",
        "top5/e2/at_a_glance/b1/items/u1/text": "",
        "noteworthy/policy_news/n3/date": date(2024, 12, 4),
        "noteworthy/policy_news/n3/text": "",
        "noteworthy/corporate_news/c1/date": date(2030, 1, 1),
        "imprint/contact": "desk",
    }
    paths = [str(finding.path) for finding in check(with_values(changes), theme)]
    assert list(dict.fromkeys(paths)) == [
        "headline",
        "date",
        "top5/e2/at_a_glance/b1/items/u1/text",
        "top5/e2/comment/p1/text",
        "top5/e4/title",
        "top5/e4/date",
        "noteworthy/policy_news/n3/date",
        "noteworthy/policy_news/n3/text",
        "noteworthy/corporate_news/c1/date",
        "noteworthy/corporate_news/c2/date",
        "imprint/contact",
    ]


def test_the_example_of_a_missing_date_has_the_format_of_the_date_field(theme: InstalledTheme) -> None:
    (finding,) = [one for one in check(with_values({"date": None}), theme) if one.rule == "required"]
    assert finding.help == "The day of publication. For example: March 12, 2025"


def test_an_empty_draft_has_only_findings_about_missing_content(theme: InstalledTheme) -> None:
    findings = check(Issue(), theme)
    assert {finding.rule for finding in findings} == {"required", "headline-missing"}
    assert [str(finding.path) for finding in findings][:5] == [
        "headline",
        "date",
        "reporting_period/start",
        "reporting_period/end",
        "top5",
    ]


@pytest.mark.slow
def test_a_book_pasted_into_a_field_is_one_error(theme: InstalledTheme) -> None:
    findings = check(with_values({TEXT: "[*_🚀 " * 40_000}), theme)
    assert [(finding.rule, finding.level) for finding in findings] == [("too-long", Level.ERROR)]


def test_a_checker_rechecks_only_what_changed(theme: InstalledTheme) -> None:
    checked: list[str] = []

    def spy(field: CheckedField[Any]) -> list[Violation]:
        checked.append(str(field.path))
        return []

    checker = Checker(theme, [FieldRule("spy", Level.ERROR, frozenset(Kind), spy)])
    checker.check(ISSUE)
    assert len(checked) > 100
    checked.clear()
    checker.check(with_values({TEXT: "Another text"}))
    assert sorted(checked) == ["top5", "top5/e1/comment", TEXT]
    checked.clear()
    moved = with_values({"top5": ISSUE.top5[::-1]})
    checker.check(moved)
    assert sorted(checked) == ["top5", "top5/e1/comment", TEXT]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({TEXT: "a 🚀 in the text"}, "The fonts of MERICS China Industries do not contain “🚀” U+1F680 ROCKET."),
        ({"top5/e1/title": "China publishes\ta plan of it"}, "do not contain U+0009 TAB."),
        ({TEXT: "a\u200d b\u202ec"}, "in the text: U+200D ZERO WIDTH JOINER, U+202E RIGHT-TO-LEFT OVERRIDE."),
        ({TEXT: "ابجد هوز"}, "“ا” U+0627 ARABIC LETTER ALEF, “ب” U+0628 ARABIC LETTER BEH, “ج” U+062C"),
        ({TEXT: "ابجد هوز"}, ", 4 more."),
        ({"top5/e1/title": "China"}, "“Title” is too short: 5 characters."),
        ({"top5/e1/title": "China and its 样本计划 for all"}, "“Title” contains Chinese: “样本计划”."),
        ({"imprint/authors": ()}, "“Authors” is empty."),
        (
            {TEXT: "[the “plan” of it](x:y)"},
            "The link ‘the “plan” of it’ cannot be published: “x:y” has an unsupported",
        ),
        (
            {"top5/e1/source/link": "file:///etc/" + "x" * 99},
            "“file:///etc/" + "x" * 47 + "…” is a file on one computer",
        ),
    ],
)
def test_messages(changes: dict[str, Any], message: str, theme: InstalledTheme) -> None:
    assert any(message in finding.message for finding in check(with_values(changes), theme))
