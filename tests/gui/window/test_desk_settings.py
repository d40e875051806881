"""The shared settings: changed in the preferences, stored in the library of the folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor.files.library_file import NAME, load_library, save_library
from editor.ui.pages.preferences import Preferences
from schemas import IssuingBody, Library
from tests.gui.window.conftest import Program, press

MOF = IssuingBody(id="mof", abbreviation="MOF")


def preferences(program: Program) -> Preferences:
    program.window.commands["preferences"].trigger()
    page = program.window.navigator.page
    assert isinstance(page, Preferences)
    return page


@pytest.fixture
def library(newsroom: Path) -> Path:
    path = newsroom / NAME
    save_library(Library(issuing_bodies=(MOF,)), path)
    return path


def test_the_setting_is_written_and_the_library_kept(program: Program, library: Path) -> None:
    page = preferences(program)
    assert not page.approvals.isChecked()
    page.approvals.setFocus()
    press(Qt.Key.Key_Space)
    assert page.approvals.isChecked()
    assert load_library(library) == Library(issuing_bodies=(MOF,), publication_needs_approvals=True)
    press(Qt.Key.Key_Escape)
    page = preferences(program)
    assert page.approvals.isChecked()
    other = IssuingBody(id="cac", abbreviation="CAC")
    save_library(Library(issuing_bodies=(MOF, other), publication_needs_approvals=True), library)  # meanwhile
    page.approvals.click()
    assert load_library(library) == Library(issuing_bodies=(MOF, other))


def test_each_folder_gets_its_own_library(program: Program, newsroom: Path) -> None:
    other = newsroom.with_name("other")
    other.mkdir()
    page = preferences(program)
    page.approvals.click()
    program.dialogs.answer = other
    page.folder_button.click()
    assert not page.approvals.isChecked()
    program.dialogs.answer = newsroom
    page.folder_button.click()
    assert page.approvals.isChecked()
    assert not (other / NAME).exists()
    written = load_library(newsroom / NAME)
    assert written.publication_needs_approvals
    assert any(body.abbreviation == "NDRC" for body in written.issuing_bodies)


def test_a_damaged_library_is_reported_and_left_unchanged(program: Program, library: Path) -> None:
    library.write_bytes(b"{")
    page = preferences(program)
    assert "library.json is not valid JSON" in page.library_error.text()
    page.approvals.click()
    assert not page.approvals.isChecked()
    assert page.library_error.isVisible()
    assert library.read_bytes() == b"{"


def test_a_failed_write_leaves_the_box_unchanged(
    program: Program, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = preferences(program)
    before = library.read_bytes()
    with no_room(monkeypatch):
        page.approvals.click()
    assert not page.approvals.isChecked()
    assert page.library_error.text() == "The disk is full. Make room."
    assert library.read_bytes() == before
    page.approvals.click()
    assert page.approvals.isChecked()
    assert not page.library_error.isVisible()


@contextmanager
def no_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from editor.files.errors import FileError

    def fail(*_: object) -> None:
        raise FileError("The disk is full.", "Make room.")

    with monkeypatch.context() as failing:
        failing.setattr("editor.files.model_file.replace_file", fail)
        yield
