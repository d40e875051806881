"""The findings of an issue as a reader goes through them: errors first, by place, and many of a kind as one row."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass

from editor.document.findings import Finding, Level
from editor.document.path_labels import path_label, path_label_parts, section_title
from editor.document.paths import FieldPath
from editor.document.rules import is_missing_content
from editor.document.sections import section_path, section_paths
from editor.document.text.phrasing import capitalised
from schemas import Issue

_FOLDED = 3
"""Findings of one kind that become one row."""
_NAMED = 3
"""Empty fields that a row names."""


@dataclass(frozen=True)
class Problem:
    """One row: a finding, or several of one kind that are folded into one.

    `place` is the finding's field in words, `short_place` the same below the heading of its section. `heading` is set
    for the first row of a section. `folded` are all findings of a row that stands for several; `is_open` is set while
    they are listed below it, each `is_inside`.
    """

    finding: Finding
    place: str
    short_place: str = ""
    heading: str = ""
    folded: tuple[Finding, ...] = ()
    is_open: bool = False
    is_inside: bool = False

    @property
    def label(self) -> str:
        """The place with the number of others: `Policy news, item 2, Source, Link and 5 more`."""
        return self._with_others(self.place)

    @property
    def short_label(self) -> str:
        """The same below the heading: `Item 2, Source, Link and 5 more`."""
        return self._with_others(self.short_place)

    @property
    def message(self) -> str:
        """What is wrong; for empty fields, how many there are."""
        if self.is_about_empty_fields:
            return f"{len(self.folded)} fields are empty."
        return self.finding.message

    @property
    def help(self) -> str:
        """What to do."""
        return "Fill them in." if self.is_about_empty_fields else self.finding.help

    @property
    def is_about_empty_fields(self) -> bool:
        """Whether the row stands for several empty fields of one section."""
        return bool(self.folded) and _is_empty_field(self.finding)

    @property
    def fixable(self) -> tuple[Finding, ...]:
        """The findings that the fix of this row fixes; none if there is no fix."""
        found = self.folded or (self.finding,)
        return found if all(one.fix is not None for one in found) else ()

    @property
    def fix_label(self) -> str:
        """The label of the fix."""
        if self.folded:
            return f"Fix All {len(self.folded)}"
        return self.finding.fix.label if self.finding.fix is not None else ""

    def _with_others(self, place: str) -> str:
        if not self.folded or self.is_about_empty_fields:
            return place
        return f"{place} and {len(self.folded) - 1} more"


def in_order(issue: Issue, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort findings: errors before warnings, then by section, and within one those about words last."""
    order = {path: number for number, path in enumerate(section_paths(issue))}

    def key(finding: Finding) -> tuple[bool, int, bool]:
        section = order.get(section_path(finding.path), 0)
        return finding.level is not Level.ERROR, section, finding.excerpt is not None

    return tuple(sorted(findings, key=key))


def fold_key(finding: Finding) -> Hashable | None:
    """What findings have in common that are folded; None for a finding that is always a row of its own.

    Empty fields are folded by section, equal warnings wherever they are. Other errors are not: each must be corrected.
    """
    if _is_empty_field(finding):
        return "empty", finding.level, section_path(finding.path)
    if finding.level is Level.WARNING:
        return finding.rule, finding.message, finding.help
    return None


def problem_rows(issue: Issue, findings: Sequence[Finding], opened: Set[Hashable] = frozenset()) -> tuple[Problem, ...]:
    """The rows for findings that are `in_order`. `opened` are the fold keys of rows whose findings are listed."""
    folds: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        if (key := fold_key(finding)) is not None:
            folds.setdefault(key, []).append(finding)
    rows: list[Problem] = []
    shown: set[Hashable] = set()
    headed: tuple[Level, FieldPath] | None = None
    for finding in findings:
        key = fold_key(finding)
        group = folds.get(key, ())
        if key in shown:
            continue
        group_of = finding.level, section_path(finding.path)
        heading = section_title(issue, group_of[1], longest=None) if group_of != headed else ""
        headed = group_of
        if len(group) < _FOLDED:
            rows.append(_row(issue, finding, heading=heading))
            continue
        shown.add(key)
        rows += _fold(issue, tuple(group), heading, is_open=key in opened)
    return tuple(rows)


def _row(issue: Issue, finding: Finding, *, heading: str = "", is_inside: bool = False) -> Problem:
    place = path_label(issue, finding.path)
    return Problem(finding, place, place if is_inside else _below(issue, finding.path), heading, is_inside=is_inside)


def _fold(issue: Issue, group: tuple[Finding, ...], heading: str, *, is_open: bool) -> Iterator[Problem]:
    first = group[0]
    place, short = path_label(issue, first.path), _below(issue, first.path)
    if _is_empty_field(first):
        named = [_below(issue, one.path) or path_label(issue, one.path) for one in group[:_NAMED]]
        short = ", ".join(name for name in named if name) + ("…" if len(group) > _NAMED else "")
        place = f"{path_label(issue, section_path(first.path))}: {short}".removeprefix(": ")
    yield Problem(first, place, short, heading, group, is_open)
    if is_open:
        for finding in group:
            yield _row(issue, finding, is_inside=True)


def _is_empty_field(finding: Finding) -> bool:
    """Whether a field is empty. Links have a message of their own, which says what becomes of them."""
    return is_missing_content(finding) and finding.rule != "missing-link"


def _below(issue: Issue, path: FieldPath) -> str:
    """The place of a field within its section; empty for the section itself."""
    taken = len(path_label_parts(issue, section_path(path)))
    return capitalised(", ".join(path_label_parts(issue, path)[taken:]))
