"""Property tests of the positions of cards."""

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.review.margin import scroll_offset, stack_tops

cards = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 120)), max_size=20).map(sorted)


@given(cards, st.integers(0, 10))
def test_cards_neither_overlap_nor_move_up(found: list[tuple[int, int]], gap: int) -> None:
    wanted, heights = [want for want, _ in found], [height for _, height in found]
    tops = stack_tops(wanted, heights, gap)
    assert all(top >= want for top, want in zip(tops, wanted, strict=True))
    ends = [top + height + gap for top, height in zip(tops, heights, strict=True)]
    assert all(end <= top for end, top in zip(ends, tops[1:], strict=False))
    lifted = [number for number, (top, want) in enumerate(zip(tops, wanted, strict=True)) if top > want]
    assert all(tops[number] == ends[number - 1] for number in lifted), "no card is lower than necessary"


@given(cards.filter(bool), st.integers(0, 400), st.data())
def test_the_current_card_is_at_its_position(found: list[tuple[int, int]], top: int, data: st.DataObject) -> None:
    wanted, heights = [want for want, _ in found], [height for _, height in found]
    tops = stack_tops(wanted, heights, 4)
    current = data.draw(st.integers(0, len(found) - 1))
    seen = (top, top + 200)
    moved = scroll_offset(tops, wanted, seen, current)
    if seen[0] <= wanted[current] < seen[1]:
        assert tops[current] - moved == wanted[current]
    elif not any(seen[0] <= want < seen[1] for want in wanted):
        assert moved == 0
