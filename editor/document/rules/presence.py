"""Rules for completeness: the number of entries, required fields, blank paragraphs, bullets and lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.document.paths import ROOT, FieldPath
from editor.document.rules.field_text import is_blank, is_blank_inline
from editor.document.rules.fixes import removal_fix, value_fix
from editor.document.rules.rule import CheckedField, CheckedPart, Violation
from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label, read_date
from schemas import Block, Bullet, Bullets, Issue, Kind, Noteworthy, Paragraph, Spec, spec_of

_BLOCK_MODELS = (Paragraph, Bullets, Bullet)


def required(field: CheckedField[Any]) -> Iterator[Violation]:
    """Report required fields that are empty. `blank_block` checks paragraphs and bullets.

    Lists of news that the theme makes optional may be empty.
    """
    if not field.spec.required or field.model in _BLOCK_MODELS or not _is_empty(field.value, field.spec.kind):
        return
    if field.model is Noteworthy and field.path[-1] in field.theme.declared.words.optional_lists:
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
    asked = spec.help or (f"Add at least one {spec.item}." if spec.item else "Fill in this field.")
    day = read_date(spec.example) if spec.kind is Kind.DATE else None
    example = date_label(day) if day is not None else spec.example  # as its field would show it
    return f"{asked} For example: {example}" if example else asked


def headline_missing(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report a missing headline: a warning only, because it is not printed on the pages."""
    if is_blank(part.value.headline):
        spec = spec_of(Issue, "headline")
        yield Violation(f"“{spec.label}” is empty.", _help(spec), FieldPath(("headline",)))


def blank_block(field: CheckedField[tuple[Block, ...]]) -> Iterator[Violation]:
    """Report blank paragraphs, bullets and bullet lists in a field that has other content."""
    if _is_empty(field.value, field.spec.kind):
        return  # `required` reports the field
    for block in field.value:
        subpath = FieldPath((block.id,))
        if isinstance(block, Paragraph):
            if is_blank_inline(block.text):
                yield _blank(field.path, subpath, "paragraph", subpath / "text")
        elif _is_blank_block(block):
            yield _blank(field.path, subpath, "bullet list", subpath / "items")
        else:
            for bullet in block.items:
                if is_blank_inline(bullet.text):
                    item = subpath / "items" / bullet.id
                    yield _blank(field.path, item, "bullet", item / "text")


def _blank(field: FieldPath, item: FieldPath, what: str, subpath: FieldPath) -> Violation:
    fix = removal_fix(f"Remove Blank {' '.join(word.capitalize() for word in what.split())}", item.under(field))
    return Violation(f"Blank {what}.", "Write something, or remove it.", subpath, fix)


def blank_line(field: CheckedField[tuple[str, ...]]) -> Iterator[Violation]:
    """Report blank lines among others. Issuing bodies would be printed as `NDRC, , MOF`."""
    blank = [number for number, line in enumerate(field.value, 1) if is_blank(line)]
    if not blank or len(blank) == len(field.value):
        return

    def change(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for line in lines if not is_blank(line))

    yield Violation(
        f"Line {blank[0]} of “{field.spec.label}” is blank.",
        "Write something, or remove the line.",
        ROOT,
        value_fix("Remove Blank Lines", field.path, change),
    )


def entry_count(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report a number of entries other than the theme's. `required` reports an issue without entries."""
    found, wanted = len(part.value.top5), part.theme.declared.counts.entries
    if found in (0, wanted):
        return
    number = abs(wanted - found)
    missing = counted(number, "entry", "entries")
    them = "it" if number == 1 else "them"
    help = (
        f"Add {missing}." if found < wanted else f"Remove {missing}, or move {them} to the next issue (Item › Move To)."
    )
    entries = counted(found, "entry", "entries")
    label = spec_of(Issue, "top5").label
    yield Violation(f"“{label}” has {entries}. {part.theme.declared.name} has {wanted}.", help, FieldPath(("top5",)))
