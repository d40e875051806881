"""Makes the outputs that need no page layout: mail, web page, Word and others, in a thread.

The same work serves the publish page, which shows notes and sizes beforehand, and publication itself.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.document.contents import ContentsPages
from editor.document.findings import Level
from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.reading import read_bytes
from editor.formats.outgoing.errors import OutputError
from editor.formats.outgoing.written import OutputNote, Written
from editor.formats.outputs import OUTPUTS
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from schemas import Issue

if TYPE_CHECKING:  # loads Jinja, which a start does not need
    from editor.formats.online.templates import OnlineTemplates

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class OutputRequest:
    """What to make. A newer request of the same `purpose` replaces it.

    `names` are those of `OUTPUTS`. `folders` says where an output will be saved: an earlier one is continued there.
    `file` is the file of the issue; issues beside it, or in `newsroom`, are joined into a feed. `base_address` replaces
    that of the theme unless it is empty. `with_review` asks for comments and suggestions in outputs that can show them.
    `pages` are those of the contents in a PDF that is published with the outputs.
    """

    purpose: str
    issue: Issue
    names: tuple[str, ...]
    proof: bool
    file: Path | None
    newsroom: Path
    folders: Mapping[str, Path] = field(default_factory=dict)
    base_address: str = ""
    heading_level: int = 2
    with_review: bool = False
    is_preview: bool = False
    pages: ContentsPages | None = None


@dataclass(frozen=True, slots=True)
class MadeOutputs:
    """The outputs of a request. Each of its names is in `written` or in `failures`.

    `joined` has the dates of the issues in the outputs that join several.
    """

    request: OutputRequest
    written: Mapping[str, Written]
    failures: Mapping[str, OutputNote]
    joined: Mapping[str, tuple[str, ...]]


class OutputMaker(QObject):
    """Makes the outputs of one open issue."""

    made = Signal(object)
    """`MadeOutputs`."""

    def __init__(self, theme: InstalledTheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._worker = LatestOnlyWorker("outputs")
        # Used in the thread only. Templates are compiled once for each address of the web pages.
        self._templates: dict[str, tuple[InstalledTheme, OnlineTemplates]] = {}

    def make(self, request: OutputRequest) -> None:
        """Make outputs; `made` follows, unless a newer request of the same purpose arrives."""

        def run(is_wanted: IsWanted) -> MadeOutputs:
            written: dict[str, Written] = {}
            failures: dict[str, OutputNote] = {}
            joined: dict[str, tuple[str, ...]] = {}
            for name in request.names:
                if not is_wanted():
                    break
                try:
                    written[name], dates = self._made(name, request)
                    if dates:
                        joined[name] = dates
                except (OutputError, FileError) as error:
                    failures[name] = OutputNote(error.message, error.help, Level.ERROR)
                except Exception as error:  # one output must not keep the others from being made
                    _log.exception("The output %s could not be made.", name)
                    text = f"{OUTPUTS[name].label} could not be made: {type(error).__name__}."
                    failures[name] = OutputNote(text, "Look for unusual characters in the newest text.", Level.ERROR)
            return MadeOutputs(request, written, failures, joined)

        self._worker.submit(request.purpose, run, self.made.emit)

    def close(self) -> None:
        """Emit nothing more, and wait for the thread."""
        self._worker.close()

    def _made(self, name: str, request: OutputRequest) -> tuple[Written, tuple[str, ...]]:
        """One output, and the dates of the issues in it if it joins several. Raises OutputError and FileError."""
        from editor.formats.output_job import OutputJob

        output = OUTPUTS[name]
        theme, templates = self._theme_for(request.base_address)
        used = templates if output.uses_templates else None
        job = OutputJob((request.issue,), theme, request.proof, request.pages, used)
        with_review = request.with_review and output.holds_review
        job = replace(job, heading_level=request.heading_level, with_review=with_review, is_preview=request.is_preview)
        if not output.joins_issues or request.proof:
            return output.write(job), ()
        from editor.session.publishing.feed_issues import feed_issues

        folder = request.file.parent if request.file is not None else request.newsroom
        found = feed_issues(request.issue, request.file, folder, theme)
        earlier = request.folders[name] / output.continues if name in request.folders else None
        data = read_bytes(earlier) if earlier is not None and earlier.is_file() else b""
        written = output.write(replace(job, issues=found.issues, earlier_feed=data))
        return replace(written, notes=(*written.notes, *found.notes)), found.dates

    def _theme_for(self, base_address: str) -> tuple[InstalledTheme, OnlineTemplates]:
        """The theme with that address of web pages, and its templates."""
        known = self._templates.get(base_address)
        if known is None:
            from editor.formats.online.templates import OnlineTemplates

            declared = self._theme.declared
            if base_address:
                online = declared.online.model_copy(update={"base_address": base_address})
                declared = declared.model_copy(update={"online": online})
            theme = replace(self._theme, declared=declared)
            known = self._templates[base_address] = theme, OnlineTemplates(theme)
        return known
