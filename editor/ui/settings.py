"""What the program remembers between two starts: who writes, how it looks, where things lie.

An ini file in the user's configuration folder. Whatever stands in it, each value comes out with its type: what
cannot be read counts as not set.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from editor.ui.look.look import LARGEST, SMALLEST, Scheme

MOST_RECENT = 8
"""Files in the list of recent ones."""


class Settings(QObject):
    """One user's settings; every change is on disk when Qt next comes to rest."""

    changed = Signal()

    def __init__(self, file: Path, default_newsroom: Path) -> None:
        super().__init__()
        self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._default_newsroom = default_newsroom

    @property
    def name(self) -> str:
        """The name that stands in the history and at locks; empty until the user says it."""
        return self._text("person/name")

    @property
    def role(self) -> str:
        """`author` or `editor`."""
        return "editor" if self._text("person/role") == "editor" else "author"

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        found = self._text("look/scheme")
        return Scheme(found) if found in list(Scheme) else Scheme.SYSTEM

    @property
    def text_size(self) -> int:
        """In percent."""
        return min(LARGEST, max(SMALLEST, self._number("look/text_size", SMALLEST)))

    @property
    def newsroom(self) -> Path:
        """The folder whose issues the start page lists."""
        found = self._text("folders/newsroom")
        return Path(found) if found else self._default_newsroom

    @property
    def export_folder(self) -> Path | None:
        """Where the last PDF went; None before the first."""
        found = self._text("folders/export")
        return Path(found) if found else None

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened lately, the last one first."""
        found = self._text("files/recent")
        return tuple(Path(line) for line in found.split("\n") if line)

    def set_person(self, name: str, role: str) -> None:
        """Who works here."""
        self._set("person/name", name.strip())
        self._set("person/role", role)

    def set_look(self, scheme: Scheme, text_size: int) -> None:
        """How the program looks."""
        self._set("look/scheme", scheme.value)
        self._set("look/text_size", str(text_size))

    def set_newsroom(self, folder: Path) -> None:
        """The folder that the start page lists."""
        self._set("folders/newsroom", str(folder))

    def set_export_folder(self, folder: Path) -> None:
        """Where PDFs go."""
        self._set("folders/export", str(folder))

    def opened(self, file: Path) -> None:
        """Put a file at the head of the recent ones."""
        self._set_recent([file, *(known for known in self.recent if known != file)])

    def gone(self, file: Path) -> None:
        """Take a file off the recent ones."""
        self._set_recent(known for known in self.recent if known != file)

    def arrangement(self, name: str) -> QByteArray:
        """How a window or splitter was left; empty where nothing is known."""
        found = self._store.value(f"arrangement/{name}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def save_layout(self, name: str, state: QByteArray) -> None:
        """Remember how a window or splitter stands."""
        self._store.setValue(f"arrangement/{name}", state)

    def folded(self, pane: str) -> bool:
        """Whether a pane was folded away."""
        return self._text(f"folded/{pane}") == "yes"

    def set_collapsed(self, pane: str, folded: bool) -> None:
        """Remember whether a pane is folded away."""
        self._store.setValue(f"folded/{pane}", "yes" if folded else "no")

    def _set_recent(self, files: Iterable[Path]) -> None:
        self._set("files/recent", "\n".join(str(file) for file in list(files)[:MOST_RECENT]))

    def _set(self, key: str, value: str) -> None:
        if self._text(key) != value:
            self._store.setValue(key, value)
            self.changed.emit()

    def _text(self, key: str) -> str:
        found = self._store.value(key)
        return found if isinstance(found, str) else ""

    def _number(self, key: str, default: int) -> int:
        text = self._text(key)
        return int(text) if text.isascii() and text.isdigit() else default
