"""Every rule of the shipped house style finds what its examples say, fixes it as they say, and finds no more."""

from __future__ import annotations

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.styles import load_style
from editor.files.themes import load_theme
from editor.words import Known
from schemas.style import Example, StyleRule
from tests.unit.words.examples import all_fixed, example_of, found_by, issue_of, text_of

_STYLE = load_style(load_theme("merics"))
assert _STYLE is not None
FAILS = [
    pytest.param(rule, example_of(one), id=f"{rule.name}-{n}")
    for rule in _STYLE.rules
    for n, one in enumerate(rule.fails)
]
PASSES = [
    pytest.param(rule, example_of(one), id=f"{rule.name}-{n}")
    for rule in _STYLE.rules
    for n, one in enumerate(rule.passes)
]


@pytest.mark.parametrize(("rule", "example"), FAILS)
def test_a_failing_example_is_found_and_fixed(
    rule: StyleRule, example: Example, known: Known, complete_theme: InstalledTheme
) -> None:
    scope = rule.where[0]
    issue = issue_of(example, scope)
    findings = found_by(rule, issue, known, complete_theme)
    assert findings
    assert {finding.rule for finding in findings} == {rule.name}
    for finding in findings:
        assert finding.excerpt is not None
        assert "{" not in finding.message
    if example.fixed is None:
        return
    fixed = all_fixed(issue, findings)
    assert text_of(fixed, scope) == example.fixed
    assert not found_by(rule, fixed, known, complete_theme)


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_a_passing_example_is_left_alone(
    rule: StyleRule, example: Example, known: Known, complete_theme: InstalledTheme
) -> None:
    assert not found_by(rule, issue_of(example, rule.where[0]), known, complete_theme)
