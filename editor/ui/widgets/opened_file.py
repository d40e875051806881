"""Opening a written file, or its folder, from a banner; a second banner says if nothing opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl

from editor.ui.system.opening import NOTHING_OPENS, Opens
from editor.ui.widgets.banner import BannerMessage, Banners, Level

KEY = "not opened"


def open_or_say(what: Path, file: Path, opens: Opens, banners: Banners) -> None:
    """Open a file, or the folder that it is in."""

    def failed() -> None:
        text = NOTHING_OPENS[what == file]
        banners.show_message(BannerMessage(KEY, Level.WARNING, text, f"The file is {file}.", passing=True))

    banners.dismiss(KEY)
    opens(QUrl.fromLocalFile(str(what)), failed)
