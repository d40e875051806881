"""Two people change the same paragraphs and bullets: no word is lost, and none is there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import applied
from editor.document.merging.both_versions import both_blocks
from editor.document.merging.conflicts import MergeSide, resolving_edit
from editor.document.merging.merge import MergeResult, merged
from editor.document.paths import path
from editor.document.suggestions.story import StoryLine, story_of_blocks, tidied, value_of
from editor.document.text.inline import Run, joined, sliced
from schemas import Block, Bullet, Bullets, Entry, Issue, Paragraph

Blocks = tuple[Block, ...]
Lines = list[StoryLine]
Step = Callable[[Lines, int, str], Lines]
FIELD = path("top5/e/comment")
BASE: Blocks = (
    Paragraph(id="a", text="a1 a2 a3."),
    Bullets(id="l", items=tuple(Bullet(id=name, text=f"{name}1 {name}2 {name}3.") for name in "xyz")),
)
NUMBER = 4
_WORD = re.compile(r"[a-z]\d")


def _typed(start: int, end: int) -> Step:
    def step(lines: Lines, index: int, who: str) -> Lines:
        runs = lines[index].runs
        new = joined((*sliced(runs, 0, start), Run(f"{who}9"), *sliced(runs, end)))
        return [*lines[:index], replace(lines[index], runs=new), *lines[index + 1 :]]

    return step


def _split(at: int) -> Step:
    def step(lines: Lines, index: int, who: str) -> Lines:
        line = lines[index]
        below = StoryLine(f"{who}-new", line.bullets, sliced(line.runs, at))
        return [*lines[:index], replace(line, runs=sliced(line.runs, 0, at)), below, *lines[index + 1 :]]

    return step


def _joined(between: str) -> Step:
    def step(lines: Lines, index: int, who: str) -> Lines:
        if index + 1 >= len(lines):
            return lines
        line = lines[index]
        runs = joined((*line.runs, Run(between), *lines[index + 1].runs))
        return [*lines[:index], replace(line, runs=runs), *lines[index + 2 :]]

    return step


def _turned(lines: Lines, index: int, who: str) -> Lines:
    beside = [one.bullets for one in lines[max(0, index - 1) : index + 2] if one.bullets]
    bullets = "" if lines[index].bullets else (beside or [f"{who}-list"])[0]
    return [*lines[:index], replace(lines[index], bullets=bullets), *lines[index + 1 :]]


def _removed(lines: Lines, index: int, who: str) -> Lines:
    return [*lines[:index], *lines[index + 1 :]]


def _added(lines: Lines, index: int, who: str) -> Lines:
    new = StoryLine(f"{who}-new", lines[index].bullets, (Run(f"{who}8."),))
    return [*lines[: index + 1], new, *lines[index + 1 :]]


def _moved(to: int) -> Step:
    def step(lines: Lines, index: int, who: str) -> Lines:
        rest = _removed(lines, index, who)
        return [*rest[:to], lines[index], *rest[to:]]

    return step


STEPS: dict[str, Step] = {
    "types at the beginning": _typed(0, 0),
    "types within": _typed(3, 3),
    "types at the end": _typed(9, 9),
    "replaces a word": _typed(3, 5),
    "splits": _split(3),
    "splits at the end": _split(9),
    "joins with the next": _joined(""),
    "joins with the next, and a space": _joined(" "),
    "turns": _turned,
    "removes": _removed,
    "adds below": _added,
    "moves to the top": _moved(0),
    "moves to the third place": _moved(2),
    "moves to the bottom": _moved(NUMBER),
}


def _after(blocks: Blocks, name: str, index: int, who: str) -> Blocks:
    story = story_of_blocks(FIELD, blocks)
    if index >= len(story.lines):
        return blocks
    lines = STEPS[name](list(story.lines), index, who)
    value = value_of(tidied(replace(line, source="") for line in lines), story, blocks)
    assert isinstance(value, tuple)
    return value


def _issue(blocks: Blocks) -> Issue:
    return Issue(top5=(Entry(id="e", comment=blocks),))


def _both(ours: Blocks, theirs: Blocks) -> tuple[MergeResult, Blocks]:
    both = merged(_issue(BASE), _issue(ours), _issue(theirs))
    return both, both.issue.top5[0].comment


def _words(blocks: Blocks) -> Counter[str]:
    return Counter(_WORD.findall(story_of_blocks(FIELD, blocks).words))


def _look(blocks: Blocks) -> list[str]:
    lines = story_of_blocks(FIELD, blocks).lines
    return [("* " if line.bullets else "") + "".join(run.text for run in line.runs) for line in lines]


def _wrong(ours: Blocks, theirs: Blocks, now: Blocks) -> list[str]:
    """The words that are there too often, or not at all: a word of the base is there if both sides left it."""
    base, own, other, found = map(_words, (BASE, ours, theirs, now))
    wanted = {word: min(own[word], other[word]) if word in base else 1 for word in base | own | other}
    return [word for word in wanted if found[word] != wanted[word]]


def _every(who: str) -> Iterator[tuple[str, int, Blocks]]:
    for name, index in product(STEPS, range(NUMBER)):
        blocks = _after(BASE, name, index, who)
        if blocks != BASE:
            yield name, index, blocks


@pytest.mark.slow
def test_whatever_two_people_do_to_lines_each_word_stands_once_or_is_asked_about() -> None:
    asked = number = 0
    for (own, here, ours), (other, there, theirs) in product(_every("o"), _every("t")):
        both, now = _both(ours, theirs)
        number += 1
        asked += bool(both.conflicts)
        case = f"ours {own} {here}, theirs {other} {there}: {_look(now)}"
        assert both.conflicts or not _wrong(ours, theirs, now), case
        for conflict in both.conflicts:
            for side in MergeSide:
                edit = resolving_edit(both.issue, conflict, side)
                chosen = both.issue if edit is None else applied(both.issue, edit)
                assert resolving_edit(chosen, conflict, side) is None, case
            together = both_blocks(both.issue, conflict)
            if together is not None:
                assert not _words(now) - _words(together), case
                assert not {*_words(theirs)} - {*_words(together)}, case
    assert asked < number / 20


steps = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, NUMBER)), min_size=1, max_size=3)


@given(steps, steps)
def test_each_word_stands_once_after_several_steps_of_both(
    mine: list[tuple[str, int]], others: list[tuple[str, int]]
) -> None:
    ours = theirs = BASE
    for number, (name, index) in enumerate(mine):
        ours = _after(ours, name, index, "opq"[number])
    for number, (name, index) in enumerate(others):
        theirs = _after(theirs, name, index, "tuv"[number])
    both, now = _both(ours, theirs)
    if not both.conflicts:
        twice = [word for word, count in _words(now).items() if count > 1]
        lost = [word for word in _words(ours) & _words(theirs) if word not in _words(now)]
        assert (twice, lost) == ([], [])


@pytest.mark.parametrize("swap", [False, True])
def test_lines_added_by_both_beside_a_changed_one_leave_it_what_it_is(*, swap: bool) -> None:
    base = (Paragraph(id="p", text="China is kept small."),)
    changed = (Paragraph(id="p", text="China remains small."), Paragraph(id="q", text="A change is not in sight."))
    added = (*base, Paragraph(id="n", text="A thought by a colleague."))
    ours, theirs = (added, changed) if swap else (changed, added)
    both = merged(*(Issue(top5=(Entry(id="e", comment=blocks),)) for blocks in (base, ours, theirs)))
    assert both.conflicts == ()
    assert {block.id: block.text for block in both.issue.top5[0].comment if isinstance(block, Paragraph)} == {
        "p": "China remains small.",
        "q": "A change is not in sight.",
        "n": "A thought by a colleague.",
    }


@pytest.mark.parametrize("joins_here", [True, False])
def test_a_joined_bullet_that_the_other_side_made_a_paragraph_stands_once(joins_here: bool) -> None:
    sides = _after(BASE, "joins with the next", 2, "o"), _after(BASE, "turns", 3, "t")
    both, now = _both(*(sides if joins_here else reversed(sides)))
    assert not both.conflicts
    assert _look(now) == ["a1 a2 a3.", "* x1 x2 x3.", "* y1 y2 y3.z1 z2 z3."]


def test_a_line_is_turned_for_one_side_and_changed_for_the_other() -> None:
    turned = _after(BASE, "turns", 3, "o")
    for name, line in (
        ("types within", "z1 t9z2 z3."),
        ("types at the end", "z1 z2 z3.t9"),
    ):
        both, now = _both(turned, _after(BASE, name, 3, "t"))
        assert (both.conflicts, _look(now)[-1]) == ((), line)


def test_a_list_that_both_divided_is_one_again_where_its_bullets_meet() -> None:
    turned = _after(BASE, "turns", 2, "o")
    both, now = _both(turned, _after(BASE, "moves to the bottom", 2, "t"))
    assert (both.conflicts, _look(now)) == ((), ["a1 a2 a3.", "* x1 x2 x3.", "* z1 z2 z3.", "y1 y2 y3."])
    assert [block.id for block in now] == ["a", "l", "y"]


def test_words_that_both_changed_in_a_turned_line_are_asked_about_where_it_is_now() -> None:
    ours = _after(_after(BASE, "turns", 3, "o"), "replaces a word", 3, "o")
    both, now = _both(ours, _after(BASE, "replaces a word", 3, "t"))
    (conflict,) = both.conflicts
    assert (str(conflict.path), conflict.base) == ("top5/e/comment/z/text", "z1 z2 z3.")
    assert (conflict.ours, conflict.theirs) == ("z1 o9 z3.", "z1 t9 z3.")
    assert _look(now)[-1] == "z1 o9 z3."


def test_two_orders_are_asked_about_with_the_words_of_both_sides_in_each() -> None:
    ours = _after(_after(BASE, "moves to the third place", 0, "o"), "types within", 0, "o")
    theirs = _after(_after(BASE, "moves to the bottom", 0, "t"), "types within", 1, "t")
    both, _ = _both(ours, theirs)
    (conflict,) = both.conflicts
    assert conflict.path == FIELD
    for side in MergeSide:
        edit = resolving_edit(both.issue, conflict, side)
        issue = both.issue if edit is None else applied(both.issue, edit)
        now = issue.top5[0].comment
        assert {"o9", "t9"} <= set(_words(now))
        assert _look(now).index("a1 a2 a3.") == (2 if side is MergeSide.OURS else 3)


FILLED = (Paragraph(id="p"), Paragraph(id="q", text="Prices rise."))
WITH_LINE = (Paragraph(id="p"), Paragraph(id="n"), Paragraph(id="q"))
LISTS = (Bullets(id="l"), Paragraph(id="p", text="Prices rise."))
TOLD = (Bullets(id="l"), Paragraph(id="p", text="Prices fall."))
BULLETS = tuple(Bullet(id=name, text=text) for name, text in (("x", "Prices rise."), ("y", "Wages fall.")))


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ((Paragraph(id="p"), Paragraph(id="q")), FILLED, WITH_LINE),
        (LISTS, (*LISTS, Paragraph(id="n", text="Wages fall.")), TOLD),
        (
            (Bullets(id="l", items=BULLETS), Paragraph(id="p", text="Rents stay.")),
            (Bullets(id="l", items=BULLETS), Paragraph(id="p")),
            (Bullets(id="l", items=BULLETS[:1]), Paragraph(id="p", text="Rents stay.")),
        ),
    ],
    ids=["empty line", "empty list", "emptied line"],
)
def test_saving_again_after_a_merge_adds_and_removes_no_lines(base: Blocks, ours: Blocks, theirs: Blocks) -> None:
    both = merged(_issue(base), _issue(ours), _issue(theirs))
    assert both.conflicts == ()
    assert merged(_issue(base), both.issue, _issue(theirs)).issue == both.issue
