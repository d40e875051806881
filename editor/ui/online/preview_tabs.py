"""The tabs above the pages: Pages, Email, Web Page. What is not shown costs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtWidgets import QTabBar, QWidget

from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.ui.desk.desk import Desk
from editor.ui.system.opening import Opens, open_url

if TYPE_CHECKING:  # loaded with the first tab that is not the pages; see tests/gui/window/test_start_time.py
    from editor.session.preview.screen_renderer import ScreenRenderer
    from editor.session.publishing.online_preview import MakeRequest, Medium, OnlinePreview
    from editor.session.publishing.output_maker import OutputMaker
    from editor.ui.online.online_pane import OnlinePane

TABS = (("Pages", ""), ("Email", "mail-html"), ("Web Page", "html"))
"""The texts of the tabs, and the name of the medium; the pages have none."""


class PreviewTabs(QObject):
    """The tabs of one desk. The pane of mail and web page is built when it is first shown."""

    def __init__(
        self,
        desk: Desk,
        maker: Callable[[], OutputMaker],
        request: MakeRequest,
        *,
        opens: Opens = open_url,
        make_renderer: Callable[..., ScreenRenderer] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`maker` is called when email or web page are first shown."""
        super().__init__(parent)
        self._desk = desk
        self._maker = maker
        self._make_request = request
        self._opens = opens
        self._make_renderer = make_renderer
        self._folder: Path | None = None
        self.preview: OnlinePreview | None = None
        self.pane: OnlinePane | None = None
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName("Preview")
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for text, _ in TABS:
            self.bar.addTab(text)
        desk.pages_column.insertWidget(0, self.bar)
        desk.pages_column.setSpacing(0)
        self.bar.currentChanged.connect(self._on_changed)
        listed = desk.pane_focus
        listed[:] = [(pane, self._focusing(enter) if pane is self._container else enter) for pane, enter in listed]
        desk.location_changed.connect(self._reveal)

    @property
    def medium(self) -> Medium | None:
        """What is shown; None for the pages."""
        if not (name := TABS[self.bar.currentIndex()][1]):
            return None
        from editor.session.publishing.online_preview import Medium

        return Medium(name)

    def close(self) -> None:
        """End the process and remove temporary files: the issue is closed."""
        if self.preview is not None:
            self.preview.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _container(self) -> QWidget:
        return self._desk.layout_panes.by_name["pages"]

    def _focusing(self, enter_pages: Callable[[], None]) -> Callable[[], None]:
        """What F6 does: it goes to what is shown."""

        def enter() -> None:
            if self.pane is not None and self.medium is not None:
                self.pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                enter_pages()

        return enter

    @Slot()
    def _reveal(self) -> None:
        """Scroll to the field that is edited."""
        form = self._desk.form
        if self.pane is not None and self.medium is not None and form is not None:
            caret = form.caret()
            self.pane.view.reveal(caret[0] if caret is not None else self._desk.section_path)

    @Slot(int)
    def _on_changed(self, _index: int) -> None:
        medium = self.medium
        if self._desk.pages is not None:
            self._desk.pages.setVisible(medium is None)
        if medium is None:
            if self.pane is not None:
                self.pane.hide()
            return
        pane = self.pane or self._build()
        pane.set_medium(medium)
        pane.show()
        self._reveal()

    def _build(self) -> OnlinePane:
        from editor.session.preview.screen_renderer import ScreenRenderer
        from editor.session.publishing.online_preview import OnlinePreview
        from editor.ui.online.online_pane import OnlinePane

        session = self._desk.session
        renderer = (self._make_renderer or ScreenRenderer)(session.theme, self)
        self.preview = OnlinePreview(session, self._maker(), renderer, self._make_request, self)
        pane = self.pane = OnlinePane(self.preview)
        pane.browser_requested.connect(self._open_in_browser)
        pane.field_clicked.connect(self._desk.go_to)
        self._desk.pages_column.addWidget(pane, 1)
        return pane

    @Slot()
    def _open_in_browser(self) -> None:
        """Open what is shown. The file is temporary."""
        if self.preview is None or self.medium is None:
            return
        try:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="newsdesk-preview-"))
            file = self._folder / ("email.html" if self.medium == "mail-html" else "web-page.html")
            replace_file(file, self.preview.html)
        except (OSError, FileError) as error:
            self._desk.message.emit(f"Could not be opened in the browser: {error}")
            return
        address = QUrl.fromLocalFile(str(file))
        self._opens(address, lambda: self._desk.message.emit(f"No browser is set up. The file is {file}."))
