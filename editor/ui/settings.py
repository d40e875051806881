"""The user's settings: name and role, appearance, folders, recent files, window layout.

They are stored in an INI file in the user's configuration folder. A value that cannot be read counts as not set.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from editor.ui.look.look import LARGEST, SMALLEST, Scheme
from schemas import Issue

MOST_RECENT = 8
"""Number of files in the list of recent files."""
MOST_PUBLISHED = 500
"""Number of published files of which the issue is remembered."""


class Settings(QObject):
    """The settings of one user. QSettings writes changes to disk from the event loop."""

    changed = Signal()

    def __init__(self, file: Path, default_newsroom: Path) -> None:
        super().__init__()
        self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._default_newsroom = default_newsroom

    @property
    def name(self) -> str:
        """The name in version history and open-issue notices; empty until it is set."""
        return self._text("person/name")

    @property
    def role(self) -> str:
        """`author` or `editor`."""
        return "editor" if self._text("person/role") == "editor" else "author"

    @property
    def was_asked_for_name(self) -> bool:
        """Whether the user was asked for a name, and may have gone on without."""
        return self._text("person/asked") == "yes"

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or the system's scheme."""
        value = self._text("look/scheme")
        return Scheme(value) if value in list(Scheme) else Scheme.SYSTEM

    @property
    def text_size(self) -> int:
        """Text size in percent."""
        return min(LARGEST, max(SMALLEST, self._number("look/text_size", SMALLEST)))

    @property
    def reduces_motion(self) -> bool:
        """Whether nothing moves in the window, whatever the desktop asks for."""
        return self._text("look/motion") == "reduced"

    @property
    def checks_words(self) -> bool:
        """Whether spelling and house style are checked in the window."""
        return self._text("words/check") != "no"

    @property
    def rules_off(self) -> frozenset[str]:
        """The names of the style rules that are switched off."""
        return frozenset(name for name in self._text("words/off").split("\n") if name)

    @property
    def newsroom(self) -> Path:
        """The folder whose issues the start page lists."""
        value = self._text("folders/newsroom")
        return Path(value) if value else self._default_newsroom

    @property
    def export_folder(self) -> Path | None:
        """The folder of the last export; None before the first."""
        value = self._text("folders/export")
        return Path(value) if value else None

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs that were published last; PDF before the first time."""
        return tuple(name for name in self._text("publish/outputs").split("\n") if name) or ("pdf",)

    @property
    def companions(self) -> frozenset[str]:
        """The names of outputs that are saved with the one they belong to."""
        return frozenset(name for name in self._text("publish/companions").split("\n") if name)

    @property
    def heading_level(self) -> int:
        """The level of section titles in a fragment, 1 to 5."""
        return min(5, max(1, self._number("publish/heading-level", 2)))

    @property
    def attaches_issue(self) -> bool:
        """Whether the issue is put into its PDF."""
        return self._text("publish/attach-issue") == "yes"

    @property
    def theme(self) -> str:
        """The theme of new issues."""
        return self._text("issues/theme") or Issue().theme

    @property
    def numbers_lines(self) -> bool:
        """Whether the lines of a proof are numbered."""
        return self._text("publish/line-numbers") == "yes"

    def output_folder(self, name: str) -> Path | None:
        """Return the folder of an output: its own, or that of the last export."""
        value = self._text(f"publish/folder-{name}")
        return Path(value) if value else self.export_folder

    def base_address(self, theme: str) -> str:
        """Return the address of a theme's web pages; empty if it is not set, which leaves it to the theme."""
        return self._text(f"publish/address-{theme}")

    def publisher_of(self, file: Path) -> str:
        """Return which issue a file was published from; empty if it is not known."""
        return dict(self._published).get(str(file), "")

    @property
    def _published(self) -> tuple[tuple[str, str], ...]:
        lines = (line.split("\t") for line in self._text("publish/files").split("\n"))
        return tuple((line[0], line[1]) for line in lines if len(line) == 2)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Recently opened files, the latest first."""
        value = self._text("files/recent")
        return tuple(Path(line) for line in value.split("\n") if line)

    @property
    def reopens(self) -> bool:
        """Whether a start without a file opens the last issue again."""
        return self._text("start/reopens") == "yes"

    @property
    def last_place(self) -> tuple[Path | None, str, int]:
        """The issue that was open at the end, the path of the field with the caret, and the caret's position in it."""
        file = self._text("start/file")
        return Path(file) if file else None, self._text("start/path"), self._number("start/position", 0)

    @property
    def tour_seen(self) -> bool:
        """Whether the guided tour was taken or declined."""
        return self._text("start/tour") == "seen"

    def set_tour_seen(self) -> None:
        """Do not offer the guided tour any more."""
        self._set("start/tour", "seen")

    def set_reopens(self, on: bool) -> None:
        """Open the last issue at a start without a file, or show the start page."""
        self._set("start/reopens", "yes" if on else "no")

    def set_last_place(self, file: Path | None, path: str = "", position: int = 0) -> None:
        """Store the open issue and the caret in it."""
        for key, value in (("file", str(file or "")), ("path", path), ("position", str(position))):
            self._store.setValue(f"start/{key}", value)

    def set_person(self, name: str, role: str) -> None:
        """Set the user's name and role."""
        self._set("person/name", name.strip())
        self._set("person/role", role)

    def set_asked_for_name(self) -> None:
        """Do not ask for the name again."""
        self._set("person/asked", "yes")

    def set_look(self, scheme: Scheme, text_size: int) -> None:
        """Set the colour scheme and the text size in percent."""
        self._set("look/scheme", scheme.value)
        self._set("look/text_size", str(text_size))

    def set_reduces_motion(self, on: bool) -> None:
        """Stop movements in the window, or leave that to the desktop."""
        self._set("look/motion", "reduced" if on else "")

    def set_checks_words(self, on: bool) -> None:
        """Check spelling and house style in the window, or not."""
        self._set("words/check", "yes" if on else "no")

    def set_rules_off(self, rules: Iterable[str]) -> None:
        """Switch these style rules off, and all others on."""
        self._set("words/off", "\n".join(sorted(rules)))

    def set_newsroom(self, folder: Path) -> None:
        """Set the folder that the start page lists."""
        self._set("folders/newsroom", str(folder))

    def set_export_folder(self, folder: Path) -> None:
        """Set the folder for exports."""
        self._set("folders/export", str(folder))

    def set_outputs(self, names: Iterable[str], companions: Iterable[str]) -> None:
        """Set what is published, and which companions with it."""
        self._set("publish/outputs", "\n".join(names))
        self._set("publish/companions", "\n".join(sorted(companions)))

    def set_heading_level(self, level: int) -> None:
        """Set the level of section titles in a fragment."""
        self._set("publish/heading-level", str(level))

    def set_attaches_issue(self, attaches: bool) -> None:
        """Set whether the issue is put into its PDF."""
        self._set("publish/attach-issue", "yes" if attaches else "no")

    def set_theme(self, name: str) -> None:
        """Set the theme of new issues."""
        self._set("issues/theme", name)

    def set_numbers_lines(self, numbers: bool) -> None:
        """Set whether the lines of a proof are numbered."""
        self._set("publish/line-numbers", "yes" if numbers else "no")

    def set_output_folder(self, name: str, folder: Path) -> None:
        """Set the folder of one output. The first one is that of all outputs."""
        self._set(f"publish/folder-{name}", str(folder))
        if self.export_folder is None:
            self.set_export_folder(folder)

    def set_base_address(self, theme: str, address: str) -> None:
        """Set the address of a theme's web pages, or leave it to the theme ("")."""
        self._set(f"publish/address-{theme}", address)

    def record_published(self, files: Iterable[Path], issue: str) -> None:
        """Record from which issue files were published, so that another issue does not replace them unasked."""
        new = [(str(file), issue) for file in files if not set("\t\n") & set(f"{file}{issue}")]
        names = {name for name, _ in new}
        kept = [*new, *(pair for pair in self._published if pair[0] not in names)][:MOST_PUBLISHED]
        self._store.setValue("publish/files", "\n".join("\t".join(pair) for pair in kept))

    def add_recent(self, file: Path) -> None:
        """Move a file to the top of the recent files."""
        self._set_recent([file, *(other for other in self.recent if other != file)])

    def remove_recent(self, file: Path) -> None:
        """Remove a file from the recent files."""
        self._set_recent(other for other in self.recent if other != file)

    def saved_layout(self, name: str) -> QByteArray:
        """Return the saved state of a window or splitter; empty if there is none."""
        value = self._store.value(f"arrangement/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_layout(self, name: str, state: QByteArray) -> None:
        """Store the state of a window or splitter."""
        self._store.setValue(f"arrangement/{name}", state)

    def is_collapsed(self, pane: str) -> bool:
        """Whether a pane was collapsed."""
        return self._text(f"folded/{pane}") == "yes"

    def set_collapsed(self, pane: str, collapsed: bool) -> None:
        """Store whether a pane is collapsed."""
        self._store.setValue(f"folded/{pane}", "yes" if collapsed else "no")

    def _set_recent(self, files: Iterable[Path]) -> None:
        self._set("files/recent", "\n".join(str(file) for file in list(files)[:MOST_RECENT]))

    def _set(self, key: str, value: str) -> None:
        if self._text(key) != value:
            self._store.setValue(key, value)
            self.changed.emit()

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _number(self, key: str, default: int) -> int:
        text = self._text(key)
        return int(text) if text.isascii() and text.isdigit() else default
