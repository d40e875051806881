"""Where the people and bodies of a library are used, as the index tells it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from editor.files.archive.database import index_path, open_to_read
from editor.files.archive.updating import update_all
from editor.files.archive.uses import count_uses, uses_of_body, uses_of_person
from editor.files.issue_file import save_issue
from editor.files.library_file import NAME, save_library
from schemas import Entry, Imprint, Issue, IssuingBody, Library, Paragraph, Person
from schemas.library import BodyHistory, BodyName
from tests.unit.files.archive.newsroom_folder import NewsroomFolder

OTHER = BodyName(abbreviation="MINFIN", name="Finance Ministry", name_zh="财政部")
MOF = IssuingBody(
    id="own-mof", abbreviation="MOFX", name="Ministry of Fine Things", history=BodyHistory(other_names=(OTHER,))
)


def entry(number: str, text: str, *bodies: str) -> Entry:
    return Entry(id=number, title=f"Title {number}", comment=(Paragraph(id="p", text=text),), issuing_bodies=bodies)


@pytest.fixture
def index(newsroom: NewsroomFolder) -> Iterator[sqlite3.Connection]:
    """Two issues: one names the body by three of its names, the other by none."""
    save_library(Library(issuing_bodies=(MOF,)), newsroom.folder / NAME)
    first = Issue(
        date=dt.date(2025, 3, 12),
        headline="First",
        top5=(entry("e1", "Nothing here.", "MOFX"), entry("e2", "The Finance Ministry agreed."), entry("e3", "None.")),
        imprint=Imprint(authors=(Person(id="a", name="Anna_Li"),), editors=(Person(id="b", name="Bo Chen"),)),
    )
    imprint = Imprint(authors=(Person(id="a", name="AnnaXLi"),), editors=(Person(id="b", name="Bo Chen"),))
    second = Issue(date=dt.date(2025, 4, 9), headline="Second", top5=(entry("e1", "财政部 spoke."),), imprint=imprint)
    save_issue(first, newsroom.folder / "first.json")
    save_issue(second, newsroom.folder / "second.json")
    for _ in update_all(newsroom.cache, newsroom.folder):
        pass
    connection = open_to_read(index_path(newsroom.cache, newsroom.folder))
    assert connection is not None
    with closing(connection):
        yield connection


def test_a_body_is_counted_by_any_of_its_names(index: sqlite3.Connection) -> None:
    counts = count_uses(index)
    assert counts.of_body("own-mof") == 3
    assert counts.of_body("nobody") == 0
    assert counts.of_person("Bo Chen") == 2
    assert counts.of_person("Anna_Li") == 1


def test_places_are_listed_newest_first_and_in_reading_order(
    index: sqlite3.Connection, newsroom: NewsroomFolder
) -> None:
    found = uses_of_body(index, newsroom.folder, "own-mof")
    assert [(use.file.name, use.path) for use in found] == [
        ("second.json", "top5/e1"),
        ("first.json", "top5/e1"),
        ("first.json", "top5/e2"),
    ]
    assert (found[1].label, found[1].title, found[1].date) == ("Entry 1", "Title e1", dt.date(2025, 3, 12))


def test_a_person_is_found_by_the_exact_name(index: sqlite3.Connection, newsroom: NewsroomFolder) -> None:
    found = uses_of_person(index, newsroom.folder, "Anna_Li")
    assert [(use.headline, use.path) for use in found] == [("First", "imprint")]
    assert [use.headline for use in uses_of_person(index, newsroom.folder, "Bo Chen")] == ["Second", "First"]
    assert uses_of_person(index, newsroom.folder, "Bo") == ()
