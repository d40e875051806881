"""Issues of any length, and the keystrokes that are measured on them: the same for every program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from editor.document.paths import FieldPath, path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder
from schemas import Entry, Issue, Paragraph

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
DPI = 150


def issue_of(entries: int) -> Issue:
    """The sample issue with so many entries; no two have the same text, title or document."""
    sample = load_issue(SAMPLE)
    return sample.model_copy(update={"top5": tuple(_varied(sample.top5, number) for number in range(entries))})


def _varied(entries: Sequence[Entry], number: int) -> Entry:
    again, place = divmod(number, len(entries))
    entry = entries[place]
    first = entry.comment[0]
    assert isinstance(first, Paragraph)
    varied = first.model_copy(update={"text": f"In round {number}, {first.text}"})
    changes: dict[str, Any] = {"id": f"e{number}", "comment": (varied, *entry.comment[1:])}
    if again:
        source = entry.source
        document = {"title_zh": f"{source.title_zh}（{again}）", "link": f"{source.link}?part={number}"}
        changes |= {"title": f"{entry.title} ({again})", "source": source.model_copy(update=document)}
    return entry.model_copy(update=changes)


def keystrokes(issue: Issue, count: int) -> Iterator[tuple[FieldPath, str]]:
    """Where a letter is typed and the paragraph's text after it: in five entries from first to last, in turn.

    They are the sample's five in any issue: what is typed in is the same at each size.
    """
    places = [step + 5 * round(step * (len(issue.top5) - 5) / 20) for step in range(5)]
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


def issues(count: int) -> list[Issue]:
    """So many different issues of the sample's length, with dates a fortnight apart."""
    sample = load_issue(SAMPLE)
    first = sample.date
    assert first is not None
    made = []
    for number in range(count):
        varied = issue_of((number + 1) * len(sample.top5)).top5[-len(sample.top5) :]
        date = first + timedelta(days=14 * number)
        made.append(sample.model_copy(update={"date": date, "top5": varied, "headline": f"{sample.headline} {number}"}))
    return made
