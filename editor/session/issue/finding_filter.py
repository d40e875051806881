"""Which findings are said already: a field that nobody has come to yet is not reproached for being empty."""

from __future__ import annotations

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from editor.document.rules import is_missing_content


class FindingFilter:
    """Knows the fields that somebody has been to. Asked again for the same findings, it has the answer ready."""

    def __init__(self) -> None:
        self._visited: set[FieldPath] = set()
        self._around: set[FieldPath] = set()
        self._over = False
        self._asked: tuple[Finding, ...] = ()
        self._heard: tuple[Finding, ...] = ()

    def visited(self, path: FieldPath) -> bool:
        """Somebody has been to a field; whether that is news."""
        if path in self._visited:
            return False
        self._visited.add(path)
        # An entry was written in: then the list of entries was come to as well.
        self._around.update(FieldPath(path[:depth]) for depth in range(1, len(path) + 1))
        self._asked = ()
        return True

    def end(self) -> bool:
        """Say everything from now on; whether that is news."""
        self._asked = ()
        was_over, self._over = self._over, True
        return not was_over

    def heard(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Those that are to be said."""
        if self._over:
            return findings
        if findings is not self._asked:
            self._asked = findings
            self._heard = tuple(one for one in findings if not is_missing_content(one) or self._was_there(one))
        return self._heard

    def _was_there(self, finding: Finding) -> bool:
        path = finding.path
        if path in self._around:
            return True
        # Blank blocks and lines stand below the field that one comes to; a list's own fields are come to by themselves.
        is_inside = finding.rule in ("blank-block", "blank-line")
        return is_inside and any(FieldPath(path[:depth]) in self._visited for depth in range(1, len(path)))
