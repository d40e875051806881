"""The pictures of the README, taken of the real window without a screen.

python -m tests.gui.screenshots    # renews tests/gui/screenshots/*.png
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.look.look import Scheme
from tests.gui.photographer import SAMPLE, Photographer
from tests.gui.views.reviewing import review
from tests.gui.views.writing import spoil, write

HERE = Path(__file__).with_suffix("")


def readme(photographer: Photographer) -> None:
    """Few and small: what the README shows."""
    start_page = photographer.window.start_page
    photographer.until(lambda: start_page.model.rowCount() == 3)
    photographer.take("start-light")
    photographer.open(photographer.newsroom / SAMPLE)
    write(photographer)
    photographer.take("writing-light")
    photographer.settings.set_look(Scheme.DARK, 100)
    photographer.take("writing-dark")
    photographer.settings.set_look(Scheme.LIGHT, 100)
    spoil(photographer)
    photographer.window.commands["export"].trigger()
    photographer.take("problems-light")
    photographer.window.banners.clear()
    photographer.close_issue()
    review(photographer)
    photographer.take("review-light")


def main() -> None:
    """Take the pictures."""
    app = QApplication([])
    collecting = GarbageCollectionPolicy()
    qInstallMessageHandler(lambda kind, context, text: None)  # offscreen has much to say of window managers
    with tempfile.TemporaryDirectory(prefix="newsdesk-pictures-") as home:
        photographer = Photographer(app, Path(home), HERE)
        try:
            readme(photographer)
        finally:
            photographer.close()
            photographer.rest(200)
            collecting.stop()


if __name__ == "__main__":
    main()
