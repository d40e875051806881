"""The log of what went wrong, in the user's log folder; and the hook that catches what nobody else did.

An exception in a slot must not end the program, nor pass unseen: it is written down with its traceback, and the
window says so.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

FILE = "newsdesk.log"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@contextlib.contextmanager
def log_to_folder(folder: Path) -> Iterator[logging.Logger]:
    """A logger that writes to `folder`; where that cannot be written, the program runs without a log."""
    logger = logging.getLogger("editor")
    logger.setLevel(logging.INFO)
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / FILE, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    qt_before = qInstallMessageHandler(lambda kind, context, text: _from_qt(logger, kind, context, text))
    try:
        yield logger
    finally:
        qInstallMessageHandler(qt_before)
        logger.removeHandler(handler)
        handler.close()


class ExceptionReporter(QObject):
    """Exceptions that nobody caught, from any thread."""

    happened = Signal(str, str)
    """What went wrong in one line, and the traceback."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__()
        self._logger = logger
        self._last = ""

    @contextlib.contextmanager
    def caught(self) -> Iterator[None]:
        """Take what is raised in slots and threads while this lasts."""
        main, threads = sys.excepthook, threading.excepthook
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = main, threads

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an exception down and tell of it. The same one again and again (painting does that) is told once."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        if text == self._last:
            return
        self._last = text
        self._logger.error("unforeseen\n%s", text)
        said = " ".join(str(error).split())[:200]
        self.happened.emit(f"{kind.__name__}: {said}" if said else kind.__name__, text)

    def _take_from_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.take(found.exc_type, found.exc_value, found.exc_traceback)


def _from_qt(logger: logging.Logger, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
