#!/bin/sh
# Expected: `QTimer.singleShot(0, context, method)` lets go of the method when the context is deleted before its turn, as
# the call will never come.
# Found: the call does not come, but the method and the object that it belongs to are kept for ever. Without a context they
# are freed, after a call that comes although the C++ object of the method is gone.
# Versions: PySide6-Essentials 6.12.0.
# In Newsdesk: editor/session/deferred_call.py makes such a call a child of the context. Before it, an issue that was closed
# within seconds of being opened kept the Python objects of its desk.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.12.0
cd "$folder"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" - <<'PYTHON'
import gc
import sys

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

app = QCoreApplication([])


calls = {"with": 0, "without": 0}


class Work:
    def do(self):
        calls["with"] += 1


class Part(QObject):
    def do(self):
        calls["without"] += 1


def left(kind):
    gc.collect()
    return sum(type(one) is kind for one in gc.get_objects())


def turn():
    for _ in range(5):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


for _ in range(20):
    context, work = QObject(), Work()
    QTimer.singleShot(0, context, work.do)
    context.deleteLater()
    app.sendPostedEvents(context, QEvent.Type.DeferredDelete)
    del context, work
turn()
with_context = left(Work)

for _ in range(20):
    part = Part()
    QTimer.singleShot(0, part.do)
    part.deleteLater()
    app.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    del part
turn()
without = left(Part)
print("PySide6", PySide6.__version__)
print("objects kept, with a context that is deleted:", with_context, "of 20")
print("objects kept, without a context:             ", without, "of 20")
print("calls that came:", calls)
sys.exit((with_context, without, calls["with"], calls["without"]) != (20, 0, 0, 20))
PYTHON
