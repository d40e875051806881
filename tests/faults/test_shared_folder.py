"""Two and three authors make any edits in one folder: nothing is lost without a conflict."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import QCoreApplication

from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, NoSuchField, path, value_at
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.storage.merging import Merging
from schemas import Entry, Issue, Item, NewsItem, Noteworthy, Paragraph, Part, Person
from tests.faults.conftest import LONG, count
from tests.properties.strategies import places_of
from tests.quick_disk import QUICK

pytestmark = pytest.mark.faults

THEME: InstalledTheme = load_theme("merics")


def opened(file: Path) -> tuple[Session, Merging]:
    """An author's session on the file. Rules are left away: nobody looks at findings here."""
    issue, stored = open_issue(file)
    session = Session(issue, THEME, stored=replace(stored, disk=QUICK), check=lambda _: ())
    return session, Merging(session, session)


@dataclass
class Author:
    name: str
    session: Session
    merging: Merging
    asked: list[str] = field(default_factory=list)
    """All texts and ids that were in questions to this author."""
    places: list[FieldPath] = field(default_factory=list)
    """What the questions were about."""

    def note(self) -> None:
        for conflict in self.merging.conflicts:
            self.asked += (*tokens_in(conflict.ours), *tokens_in(conflict.theirs))
            self.places.append(conflict.path)


def tokens_in(value: Any) -> Iterator[str]:
    """All texts and all ids of items in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from tokens_in(inner)
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from tokens_in(getattr(value, name))


class SharedFolder(RuleBasedStateMachine):
    """Every text and every item has a unique name, so that it can be searched for later."""

    @initialize(authors=st.integers(2, 3))
    def open(self, authors: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="shared-"))
        self.file = self.folder / "issue.json"
        save_issue(
            Issue(
                headline="Topics",
                top5=tuple(Entry(id=f"e{n}", comment=(Paragraph(id="p1"), Paragraph(id="p2"))) for n in range(3)),
                noteworthy=Noteworthy(policy_news=(NewsItem(id="n1"), NewsItem(id="n2"))),
            ),
            self.file,
        )
        self.number = 0
        self.authors = [Author(name, *opened(self.file)) for name in ("author", "editor", "analyst")[:authors]]
        self.live: set[str] = set()
        """Texts and ids that nobody who knew them has changed or removed."""
        self.removed: set[FieldPath] = set()

    def token(self, author: Author) -> str:
        self.number += 1
        return f"{author.name}{self.number}"

    def author(self, data: st.DataObject) -> Author:
        return data.draw(st.sampled_from(self.authors), label="author")

    @rule(data=st.data())
    def type_into_a_field(self, data: st.DataObject) -> None:
        author = self.author(data)
        issue = author.session.issue
        fields = [at for at in places_of(issue) if isinstance(value_at(issue, at), str)]
        at = data.draw(st.sampled_from(fields), label="field")
        self.live.discard(value_at(issue, at))
        token = self.token(author)
        self.live.add(token)
        author.session.edit(SetValue(at, token), "Typing")

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        author = self.author(data)
        token = self.token(author)
        at, item = data.draw(
            st.sampled_from(
                [
                    ("top5", Entry(id=token)),
                    ("noteworthy/policy_news", NewsItem(id=token)),
                    ("imprint/authors", Person(id=token)),
                ]
            )
        )
        index = data.draw(st.integers(0, len(value_at(author.session.issue, path(at)))))
        author.session.edit(InsertItem(path(at), index, item), "Add")
        self.live.add(token)

    @rule(data=st.data(), removing=st.booleans())
    def arrange(self, data: st.DataObject, removing: bool) -> None:
        author = self.author(data)
        issue = author.session.issue
        lists: list[FieldPath] = [
            at for at in places_of(issue) if (items := value_at(issue, at)) and isinstance(items[0], Item)
        ]
        if not lists:
            return
        at = data.draw(st.sampled_from(lists), label="list")
        items = value_at(issue, at)
        item = data.draw(st.sampled_from(items))
        if removing:
            self.live.difference_update(tokens_in(item))
            self.removed.add(at / item.id)
            author.session.edit(RemoveItem(at / item.id), "Remove")
        else:
            author.session.edit(MoveItem(at / item.id, data.draw(st.integers(0, len(items) - 1))), "Move")

    @rule(data=st.data())
    def save(self, data: st.DataObject) -> None:
        self.save_of(self.author(data))

    def save_of(self, author: Author) -> None:
        count("saves of these authors")
        author.merging.save()
        author.note()
        assert load_issue(self.file) == author.session.issue

    @rule(data=st.data())
    def save_and_open_anew(self, data: st.DataObject) -> None:
        author = self.author(data)
        self.save_of(author)
        author.session, author.merging = opened(self.file)

    def teardown(self) -> None:
        if not hasattr(self, "authors"):
            return
        for author in self.authors * 2:
            self.save_of(author)
        final = load_issue(self.file)
        assert all(author.session.issue == final for author in self.authors)
        asked = {token for author in self.authors for token in author.asked}
        there = set(tokens_in(final))
        assert self.live <= there | asked, f"lost without a question: {self.live - there - asked}"
        places = {place for author in self.authors for place in author.places}
        back = {at for at in self.removed if _is_there(final, at) and not _any_around(at, places)}
        assert not back, f"removed, and back without a question: {back}"
        shutil.rmtree(self.folder)
        count("folders in which two or three authors did anything they could think of")


def _is_there(issue: Issue, at: FieldPath) -> bool:
    try:
        value_at(issue, at)
    except NoSuchField:
        return False
    return True


def _any_around(at: FieldPath, places: set[FieldPath]) -> bool:
    return any(at[: len(place)] == place for place in places)


def test_concurrent_authors_lose_nothing_without_a_conflict(qapp: QCoreApplication) -> None:
    run_state_machine_as_test(
        SharedFolder, settings=settings(max_examples=1000 if LONG else 10, stateful_step_count=50 if LONG else 25)
    )
