"""Issues of any length, and the keystrokes that are measured on them: the same for every program."""

from __future__ import annotations

from collections.abc import Iterator

from editor.document.paths import FieldPath, path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder
from schemas import Entry, Issue, Paragraph

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
DPI = 150


def issue_of(entries: int) -> Issue:
    """The sample issue with so many entries; no two have the same text."""
    sample = load_issue(SAMPLE)
    return sample.model_copy(
        update={"top5": tuple(_varied(sample.top5[number % len(sample.top5)], number) for number in range(entries))}
    )


def _varied(entry: Entry, number: int) -> Entry:
    first = entry.comment[0]
    assert isinstance(first, Paragraph)
    varied = first.model_copy(update={"text": f"In round {number}, {first.text}"})
    return entry.model_copy(update={"id": f"e{number}", "comment": (varied, *entry.comment[1:])})


def keystrokes(issue: Issue, count: int) -> Iterator[tuple[FieldPath, str]]:
    """Where a letter is typed and the paragraph's text after it: in five entries from first to last, in turn."""
    places = [round(step * (len(issue.top5) - 1) / 4) for step in range(5)]
    typed = dict.fromkeys(places, "")
    for number in range(count):
        place = places[number // 6 % 5]
        typed[place] += " words"[number % 6]
        entry = issue.top5[place]
        first = entry.comment[0]
        assert isinstance(first, Paragraph)
        middle = first.text.find(" ", len(first.text) // 2)
        field = path(f"top5/{entry.id}/comment/{first.id}/text")
        yield field, first.text[:middle] + typed[place] + first.text[middle:]
