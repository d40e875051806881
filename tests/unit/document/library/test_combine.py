"""Two spellings of one person or body become one entry."""

from __future__ import annotations

from editor.document.body_names import names_of
from editor.document.library.combine import combined
from editor.files.library_file import NAME, load_library
from editor.files.themes import issues_folder
from schemas import IssuingBody, KnownPerson, Library
from schemas.library import BodyHistory, BodyName

MOF = IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance")
FINANCE = IssuingBody(id="fin", name="Finance Ministry", name_zh="财政部")
LIBRARY = Library(
    issuing_bodies=(MOF, FINANCE, IssuingBody(id="old", abbreviation="OLD", history=BodyHistory(successor="fin"))),
    people=(KnownPerson(id="a", name="Anna Li"), KnownPerson(id="b", name="Anna  Lee", role=("Analyst",))),
)


def test_a_body_takes_the_names_that_it_lacks() -> None:
    after = combined(LIBRARY, "mof", ["fin"])
    body, old = after.issuing_bodies
    assert (body.abbreviation, body.name, body.name_zh) == ("MOF", "Ministry of Finance", "财政部")
    assert [name.name for name in body.history.other_names] == ["Finance Ministry"]
    assert old.history.successor == "mof"


def test_a_person_keeps_the_name_and_takes_a_role() -> None:
    (person,) = combined(LIBRARY, "a", ["b"]).people
    assert person == KnownPerson(id="a", name="Anna Li", role=("Analyst",))


def test_what_is_unknown_or_of_two_kinds_changes_nothing() -> None:
    assert combined(LIBRARY, "mof", ["a"]) is LIBRARY
    assert combined(LIBRARY, "mof", ["nobody"]) is LIBRARY
    assert combined(LIBRARY, "mof", ["mof"]) is LIBRARY


def test_equal_names_are_no_other_names_and_earlier_ones_are_kept() -> None:
    earlier = BodyName(id="n1", abbreviation="MINFIN")
    other = MOF.model_copy(update={"id": "copy", "history": BodyHistory(other_names=(earlier,))})
    (body,) = combined(Library(issuing_bodies=(MOF, other)), "mof", ["copy"]).issuing_bodies
    assert body.history.other_names == (earlier,)


def test_no_name_of_a_shipped_body_is_lost() -> None:
    library = load_library(issues_folder() / NAME)
    first, second = library.issuing_bodies[:2]
    after = combined(library, first.id, [second.id])
    body = next(one for one in after.issuing_bodies if one.id == first.id)
    assert {name for one in (first, second) for name in names_of(one)} <= set(names_of(body))
    assert len(after.issuing_bodies) == len(library.issuing_bodies) - 1
