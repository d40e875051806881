"""Opens files, folders and addresses with the program that the system has for them, and says when there is none.

On Linux, Qt starts `xdg-open` and reports success whatever comes of it (PySide6 6.12): without a file manager, nothing
happens at all. So it is started here, and its exit status read.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

Failed = Callable[[], object]
Opens = Callable[[QUrl, Failed], None]
"""Opens a file or an address. The function is called later if no program opens it."""
NOTHING_OPENS = ("No program is set up to show folders.", "No program is set up to open this file.")
"""What is said if a folder, or a file, could not be opened."""


def open_url(url: QUrl, failed: Failed) -> None:
    """Open a file, a folder or an address; call `failed` if no program opens it."""
    opener = shutil.which("xdg-open") if sys.platform.startswith("linux") else None
    if opener is not None:
        _Opening(opener, url, failed)
    elif not QDesktopServices.openUrl(url):
        failed()


class _Opening(QObject):
    """Waits in a thread for `xdg-open`: it may be the browser itself that runs in it, for hours."""

    _ended = Signal(bool)

    def __init__(self, opener: str, url: QUrl, failed: Failed) -> None:
        super().__init__(QCoreApplication.instance())
        self._failed = failed
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        address = bytes(url.toEncoded().data()).decode()
        threading.Thread(target=self._run, args=([opener, address],), daemon=True).start()

    def _run(self, command: list[str]) -> None:
        quiet = subprocess.DEVNULL
        try:  # a session of its own, so that what was opened outlives this program
            process = subprocess.run(
                command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, check=False
            )
            worked = process.returncode == 0
        except OSError:
            worked = False
        try:
            self._ended.emit(worked)
        except RuntimeError:  # the program has ended
            return

    def _on_ended(self, worked: bool) -> None:
        if not worked:
            self._failed()
        self.deleteLater()
