"""A field's text as lines: the paragraphs and bullets of a rich field, or the one line of any other text.

Suggestions and edits of a rich field are hunks of its whole text, in which a line feed stands between two lines. So a
split is an inserted line feed and a join is a deleted one, wherever bullet lists begin and end.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TypeVar

from editor.document.compare.hunks import Runs, length_of, with_line_feeds
from editor.document.field_specs import spec_at
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.text.inline import Run, parse, text_of
from editor.document.text.inline_writer import markdown
from schemas import Block, Bullet, Bullets, Issue, Kind, Paragraph

RICH_FIELDS = frozenset({"at_a_glance", "comment"})
_Kept = TypeVar("_Kept")
_TEXT_KINDS = frozenset({Kind.INLINE, Kind.LINE, Kind.CHINESE})


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A paragraph or bullet. `bullets` is the id of its list, empty for a paragraph; `source` how it is written."""

    id: str
    bullets: str
    runs: Runs
    source: str = ""

    @property
    def subpath(self) -> FieldPath:
        """The path of its item below the field."""
        return FieldPath((self.bullets, "items", self.id)) if self.bullets else FieldPath((self.id,))


@dataclass(frozen=True)
class Story:
    """The lines of the field at `path`. A field that is not rich has one line, whose id is empty."""

    path: FieldPath
    lines: tuple[StoryLine, ...]
    inline: bool
    rich: bool

    @cached_property
    def runs(self) -> Runs:
        """The whole text."""
        return with_line_feeds(line.runs for line in self.lines) if self.lines else ()

    @cached_property
    def words(self) -> str:
        """The whole text as it is read."""
        return text_of(self.runs)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins in the whole text."""
        starts: list[int] = []
        at = 0
        for line in self.lines:
            starts.append(at)
            at += length_of(line.runs) + 1
        return tuple(starts)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The lines by the paths of their texts."""
        return {str(self.text_path(number)): number for number in reversed(range(len(self.lines)))}

    def line_at(self, position: int) -> int:
        """The index of the line that a position is in."""
        return max(0, bisect_right(self.starts, position) - 1)

    def line_number(self, path: FieldPath) -> int | None:
        """The index of the line whose item or text a path names; None where there is none."""
        subpath = path[len(self.path) :]
        subpath = subpath[:-1] if subpath[-1:] == ("text",) else subpath
        return next((number for number, line in enumerate(self.lines) if line.subpath == subpath), None)

    def text_path(self, number: int) -> FieldPath:
        """The path of a line's text."""
        return self.lines[number].subpath.under(self.path) / "text" if self.rich and self.lines else self.path

    def position_of(self, path: FieldPath, start: int) -> int | None:
        """A position in a line's text as one in the whole text; None where the line is not there."""
        if not self.rich:
            return start if path == self.path else None
        if path == self.path and not self.lines:
            return 0
        number = self.line_number(path)
        return None if number is None else self.starts[number] + start

    def place_of(self, position: int) -> tuple[FieldPath, int]:
        """The path of the text that a position is in, and the position in that text."""
        number = self.line_at(position)
        return self.text_path(number), position - (self.starts[number] if self.lines else 0)


def story_path(issue: Issue, path: FieldPath) -> FieldPath | None:
    """The field whose text a path leads into; None where that is no text."""
    for depth, name in enumerate(path):
        if name in RICH_FIELDS and depth == 2:
            return FieldPath(path[: depth + 1])
    spec = spec_at(issue, path)
    return path if spec is not None and spec.kind in _TEXT_KINDS else None


def story_at(issue: Issue, path: FieldPath) -> Story:
    """The text of a field. Raises NoSuchField."""
    value = value_at(issue, path)
    if isinstance(value, str):
        spec = spec_at(issue, path)
        inline = spec is not None and spec.kind is Kind.INLINE
        runs = parse(value) if inline else ((Run(value),) if value else ())
        return Story(path, (StoryLine("", "", runs, value),), inline=inline, rich=False)
    if path[-1] not in RICH_FIELDS or not isinstance(value, tuple):
        raise NoSuchField(str(path))
    return story_of_blocks(path, value)


# While somebody types, the text before an edit is that after the last one.
@lru_cache(maxsize=512)
def story_of_blocks(path: FieldPath, blocks: tuple[Block, ...]) -> Story:
    """The text of blocks that are, or could be, the field at `path`."""
    return Story(path, tuple(_each_line(blocks)), inline=True, rich=True)


def _each_line(blocks: Iterable[Block]) -> Iterator[StoryLine]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield StoryLine(block.id, "", parse(block.text), block.text)
        else:
            for bullet in block.items:
                yield StoryLine(bullet.id, block.id, parse(bullet.text), bullet.text)


def value_of(lines: Sequence[StoryLine], story: Story, before: object) -> object:
    """The field's value with these lines; blocks that are as they were in `before` are the same objects."""
    if not story.rich:
        return _source(lines[0], story) if lines else ""
    if len(lines) == 1 and not lines[0].bullets and not lines[0].runs:
        return ()
    known = {block.id: block for block in before} if isinstance(before, tuple) else {}
    blocks: list[Block] = []
    for list_id, group in groupby(lines, lambda line: line.bullets):
        own = list(group)
        if not list_id:
            blocks += [_kept(Paragraph(id=line.id, text=_source(line, story)), known.get(line.id)) for line in own]
            continue
        old = known.get(list_id)
        bullets = {item.id: item for item in old.items} if isinstance(old, Bullets) else {}
        items = tuple(_kept(Bullet(id=line.id, text=_source(line, story)), bullets.get(line.id)) for line in own)
        blocks.append(_kept(Bullets(id=list_id, items=items), old))
    return tuple(blocks)


def _kept(new: _Kept, old: object) -> _Kept:
    return old if isinstance(old, type(new)) and old == new else new


def _source(line: StoryLine, story: Story) -> str:
    """The text as it is stored: to the letter as it was, where it reads the same."""
    if not story.inline:
        return "".join(run.text for run in line.runs)
    if line.source and parse(line.source) == line.runs:
        return line.source
    return markdown(line.runs)


def tidied(lines: Iterable[StoryLine]) -> tuple[StoryLine, ...]:
    """The lines with no path twice, and every list in one piece: what comes after a break is a list of its own."""
    made: list[StoryLine] = []
    ended: set[str] = set()
    renamed: dict[str, str] = {}
    taken: set[FieldPath] = set()
    above = ""
    for line in lines:
        wanted = line.bullets
        if wanted != above:
            ended.add(above)
        if wanted and wanted != above and wanted in ended:
            renamed[wanted] = derived_id("list", wanted, line.id, str(len(ended)))
        above = wanted
        line = replace(line, bullets=renamed.get(wanted, wanted)) if wanted in renamed else line
        while line.subpath in taken:
            line = replace(line, id=derived_id("line", line.id))
        taken.add(line.subpath)
        made.append(line)
    return tuple(made)


def derived_id(*parts: str) -> str:
    """An id that is the same wherever it is made of the same parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
