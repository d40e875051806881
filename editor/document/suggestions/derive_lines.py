"""The lines of a field in two orders: which is which, which kept their place, and the records of those that did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editor.document.paths import FieldPath
from editor.document.suggestions.order import staying
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import Story, StoryLine
from schemas.suggestion import ShiftItem, SuggestionRecord, TurnLine


def paired(content: Sequence[StoryLine], shown: Sequence[StoryLine]) -> dict[int, int]:
    """Which line of the content is which line that is shown: by their paths, or else by ids that are there once."""
    there = {line.subpath: number for number, line in enumerate(shown)}
    pairs = {number: there[line.subpath] for number, line in enumerate(content) if line.subpath in there}
    taken = set(pairs.values())
    free = [number for number in range(len(shown)) if number not in taken]
    for number, line in enumerate(content):
        if number not in pairs:
            same = [other for other in free if shown[other].id == line.id]
            if len(same) == 1:
                pairs[number] = same[0]
                free.remove(same[0])
    return pairs


def staying_lines(
    content: Story,
    shown: Story,
    pairs: dict[int, int],
    before: Sequence[SuggestionRecord],
    moved: frozenset[FieldPath],
) -> set[int]:
    """The lines of the content that kept their place among each other."""
    hinted = {path.parent if path[-1] == "text" else path for path in moved}
    hinted |= {FieldPath.parse(record.path) for record in before if isinstance(record, ShiftItem)}
    named = {number: str(line.subpath.under(content.path)) for number, line in enumerate(content.lines)}
    by_place = sorted(pairs, key=pairs.__getitem__)
    kept = staying(
        [named[number] for number in sorted(pairs)],
        [named[number] for number in by_place],
        {str(one) for one in hinted},
    )
    return {number for number in pairs if named[number] in kept}


def with_moved_back(shown: Story, in_place: list[int], pairs: dict[int, int], stays: set[int]) -> list[int]:
    """The lines that are shown, each moved one back where the content has it."""
    order = list(in_place)
    for number in sorted(pairs):
        if number in stays:
            continue
        earlier = [pairs[one] for one in sorted(pairs) if one < number and pairs[one] in order]
        index = order.index(earlier[-1]) + 1 if earlier else 0
        order.insert(index, pairs[number])
    return order


def turns(
    content: Story, shown: Story, pairs: dict[int, int], before: Sequence[SuggestionRecord], sign: Signature
) -> Iterator[SuggestionRecord]:
    """A record for each paragraph that became a bullet, and each bullet that became a paragraph."""
    known = {record.path: record for record in before if isinstance(record, TurnLine)}
    for old, new in pairs.items():
        bullets = shown.lines[new].bullets
        if bool(content.lines[old].bullets) == bool(bullets):
            continue
        path = str(content.text_path(old))
        record = known.get(path)
        if record is None or record.bullet != bool(bullets):
            yield TurnLine(path=path, bullet=bool(bullets), bullets=bullets, **sign.new)
        else:
            yield record


def shifts(
    content: Story,
    shown: Story,
    pairs: dict[int, int],
    stays: set[int],
    before: Sequence[SuggestionRecord],
    sign: Signature,
) -> Iterator[SuggestionRecord]:
    """A record for each line that moved among the others."""
    known = {record.path: record for record in before if isinstance(record, ShiftItem)}
    number = 0
    for old, new in sorted(pairs.items(), key=lambda pair: pair[1]):
        if old in stays:
            continue
        path = str(content.lines[old].subpath.under(content.path))
        where = {
            "after": str(shown.lines[new - 1].subpath) if new else "",
            "before": str(shown.lines[new + 1].subpath) if new + 1 < len(shown.lines) else "",
        }
        record = known.get(path)
        if record is not None and (record.after, record.before) == (where["after"], where["before"]):
            yield record
            continue
        changed = replace(sign, counter=sign.counter + number).changed
        number += 1
        if record is not None:
            yield record.model_copy(update={**where, **changed})
        else:
            yield ShiftItem(path=path, **{**sign.new, **changed, **where})
