"""Libraries that two people changed are merged."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from editor.document.library.merge_library import merged_libraries
from schemas import IssuingBody, KnownPerson, Library

NAMES = st.sampled_from(["Anna", "Bo", "Chen", "Dana"])
BASE = Library(
    issuing_bodies=(IssuingBody(id="b1", abbreviation="MOF"), IssuingBody(id="b2", abbreviation="MEE")),
    people=(KnownPerson(id="p1", name="Anna", role=("Analyst",)),),
    words=("hukou", "danwei"),
    rules_off=("em-dash",),
)


def changed(library: Library, **changes: Any) -> Library:
    return library.model_copy(update=changes)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    ids = draw(st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True))
    people = tuple(KnownPerson(id=one, name=f"{draw(NAMES)} {one}") for one in ids)
    words = tuple(draw(st.lists(NAMES, unique=True)))
    return Library(people=people, words=words, publication_needs_approvals=draw(st.booleans()))


@given(libraries(), libraries())
def test_what_one_side_changed_is_taken(base: Library, changed_side: Library) -> None:
    ours = merged_libraries(base, changed_side, base)
    theirs = merged_libraries(base, base, changed_side)
    assert (ours.library, ours.conflicts) == (changed_side, ())
    assert theirs.conflicts == ()
    assert set(theirs.library.people) == set(changed_side.people)
    assert set(theirs.library.words) == set(changed_side.words)


@given(libraries(), libraries())
def test_equal_changes_give_no_conflict(base: Library, both: Library) -> None:
    assert merged_libraries(base, both, both) == merged_libraries(base, both, base)


def test_additions_removals_and_words_of_both_sides() -> None:
    ours = changed(BASE, words=("hukou", "guanxi"), people=(*BASE.people, KnownPerson(id="p2", name="Bo")))
    theirs = changed(BASE, words=("danwei", "hukou", "xiaokang"), rules_off=(), issuing_bodies=BASE.issuing_bodies[1:])
    both = merged_libraries(BASE, ours, theirs)
    assert both.conflicts == ()
    assert both.library.words == ("hukou", "guanxi", "xiaokang")
    assert both.library.rules_off == ()
    assert [one.id for one in both.library.issuing_bodies] == ["b2"]
    assert [one.name for one in both.library.people] == ["Anna", "Bo"]


def test_one_person_added_by_both_is_kept_once() -> None:
    ours = changed(BASE, people=(*BASE.people, KnownPerson(id="x1", name="Chen Li", role=("Editor",))))
    theirs = changed(BASE, people=(*BASE.people, KnownPerson(id="x2", name="chen  li")))
    both = merged_libraries(BASE, ours, theirs)
    assert [one.id for one in both.library.people] == ["p1", "x1"]


def test_a_field_that_both_changed_is_ours_and_a_conflict() -> None:
    def renamed(name: str) -> Library:
        body = BASE.issuing_bodies[0].model_copy(update={"abbreviation": name})
        return changed(BASE, issuing_bodies=(body, *BASE.issuing_bodies[1:]))

    both = merged_libraries(BASE, renamed("MoF"), renamed("MINFIN"))
    assert both.library.issuing_bodies[0].abbreviation == "MoF"
    (conflict,) = both.conflicts
    assert (str(conflict.path), conflict.theirs) == ("issuing_bodies/b1/abbreviation", "MINFIN")
