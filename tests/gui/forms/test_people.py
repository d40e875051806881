"""The editor of people: known names bring their role, unknown ones can be added to the library."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from schemas import Imprint, Issue, Person
from tests.gui.forms.conftest import OpenForm, Stage

AUTHOR = "imprint/authors/x"


def opened_urls(open_form: OpenForm, person: Person | None = None) -> Stage:
    authors = (person or Person(id="x"),)
    return open_form("imprint", Issue(imprint=Imprint(authors=authors)))


def offers(stage: Stage) -> list[QPushButton]:
    return [
        button
        for button in stage.view(f"{AUTHOR}/name").findChildren(QPushButton)
        if button.isVisible() and button.text().startswith("Add “")
    ]


def test_a_known_person_is_chosen_with_the_role_as_one_step(open_form: OpenForm) -> None:
    stage = opened_urls(open_form)
    stage.go(f"{AUTHOR}/name")
    stage.type("sam")
    stage.press(Qt.Key.Key_Return)
    author = stage.issue.imprint.authors[0]
    assert (author.name, author.role) == ("Sample Author", ("Sample analyst", "Industry"))
    assert stage.input(f"{AUTHOR}/name").property("text") == "Sample Author"
    stage.session.undo()
    assert stage.issue.imprint.authors[0].role == ()


def test_people_of_earlier_issues_are_known_too(open_form: OpenForm) -> None:
    stage = opened_urls(open_form)
    stage.library.know([Person(id="p", name="Earlier Author", role=("Lead analyst",)), Person(id="q", name=" ")])
    stage.go(f"{AUTHOR}/name")
    stage.type("earl")
    stage.press(Qt.Key.Key_Return)
    assert stage.issue.imprint.authors[0].role == ("Lead analyst",)


def test_an_unknown_person_is_kept_in_the_library(open_form: OpenForm) -> None:
    stage = opened_urls(open_form)
    stage.go(f"{AUTHOR}/name")
    stage.type("New Author")
    stage.leave()
    assert [button.text() for button in offers(stage)] == ["Add “New Author” to Library"]
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    assert stage.messages == ["Enter the role first. It is saved with the name."]
    assert stage.focused() is stage.input(f"{AUTHOR}/role")
    stage.type("Analyst")
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    known = stage.library.person("new author")
    assert known is not None
    assert known.role == ("Analyst",)
    assert offers(stage) == []


def test_an_offer_is_withdrawn_with_its_name(open_form: OpenForm) -> None:
    stage = opened_urls(open_form)
    stage.go(f"{AUTHOR}/name")
    stage.type("New")
    stage.leave()
    assert [button.text() for button in offers(stage)] == ["Add “New” to Library"]
    stage.go(f"{AUTHOR}/name")
    stage.press(Qt.Key.Key_End)
    stage.type(" Author")
    assert offers(stage) == []
    stage.leave()
    assert [button.text() for button in offers(stage)] == ["Add “New Author” to Library"]
    while stage.session.undo_stack.canUndo():
        stage.session.undo()
    assert offers(stage) == []


def test_a_person_of_the_library_is_not_offered(open_form: OpenForm) -> None:
    stage = opened_urls(open_form, Person(id="x", name="Sample Author", role=("Sample analyst",)))
    stage.go(f"{AUTHOR}/name")
    stage.leave()
    assert offers(stage) == []
