"""Lookup, completion and additions in the library."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.files.errors import FileError
from editor.files.library_file import NAME, load_library, save_library
from editor.session.issue.library import LibraryAccess, has_name_now
from schemas import Person
from schemas.library import IssuingBody, KnownPerson, Library
from tests.gui.conftest import PATIENCE

MOF = IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance", name_zh="财政部")
NEW = IssuingBody(id="new", abbreviation="NEW", name="New Body")


def a_library(folder: Path, *bodies: IssuingBody) -> Path:
    folder.mkdir(exist_ok=True)
    save_library(Library(issuing_bodies=bodies), folder / NAME)
    return folder


def abbreviations(access: LibraryAccess) -> list[str]:
    return [body.abbreviation for body in access.bodies]


def test_the_folders_own_library_is_used(tmp_path: Path) -> None:
    assert abbreviations(LibraryAccess(a_library(tmp_path, MOF))) == ["MOF"]


def test_a_folder_without_one_uses_the_bundled_library(tmp_path: Path) -> None:
    access = LibraryAccess(tmp_path)
    assert access.body("National Development and Reform Commission") is not None
    assert not (tmp_path / NAME).exists()


def test_additions_are_written_and_the_rest_kept(tmp_path: Path, qtbot: QtBot) -> None:
    access = LibraryAccess(tmp_path)
    before = access.bodies
    with qtbot.waitSignal(access.changed, timeout=PATIENCE):
        assert access.add_body(NEW)
    assert load_library(tmp_path / NAME).issuing_bodies == (*before, NEW) == access.bodies


def test_additions_of_others_are_kept(tmp_path: Path) -> None:
    access = LibraryAccess(a_library(tmp_path, MOF))
    LibraryAccess(tmp_path).add_body(IssuingBody(id="other", abbreviation="CAC"))
    access.add_body(NEW)
    assert [body.abbreviation for body in load_library(tmp_path / NAME).issuing_bodies] == ["MOF", "CAC", "NEW"]


def test_an_existing_body_is_not_added_again(tmp_path: Path) -> None:
    access = LibraryAccess(a_library(tmp_path, MOF))
    assert access.add_body(IssuingBody(abbreviation="mof"))
    assert abbreviations(access) == ["MOF"]


def test_a_person_is_added_once_and_gets_the_new_role(tmp_path: Path) -> None:
    access = LibraryAccess(a_library(tmp_path))
    access.add_person(KnownPerson(name="Sample Author", role=("Analyst",)))
    access.add_person(KnownPerson(name="sample author", role=("Lead analyst",)))
    assert [(person.name, person.role) for person in load_library(tmp_path / NAME).people] == [
        ("Sample Author", ("Lead analyst",))
    ]


def test_people_of_earlier_issues_are_suggested_but_not_written(tmp_path: Path) -> None:
    access = LibraryAccess(a_library(tmp_path))
    access.add_person(KnownPerson(name="Sample Author", role=("Analyst",)))
    access.know([Person(name="Earlier Author", role=("Lead",)), Person(name="sample author"), Person(name="")])
    assert [person.name for person in access.people] == ["Sample Author", "Earlier Author"]
    assert access.is_in_library("Sample author")
    assert not access.is_in_library("Earlier Author")
    assert len(load_library(tmp_path / NAME).people) == 1


def test_another_folder_is_another_library(tmp_path: Path, qtbot: QtBot) -> None:
    access = LibraryAccess(a_library(tmp_path / "one", MOF))
    with qtbot.waitSignal(access.changed, timeout=PATIENCE):
        access.open(a_library(tmp_path / "two", NEW))
    assert abbreviations(access) == ["NEW"]


def test_without_a_folder_additions_last_as_long_as_the_program() -> None:
    access = LibraryAccess(None)
    assert access.add_body(NEW)
    assert access.add_body(IssuingBody(abbreviation="NEWER"))
    assert abbreviations(access)[-2:] == ["NEW", "NEWER"]


def test_a_damaged_library_is_reported_and_not_changed(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / NAME).write_text("{", encoding="utf-8")
    access = LibraryAccess(None)
    with qtbot.waitSignal(access.failed, timeout=PATIENCE) as told:
        access.open(tmp_path)
    assert told.args is not None
    assert NAME in told.args[0]
    assert access.body("NDRC") is not None
    with qtbot.waitSignal(access.failed, timeout=PATIENCE):
        assert not access.add_body(NEW)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "{"


def full_disk(*_: object) -> None:
    raise FileError("The disk is full.", "Make room.")


@pytest.mark.parametrize(
    "add", [lambda access: access.add_body(NEW), lambda access: access.add_person(KnownPerson(name="New Person"))]
)
def test_a_failed_addition_is_not_in_the_library(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, add: Callable[[LibraryAccess], bool]
) -> None:
    access = LibraryAccess(a_library(tmp_path, MOF))
    monkeypatch.setattr("editor.files.library_file.save_library", full_disk)
    with qtbot.waitSignal(access.failed, timeout=PATIENCE) as told:
        assert not add(access)
    assert told.args == ["The disk is full.", "Make room."]
    assert abbreviations(access) == ["MOF"]
    assert access.people == ()


def test_a_missing_bundled_library_is_reported(tmp_path: Path, qtbot: QtBot) -> None:
    access = LibraryAccess(a_library(tmp_path, MOF), shipped=tmp_path / "none.json")
    with qtbot.waitSignal(access.failed, timeout=PATIENCE):
        access.open(None)
    assert access.bodies == ()


def test_a_former_name_leads_to_its_body_and_is_not_its_name_now() -> None:
    access = LibraryAccess()
    body = access.body("SIPO")
    assert body is not None
    assert body.abbreviation == "CNIPA"
    assert has_name_now(body, "cnipa")
    assert not has_name_now(body, "SIPO")
    assert "CBIRC" not in [one.abbreviation for one in access.bodies_like("CBI")]
