"""Items that a colleague wrote in a document: entries, news and people, read like those of any source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.document.contents import news_list_titles
from editor.document.paths import FieldPath, value_at
from editor.document.suggestions.story import derived_id
from editor.document.text.date_labels import dateline
from editor.document.text.inline import Run
from editor.formats.importing.issue_reader import read_document
from editor.formats.returned.homes import TOP, lists_in_parts
from editor.formats.returned.paragraphs import LINE_BREAK, Paragraph
from editor.formats.source.document import BlockKind, SourceDocument, SourceRun, TextBlock, Unit
from schemas import Entry, Issue, Item, NewsItem, Person, Source, Theme


class NewItems:
    """Reads paragraphs as items. Their ids are made of what they say, so that a file can be brought back twice."""

    def __init__(self, issue: Issue, theme: Theme) -> None:
        self._issue = issue
        self._theme = theme

    def item(self, container: FieldPath, paragraphs: Sequence[Paragraph], taken: set[str]) -> Item | None:
        """The item that paragraphs are in a list; None where they are none."""
        found: Item | None
        if container == (TOP,):
            found = self._entry(paragraphs)
        else:
            model = lists_in_parts()[container]
            if issubclass(model, NewsItem):
                found = self._news(container, paragraphs)
            else:
                found = self._person(paragraphs) if issubclass(model, Person) else None
        if found is None:
            return None
        name = self._known_id(container, paragraphs[0])
        if not name or name in taken:
            name = derived_id("returned", str(container), "\n".join(paragraph.text for paragraph in paragraphs))
        while name in taken:
            name = derived_id("again", name)
        taken.add(name)
        return found.model_copy(update={"id": name})

    def _known_id(self, container: FieldPath, paragraph: Paragraph) -> str:
        """The id that the document has for an item which the issue does not know: one that was suggested elsewhere."""
        known = {item.id for item in value_at(self._issue, container)}
        paths = (FieldPath.parse(one.path) for one in paragraph.fields if one.start < one.end)
        depth = len(container)
        ids = (path[depth] for path in paths if path[:depth] == container and len(path) > depth)
        return next((name for name in ids if name not in known), "")

    def _entry(self, paragraphs: Sequence[Paragraph]) -> Entry | None:
        title, *rest = paragraphs
        heading = replace(title, kind=BlockKind.HEADING)
        entries = self._read(self._theme.words.top, [heading, *rest]).top5
        if len(entries) == 1:
            entry = entries[0]
            is_empty = entry.source == Source(title=self._theme.words.link)  # written by the template alone
            return entry.model_copy(update={"source": Source()}) if is_empty else entry
        return Entry(title=title.text) if not rest else None

    def _news(self, container: FieldPath, paragraphs: Sequence[Paragraph]) -> NewsItem | None:
        words, name = self._theme.words, container[1]
        heading = Paragraph(BlockKind.HEADING, (Run(news_list_titles(words)[name]),))
        items = [replace(one, kind=BlockKind.ITEM) for one in paragraphs]
        found: Sequence[NewsItem] = getattr(self._read(words.noteworthy, [heading, *items]).noteworthy, name)
        return found[0] if len(found) == 1 else None

    def _person(self, paragraphs: Sequence[Paragraph]) -> Person | None:
        lines = [line.strip() for one in paragraphs for line in one.text.split(LINE_BREAK) if line.strip()]
        return Person(name=lines[0], role=tuple(lines[1:])) if lines else None

    def _read(self, section: str, paragraphs: Sequence[Paragraph]) -> Issue:
        """Paragraphs below the heading of their section; the dateline tells the year of days without one."""
        day = Paragraph(BlockKind.PARAGRAPH, (Run(dateline(self._issue, self._theme.words)),))
        heading = Paragraph(BlockKind.HEADING, (Run(section.upper()),))
        blocks = tuple(
            TextBlock(one.kind, self._runs(one), place, level=1 if one.kind is BlockKind.HEADING else 0)
            for place, one in enumerate((day, heading, *paragraphs), 1)
            if one.text or one.label
        )
        return read_document(SourceDocument(Unit.PARAGRAPH, blocks), self._theme).issue

    def _runs(self, paragraph: Paragraph) -> tuple[SourceRun, ...]:
        label = f"{getattr(self._theme.words, paragraph.label)}:" if paragraph.label else ""
        runs = (Run(label, strong=True), Run(" "), *paragraph.runs) if label else paragraph.runs
        return tuple(SourceRun(run.text, run.strong, run.emphasis, run.link) for run in runs)
