"""Where the user was when the program ended: the issue, and the caret in it."""

from __future__ import annotations

from pathlib import Path

from editor.document.paths import FieldPath
from editor.ui.desk.desk import Desk
from editor.ui.settings import Settings


def remember_place(settings: Settings, desk: Desk | None) -> None:
    """Store the open issue and the caret in it; nothing if no saved issue is open."""
    if desk is None or desk.session.file is None:
        settings.set_last_place(None)
        return
    caret = desk.form.caret() if desk.form is not None else None
    path = caret[0] if caret is not None else desk.section.path if desk.section is not None else FieldPath()
    settings.set_last_place(desk.session.file, str(path), caret[1] if caret is not None else 0)


def last_file(settings: Settings) -> Path | None:
    """Return the issue to reopen, if the user wants that and the file is still there."""
    file = settings.last_place[0] if settings.reopens else None
    return file if file is not None and file.is_file() else None


def return_to_place(settings: Settings, desk: Desk) -> None:
    """Go to where the caret was, or to the nearest place that still exists."""
    file, path, position = settings.last_place
    if file is None or file != desk.session.file:
        return
    try:
        place = FieldPath.parse(path)
    except ValueError:
        return
    if desk.session.value(place) is not None and desk.form is not None:
        desk.go_to(place)
        desk.form.select(place, position, 0)
    else:
        desk.go_to(place)
