"""Which paragraph of a returned document is which of the one that was sent: by bookmarks, or else by content."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from editor.formats.returned.homes import item_of
from editor.formats.returned.paragraphs import FieldRange, Paragraph
from editor.formats.source.document import BlockKind
from schemas.theme import Wording

_LEAST_ALIKE = 0.4
_MOST_COMPARED = 40_000
"""Pairs of paragraphs that are compared word by word; in longer documents only equal ones are matched."""


def aligned(sent: Sequence[Paragraph], found: Sequence[Paragraph], words: Wording) -> dict[int, int]:
    """The number of the paragraph that was sent for each one that was found, if there is one.

    A line of the contents is never the entry that it names, however alike they are.
    """
    inside, also = contents_of(sent, words), contents_of(found, words)
    if not inside or not also:
        return _aligned(sent, found)
    pairs: dict[int, int] = {}
    for is_inside in (True, False):
        old = [number for number in range(len(sent)) if (number in inside) is is_inside]
        new = [number for number in range(len(found)) if (number in also) is is_inside]
        own = _aligned([sent[number] for number in old], [found[number] for number in new])
        pairs |= {new[number]: old[source] for number, source in own.items()}
    return dict(sorted(pairs.items()))


def contents_of(paragraphs: Sequence[Paragraph], words: Wording) -> set[int]:
    """The lines of the contents, which Word writes anew: what they say is nobody's edit."""
    texts = [paragraph.text for paragraph in paragraphs]
    if words.contents.upper() not in texts:
        return set()
    start = texts.index(words.contents.upper())
    end = texts.index(words.wordmark, start) if words.wordmark in texts[start:] else start
    return set(range(start, end))


def _aligned(sent: Sequence[Paragraph], found: Sequence[Paragraph]) -> dict[int, int]:
    pairs = _by_bookmarks(sent, found)
    _exchange(sent, found, pairs)
    own = _of_new_items(sent, found)
    _by_equal_text(sent, found, pairs, own)
    _by_likeness(sent, found, pairs, own)
    _by_place(sent, found, pairs, own)
    _by_text_below(sent, found, pairs, own)
    return pairs


def _of_new_items(sent: Sequence[Paragraph], found: Sequence[Paragraph]) -> set[int]:
    """The paragraphs of items that were not sent: one in the place of another is not the other rewritten."""
    known = {item_of(field.path) for paragraph in sent for field in paragraph.fields}
    items = [[item_of(one.path) for one in _own_bookmarks(paragraph)] for paragraph in found]
    return {number for number, own in enumerate(items) if own and not any(item in known for item in own)}


def _own_bookmarks(paragraph: Paragraph) -> Sequence[FieldRange]:
    """The bookmarks with words; in a paragraph without those, the one behind its label.

    Those of deleted text slipped in before all words.
    """
    filled = [one for one in paragraph.fields if one.start < one.end]
    return filled or [one for one in paragraph.fields if one.start or paragraph.label][-1:]


def _by_bookmarks(sent: Sequence[Paragraph], found: Sequence[Paragraph]) -> dict[int, int]:
    homes = {field.path: (number, field) for number, paragraph in enumerate(sent) for field in paragraph.fields}

    def wanted(number: int) -> list[int]:
        paragraph = found[number]
        known = ((one, *homes[one.path]) for one in paragraph.fields if one.path in homes)
        return list(dict.fromkeys(home for one, home, own in known if _holds(paragraph, one, sent[home], own)))

    pairs: dict[int, int] = {}
    taken: set[int] = set()
    candidates = [wanted(number) for number in range(len(found))]
    # Where a paragraph was split or joined, it has the bookmarks of both: first those that read as they did, then those
    # that can only be one.
    same = [any(sent[home].text == found[number].text for home in own) for number, own in enumerate(candidates)]
    for number in sorted(range(len(found)), key=lambda number: (not same[number], len(candidates[number]) > 1, number)):
        free = [home for home in candidates[number] if home not in taken]
        if free:
            best = max(free, key=lambda home: (*_likeness(sent[home].text, found[number].text), -home))
            pairs[number] = best
            taken.add(best)
    return pairs


def _holds(paragraph: Paragraph, bookmark: FieldRange, sent: Paragraph, field: FieldRange) -> bool:
    """Whether a bookmark tells what a paragraph is. That of deleted text slips into whatever is behind it."""
    is_empty_still = field.start == field.end and sent.kind is paragraph.kind
    return bookmark.start < bookmark.end or is_empty_still or bool(sent.label and paragraph.label)


def _exchange(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: dict[int, int]) -> None:
    """Two paragraphs that read as two that were sent are those: where one was parted, its bookmark can be in the rest.

    Of `Fir` and `st thought` as they were sent, the second can be found with the bookmark of the first.
    """
    taken = set(pairs.values())
    free = {one.text: number for number, one in reversed(list(enumerate(sent))) if number not in taken and one.text}
    unknown = {one.text: number for number, one in reversed(list(enumerate(found))) if number not in pairs}
    for number, home in list(pairs.items()):
        text, wanted = found[number].text, sent[home].text
        if text == wanted or text not in free:
            continue
        if wanted in unknown:
            pairs[unknown.pop(wanted)] = home
        elif wanted:
            continue  # it was rewritten; one without words is not missing
        pairs[number] = free.pop(text)


def _by_equal_text(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: dict[int, int], own: set[int]) -> None:
    taken = set(pairs.values())
    old = [number for number, one in enumerate(sent) if number not in taken and one.text]
    new = [number for number in range(len(found)) if number not in pairs and number not in own]
    matcher = SequenceMatcher(None, [sent[n].text for n in old], [found[n].text for n in new], autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs.update((new[block.b + step], old[block.a + step]) for step in range(block.size))
    taken = set(pairs.values())
    by_text = {sent[number].text: number for number in reversed(old) if number not in taken}
    for number in new:  # moved
        if number not in pairs and found[number].text in by_text:
            pairs[number] = by_text.pop(found[number].text)


def _by_likeness(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: dict[int, int], own: set[int]) -> None:
    """What is left between two neighbours that are known, by the words that both have."""
    taken = set(pairs.values())
    old = [number for number, one in enumerate(sent) if number not in taken and one.text]
    new = [number for number in range(len(found)) if number not in pairs and number not in own]
    if len(old) * len(new) > _MOST_COMPARED:
        return
    alike = sorted(
        (-_alike(sent[before].text, found[after].text), abs(before - after), before, after)
        for before in old
        for after in new
    )
    for likeness, _, before, after in alike:
        if -likeness >= _LEAST_ALIKE and before not in taken and after not in pairs:
            pairs[after] = before
            taken.add(before)


def _by_place(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: dict[int, int], own: set[int]) -> None:
    """The only paragraph of its kind between two that are known was written anew."""
    taken = set(pairs.values())
    for number in range(1, len(found) - 1):
        above, below = pairs.get(number - 1), pairs.get(number + 1)
        if number in pairs or number in own or above is None or below is None:
            continue
        # Others between them may be gone, or joined with the one above.
        between = [place for place in range(above + 1, below) if place not in taken]
        like = [place for place in between if _is_of_kind(sent[place], found[number])]
        if len(like) == 1:
            pairs[number] = like[0]
            taken.add(like[0])


def _by_text_below(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: dict[int, int], own: set[int]) -> None:
    """A heading whose text below is known was written anew, wherever both are now."""
    taken = set(pairs.values())
    for number in range(len(found) - 1):
        above = pairs.get(number + 1, 0) - 1
        if found[number].kind is not BlockKind.HEADING or number in pairs or number in own:
            continue
        if above >= 0 and above not in taken and _is_of_kind(sent[above], found[number]):
            pairs[number] = above
            taken.add(above)


def _is_of_kind(one: Paragraph, other: Paragraph) -> bool:
    return one.kind is other.kind and one.label == other.label and one.block >= 0


def _likeness(before: str, after: str) -> tuple[bool, float]:
    return before == after, _alike(before, after)


def _alike(before: str, after: str) -> float:
    """How many words two texts have in common, from 0 to 1."""
    one, two = set(before.split()), set(after.split())
    if not one or not two:
        return 1.0 if one == two else 0.0
    return 2 * len(one & two) / (len(one) + len(two))
