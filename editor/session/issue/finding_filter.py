"""Hides findings about missing content until the user has visited the field or tried to export."""

from __future__ import annotations

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from editor.document.rules import is_missing_content


class FindingFilter:
    """Filters findings by visited fields. The result for the latest findings is cached."""

    def __init__(self) -> None:
        self._visited: set[FieldPath] = set()
        self._ancestors: set[FieldPath] = set()
        self._is_off = False
        self._latest: tuple[Finding, ...] = ()
        self._visible: tuple[Finding, ...] = ()

    def visited(self, path: FieldPath) -> bool:
        """Mark a field as visited; return whether it was not visited before."""
        if path in self._visited:
            return False
        self._visited.add(path)
        # A visit to an entry counts as a visit to the list of entries.
        self._ancestors.update(FieldPath(path[:depth]) for depth in range(1, len(path) + 1))
        self._latest = ()
        return True

    def show_all(self) -> bool:
        """Stop filtering; return whether the filter was active."""
        self._latest = ()
        was_off, self._is_off = self._is_off, True
        return not was_off

    def visible(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return the findings to show."""
        if self._is_off:
            return findings
        if findings is not self._latest:
            self._latest = findings
            self._visible = tuple(
                finding for finding in findings if not is_missing_content(finding) or self._is_visited(finding)
            )
        return self._visible

    def _is_visited(self, finding: Finding) -> bool:
        path = finding.path
        if path in self._ancestors:
            return True
        # Blank blocks and lines are inside a field that is visited; items of a list have fields of their own.
        is_inside = finding.rule in ("blank-block", "blank-line")
        return is_inside and any(FieldPath(path[:depth]) in self._visited for depth in range(1, len(path)))
