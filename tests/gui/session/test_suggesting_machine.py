"""A state machine of two editors and an author: suggestions never change the author's text unasked."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from editor.document.editing.diff import changes
from editor.document.editing.edits import EditRefused
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested
from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewer, Reviewing
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from tests.properties.strategies import edited
from tests.properties.suggestion_cases import said

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
MOST = 120
ISSUE = Issue(
    headline="Data and growth",
    top5=(
        Entry(id="e1", title="One", comment=(Paragraph(id="p1", text="A plan for data and **growth** by 2027."),)),
        Entry(
            id="e2",
            at_a_glance=(Bullets(id="b1", items=(Bullet(id="x", text="First"), Bullet(id="y", text="Second"))),),
        ),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)
words = st.lists(st.sampled_from(["A ", "plan ", "law ", "for ", "**data** ", "jobs", "."]), max_size=5).map("".join)


class Desk:
    """One session, at which several people sit in turn."""

    def __init__(self, theme: InstalledTheme) -> None:
        self.session = Session(ISSUE, theme, check=lambda issue: ())
        self.name = "Sample Author"
        self.reviewing = Reviewing(self.session, lambda: Reviewer(self.name), lambda: AT, self.session)

    def sit_down(self, name: str, mode: Mode) -> None:
        self.reviewing.enter(Mode.WRITING)
        self.name = name
        self.reviewing.enter(mode)

    def write(self, data: st.DataObject) -> None:
        seen = content_of(self.session.issue)
        for edit in changes(seen, data.draw(edited(seen, words))):
            self.session.edit(edit, "Typing")

    @property
    def content(self) -> Issue:
        return content_of(self.session.whole)


def start(theme: InstalledTheme, data: st.DataObject) -> Desk:
    """Two editors have been here."""
    desk = Desk(theme)
    for name in ("Sample Editor", "Another Editor"):
        desk.sit_down(name, Mode.SUGGESTING)
        desk.write(data)
        assert desk.content == ISSUE
    desk.sit_down("Sample Author", Mode.WRITING)
    return desk


@given(data=st.data())
def test_accepting_and_rejecting_in_any_order(qapp: QApplication, theme: InstalledTheme, data: st.DataObject) -> None:
    desk = start(theme, data)
    reviewing = desk.reviewing
    writes_on = data.draw(st.sets(st.integers(0, 9), max_size=2))
    for number in range(MOST):
        if not reviewing.suggestions:
            break
        if number in writes_on:
            desk.write(data)
            continue
        one = data.draw(st.sampled_from(reviewing.suggestions))
        deed = data.draw(st.sampled_from(["accept", "reject", "accept_field", "reject_field"]))
        chosen = reviewing.in_field_of(one) if deed.endswith("field") else (one,)
        before = desk.session.whole
        if deed.startswith("reject") or len(reviewing.accept(*chosen)) == len(chosen):
            reviewing.reject(*chosen)  # at the last all of them are outdated
        if deed.startswith("reject"):
            assert desk.content == content_of(before)
        after = desk.session.whole
        assert after is not before
        desk.session.undo()
        assert desk.session.whole is before
        desk.session.redo()
        assert desk.session.whole is after
    assert reviewing.suggestions == ()
    while desk.session.undo_stack.canUndo():
        desk.session.undo()
    assert desk.session.whole == ISSUE


@given(data=st.data())
def test_accepting_all_of_one_editor_gives_that_editors_text(
    qapp: QApplication, theme: InstalledTheme, data: st.DataObject
) -> None:
    desk = start(theme, data)
    reviewing = desk.reviewing
    wanted = said(as_suggested(desk.session.whole, "Sample Editor").issue)
    own = reviewing.by("Sample Editor")
    assert not own or reviewing.accept(*own) == ()
    assert said(desk.session.whole) == wanted
    reviewing.reject(*reviewing.suggestions)
    assert said(desk.session.whole) == wanted
    assert reviewing.suggestions == ()


@given(data=st.data())
def test_reading_mode_changes_nothing(qapp: QApplication, theme: InstalledTheme, data: st.DataObject) -> None:
    desk = Desk(theme)
    desk.sit_down("Sample Author", Mode.READING)
    after = data.draw(edited(ISSUE, words))
    for edit in changes(ISSUE, after):
        try:
            desk.session.edit(edit, "Typing")
        except EditRefused:
            assert desk.session.whole is ISSUE
        else:
            raise AssertionError(f"{edit} was made")
    desk.reviewing.comment(path("headline"), "A word.")
    assert desk.content == ISSUE
    assert len(desk.reviewing.open_threads) == 1
