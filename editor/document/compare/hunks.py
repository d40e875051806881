"""Text of one or several lines in its styles, positions in it, and the hunks that lead from one text to another.

A line feed in an unstyled run ends a paragraph or bullet. Positions count code points of the text as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from editor.document.compare.phrases import by_phrases
from editor.document.compare.sequences import ChangeKind, diff_sequences
from editor.document.compare.word_diff import DiffPart, words_in
from editor.document.text.inline import Run, joined, parse, sliced, text_of
from editor.document.text.inline_runs import style_of
from editor.document.text.inline_writer import markdown

Runs = tuple[Run, ...]
NEW_LINE = Run("\n")


@dataclass(frozen=True, slots=True)
class Hunk:
    """The letters from `start` to before `end` become `runs`."""

    start: int
    end: int
    runs: Runs

    @property
    def length(self) -> int:
        """How many letters come."""
        return length_of(self.runs)


def length_of(runs: Iterable[Run]) -> int:
    """The number of code points."""
    return sum(len(run.text) for run in runs)


def read_markup(text: str, *, inline: bool) -> Runs:
    """The runs of a record's text. Only limited Markdown (`inline`) has lines and styles."""
    if not inline:
        return (Run(text),) if text else ()
    if "\n" not in text:
        return parse(text)
    return with_line_feeds(parse(line) for line in text.split("\n"))


def write_markup(runs: Runs, *, inline: bool) -> str:
    """The inverse of `read_markup`."""
    return "\n".join(markdown(line) for line in lines_in(runs)) if inline else text_of(runs)


def with_line_feeds(lines: Iterable[Runs]) -> Runs:
    """Lines as one text, a line feed between each two."""
    runs: list[Run] = []
    for number, line in enumerate(lines):
        if number:
            runs.append(NEW_LINE)
        runs += line
    return joined(runs)


def lines_in(runs: Runs) -> list[Runs]:
    """The lines of a text, without their line feeds; never none."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.strong, run.emphasis, run.link))
        lines += [[Run(text, run.strong, run.emphasis, run.link)] for text in others]
    return [joined(line) for line in lines]


def applied_hunks(runs: Runs, hunks: Iterable[Hunk]) -> Runs:
    """The text after hunks that are in order and do not overlap."""
    made: list[Run] = []
    position = 0
    for hunk in hunks:
        made += sliced(runs, position, hunk.start)
        made += hunk.runs
        position = hunk.end
    made += sliced(runs, position)
    return joined(made)


def typed_hunks(before: Runs, after: Runs) -> tuple[Hunk, ...]:
    """The hunks as somebody typed them: one stretch where words only came or went, otherwise word by word."""
    hunk = trimmed(before, after)
    if hunk is None:
        return ()
    if hunk.start == hunk.end or not hunk.runs:
        return (_at_word(before, after, hunk),)
    return tuple(_trimmed_hunks(before, word_hunks(before, after)))


def _at_word(before: Runs, after: Runs, hunk: Hunk) -> Hunk:
    """A hunk of words that only came or went, moved out of a word where the texts allow it.

    "What wild was" from "What was" is " wild" in "w|as" by its letters, and "wild " before "was" to a reader.
    """
    came = hunk.start == hunk.end
    runs = after if came else before
    words = text_of(runs)
    size = hunk.length if came else hunk.end - hunk.start
    for step in (-1, 1):
        start = hunk.start
        while _is_in_word(words, start) or _is_in_word(words, start + size):
            leaves, enters = (start + size - 1, start - 1) if step < 0 else (start, start + size)
            if not 0 <= enters < len(words) or words[leaves] != words[enters]:
                break
            if sliced(runs, leaves, leaves + 1) != sliced(runs, enters, enters + 1):
                break
            start += step
        else:
            end = start if came else start + size
            return Hunk(start, end, sliced(after, start, start + size) if came else ())
    return hunk


def _is_in_word(words: str, position: int) -> bool:
    """Whether a position is between two letters of one word."""
    return 0 < position < len(words) and words[position - 1].isalnum() and words[position].isalnum()


def word_hunks(before: Runs, after: Runs, *, by_phrase: bool = False) -> tuple[Hunk, ...]:
    """The hunks word by word; `by_phrase` makes a rewritten sentence one hunk, whatever words stayed by chance."""
    old, new = _tokens(before), _tokens(after)
    pieces = [DiffPart(change, joined(tokens)) for change, tokens in diff_sequences(old, new)]
    return tuple(_hunks(_phrases(pieces) if by_phrase else pieces))


def _phrases(pieces: Sequence[DiffPart]) -> list[DiffPart]:
    """The pieces by whole phrases; a phrase ends with its paragraph."""
    found: list[DiffPart] = []
    phrase: list[DiffPart] = []
    for piece in pieces:
        if piece.change is ChangeKind.SAME and "\n" in piece.text:
            found += [*by_phrases(phrase), piece]
            phrase = []
        else:
            phrase.append(piece)
    return [*found, *by_phrases(phrase)]


def trimmed(before: Runs, after: Runs) -> Hunk | None:
    """One hunk without the letters that both texts begin and end with in the same style; None for equal texts."""
    if before == after:
        return None
    old, new = joined(before), joined(after)
    start, old_rest, new_rest = _shared_start(old, new)
    end = _shared_end(old_rest, new_rest)
    return Hunk(start, length_of(old) - end, sliced(new_rest, 0, length_of(new_rest) - end))


def _shared_start(old: Runs, new: Runs) -> tuple[int, Runs, Runs]:
    """How many letters two texts begin with alike, and what follows them in each."""
    number = 0
    while number < min(len(old), len(new)) and old[number] == new[number]:
        number += 1
    start, old, new = length_of(old[:number]), old[number:], new[number:]
    if not old or not new or style_of(old[0]) != style_of(new[0]):
        return start, old, new
    same = _shared(old[0].text, new[0].text)
    return start + same, sliced(old, same), sliced(new, same)


def _shared_end(old: Runs, new: Runs) -> int:
    """How many letters two texts end with alike."""
    number = 0
    while number < min(len(old), len(new)) and old[-1 - number] == new[-1 - number]:
        number += 1
    end = length_of(old[len(old) - number :])
    old, new = old[: len(old) - number], new[: len(new) - number]
    if not old or not new or style_of(old[-1]) != style_of(new[-1]):
        return end
    return end + _shared(old[-1].text[::-1], new[-1].text[::-1])


def _shared(one: str, two: str) -> int:
    """How many letters two texts begin with alike: found by halves, as texts are long and changes are short."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


# While somebody types, one of the two texts stays the same.
@lru_cache(maxsize=128)
def _tokens(runs: Runs) -> tuple[Run, ...]:
    tokens: list[Run] = []
    for number, line in enumerate(lines_in(runs)):
        if number:
            tokens.append(NEW_LINE)
        tokens += words_in(line)
    return tuple(tokens)


def _hunks(pieces: Sequence[DiffPart]) -> Iterator[Hunk]:
    position = start = 0
    come: list[Run] = []
    for piece in (*pieces, DiffPart(ChangeKind.SAME, ())):
        if piece.change is ChangeKind.SAME:
            if position > start or come:
                yield Hunk(start, position, joined(come))
            position += length_of(piece.runs)
            start, come = position, []
        elif piece.change is ChangeKind.DELETED:
            position += length_of(piece.runs)
        else:
            come += piece.runs


def _trimmed_hunks(before: Runs, hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    for hunk in hunks:
        inner = trimmed(sliced(before, hunk.start, hunk.end), hunk.runs)
        if inner is not None:
            yield Hunk(hunk.start + inner.start, hunk.start + inner.end, inner.runs)


class MergedTexts(NamedTuple):
    """Both sides' changes of a text. Where they changed the same words, one has ours and the other has theirs."""

    ours: Runs
    theirs: Runs

    @property
    def is_conflict(self) -> bool:
        """Whether both changed the same words."""
        return self.ours != self.theirs


def merged_texts(base: Runs, ours: Runs, theirs: Runs, *, both_at_one_place: bool = True) -> MergedTexts:
    """Both sides' changes of a text, word by word.

    With `both_at_one_place`, what both inserted at one place stays, theirs first: two sentences behind a third. What
    one inserted right before words that the other rewrote is disputed: "far too little" and "nothing" make no sense as
    one.
    """
    own, other = word_hunks(base, ours), word_hunks(base, theirs)
    disputed: set[Hunk] = set()
    for one in own:
        for two in other:
            is_one_place = one.start == one.end == two.start == two.end and not both_at_one_place
            if one != two and (is_one_place or _overlap(one, two) or _meet(base, one, two)):
                disputed |= {one, two}
    mine = _with_others(base, own, [hunk for hunk in other if hunk not in disputed])
    if not disputed:
        return MergedTexts(mine, mine)
    return MergedTexts(mine, _with_others(base, other, [hunk for hunk in own if hunk not in disputed]))


def _with_others(base: Runs, hunks: Sequence[Hunk], others: Iterable[Hunk]) -> Runs:
    return _combined(base, hunks, [hunk for hunk in others if not any(holds(one, hunk) for one in hunks)])


def holds(one: Hunk, other: Hunk) -> bool:
    """Whether a hunk has made another one already: the same, or an insertion of words that it inserts there too."""
    if one == other:
        return True
    is_there = other.start == other.end and one.start <= other.start <= one.end
    return is_there and bool(other.runs) and text_of(other.runs) in text_of(one.runs)


def rebased_text(old: Runs, new: Runs, now: Runs, beside: tuple[str, str] = ("", "")) -> Runs | None:
    """What a suggestion to make `old` to `new` makes of `now`, which somebody else made of `old`; None for nothing.

    Their words stay where the suggestion only deletes around them. Words that they deleted are gone either way. Where
    both replaced the same words, the suggestion has nothing left to do. `beside` are the letters around `old`.
    """
    own, other = word_hunks(old, new), typed_hunks(old, now)
    for one in own:
        for two in other:
            if one.runs and _overlap(one, two) and (two.runs or (two.start <= one.start and one.end <= two.end)):
                return None
    return _combined(old, own, _with_whole_words(old, own, other, beside))


def _with_whole_words(old: Runs, own: Sequence[Hunk], other: Sequence[Hunk], beside: tuple[str, str]) -> Sequence[Hunk]:
    """The other's hunks with the whole of each word that they changed within what is to be deleted.

    Of "wants" that became "will" by its last letters, "will" stays, not "ill", and with the space that parts it from
    the word that comes to stand beside it.
    """
    words = text_of(old)
    kept: list[Hunk] = []
    for number, hunk in enumerate(other):
        low = kept[-1].end if kept else 0
        high = other[number + 1].start if number + 1 < len(other) else len(words)
        start, end = _whole_word(words, hunk, low, high)
        around = next((one for one in own if not one.runs and one.start <= start and end <= one.end), None)
        if around is not None and (start, end) != (hunk.start, hunk.end):
            before = words[around.start - 1] if around.start else beside[0]
            behind = words[around.end] if around.end < len(words) else beside[1]
            more = any(two.runs and two.start < around.end for two in other[number + 1 :])
            runs = (
                *_space(words[around.start : start] if _is_word(before) else ""),
                *sliced(old, start, hunk.start),
                *hunk.runs,
                *sliced(old, hunk.end, end),
                *_space(words[end : around.end] if more or _is_word(behind) else ""),
            )
            hunk = Hunk(start, end, joined(runs))
        kept.append(hunk)
    return kept


def _space(deleted: str) -> Runs:
    """One of the spaces in what is deleted, if there are some."""
    return (Run(" "),) if " " in deleted else ()


def _is_word(letter: str) -> bool:
    return bool(letter) and not letter.isspace()


def _whole_word(words: str, hunk: Hunk, low: int, high: int) -> tuple[int, int]:
    """Where the word begins and ends whose letters a hunk changes, from `low` to `high` at most."""
    typed = text_of(hunk.runs)
    start, end = hunk.start, hunk.end
    if typed[:1].isalnum():
        while start > low and words[start - 1].isalnum():
            start -= 1
    if typed[-1:].isalnum():
        while end < high and words[end].isalnum():
            end += 1
    return start, end


def _overlap(one: Hunk, two: Hunk) -> bool:
    """Whether two hunks share letters, or one inserts within what the other replaces."""
    return one.start < two.end and two.start < one.end


def _meet(base: Runs, one: Hunk, two: Hunk) -> bool:
    """Whether one hunk inserts words right before those that the other rewrites; another style is no other word."""
    inserted, rewritten = (one, two) if one.start == one.end else (two, one)
    if inserted.start < inserted.end or inserted.start != rewritten.start or rewritten.start == rewritten.end:
        return False
    old, new = (text_of(runs) for runs in (sliced(base, rewritten.start, rewritten.end), rewritten.runs))
    return bool(inserted.runs) and bool(new) and new != old


def _combined(base: Runs, own: Sequence[Hunk], other: Sequence[Hunk]) -> Runs:
    gone = [False] * length_of(base)
    come: dict[int, list[Run]] = {}
    # What was put in before words that somebody else replaced stays before them.
    for hunk in sorted((*other, *own), key=lambda hunk: hunk.start < hunk.end):
        gone[hunk.start : hunk.end] = [True] * (hunk.end - hunk.start)
        come.setdefault(hunk.start, []).extend(hunk.runs)
    edges = (at for at in range(1, len(gone)) if gone[at] != gone[at - 1])
    made: list[Run] = []
    for start, end in pairwise([*sorted({0, *come, *edges}), len(gone)]):
        made += come.get(start, ())
        if start < end and not gone[start]:
            made += sliced(base, start, end)
    return joined(made)
