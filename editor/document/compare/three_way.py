"""Three-way merge of a text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.document.compare.word_diff import ChangeKind, word_diff
from editor.document.text.inline import Run, joined, parse, sliced
from editor.document.text.inline_writer import markdown


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Replace the base's code points from `start` to before `end` by `runs`."""

    start: int
    end: int
    runs: tuple[Run, ...]

    def meets(self, other: _Hunk) -> bool:
        return self.start <= other.end and other.start <= self.end


def merged_text(base: str, ours: str, theirs: str) -> str:
    """Merge both sides' changes of a string of limited Markdown. Where they overlap, ours is kept."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    own = list(_hunks(base, ours))
    both = own + [hunk for hunk in _hunks(base, theirs) if not any(hunk.meets(other) for other in own)]
    return markdown(joined(_rewritten(parse(base), sorted(both, key=lambda hunk: (hunk.start, hunk.end)))))


def _hunks(base: str, side: str) -> Iterator[_Hunk]:
    position = start = 0
    gone = 0
    come: list[Run] = []
    for piece in word_diff(base, side):
        length = len(piece.text)
        if piece.change is ChangeKind.SAME:
            if gone or come:
                yield _Hunk(start, start + gone, tuple(come))
            position += length
            start, gone, come = position, 0, []
        elif piece.change is ChangeKind.DELETED:
            position += length
            gone += length
        else:
            come += piece.runs
    if gone or come:
        yield _Hunk(start, start + gone, tuple(come))


def _rewritten(base: tuple[Run, ...], hunks: list[_Hunk]) -> Iterator[Run]:
    position = 0
    for hunk in hunks:
        yield from sliced(base, position, hunk.start)
        yield from hunk.runs
        position = hunk.end
    yield from sliced(base, position)
