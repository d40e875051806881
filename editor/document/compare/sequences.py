"""Two lists of short texts compared, as texts are compared by words: names of bodies, lines of a role."""

from __future__ import annotations

from collections.abc import Sequence

from diff_match_patch import diff_match_patch

from editor.document.compare.words import Change

_LONGEST_SEARCH = 1.0  # seconds; beyond it the differences found are true, but not the fewest
_TURNED = {Change.DELETED: Change.INSERTED, Change.INSERTED: Change.DELETED, Change.SAME: Change.SAME}


def compared_lists(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Change, str], ...]:
    """Every text with what became of it; where some are replaced, those that went come first."""
    if tuple(before) > tuple(after):  # ties are broken the same way in both directions
        return _gone_first([(_TURNED[change], text) for change, text in compared_lists(after, before)])
    letters: dict[str, str] = {}
    one, two = _spelled(before, letters), _spelled(after, letters)
    by_letter = {letter: text for text, letter in letters.items()}
    search = diff_match_patch()
    search.Diff_Timeout = _LONGEST_SEARCH
    found = search.diff_main(one, two, False)
    kinds = {-1: Change.DELETED, 0: Change.SAME, 1: Change.INSERTED}
    return _gone_first([(kinds[kind], by_letter[letter]) for kind, texts in found for letter in texts])


def _gone_first(found: Sequence[tuple[Change, str]]) -> tuple[tuple[Change, str], ...]:
    ordered: list[tuple[Change, str]] = []
    come: list[tuple[Change, str]] = []
    for change, text in found:
        if change is Change.SAME:
            ordered += come
            come.clear()
        (come if change is Change.INSERTED else ordered).append((change, text))
    return (*ordered, *come)


def _spelled(texts: Sequence[str], letters: dict[str, str]) -> str:
    spelled: list[str] = []
    for text in texts:
        if text not in letters:
            number = len(letters) + 1
            letters[text] = chr(number if number < 0xD800 else number + 0x800)  # past the surrogates
        spelled.append(letters[text])
    return "".join(spelled)
