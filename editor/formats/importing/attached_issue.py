"""The issue that Newsdesk attached to a PDF of its own: the PDF opens as the issue itself."""

from __future__ import annotations

import json

from pydantic import ValidationError

from editor.document.review.publishing import revision
from editor.formats.notes import Note
from editor.formats.source.document import Unit
from schemas import Issue
from schemas.upgrade import ISSUES, UnknownFormat, upgraded


def read_attached(attached: str, pages_revision: str) -> tuple[Issue | None, tuple[Note, ...]]:
    """The attached issue without a review; None where it cannot be read, with a note that says so.

    `pages_revision` is what the PDF says about the content of its pages, which somebody may have changed or cut out.
    """
    try:
        raw = upgraded(json.loads(attached), ISSUES)
        issue = Issue.model_validate_json(json.dumps(raw))
    except UnknownFormat as error:
        return None, (_note(f"The issue attached to the PDF could not be read. {error}", needs_person=True),)
    except (ValueError, ValidationError, RecursionError):
        return None, (_note("The issue attached to the PDF is damaged; the pages were read.", needs_person=True),)
    plain = issue.model_copy(update={"review": Issue().review})
    notes = [_note("The issue attached to the PDF was read, not its pages.")]
    if pages_revision and pages_revision != revision(plain):
        notes.append(
            Note(
                0,
                "The pages of the PDF were made from another version of the issue than the attached one.",
                unit=Unit.PAGE,
                help="Compare both before you publish.",
                needs_person=True,
            )
        )
    return plain, tuple(notes)


def _note(message: str, *, needs_person: bool = False) -> Note:
    return Note(0, message, unit=Unit.PAGE, needs_person=needs_person)
