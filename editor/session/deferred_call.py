"""A call in a later turn of the event loop, as long as an object lives.

`QTimer.singleShot` with a context keeps the call, and all that it refers to, for ever if the context is deleted before
its turn: see `findings/pyside_single_shot_context.sh`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer, Slot


class _Call(QObject):
    """A call that is let go of with its parent."""

    def __init__(self, context: QObject, call: Callable[[], object]) -> None:
        super().__init__(context)
        self._call = call

    @Slot()
    def run(self) -> None:
        self.deleteLater()
        self._call()


def call_later(context: QObject, call: Callable[[], object], milliseconds: int = 0) -> None:
    """Call `call` once after that time, unless `context` is deleted before; it is let go of then.

    Without a time, it comes after what is handled now, and before timers.
    """
    waiting = _Call(context, call)
    if milliseconds:
        timer = QTimer(waiting)
        timer.setSingleShot(True)
        timer.timeout.connect(waiting.run)
        timer.start(milliseconds)
    else:
        QMetaObject.invokeMethod(waiting, "run", Qt.ConnectionType.QueuedConnection)
