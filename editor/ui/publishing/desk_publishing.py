"""Publishing for the open issue: the commands, and the page with notes beforehand, copying, folders and the button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from editor.document.findings import Finding
from editor.document.findings import Level as FindingLevel
from editor.document.path_labels import path_label
from editor.document.paths import value_or_none
from editor.formats.outputs import OUTPUTS
from editor.session.deferred_call import call_later
from editor.session.preview.renderer import Activity
from editor.session.publishing.output_names import MAIN, PDF, all_labels, known, label, short_publish_label
from editor.ui.commands import Commands, shortcut_labels
from editor.ui.desk.desk import Desk
from editor.ui.file_dialogs import FileDialogs
from editor.ui.online.preview_tabs import PreviewTabs
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings
from editor.ui.widgets.banner import Banners

if TYPE_CHECKING:  # loaded when something is published or printed, or after the window takes typing
    from editor.formats.outgoing.written import OutputNote
    from editor.session.publishing.job import Choice
    from editor.session.publishing.output_maker import MadeOutputs, OutputMaker, OutputRequest
    from editor.ui.printing.printing import Printing
    from editor.ui.publishing.publish_page import PublishPage
    from editor.ui.publishing.publishing import Publishing

UNPRINTABLE = frozenset({"unprintable", "missing-glyph"})
"""The rules about characters that pages or other formats cannot carry."""


class DeskPublishing(QObject):
    """Publishing of one open issue. The issue cannot change while the page is shown."""

    save_requested = Signal()
    """Save the issue: what was published is not in its file."""

    def __init__(
        self,
        desk: Desk,
        commands: Commands,
        settings: Settings,
        banners: Banners,
        dialogs: FileDialogs,
        navigator: PageNavigator,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._session = desk.session
        self._renderer = desk.renderer
        self._command = commands["export"]
        self._settings = settings
        self._dialogs = dialogs
        self._navigator = navigator
        self._banners = banners
        self._maker: OutputMaker | None = None
        self._publishing: Publishing | None = None
        self._printing: Printing | None = None
        self._last_page: PublishPage | None = None
        self._request: OutputRequest | None = None
        self._made: MadeOutputs | None = None
        self.tabs = PreviewTabs(desk, lambda: self.maker, self._preview_request, parent=self)
        settings.changed.connect(self._show_choice)
        self._show_choice()

    # Made when they are first used: a start does not publish.

    @property
    def maker(self) -> OutputMaker:
        """What makes the outputs without pages."""
        if self._maker is None:
            from editor.session.publishing.output_maker import OutputMaker

            self._maker = OutputMaker(self._session.theme, self)
            self._maker.made.connect(self._on_made)
        return self._maker

    @property
    def publishing(self) -> Publishing:
        """What publishes, with its messages."""
        if self._publishing is None:
            from editor.ui.publishing.publishing import Publishing

            shown = (self._banners, self._settings, self._dialogs)
            self._publishing = Publishing(self._session, self._renderer, self.maker, *shown, parent=self)
            self._publishing.refused.connect(self._desk.show_first_error)
            self._publishing.unsaved_note.save_requested.connect(self.save_requested)
        return self._publishing

    @property
    def printing(self) -> Printing:
        """What prints the pages."""
        if self._printing is None:
            from editor.ui.printing.printing import Printing
            from editor.ui.printing.system_printers import SystemPrinters

            self._printing = Printing(
                self._session,
                self._renderer,
                SystemPrinters(self._desk),
                self._banners,
                self._settings,
                self._dialogs,
                is_publishing=lambda: self.publishing.is_busy,
                parent=self,
            )
        return self._printing

    def start(self) -> None:
        """Publish what was published last."""
        self._desk.commit_input()
        self._start(None)

    def export_proof(self) -> None:
        """Export the pages as a proof."""
        from editor.session.publishing.job import Choice

        self._desk.commit_input()
        self._start(Choice((PDF,), proof=True, line_numbers=self._settings.numbers_lines))

    def print_pages(self) -> None:
        """Print the pages."""
        self._desk.commit_input()
        self.printing.start()

    def _start(self, choice: Choice | None) -> None:
        if self._printing is not None and self._printing.is_waiting:  # the renderer makes one file at a time
            self._desk.message.emit("The pages are being made for printing. Publish afterwards.")
        else:
            self.publishing.start(choice)

    def close(self) -> None:
        """Stop: the issue is closed."""
        self.tabs.close()
        for part in (self._printing, self._maker, self._publishing):
            if part is not None:
                part.close()

    def _preview_request(self, purpose: str, name: str) -> OutputRequest:
        """What the preview is made of: like the pages, it shows suggestions where the window does."""
        from editor.session.publishing.job import Choice

        request = self.publishing.request(purpose, (name,), Choice((name,)))
        return replace(request, issue=self._session.issue, is_preview=True)

    @property
    def page(self) -> PublishPage | None:
        """The page, while it is shown."""
        page = self._last_page
        return page if page is not None and isValid(page) else None

    def open_page(self) -> None:
        """Open the publish page."""
        from editor.session.publishing.refusal import refusal
        from editor.ui.publishing.publish_page import PublishPage

        self._desk.commit_input()
        self._session.show_all_findings()
        self._made = None
        self._last_page = page = PublishPage(
            self._settings,
            self._session.issue.theme,
            refusal(self._session, self._settings.newsroom),
            self.publishing.file_names,
            theme_address=self._session.theme.declared.online.base_address,
        )
        page.publish_requested.connect(self._on_publish)
        page.preflight_requested.connect(self._preflight)
        page.copy_requested.connect(self._copy)
        page.folder_requested.connect(self._ask_for_folder)
        page.problems_requested.connect(lambda: self._leave(self.publishing.refused.emit))
        page.checklist_requested.connect(self.publishing.checklist_requested)
        page.show_pdf_notes(tuple(self._pdf_notes()))
        self._preflight()
        self._navigator.open(page, page.first)

    @Slot()
    def _show_choice(self) -> None:
        names = known(self._settings.outputs)
        self._command.setText(short_publish_label(names))
        self._command.setToolTip(
            f"Check the issue and publish {all_labels(names)} ({shortcut_labels(self._command)[0]})"
        )

    @Slot()
    def _preflight(self) -> None:
        """Make all outputs, to know their sizes and notes."""
        if self.page is not None:
            names = [name for name in MAIN if name != PDF]
            self._request = self.publishing.request("preflight", names, self.page.choice)
            self.maker.make(self._request)

    @Slot(object)
    def _on_made(self, made: MadeOutputs) -> None:
        if self.page is not None and made.request is self._request:
            self._made = made
            self.page.show_made(made, tuple(self._lost()))

    @Slot(str, str)
    def _copy(self, name: str, part: str) -> None:
        written = self._made.written.get(name) if self._made is not None else None
        if written is not None and written.copied is not None:
            self.publishing.copy(written.copied, part)

    @Slot(object)
    def _on_publish(self, choice: Choice) -> None:
        self._leave(lambda: self._start(choice))

    def _leave(self, then: Callable[[], object]) -> None:
        # Deferred: the page whose button was pressed is removed.
        def leave() -> None:
            self._navigator.close()
            then()

        call_later(self, leave)

    @Slot(str)
    def _ask_for_folder(self, name: str) -> None:
        file = self._session.file
        near = self._settings.output_folder(name) or (file.parent if file is not None else self._settings.newsroom)
        near = near if near.is_dir() else Path.home()

        def chosen(folder: Path) -> None:
            self._settings.set_output_folder(name, folder)
            if self.page is not None:
                self.page.show_places()
            if name != PDF and OUTPUTS[name].continues:
                self._preflight()

        self._dialogs.ask_for_folder(f"Folder for {label(name)}", near, chosen)

    def _pdf_notes(self) -> Iterator[OutputNote]:
        from editor.formats.outgoing.written import OutputNote

        if self._renderer.state.activity is Activity.FAILED:
            yield OutputNote("The page layout has stopped.", "Select Try Again above the pages.", FindingLevel.ERROR)
        for note in self._renderer.rendering.notes:
            yield OutputNote(note.message, note.help, FindingLevel.ERROR if note.problem else FindingLevel.WARNING)
        for finding in self._unprintable():
            place = path_label(self._session.whole, finding.path)
            yield OutputNote(f"{place}: {finding.message}", finding.help)

    def _lost(self) -> Iterator[OutputNote]:
        """Hidden characters, which no other output carries either. Characters without a font are no problem there."""
        from editor.formats.outgoing.characters import xml_text
        from editor.formats.outgoing.written import OutputNote

        for finding in self._unprintable():
            value = value_or_none(self._session.whole, finding.path)
            if isinstance(value, str) and xml_text(value) != value:
                place = path_label(self._session.whole, finding.path)
                yield OutputNote(f"{place}: a hidden character is left out.", finding.help)

    def _unprintable(self) -> Iterator[Finding]:
        return (finding for finding in self._session.content_findings if finding.rule in UNPRINTABLE)
