"""What the writer of an output format is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.document.contents import ContentsPages
from editor.document.installed_theme import InstalledTheme
from schemas import Issue

if TYPE_CHECKING:  # loads Jinja, which Word and text do not need
    from editor.formats.online.templates import OnlineTemplates


@dataclass(frozen=True, slots=True)
class OutputJob:
    """One export. There are several issues only for formats that join them.

    `pages` are the page numbers of the contents, if the pages were laid out anyway. `templates` are those of the theme,
    if they are kept for several exports. `heading_level` is that of section titles in a fragment, 1 to 5.
    `earlier_feed` is the JSON feed that a new one continues. The review is a part of the output only `with_review`, and
    only in formats that can hold one. A preview has field paths as ids.
    """

    issues: tuple[Issue, ...]
    theme: InstalledTheme
    proof: bool = False
    pages: ContentsPages | None = None
    templates: OnlineTemplates | None = None
    heading_level: int = 2
    earlier_feed: bytes = b""
    with_review: bool = False
    is_preview: bool = False

    @property
    def issue(self) -> Issue:
        """The issue of a format that takes one."""
        return self.issues[0]
