"""The entries of the top section: their titles, and what stands under each run-in label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from editor.document.text.inline import plain
from editor.document.text.key_figures import key_figures
from editor.formats.notes import NO_PLACE_FOR_READING_TIME, TAKEN_FOR_PAGE_NUMBER, Notes, quoted_line
from editor.formats.text_form.blocks import BlockCollector
from editor.formats.text_form.facts import FactReader
from editor.formats.text_form.front_matter import TOPIC_JOINT
from editor.formats.text_form.labels import BELOW_TITLE, BLOCKS, FACTS, Label, key
from editor.formats.text_form.line_kinds import LineKind, Mark
from editor.formats.text_form.lines import Line, continues, joined
from schemas import Entry

_LONGEST_TITLE = 200


@dataclass
class EntryDraft:
    """An entry while its lines are collected. `number` is the one that its title has in the source."""

    name: str
    number: int | None
    title: list[Mark]
    blocks: dict[Label, BlockCollector]
    figures: list[Mark] = field(default_factory=list)
    facts: dict[Label, list[Mark]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but a title."""
        return not self.labels and not any(self.blocks.values())

    def entry(self, entry_id: str, facts: FactReader) -> Entry:
        """The entry, with its facts read."""
        return Entry(
            id=entry_id,
            title=joined([mark.text for mark in self.title]),
            key_figures=key_figures(plain(joined([mark.text for mark in self.figures]))),
            at_a_glance=self.blocks[Label.AT_A_GLANCE].blocks(),
            comment=self.blocks[Label.COMMENT].blocks(),
            source=facts.document(self.facts.get(Label.ARTICLE, ())),
            issuing_bodies=facts.bodies(self.facts.get(Label.ISSUING_BODIES, ())),
            date=facts.day(self.facts.get(Label.DATE, ()), self.name),
        )


@dataclass
class EntryCollector:
    """Collects entries from the runs of lines of the top section.

    `contents` are the titles of the contents page by number; `width` is that of lines broken by hand.
    """

    notes: Notes
    width: int | None
    contents: Mapping[int, str]
    drafts: list[EntryDraft] = field(default_factory=list)
    before: list[Mark] = field(default_factory=list)
    _label: Label | None = None
    _skipping: bool = False

    def read(self, marks: Sequence[Mark]) -> None:
        """Take in one run of lines."""
        for at, mark in enumerate(marks):
            self._take(mark, marks[at + 1] if at + 1 < len(marks) else None)

    def _take(self, mark: Mark, following: Mark | None) -> None:
        match mark.kind:
            case LineKind.RULE | LineKind.RUNNING_ELEMENT | LineKind.MISSING:
                pass
            case LineKind.READING_TIME:
                self.notes.inform(mark.line, NO_PLACE_FOR_READING_TIME.format(quoted_line(mark.text)))
            case LineKind.PAGE_NUMBER if mark.line.gap:
                self.notes.inform(mark.line, TAKEN_FOR_PAGE_NUMBER.format(quoted_line(mark.text)))
            case LineKind.LABEL if mark.label in BLOCKS | FACTS | {Label.KEY_FIGURES}:
                self._begin_field(mark, mark.label)
            case LineKind.NUMBERED if self._is_title(mark, following):
                self._open(mark.number, mark)
            case LineKind.TEXT | LineKind.HEADING if self._is_unnumbered_title(mark, following):
                self._open(None, mark)
            case _:
                self._put(mark)

    def _open(self, number: int | None, title: Mark | None) -> None:
        blocks = {label: BlockCollector(self.width) for label in BLOCKS}
        name = f"entry {number or len(self.drafts) + 1}"
        self.drafts.append(EntryDraft(name, number, [title] if title else [], blocks))
        self._label, self._skipping = None, False

    def _is_title(self, mark: Mark, following: Mark | None) -> bool:
        """Whether a numbered line is the next entry's title, and not an item of a numbered list."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.is_bare or draft.facts:
            return True
        if following and following.label in BLOCKS and following.label in draft.labels:
            return True
        if mark.number != draft.number and key(self.contents.get(mark.number or 0, "")) == key(mark.text) != "":
            return True
        is_next = mark.number == (draft.number or 0) + 1
        return is_next and not draft.labels and mark.line.gap and following is not None and following.line.gap

    def _is_unnumbered_title(self, mark: Mark, following: Mark | None) -> bool:
        if following is None or following.label not in BELOW_TITLE or len(mark.text) > _LONGEST_TITLE:
            return False
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.facts:
            return True
        return Label.AT_A_GLANCE in draft.labels and (mark.line.gap or mark.kind is LineKind.HEADING)

    def _begin_field(self, mark: Mark, label: Label) -> None:
        if not self.drafts:
            self._open(None, None)
        draft = self.drafts[-1]
        self._label, self._skipping = label, False
        if label is Label.KEY_FIGURES:
            draft.figures = [mark]
            return
        if label in draft.labels and label is not Label.ISSUING_BODIES:
            if label in FACTS:
                self._skipping = True
                self.notes.say(mark.line, f"A second {quoted_line(mark.line.text)} in {draft.name} was left out.")
                return
            self.notes.say(mark.line, f"A second {quoted_line(mark.line.text)} in {draft.name} was added to the first.")
        draft.labels.append(label)
        if label in BLOCKS:
            draft.blocks[label].run_in(mark)
        else:
            draft.facts.setdefault(label, []).extend([mark] if mark.text else [])

    def _put(self, mark: Mark) -> None:
        if not self.drafts:
            self._put_before_entries(mark)
        elif self._skipping:
            self.notes.unplaced(mark.line)
        elif self._label is None:
            self._put_below_title(self.drafts[-1], mark)
        elif self._label is Label.KEY_FIGURES:
            self.drafts[-1].figures.append(mark)
        elif self._label in BLOCKS:
            self._put_into_blocks(self.drafts[-1].blocks[self._label], mark)
        else:
            self._put_fact(self.drafts[-1].facts[self._label], self._label, mark)

    def _put_before_entries(self, mark: Mark) -> None:
        """A dateline and topics may stand below the section's title; other texts have no place there."""
        if mark.kind in (LineKind.BULLET, LineKind.DATELINE) or TOPIC_JOINT in mark.text:
            self.before.append(mark)
        else:
            self.notes.unplaced(mark.line)

    def _put_below_title(self, draft: EntryDraft, mark: Mark) -> None:
        glance = draft.blocks[Label.AT_A_GLANCE]
        title = draft.title[-1].line if draft.title else None
        # A bullet's rules: an unfinished sentence is no sign, as titles have no full stop.
        if (
            title
            and not glance
            and mark.kind is LineKind.TEXT
            and continues(title, mark.line, self.width, bullet=title)
        ):
            draft.title.append(mark)
            return
        if not glance:
            said = f"{quoted_line(mark.letters)} has no label above it: read as the first text of {draft.name}."
            self.notes.say(mark.line, said)
        self._put_into_blocks(glance, mark)

    def _put_into_blocks(self, blocks: BlockCollector, mark: Mark) -> None:
        if mark.kind is LineKind.HEADING:
            self.notes.say(mark.line, f"The heading {quoted_line(mark.text)} inside a text was kept as a paragraph.")
        blocks.add(mark)

    def _put_fact(self, marks: list[Mark], label: Label, mark: Mark) -> None:
        if self._is_fact(marks[-1].line if marks else None, label, mark):
            marks.append(mark)
        else:
            self._skipping = True
            self.notes.unplaced(mark.line)

    def _is_fact(self, last: Line | None, label: Label, mark: Mark) -> bool:
        """Whether a line belongs to the fact above it: the first one does, and what goes on with a long line."""
        if last is None:
            return mark.kind in (LineKind.BULLET, LineKind.TEXT, LineKind.DATELINE)
        if mark.kind is LineKind.BULLET:
            return label is Label.ISSUING_BODIES
        return mark.kind is LineKind.TEXT and label is not Label.DATE and continues(last, mark.line, self.width)


def parted(drafts: Sequence[EntryDraft]) -> tuple[list[EntryDraft], list[EntryDraft]]:
    """The entries, and those bare titles that only announce an entry: a list of contents without its title."""
    written = {draft.number for draft in drafts if draft.number is not None and not draft.is_bare}
    entries: list[EntryDraft] = []
    announced: list[EntryDraft] = []
    for draft in drafts:
        (announced if draft.is_bare and draft.number in written else entries).append(draft)
    return entries, announced
