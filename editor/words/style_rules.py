"""The rules of a house style, as rules for the checker of issues.

All checks of a field are one rule for the checker, and all checks of an entry are another: the text as read is made
once for all of them. Each finding has the name of its own rule in the style file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from editor.document.findings import Excerpt, Level
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.rule import CheckedField, CheckedPart, FieldRule, PartRule, Rule, Violation
from editor.words.checks import CHECKS
from editor.words.hits import Check, Hit, Look, LookAtSection, SectionCheck
from editor.words.known import Known
from editor.words.passages import Passage, passage, section
from editor.words.replacing import replace_words
from schemas import Entry, Kind, NewsItem
from schemas.style import Scope, Style, StyleRule

_KINDS = frozenset({Kind.INLINE, Kind.LINE, Kind.LINES, Kind.CHINESE, Kind.ISSUING_BODIES})
_SWAPS = ("swap", "misspelling")


class UnknownCheck(ValueError):
    """A style file asks for a kind of check that does not exist; the message names the rule and the kinds there are."""


def rules_of(style: Style, known: Known, *, off: Set[str] = frozenset()) -> tuple[Rule, ...]:
    """The rules that are switched on, without those named in `off`. Raises UnknownCheck."""
    used = [rule for rule in style.rules if rule.on and rule.name not in off]
    known = known.with_swapped(word for rule in used if rule.check in _SWAPS for word in rule.swap)
    looks: dict[Scope, list[tuple[StyleRule, Look]]] = {scope: [] for scope in Scope}
    section_looks: list[tuple[StyleRule, LookAtSection]] = []
    for rule in used:
        check = _check(rule)
        if isinstance(check, Check):
            look = check.prepare(rule, known)
            for scope in rule.where:
                looks[scope].append((rule, look))
        else:
            section_looks.append((rule, check.prepare(rule, known)))
    at_section = _part_look(section_looks)
    return (
        FieldRule("style", Level.WARNING, _KINDS, _field_look(looks)),
        PartRule("style", Level.WARNING, Entry, at_section),
        PartRule("style", Level.WARNING, NewsItem, at_section),
    )


def _check(rule: StyleRule) -> Check | SectionCheck:
    check = CHECKS.get(rule.check)
    if check is None:
        kinds = ", ".join(sorted(CHECKS))
        raise UnknownCheck(f"The style rule {rule.name!r} has the unknown check {rule.check!r}. Use one of: {kinds}.")
    return check


def _field_look(
    looks: Mapping[Scope, list[tuple[StyleRule, Look]]],
) -> Callable[[CheckedField[Any]], Iterable[Violation]]:
    def violations(field: CheckedField[Any]) -> Iterator[Violation]:
        found = passage(field.value, field.model, field.spec, field.path, field.theme.characters)
        if found is not None:
            for rule, look in looks[found.scope]:
                for hit in look(found):
                    yield _violation(rule, found, hit, ROOT)

    return violations


def _part_look(
    looks: list[tuple[StyleRule, LookAtSection]],
) -> Callable[[CheckedPart[Any]], Iterable[Violation]]:
    def violations(part: CheckedPart[Any]) -> Iterator[Violation]:
        whole = section(part.value, part.path)
        for rule, look in looks:
            for found, hit in look(whole):
                if found.scope in rule.where:
                    yield _violation(rule, found, hit, FieldPath(found.path[len(part.path) :]))

    return violations


def _violation(rule: StyleRule, found: Passage, hit: Hit, tail: FieldPath) -> Violation:
    words = found.text[hit.start : hit.end]
    fixed = hit.fixed if hit.fixed is not None else ""

    def filled(sentence: str) -> str:
        return sentence.replace("{found}", shown(words)).replace("{fixed}", shown(fixed))

    fix = None
    if hit.fixed is not None:
        label = f"Change to “{shown(fixed)}”" if fixed.strip() else f"Remove “{shown(words)}”"
        if hit.stretch is not None:
            label = "Change All"
        start, end = hit.stretch or (hit.start, hit.end)
        fix = replace_words(label, found.path, start, found.text[start:end], hit.fixed)
    message, help = filled(hit.message or rule.message), filled(hit.help or rule.help)
    return Violation(message, help, tail, fix, Excerpt(hit.start, words), rule.name)


def shown(words: str, most: int = 60) -> str:
    """Words in one line of a message, shortened where they are long."""
    line = " ".join(words.split()) or words
    return line if len(line) <= most else line[: most - 1] + "…"
