"""The shipped library: every body has its names in time, and says which of them were verified."""

from __future__ import annotations

from editor.files.library_file import NAME, load_library
from editor.files.themes import issues_folder

BODIES = load_library(issues_folder() / NAME).issuing_bodies
HISTORIES = [body.history for body in BODIES]
BY_ID = {body.id: body for body in BODIES}


def test_ids_and_current_names_are_unique() -> None:
    assert len(BY_ID) == len(BODIES)
    current = [body for body in BODIES if not body.history.valid_until]
    for names in (
        [body.name for body in current],
        [body.abbreviation for body in current if body.abbreviation],
        [body.name_zh for body in current],
    ):
        assert len(names) == len(set(names))


def test_every_abolished_body_has_a_successor_that_exists_today() -> None:
    for body in BODIES:
        assert bool(body.history.valid_until) == bool(body.history.successor), body.id
        seen = body
        while seen.history.successor:
            seen = BY_ID[seen.history.successor]
        assert not seen.history.valid_until


def test_a_name_is_valid_from_before_it_is_valid_until() -> None:
    periods = [(one.valid_from, one.valid_until) for one in HISTORIES]
    periods += [(name.valid_from, name.valid_until) for one in HISTORIES for name in one.other_names]
    for start, end in periods:
        assert not (start and end) or start <= end


def test_a_body_begins_when_the_one_before_it_ends() -> None:
    for body in BODIES:
        if body.history.successor:
            after = BY_ID[body.history.successor].history.valid_from
            length = min(len(after), len(body.history.valid_until))
            assert not after or after[:4] >= body.history.valid_until[:4] or length == 0, body.id


def test_no_day_stands_without_the_document_that_gives_it() -> None:
    for one in HISTORIES:
        assert one.source or not (one.valid_from or one.valid_until)
        for name in one.other_names:
            assert name.source or not (name.valid_from or name.valid_until)


def test_the_numbers_that_the_documentation_gives() -> None:
    page = (issues_folder().parent / "docs" / "how-to" / "change-the-house-style.md").read_text(encoding="utf-8")
    abolished = sum(bool(one.valid_until) for one in HISTORIES)
    others = [name for one in HISTORIES for name in one.other_names]
    verified = sum(bool(one.source) for one in HISTORIES)
    sourced = sum(bool(name.source) for name in others)
    sentence = (
        f"{len(BODIES)} bodies ({abolished} of them abolished) and {len(others)} other names. "
        f"For {verified} bodies and {sourced} other names `source` gives the document that was read"
    )
    assert sentence in " ".join(page.split())
