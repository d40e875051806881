"""The issue as a returned document has it, from the one that was sent: what is not in the document stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from editor.document.editing.edits import SetValue, applied
from editor.document.field_specs import spec_at
from editor.document.paths import FieldPath, value_at, value_or_none
from editor.document.suggestions.order import staying
from editor.document.suggestions.story import (
    RICH_FIELDS,
    StoryLine,
    derived_id,
    story_at,
    tidied,
    value_of,
)
from editor.document.text.inline import text_of
from editor.formats.notes import Note, quoted
from editor.formats.returned.alignment import aligned, contents_of
from editor.formats.returned.field_values import NotReadable, ValueReader, changed_fields, filled_fields
from editor.formats.returned.homes import TOP, Home, Role, alike, home_of
from editor.formats.returned.new_items import NewItems
from editor.formats.returned.paragraphs import Paragraph, Runs
from editor.formats.returned.reference import Reference
from editor.formats.source.document import BlockKind, Unit
from editor.formats.text_form.labels import Labels
from schemas import Issue, Item, Kind, Theme


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The issue that a document holds. `sources` are the paragraphs that lines and items come from, by their paths."""

    issue: Issue
    notes: tuple[Note, ...]
    pairs: dict[int, int]
    sources: dict[str, int]


def rebuilt(reference: Reference, found: Sequence[Paragraph], theme: Theme) -> Rebuilt:
    """The issue of a document whose paragraphs were found, compared with the one that was sent. Never fails."""
    return _Rebuilding(reference, found, theme).run()


@dataclass
class _Line:
    """A line of a rich field as it was found."""

    line: StoryLine
    number: int


@dataclass
class _Rebuilding:
    reference: Reference
    found: Sequence[Paragraph]
    theme: Theme
    notes: list[Note] = field(default_factory=list)
    sources: dict[str, int] = field(default_factory=dict)
    values: dict[str, Runs] = field(default_factory=dict)
    lines: dict[FieldPath, list[_Line]] = field(default_factory=dict)
    items: dict[FieldPath, list[Item | str]] = field(default_factory=dict)
    """The items of lists in the order found: ids of those that were sent, and new ones."""

    def __post_init__(self) -> None:
        sent = self.reference.paragraphs
        self.issue = self.reference.issue
        self.pairs = aligned(sent, self.found, self.theme.words)
        self.homes = [home_of(one.path for one in paragraph.fields) for paragraph in sent]
        self.new = NewItems(self.issue, self.theme)
        self.taken: set[str] = set()
        self.titled = {
            home.entry
            for number in self.pairs.values()
            if (home := self.homes[number]) is not None and home.role is Role.TITLE
        }

    def run(self) -> Rebuilt:
        """Read the values, then walk through the paragraphs, then put it all together."""
        contents = contents_of(self.found, self.theme.words)
        labels = Labels(self.theme.words)
        # Fields that showed no text and have some now, such as the last line of an address.
        sent = self.reference.paragraphs
        empty = {one.path for paragraph in sent if paragraph.block < 0 for one in paragraph.fields}
        empty = {path for path in empty if not _is_line(path)}
        for number, source in self.pairs.items():
            filled, rest = filled_fields(self.found[number], empty)
            texts, lost = changed_fields(sent[source], rest) if sent[source].block >= 0 or not filled else ({}, [])
            texts |= filled
            self.values |= {path: self._with_own_links(runs) for path, runs in texts.items()}
            # A heading such as "Authors" follows their number.
            is_label = labels.whole(text_of(self.found[number].runs)) is not None
            for words in lost if number not in contents and not is_label else ():
                self._note(number, f"{quoted(words)} is in no field; it was left out.", words)
        self._walk(contents)
        self._clear_values()
        issue = self._with_lists(self.issue)
        issue = self._with_lines(issue)
        issue = self._with_values(issue)
        return Rebuilt(issue, tuple(self.notes), self.pairs, self.sources)

    def _clear_values(self) -> None:
        """Fields whose paragraph is gone from an entry that is still there, or from the issue, have no value now."""
        if not any(paragraph.fields for paragraph in self.found):
            return  # without bookmarks, a paragraph that is not found may as well be another one
        kept = set(self.pairs.values())
        shown = {one.path for source in kept for one in self.reference.paragraphs[source].fields}
        entries = self.items.get(FieldPath((TOP,)), [])
        for source, paragraph in enumerate(self.reference.paragraphs):
            home = self.homes[source]
            is_value = home is None or (home.role in (Role.TITLE, Role.FACT) and home.entry in entries)
            if source not in kept and paragraph.block >= 0 and is_value:
                self.values |= {one.path: () for one in paragraph.fields if one.path not in shown}

    def _with_links(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph of a new item, which may be one that was sent in another list."""
        return replace(paragraph, runs=self._with_own_links(paragraph.runs))

    def _with_own_links(self, runs: Runs) -> Runs:
        links = self.reference.links
        return tuple(replace(run, link=links.get(run.link, run.link)) if run.link else run for run in runs)

    def _note(self, number: int, message: str, text: str) -> None:
        place = self.found[number].place
        self.notes.append(Note(place, message, unit=Unit.PARAGRAPH, needs_person=True, text=text))

    # In the order of the document.

    def _walk(self, contents: set[int]) -> None:
        home: Home | None = None
        entry = ""
        stays = self._staying()
        pending: list[int] = []  # the paragraphs of a new entry
        for number, paragraph in enumerate(self.found):
            source = self.pairs.get(number)
            if paragraph.label and entry and not pending:
                home = Home(Role.LABEL, FieldPath((TOP, entry, paragraph.label)))
            own = self.homes[source] if source is not None else None
            if source is None:
                if paragraph.label and not paragraph.text and not pending:
                    continue
                if pending and paragraph.kind is BlockKind.HEADING:
                    pending = self._put_entry(pending)  # one new entry behind another
                    pending.append(number)
                elif pending or self._begins_entry(paragraph, home):
                    pending.append(number)
                elif home is not None:
                    self._add(number, home)
                elif number not in contents:
                    self._unplaced(number)
                continue
            pending = self._put_entry(pending)
            if own is None:
                home = None
                continue
            if own.role is Role.TITLE:
                entry = own.entry
            is_elsewhere = own.entry in self.titled and own.entry != entry
            if own.role is Role.LINE and home is not None and home.role is not Role.ITEM:
                if is_elsewhere or number not in stays:
                    own = self._moved_to(home, own)
            elif own.role is Role.ITEM and home is not None and home.role in (Role.ITEM, Role.LABEL):
                own = Home(Role.ITEM, home.container, own.item) if len(home.container) == 2 else own
            self._take(number, source, own)
            home = own
        self._put_entry(pending)

    def _staying(self) -> set[int]:
        """The paragraphs of rich fields that kept their place among those of their entry."""
        groups: dict[str, list[tuple[int, int]]] = {}
        for number, source in sorted(self.pairs.items()):
            home = self.homes[source]
            if home is not None and home.entry:
                groups.setdefault(home.entry, []).append((number, source))
        found: set[int] = set()
        for group in groups.values():
            order = [str(source) for _, source in group]
            kept = staying(sorted(order, key=int), order)
            found |= {number for number, source in group if str(source) in kept}
        return found

    def _begins_entry(self, paragraph: Paragraph, home: Home | None) -> bool:
        if paragraph.kind is not BlockKind.HEADING or home is None or home.container[:1] != (TOP,):
            return False
        return home.role in (Role.FACT, Role.LINE) or home.container == (TOP,)

    def _moved_to(self, home: Home, own: Home) -> Home:
        if home.role in (Role.LINE, Role.LABEL) and len(home.container) == 3:
            return Home(Role.LINE, home.container)
        if home.role is Role.TITLE:
            return Home(Role.LINE, home.container / "at_a_glance")
        return own

    def _take(self, number: int, source: int, home: Home) -> None:
        """A paragraph that was sent."""
        if home.role is Role.LINE:
            self._line(number, home.container, self.reference.paragraphs[source])
        elif home.role is Role.ITEM:
            self._list(home.container, home.item)
            self.sources[f"{home.container}/{home.item}"] = number
        elif (
            home.role is Role.LABEL and len(home.container) == 3 and (runs := self.values.pop(str(home.container), ()))
        ):
            self._new_line(number, home.container, runs, bullet=False)
        if home.entry:
            self._list(FieldPath((TOP,)), home.entry)

    def _add(self, number: int, home: Home) -> None:
        """A paragraph that was not sent."""
        paragraph = self.found[number]
        if home.role in (Role.LINE, Role.LABEL) and len(home.container) == 3:
            self._new_line(number, home.container, self._with_own_links(paragraph.runs), bullet=paragraph.is_bullet)
        elif home.role is Role.TITLE:
            self._new_line(
                number, home.container / "at_a_glance", self._with_own_links(paragraph.runs), bullet=paragraph.is_bullet
            )
        elif home.role in (Role.ITEM, Role.LABEL) and len(home.container) == 2:
            item = self.new.item(home.container, [self._with_links(paragraph)], self.taken)
            if item is None:
                self._unplaced(number)
                return
            self.items.setdefault(home.container, []).append(item)
            self.sources[f"{home.container}/{item.id}"] = number
        else:
            self._unplaced(number)

    def _unplaced(self, number: int) -> None:
        text = self.found[number].text
        if text.strip():
            self._note(number, f"No field was found for {quoted(text)}; it was left out.", text)

    def _put_entry(self, numbers: list[int]) -> list[int]:
        if numbers:
            container = FieldPath((TOP,))
            item = self.new.item(container, [self._with_links(self.found[number]) for number in numbers], self.taken)
            if item is None:
                for number in numbers:
                    self._unplaced(number)
            else:
                self.items.setdefault(container, []).append(item)
                self.sources |= {f"{container}/{item.id}": numbers[0]}
        return []

    def _list(self, container: FieldPath, item: str) -> None:
        listed = self.items.setdefault(container, [])
        if item not in listed:
            listed.append(item)

    # Lines of rich fields.

    def _line(self, number: int, container: FieldPath, sent: Paragraph) -> None:
        paragraph = self.found[number]
        name = next(one.path for one in sent.fields if _is_line(one.path))
        path = FieldPath.parse(name)
        lines = story_at(self.issue, FieldPath(path[:3])).lines
        known = next(line for line in lines if line.subpath.under(FieldPath(path[:3])) / "text" == path)
        runs = self.values.pop(name, known.runs)
        if container != path[:3]:
            self._new_line(number, container, runs, bullet=paragraph.is_bullet)
            return
        bullets = known.bullets
        # A label is in front of no bullet. LibreOffice makes one of the paragraph behind a bullet that is cut.
        is_labelled_bullet = paragraph.is_bullet and bool(paragraph.label and sent.label)
        is_changed = paragraph.is_bullet is not sent.is_bullet and not is_labelled_bullet
        if is_changed and paragraph.kind is not BlockKind.HEADING:
            bullets = self._list_of(container, known.id) if paragraph.is_bullet else ""
        # What reads as it did is as it was, to the letter.
        line = StoryLine(known.id, bullets, runs, known.source)
        self._put_line(container, line, number)

    def _new_line(self, number: int, container: FieldPath, runs: Runs, *, bullet: bool) -> None:
        text = "".join(run.text for run in runs)
        # Made of what it says, so that it is the same in each view of the document, and when that is read again.
        name = derived_id("returned", str(container), text)
        line = StoryLine(name, self._list_of(container, name) if bullet else "", runs)
        self._put_line(container, line, number)

    def _list_of(self, container: FieldPath, line: str) -> str:
        """The list that a new bullet is in: that of the bullet above it, or else a new one."""
        above = self.lines.get(container, [])
        return (above[-1].line.bullets if above else "") or derived_id("list", str(container), line)

    def _put_line(self, container: FieldPath, line: StoryLine, number: int) -> None:
        self.lines.setdefault(container, []).append(_Line(line, number))
        self.sources[str(line.subpath.under(container) / "text")] = number

    # Put together.

    def _with_lists(self, issue: Issue) -> Issue:
        for path in self._list_paths():
            before = value_at(issue, path)
            after = tuple(self._listed(path, before))
            if after != before:
                issue = applied(issue, SetValue(path, after))
        return issue

    def _list_paths(self) -> Iterator[FieldPath]:
        yield FieldPath((TOP,))
        for number in range(len(self.homes)):
            home = self.homes[number]
            if home is not None and home.role is Role.LABEL and len(home.container) == 2:
                yield home.container

    def _listed(self, path: FieldPath, before: tuple[Item, ...]) -> Iterator[Item]:
        """The items of a list as found; what a document does not show stays behind what it is behind."""
        known = {item.id: item for item in self._all_items(path)}
        order = list(self.items.get(path, []))
        shown = self._shown_items(path)
        names = [item.id for item in before]
        for index, name in enumerate(names):
            if name not in shown and name not in order:
                above = next((one for one in reversed(names[:index]) if one in order), None)
                order.insert(0 if above is None else order.index(above) + 1, name)
        for item in order:
            if isinstance(item, str):
                yield known[item]
            else:
                yield item

    def _all_items(self, path: FieldPath) -> Iterator[Item]:
        """The items that can be in a list: its own, and those of lists of the same kind."""
        yield from (item for other in alike(path) for item in value_at(self.issue, other))
        yield from value_at(self.issue, path)

    def _shown_items(self, path: FieldPath) -> set[str]:
        """The items of which the document that was sent shows something."""
        depth = len(path)
        return {
            FieldPath.parse(one.path)[depth]
            for paragraph in self.reference.paragraphs
            if paragraph.block >= 0
            for one in paragraph.fields
            if one.path.startswith(f"{path}/") and not one.path.endswith("/contents_title")
        }

    def _with_lines(self, issue: Issue) -> Issue:
        for container in self._rich_fields(issue):
            story = story_at(self.issue, container)
            found = [one.line for one in self.lines.get(container, [])]
            shown = {
                one.path for paragraph in self.reference.paragraphs if paragraph.block >= 0 for one in paragraph.fields
            }
            for index, line in enumerate(story.lines):
                if str(story.text_path(index)) in shown or any(line.subpath == one.subpath for one in found):
                    continue  # what shows no text is not missing
                above = {one.subpath for one in story.lines[:index]}
                place = max((number for number, one in enumerate(found, 1) if one.subpath in above), default=0)
                found.insert(place, line)
            if [(one.subpath, one.runs) for one in found] == [(one.subpath, one.runs) for one in story.lines]:
                continue
            issue = applied(issue, SetValue(container, value_of(tidied(found), story, value_at(issue, container))))
        return issue

    def _rich_fields(self, issue: Issue) -> Iterator[FieldPath]:
        known = {entry.id for entry in self.issue.top5}
        for entry in issue.top5:
            if entry.id in known:
                for name in type(entry).model_fields:
                    if name in RICH_FIELDS:
                        yield FieldPath((TOP, entry.id, name))

    def _with_values(self, issue: Issue) -> Issue:
        reader = ValueReader(self.issue, self.theme)
        for name, runs in self.values.items():
            path = FieldPath.parse(name)
            spec = spec_at(issue, path)
            if spec is None or spec.kind in (Kind.ITEMS, Kind.BLOCKS) or path[-1] == "contents_title":
                continue
            old = value_or_none(issue, path)
            try:
                new: Any = reader.value(spec.kind, name, runs, old)
            except NotReadable as error:
                said = f"{quoted(str(error))} is not a date that can be read; the date was left as it was."
                self.notes.append(Note(0, said, unit=Unit.PARAGRAPH, needs_person=True, text=str(error)))
                continue
            if new != old:
                issue = applied(issue, SetValue(path, new))
        return issue


def _is_line(path: str) -> bool:
    segments = path.split("/")
    return len(segments) > 3 and segments[0] == TOP and segments[2] in RICH_FIELDS
