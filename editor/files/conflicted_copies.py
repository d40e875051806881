"""File names that cloud programs give to the copy that lost when two computers saved one file.

The forms are those that the programs write: Dropbox `NAME (Anna's conflicted copy 2025-03-12).json`, Nextcloud and
ownCloud `NAME (conflicted copy 2025-03-12 101530).json` (older: `NAME_conflict-20250312-101530.json`), Syncthing
`NAME.sync-conflict-20250312-101530-ABCDEFG.json`, Seafile `NAME (SFConflict anna@example.org 2025-03-12-10-15).json`.
Programs that only append a number or the computer's name are not recognised, since desks name files like that too.
"""

from __future__ import annotations

import re
from pathlib import Path

_DATE = r"\d{4}-?\d{2}-?\d{2}"
_FORMS = (
    re.compile(rf"^(?P<name>.+) \([^()]*\bconflicted copy\b[^()]*{_DATE}[^()]*\)$", re.IGNORECASE),
    re.compile(rf"^(?P<name>.+) \([^()]*(?:Kopie|konflikt|conflit|conflicto)[^()]*{_DATE}[^()]*\)$", re.IGNORECASE),
    re.compile(rf"^(?P<name>.+)\.sync-conflict-{_DATE}-\d{{6}}-[A-Z0-9]+$"),
    re.compile(rf"^(?P<name>.+) \(SFConflict [^()]*{_DATE}[^()]*\)$"),
    re.compile(rf"^(?P<name>.+)_conflict-{_DATE}-\d{{6}}$"),
)


def original_of(copy: Path) -> Path | None:
    """Return the file of which a file is a conflicted copy by its name; None if the name is not such a copy's."""
    for form in _FORMS:
        if match := form.match(copy.stem):
            return copy.with_name(match["name"] + copy.suffix)
    return None
