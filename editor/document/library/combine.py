"""Two entries of a library that stand for one person or one body become one.

The name of the entry that goes stays known: as another name of the body, so that old issues and searches still find
it. Issues hold copies of names and are not changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas import IssuingBody, KnownPerson, Library
from schemas.library import BodyHistory, BodyName


def combined(library: Library, keep: str, others: Sequence[str]) -> Library:
    """The library in which the people or bodies `others` have become part of the one with the id `keep`.

    Returns the same library if one of the ids is unknown, or they are not of one kind.
    """
    gone = [one for one in others if one != keep]
    bodies = {body.id: body for body in library.issuing_bodies}
    people = {person.id: person for person in library.people}
    if keep in bodies and gone and all(one in bodies for one in gone):
        body = bodies[keep]
        for one in gone:
            body = _with_body(body, bodies[one])
        listed = (body if one.id == keep else _succeeded_by(one, gone, keep) for one in library.issuing_bodies)
        return library.model_copy(update={"issuing_bodies": tuple(one for one in listed if one.id not in gone)})
    if keep in people and gone and all(one in people for one in gone):
        person = people[keep]
        for one in gone:
            person = _with_person(person, people[one])
        known = (person if one.id == keep else one for one in library.people)
        return library.model_copy(update={"people": tuple(one for one in known if one.id not in gone)})
    return library


def _with_body(body: IssuingBody, other: IssuingBody) -> IssuingBody:
    """The body with the names of the other that it lacks: in empty fields, or else as another name."""
    filled = {name: getattr(body, name) or getattr(other, name) for name in ("abbreviation", "name", "name_zh")}
    names = [*body.history.other_names]
    known = {value for value in filled.values() if value}
    for one in names:
        known.update(value for value in (one.abbreviation, one.name, one.name_zh) if value)
    left = {name: getattr(other, name) for name in filled if getattr(other, name) and getattr(other, name) not in known}
    if left:
        period = other.history
        names.append(
            BodyName(
                **left,
                valid_from=period.valid_from if period.valid_until else "",
                valid_until=period.valid_until,
                only_with=period.only_with if "abbreviation" in left else (),
                source=period.source,
            )
        )
    ids = {one.id for one in names}
    names += [one for one in other.history.other_names if one.id not in ids]
    history: BodyHistory = body.history
    if tuple(names) != history.other_names:
        history = history.model_copy(update={"other_names": tuple(names)})
    if history.successor == other.id:  # the other was its successor: now they are one
        history = history.model_copy(update={"successor": "", "valid_until": ""})
    return body.model_copy(update={**filled, "history": history})


def _succeeded_by(body: IssuingBody, gone: Sequence[str], keep: str) -> IssuingBody:
    if body.history.successor not in gone:
        return body
    return body.model_copy(update={"history": body.history.model_copy(update={"successor": keep})})


def _with_person(person: KnownPerson, other: KnownPerson) -> KnownPerson:
    return person if any(person.role) else person.model_copy(update={"role": other.role})
