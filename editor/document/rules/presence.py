"""Everything is there: as many entries as the theme wants, no required field empty, no blank among its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.document.paths import ROOT, FieldPath
from editor.document.rules.field_text import is_blank, is_blank_inline
from editor.document.rules.fixes import removal_fix, value_fix
from editor.document.rules.rule import CheckedField, CheckedPart, Violation
from editor.document.written_dates import date_label, read_date
from schemas import Block, Bullet, Bullets, Issue, Kind, Paragraph, Spec, spec_of

_BLOCK_MODELS = (Paragraph, Bullets, Bullet)


def required(field: CheckedField[Any]) -> Iterator[Violation]:
    """A required field is empty. What blocks are made of is looked at by `blank_block`, which sees them together."""
    if not field.spec.required or field.model in _BLOCK_MODELS or not _is_empty(field.value, field.spec.kind):
        return
    yield Violation(f"“{field.spec.label}” is empty.", _help(field.spec))


def _is_empty(value: Any, kind: Kind) -> bool:
    match kind:
        case Kind.PART:
            return False
        case Kind.INLINE:
            return is_blank_inline(value)
        case Kind.LINES | Kind.ISSUING_BODIES:
            return all(is_blank(line) for line in value)
        case Kind.BLOCKS:
            return all(_is_blank_block(block) for block in value)
        case _:
            return is_blank(value) if isinstance(value, str) else not value


def _is_blank_block(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return is_blank_inline(block.text)
    return all(is_blank_inline(bullet.text) for bullet in block.items)


def _help(spec: Spec) -> str:
    asked = spec.help or (f"Add at least one {spec.item}." if spec.item else "Fill it in.")
    day = read_date(spec.example) if spec.kind is Kind.DATE else None
    example = date_label(day) if day is not None else spec.example  # as its field would show it
    return f"{asked} For example: {example}" if example else asked


def headline_missing(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """No headline. It is no part of the pages, so an issue can be published without."""
    if is_blank(place.value.headline):
        spec = spec_of(Issue, "headline")
        yield Violation(f"“{spec.label}” is empty.", _help(spec), FieldPath(("headline",)))


def blank_block(field: CheckedField[tuple[Block, ...]]) -> Iterator[Violation]:
    """A paragraph or bullet is blank among others that are not; a bullet list is blank as a whole."""
    if _is_empty(field.value, field.spec.kind):
        return  # one finding for the field says it
    for block in field.value:
        tail = FieldPath((block.id,))
        if isinstance(block, Paragraph):
            if is_blank_inline(block.text):
                yield _blank(field.path, tail, "paragraph", tail / "text")
        elif _is_blank_block(block):
            yield _blank(field.path, tail, "bullet list", tail / "items")
        else:
            for bullet in block.items:
                if is_blank_inline(bullet.text):
                    item = tail / "items" / bullet.id
                    yield _blank(field.path, item, "bullet", item / "text")


def _blank(field: FieldPath, item: FieldPath, what: str, tail: FieldPath) -> Violation:
    fix = removal_fix(f"Remove the blank {what}", item.under(field))
    return Violation(f"A {what} is blank.", "Write something there, or remove it.", tail, fix)


def blank_line(field: CheckedField[tuple[str, ...]]) -> Iterator[Violation]:
    """A line is blank among others that are not; issuing bodies would be printed as `NDRC, , MOF`."""
    blank = [number for number, line in enumerate(field.value, 1) if is_blank(line)]
    if not blank or len(blank) == len(field.value):
        return

    def change(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for line in lines if not is_blank(line))

    yield Violation(
        f"Line {blank[0]} of “{field.spec.label}” is blank.",
        "Write something there, or remove it.",
        ROOT,
        value_fix("Remove blank lines", field.path, change),
    )


def entry_count(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """The theme says how many entries an issue of its newsletter has. None at all is told by `required`."""
    found, wanted = len(place.value.top5), place.theme.declared.counts.entries
    if found in (0, wanted):
        return
    help = "Add the missing ones." if found < wanted else "Remove some, or move them to the next issue."
    are = "There is 1 entry" if found == 1 else f"There are {found} entries"
    label = spec_of(Issue, "top5").label
    yield Violation(f"{are} in “{label}”; {place.theme.declared.name} has {wanted}.", help, FieldPath(("top5",)))
