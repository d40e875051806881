"""The rule for documents that an earlier issue has covered.

It depends on other files, so it is not in the registry: who knows them calls it with what was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.document.earlier_issues import Reference
from editor.document.editing.edits import InsertItem, applied
from editor.document.findings import Finding, Fix, Level
from editor.document.paths import FieldPath, value_or_none
from schemas import Ignored, Issue

RULE = "covered-before"
IGNORE = "Ignore"


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """The document of a field is that of an earlier issue. `text` is the field's text that was compared."""

    path: FieldPath
    text: str
    same: str
    """What is the same: `link`, `Chinese title`."""
    earlier: Reference


def covered_before(issue: Issue, found: Iterable[EarlierDocument]) -> Iterator[Finding]:
    """Yield a warning for each field that still has the text, unless the editors of this issue chose to ignore it."""
    ignored = {(one.text, one.path) for one in issue.ignored if one.rule == RULE}
    for one in found:
        if value_or_none(issue, one.path) == one.text and (one.text, str(one.path)) not in ignored:
            yield Finding(
                Level.WARNING,
                one.path,
                f"{one.earlier.as_coverage}: same {one.same}.",
                "Write what is new, or ignore this.",
                RULE,
                Fix(IGNORE, _Ignore(one)),
            )


@dataclass(frozen=True, slots=True)
class _Ignore:
    found: EarlierDocument

    def __call__(self, issue: Issue) -> Issue:
        """The issue in which this is ignored."""
        text, path = self.found.text, str(self.found.path)
        # Two people who ignore the same give one id, so that merging their issues gives one item.
        key = hashlib.sha256("\0".join((RULE, text, path)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if any(one.id == key for one in issue.ignored):
            return issue
        item = Ignored(id=key, rule=RULE, text=text, path=path)
        return applied(issue, InsertItem(FieldPath(("ignored",)), len(issue.ignored), item))
