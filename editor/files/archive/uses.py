"""Where the people and bodies of a library are named: in which issues, and at which places."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.files.archive.tokens import tag

MOST_USES = 200

_USES = """
SELECT f.path, d.path, d.label, d.title, f.headline, f.date
FROM found JOIN documents d ON d.id = found.rowid JOIN files f ON f.id = d.file
WHERE found MATCH ? ORDER BY found.rowid DESC LIMIT ?
"""
_ISSUES = """
SELECT path, headline, date FROM files WHERE char(10) || people || char(10) LIKE ? ESCAPE '\\'
ORDER BY date DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a body, or an issue by a person. `path` is the address in the issue in `file`."""

    file: Path
    path: str
    label: str
    title: str
    headline: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class UseCounts:
    """How many entries and items name each body, by the body's token, and how many issues each person worked on."""

    bodies: Mapping[str, int]
    people: Mapping[str, int]

    def of_body(self, body_id: str) -> int:
        """The number of entries and items that name a body."""
        return self.bodies.get(tag("body", body_id), 0)

    def of_person(self, name: str) -> int:
        """The number of issues whose authors or editors a person is among."""
        return self.people.get(name, 0)


def count_uses(connection: sqlite3.Connection) -> UseCounts:
    """Count all uses. Raises sqlite3.Error."""
    bodies: Counter[str] = Counter()
    for (tags,) in connection.execute("SELECT tags FROM documents"):
        bodies.update(tags.split(" "))
    people: Counter[str] = Counter()
    for (names,) in connection.execute("SELECT people FROM files WHERE people <> ''"):
        people.update(set(names.split("\n")))
    return UseCounts(bodies, people)


def uses_of_body(connection: sqlite3.Connection, folder: Path, body_id: str) -> tuple[Use, ...]:
    """Return the latest places that name a body. Raises sqlite3.Error."""
    rows = connection.execute(_USES, (f'tags : "{tag("body", body_id)}"', MOST_USES))
    return tuple(
        Use(folder / file, path, label, title, headline, _day(date))
        for file, path, label, title, headline, date in rows
    )


def uses_of_person(connection: sqlite3.Connection, folder: Path, name: str) -> tuple[Use, ...]:
    """Return the latest issues whose authors or editors a person is among. Raises sqlite3.Error."""
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = connection.execute(_ISSUES, (f"%\n{escaped}\n%", MOST_USES))
    return tuple(Use(folder / file, "imprint", "Imprint", "", headline, _day(date)) for file, headline, date in rows)


def _day(date: str) -> dt.date | None:
    return dt.date.fromisoformat(date) if date else None
