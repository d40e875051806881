"""Copies without any link, such as a text that went through a mail: their words have those of the issue still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from editor.document.compare.hunks import Runs, applied_hunks, word_hunks
from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit, Edit, SetValue, applied
from editor.document.field_specs import spec_at
from editor.document.paths import value_or_none
from editor.document.text.inline import joined, parse
from editor.document.text.inline_writer import markdown
from schemas import Issue, Kind, Part, specs_of


def has_links(part: Part) -> bool:
    """Whether words lead somewhere, or a source has an address."""
    return any(_links(part))


def _links(part: Part) -> Iterator[bool]:
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        if spec.kind is Kind.LINK:
            yield bool(value)
        elif spec.kind is Kind.INLINE:
            yield any(run.link for run in parse(value))
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from _links(inner)


def with_kept_links(issue: Issue, version: Issue) -> Issue:
    """A version of an issue without links, with those of the issue on all words that both have."""
    edits = chain.from_iterable(_kept(issue, edit) for edit in changes(issue, version))
    return applied(issue, CompoundEdit(tuple(edits)))


def _kept(issue: Issue, edit: Edit) -> Iterator[Edit]:
    spec = spec_at(issue, edit.path) if isinstance(edit, SetValue) else None
    if spec is None or not isinstance(edit, SetValue):
        yield edit
        return
    old = value_or_none(issue, edit.path)
    if spec.kind is Kind.INLINE and isinstance(old, str):
        yield replace(edit, value=markdown(_linked(parse(old), parse(edit.value))))
    elif spec.kind is not Kind.LINK or edit.value:
        yield edit


def _linked(old: Runs, new: Runs) -> Runs:
    """The new text with the links of the words that stay."""
    unlinked = joined(replace(run, link=None) for run in old)
    return applied_hunks(old, word_hunks(unlinked, new))
