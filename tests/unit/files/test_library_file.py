"""The library file, and the shipped library."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from editor.document.rules.field_text import first_chinese
from editor.files.errors import FileError
from editor.files.issue_file import load_issue
from editor.files.library_file import (
    NAME,
    load_library,
    needs_approvals,
    save_library,
    update_library,
)
from editor.files.themes import issues_folder
from schemas import IssuingBody, KnownPerson, Library

LIBRARY = Library(
    issuing_bodies=(IssuingBody(id="ndrc", abbreviation="NDRC", name_zh="国家发展和改革委员会"),),
    people=(KnownPerson(id="a", name="Sample Author", role=("Analyst", "Sample")),),
)


def test_a_library_survives_saving_and_loading(tmp_path: Path) -> None:
    path = tmp_path / NAME
    save_library(LIBRARY, path)
    assert load_library(path) == LIBRARY
    text = path.read_text(encoding="utf-8")
    assert text.startswith('{\n  "$schema": "../schemas/library.schema.json",\n  "format": "newsdesk-library"')
    assert "国家" in text


@pytest.mark.parametrize(
    ("data", "expected", "help"),
    [
        (b"{", "x.json is not valid JSON: line 1, column 2", "Correct it at that place"),
        (b'{"format": "newsdesk-issue", "version": 1}', "not a library of people and bodies", "library file"),
        (b'{"format": "newsdesk-library", "version": 2}', "Update Newsdesk", ""),
        (
            b'{"format": "newsdesk-library", "version": 1, "people": [{"id": "a", "role": "Analyst"}]}',
            "x.json is not a valid library:\n  people/a/role: expected a list, found the text",
            "schemas/library.schema.json",
        ),
    ],
)
def test_invalid_libraries(tmp_path: Path, data: bytes, expected: str, help: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(FileError) as trouble:
        load_library(path)
    assert expected in trouble.value.message
    assert help in trouble.value.help


def test_lone_surrogates_are_not_saved(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with pytest.raises(FileError, match="a text in the library contains an incomplete character"):
        save_library(Library(people=(KnownPerson(name="a\ud83d"),)), path)
    assert not path.exists()


def test_the_shipped_library_has_the_canonical_text(tmp_path: Path) -> None:
    shipped, written = issues_folder() / NAME, tmp_path / NAME
    save_library(load_library(shipped), written)
    assert written.read_bytes() == shipped.read_bytes()


def test_the_shipped_bodies_are_complete_and_unique() -> None:
    bodies = load_library(issues_folder() / NAME).issuing_bodies
    abbreviations = [body.abbreviation.casefold() for body in bodies if body.abbreviation]
    assert len(set(abbreviations)) == len(abbreviations) >= 40
    assert len({body.name for body in bodies}) == len(bodies)
    for body in bodies:
        assert body.name.isascii() or "’" in body.name
        assert body.name_zh.startswith(first_chinese(body.name_zh) or "-")


def test_the_shipped_library_knows_whom_the_sample_issue_names() -> None:
    library = load_library(issues_folder() / NAME)
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    known = {body.abbreviation for body in library.issuing_bodies}
    known |= {name.abbreviation for body in library.issuing_bodies for name in body.history.other_names}
    assert {body for entry in issue.top5 for body in entry.issuing_bodies} <= known
    people = {(person.name, person.role) for person in library.people}
    assert {(person.name, person.role) for person in (*issue.imprint.authors, *issue.imprint.editors)} <= people


def test_the_two_names_of_the_financial_regulator_are_one_body() -> None:
    bodies = {body.abbreviation: body for body in load_library(issues_folder() / NAME).issuing_bodies}
    assert "SAFR" in {name.abbreviation for name in bodies["NFRA"].history.other_names}


def test_concurrent_changes_of_the_library_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / NAME
    begin = threading.Barrier(4)

    def add(number: int) -> None:
        body = IssuingBody(id=f"b{number}", abbreviation=f"B{number}")
        begin.wait(60)
        for _ in range(5):
            update_library(
                path,
                lambda found: found.model_copy(
                    update={"issuing_bodies": (*(one for one in found.issuing_bodies if one != body), body)}
                ),
                Library,
            )

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {body.id for body in load_library(path).issuing_bodies} == {"b0", "b1", "b2", "b3"}
    assert [found.name for found in tmp_path.iterdir()] == [NAME]


def test_a_change_without_effect_does_not_write_the_file(tmp_path: Path) -> None:
    path = tmp_path / NAME
    save_library(LIBRARY, path)
    before = path.stat().st_mtime_ns
    assert update_library(path, lambda found: found, Library) == LIBRARY
    assert path.stat().st_mtime_ns == before


def test_whether_a_desk_needs_approvals(tmp_path: Path) -> None:
    assert not needs_approvals(tmp_path)
    assert not needs_approvals(tmp_path / "absent")
    save_library(LIBRARY, tmp_path / NAME)
    assert not needs_approvals(tmp_path)
    save_library(LIBRARY.model_copy(update={"publication_needs_approvals": True}), tmp_path / NAME)
    assert needs_approvals(tmp_path)


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"format": "newsdesk-library", "version": 1, "odd": 1}'])
def test_an_unreadable_library_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(FileError, match="Could not check whether publication needs approvals"):
        needs_approvals(tmp_path)


def test_an_old_library_requires_no_approvals(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b'{"format": "newsdesk-library", "version": 1}')
    assert not needs_approvals(tmp_path)
