"""Property tests of the conversion between blocks and editor lines."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.block_lines import BlockLine, BlockLines, EditorLine, blocks_of, lines_of
from editor.document.text.inline import plain
from schemas import Block, Bullet, Bullets, Paragraph

TEXTS = st.sampled_from(["", "a", "b", "*c*", "d e"])


@st.composite
def fields(draw: st.DrawFn) -> tuple[Block, ...]:
    """Blocks with unique ids and no empty lists."""
    numbers = count()
    blocks: list[Block] = []
    for is_list in draw(st.lists(st.booleans(), max_size=5)):
        if is_list:
            texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
            items = tuple(Bullet(id=f"b{next(numbers)}", text=text) for text in texts)
            blocks.append(Bullets(id=f"l{next(numbers)}", items=items))
        else:
            blocks.append(Paragraph(id=f"p{next(numbers)}", text=draw(TEXTS)))
    return tuple(blocks)


def editor_lines(lines: BlockLines) -> list[EditorLine]:
    return [EditorLine(line.item.text, line.is_bullet) for line in lines.all()]


def editor_line(text: str, is_bullet: bool) -> EditorLine:
    return EditorLine(text, is_bullet, plain(text))


@given(fields())
def test_conversion_round_trip(blocks: tuple[Block, ...]) -> None:
    if blocks != (Paragraph(id=blocks[0].id) if blocks else None,):
        assert blocks_of(lines_of(blocks), blocks) == blocks


@given(fields())
def test_unchanged_blocks_are_the_same_objects(blocks: tuple[Block, ...]) -> None:
    again = blocks_of([*lines_of(blocks), BlockLine(Paragraph(text="new"))], blocks)
    assert all(one is two for one, two in zip(again, blocks, strict=False))


@given(st.data())
def test_a_change_keeps_the_other_lines(data: st.DataObject) -> None:
    blocks = data.draw(fields())
    numbers = count()
    lines = BlockLines(lines_of(blocks, lambda: f"n{next(numbers)}"), lambda: f"n{next(numbers)}")
    for _ in range(data.draw(st.integers(1, 4))):
        before = list(lines.all())
        start = data.draw(st.integers(0, len(before)))
        stop = data.draw(st.integers(start, len(before)))
        least = 1 if start == 0 and stop == len(before) else 0
        seen = data.draw(st.lists(st.builds(editor_line, TEXTS, st.booleans()), min_size=least, max_size=4))
        expected = [
            *editor_lines(lines)[:start],
            *(one._replace(words=None) for one in seen),
            *editor_lines(lines)[stop:],
        ]
        lines.replace(start, stop, seen)
        after = lines.all()
        assert editor_lines(lines) == expected
        kept = [*before[:start], *before[stop:]]
        around = [*after[:start], *after[start + len(seen) :]]
        assert [line.item.id for line in kept] == [line.item.id for line in around]
        made = blocks_of(after)
        ids = [block.id for block in made]
        assert len(set(ids)) == len(ids)
        for block in made:
            if isinstance(block, Bullets):
                assert len({item.id for item in block.items}) == len(block.items)


@given(fields(), st.integers(0, 20), st.sampled_from([-1, 1]))
def test_moving_a_line_keeps_texts_and_ids(blocks: tuple[Block, ...], index: int, by: int) -> None:
    lines = BlockLines(lines_of(blocks))
    index = min(index, len(lines) - 1)
    before = [line.item for line in lines.all()]
    lines.move(index, by)
    after = [line.item for line in lines.all()]
    if 0 <= index + by < len(before):
        before[index], before[index + by] = before[index + by], before[index]
    assert after == before


def test_an_empty_list_gets_an_empty_bullet() -> None:
    (line,) = lines_of((Bullets(id="l1"),), lambda: "n1")
    assert line == BlockLine(Bullet(id="n1"), "l1")
