"""The rules of a house style, as rules for the checker of issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any

from editor.document.findings import Excerpt, Level
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.rule import CheckedField, CheckedPart, FieldRule, PartRule, Rule, Violation
from editor.words.checks import CHECKS
from editor.words.hits import Check, Hit, Look, LookAtSection
from editor.words.known import Known
from editor.words.passages import Passage, passage, section
from editor.words.replacing import replace_words
from schemas import Entry, Kind, NewsItem
from schemas.style import Style, StyleRule

_KINDS = frozenset({Kind.INLINE, Kind.LINE, Kind.LINES, Kind.CHINESE, Kind.ISSUING_BODIES})


class UnknownCheck(ValueError):
    """A style file asks for a kind of check that does not exist; the message names the rule and the kinds there are."""


def rules_of(style: Style, known: Known, *, off: Set[str] = frozenset()) -> tuple[Rule, ...]:
    """The rules that are switched on, without those named in `off`. Raises UnknownCheck."""
    swapped = [word for rule in style.rules if rule.on and rule.check == "swap" for word in rule.swap]
    known = known.with_swapped(swapped)
    return tuple(one for rule in style.rules if rule.on and rule.name not in off for one in _rules(rule, known))


def _rules(rule: StyleRule, known: Known) -> tuple[Rule, ...]:
    check = CHECKS.get(rule.check)
    if check is None:
        kinds = ", ".join(sorted(CHECKS))
        raise UnknownCheck(f"The style rule {rule.name!r} asks for the check {rule.check!r}. Use one of: {kinds}.")
    if isinstance(check, Check):
        return (FieldRule(rule.name, Level.WARNING, _KINDS, _field_look(rule, check.prepare(rule, known))),)
    look = _part_look(rule, check.prepare(rule, known))
    return (PartRule(rule.name, Level.WARNING, Entry, look), PartRule(rule.name, Level.WARNING, NewsItem, look))


def _field_look(rule: StyleRule, look: Look) -> Callable[[CheckedField[Any]], Iterable[Violation]]:
    def violations(field: CheckedField[Any]) -> Iterator[Violation]:
        found = passage(field.value, field.model, field.spec, field.path, field.theme.characters)
        if found is not None and found.scope in rule.where:
            for hit in look(found):
                yield _violation(rule, found, hit, ROOT)

    return violations


def _part_look(rule: StyleRule, look: LookAtSection) -> Callable[[CheckedPart[Any]], Iterable[Violation]]:
    def violations(part: CheckedPart[Any]) -> Iterator[Violation]:
        for found, hit in look(section(part.value, part.path)):
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
            label = "Change them all"
        start, end = hit.stretch or (hit.start, hit.end)
        fix = replace_words(label, found.path, start, found.text[start:end], hit.fixed)
    message, help = filled(hit.message or rule.message), filled(hit.help or rule.help)
    return Violation(message, help, tail, fix, Excerpt(hit.start, words))


def shown(words: str, most: int = 60) -> str:
    """Words in one line of a message, shortened where they are long."""
    line = " ".join(words.split()) or words
    return line if len(line) <= most else line[: most - 1] + "…"
