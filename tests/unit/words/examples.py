"""Examples of a style file as issues, and what its rules find in them."""

from __future__ import annotations

import datetime as dt

from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.rules import Checker
from editor.document.text.inline import escaped
from editor.words import Known, rules_of
from editor.words.replacing import text_at
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Source
from schemas.style import Example, Scope, Style, StyleRule

DATE = dt.date(2025, 2, 3)


def example_of(given: str | Example) -> Example:
    return Example(text=given) if isinstance(given, str) else given


def issue_of(example: Example, scope: Scope) -> Issue:
    """An issue with the text of the example in one field of the scope."""
    day = example.date or DATE
    text = escaped(example.text)
    match Scope.RUNNING if example.title else scope:
        case Scope.RUNNING:
            blocks = tuple(Paragraph(id=f"p{number}", text=part) for number, part in enumerate(text.split("\n\n")))
            entry = Entry(id="e", date=day, title=example.title, comment=blocks, issuing_bodies=example.bodies)
        case Scope.BULLETS:
            bullets = tuple(Bullet(id=f"u{number}", text=part) for number, part in enumerate(text.split("\n\n")))
            entry = Entry(id="e", date=day, comment=(Bullets(id="b", items=bullets),))
        case Scope.TITLES:
            entry = Entry(id="e", date=day, title=example.text)
        case Scope.DOCUMENTS:
            entry = Entry(id="e", date=day, source=Source(title=example.text))
        case Scope.CHINESE:
            entry = Entry(id="e", date=day, source=Source(title_zh=example.text))
        case Scope.BODIES:
            entry = Entry(id="e", date=day, issuing_bodies=tuple(example.text.split(", ")))
        case _:
            item = NewsItem(id="n", date=day, source=NewsSource(label=example.text))
            return Issue(noteworthy=Noteworthy(policy_news=(item,)))
    return Issue(top5=(entry,))


def text_of(issue: Issue, scope: Scope) -> str:
    """The text that `issue_of` put into the issue."""
    if scope is Scope.OTHER:
        return issue.noteworthy.policy_news[0].source.label
    entry = issue.top5[0]
    match scope:
        case Scope.RUNNING:
            paths = [f"comment/{block.id}/text" for block in entry.comment]
        case Scope.BULLETS:
            (block,) = entry.comment
            assert isinstance(block, Bullets)
            paths = [f"comment/b/items/{bullet.id}/text" for bullet in block.items]
        case Scope.TITLES:
            paths = ["title"]
        case Scope.BODIES:
            return ", ".join(entry.issuing_bodies)
        case _:
            paths = ["source/title" if scope is Scope.DOCUMENTS else "source/title_zh"]
    return "\n\n".join(text_at(issue, FieldPath.parse(f"top5/e/{path}")) for path in paths)


def found_by(rule: StyleRule, issue: Issue, known: Known, theme: InstalledTheme) -> tuple[Finding, ...]:
    """What one rule finds in an issue."""
    style = Style(format="newsdesk-style", version=1, language="en-US", rules=(rule,))
    return Checker(theme, rules_of(style, known)).check(issue)


def all_fixed(issue: Issue, findings: tuple[Finding, ...]) -> Issue:
    """The issue after all fixes, the last first."""
    for finding in reversed(findings):
        if finding.fix is not None:
            issue = finding.fix.apply(issue)
    return issue
