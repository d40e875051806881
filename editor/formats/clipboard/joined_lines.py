"""Paragraphs that are the lines of a page or a mail: which they are, and their formatted text as one paragraph.

The rules are those of paste.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.text.inline import Run, sliced, text_of
from editor.document.text.inline import joined as joined_runs
from editor.document.text.inline_runs import style_of
from editor.document.text.scripts import columns
from editor.formats.rules.joining import BREAK_HYPHEN, ends_sentence, joined, marked_hyphens, wrapped

_WIDEST = 130
"""Columns of the widest line of a page or mail. Longer paragraphs were not broken."""


def wrapped_groups(lines: Sequence[str]) -> list[range]:
    """Return the numbers of the lines that belong together, for lines without blank ones among them.

    A line that ends a sentence ends its paragraph, and so does one that is too long for a page: how full lines are is
    measured among those between.
    """
    groups: list[range] = []
    between: list[str] = []
    for number, line in enumerate(lines):
        between.append(line.strip())
        if number == len(lines) - 1 or ends_sentence(between[-1]) or columns(between[-1]) > _WIDEST:
            for group in wrapped(between):
                start = groups[-1].stop if groups else 0
                groups.append(range(start, start + len(group)))
            between = []
    return groups


def joined_lines(lines: Sequence[Sequence[Run]]) -> tuple[Run, ...]:
    """Join formatted lines into one: with a space, but none inside Chinese, nor where a hyphen divides a word."""
    stripped = [line for line in map(_stripped, lines) if line]
    texts = [text_of(line) for line in stripped]
    marked, _ = marked_hyphens(texts, [False] * len(texts))
    whole: tuple[Run, ...] = ()
    for number, line in enumerate(stripped):
        if number and marked[number - 1].endswith(BREAK_HYPHEN):
            whole = sliced(whole, 0, len(text_of(whole)) - 1)
        elif number and len(joined(texts[number - 1 : number + 1])) > len(texts[number - 1]) + len(texts[number]):
            whole = (*whole, _space(whole[-1], line[0]))
        whole = (*whole, *line)
    return joined_runs(whole)


def _stripped(line: Sequence[Run]) -> tuple[Run, ...]:
    text = text_of(line)
    return sliced(line, len(text) - len(text.lstrip()), len(text.rstrip()))


def _space(before: Run, after: Run) -> Run:
    """The space between two lines, in their style if they have the same."""
    return Run(" ", *style_of(before)) if style_of(before) == style_of(after) else Run(" ")
