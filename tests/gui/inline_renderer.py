"""A renderer without a process for tests: it renders before `show` returns."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.publish import PublishError
from editor.publish.inbox import Snapshot
from editor.publish.preview import Preview
from editor.publish.protocol import Order, PageNote, PreviewFonts, Rendered, SectionPages
from editor.publish.publication import SectionLayoutCache
from editor.session.preview.renderer import Activity, RenderedSection, Renderer, Rendering
from schemas import Issue


class InlineRenderer(Renderer):
    """Lays out in the test's own process, the same way as the real one."""

    def __init__(self, theme: InstalledTheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layout_cache = SectionLayoutCache(theme)
        self._preview = Preview(self._layout_cache, self._layout_cache.preview_writer())
        self._revision = 0
        self._order: tuple[str, ...] = ()
        self._sections: dict[str, RenderedSection] = {}
        self._fonts = b""

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        self._revision += 1
        for message in self._preview.messages(Snapshot(self._revision, issue, str(edited or ""), frozenset())):
            match message:
                case Order(_, sections):
                    self._order = sections
                case PreviewFonts():
                    self._fonts = message.content
                case SectionPages(_, name, first_page, page_size, rectangles, lines, _, body):
                    section = RenderedSection(name, first_page, page_size, rectangles, body, lines, self._fonts)
                    self._sections[name] = section
                case Rendered(_, _, _, notes):
                    self.tell(notes)
        self.be(Activity.IDLE)

    def tell(self, notes: tuple[PageNote, ...]) -> None:
        """Emit the pages that there are, with these notes."""
        sections = tuple(self._sections[name] for name in self._order if name in self._sections)
        self._set_rendering(Rendering(sections, sum(section.page_count for section in sections), notes))

    def be(self, activity: Activity, message: str = "") -> None:
        """Take a state."""
        self._set_state(activity, message)

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        try:
            publication = self._layout_cache.publication(issue, proof=proof)
            written = publication.write()
            self.pdf_notes, self.pdf_pages = written.notes, publication.pages
            self.pdf_ready.emit(written.data)
        except PublishError as error:
            self.pdf_failed.emit(error.message, error.help)

    def cancel_pdf(self) -> None:
        pass

    def restart(self) -> None:
        self.be(Activity.IDLE)

    def close(self) -> None:
        pass
