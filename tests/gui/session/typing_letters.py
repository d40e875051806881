"""Typing into an open issue."""

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.session.issue.session import Session

TITLE = path("top5/e1/title")


def type_letters(session: Session, text: str, at: FieldPath = TITLE) -> None:
    for length in range(1, len(text) + 1):
        session.edit(SetValue(at, text[:length]), "Typing in Title", merge=at)


def saved(session: Session) -> bool:
    return session.is_saved
