"""The log file, and the hook for uncaught exceptions.

An exception in a slot or a thread must neither end the program nor go unnoticed: it is logged with its traceback, and
the window shows a message.
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
    """Log to a file in `folder` and yield the logger; without a log if the folder cannot be written."""
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
    """Logs and reports uncaught exceptions of all threads."""

    reported = Signal(str, str)
    """A one-line message, and the traceback."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__()
        self._logger = logger
        self._last = ""

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Handle uncaught exceptions of slots and threads within the context."""
        main, threads = sys.excepthook, threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_from_thread
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = main, threads

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and report an exception. One that repeats (while painting, for example) is reported once."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        if text == self._last:
            return
        self._last = text
        self._logger.error("Uncaught exception\n%s", text)
        message = " ".join(str(error).split())[:200]
        self.reported.emit(f"{kind.__name__}: {message}" if message else kind.__name__, text)

    def _report_from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_type, args.exc_value, args.exc_traceback)


def _from_qt(logger: logging.Logger, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
