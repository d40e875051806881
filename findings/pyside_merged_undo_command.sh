#!/bin/sh
# Expected: a command that is merged into the one before on a QUndoStack (`mergeWith` returns True) is freed, as Qt's
# documentation says that it is deleted.
# Found: its Python object, with everything that it refers to, is kept for ever, also after the stack is cleared and
# deleted. The C++ object is deleted. Where each letter is a command, a program keeps the state after each letter.
# Versions: PySide6-Essentials 6.12.0.
# In Newsdesk: editor/session/issue/undo_steps.py (`UndoStack`) merges the steps itself.
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
import shiboken6
from PySide6.QtGui import QUndoCommand, QUndoStack


class Letter(QUndoCommand):
    def id(self):
        return 1

    def mergeWith(self, other):
        return True


def letters():
    gc.collect()
    return [one for one in gc.get_objects() if type(one) is Letter]


stack = QUndoStack()
for _ in range(50):
    stack.push(Letter("Typing"))
print("PySide6", PySide6.__version__)
print("commands on the stack:", stack.count())
print("Python objects:       ", len(letters()))
print("with a C++ object:    ", sum(map(shiboken6.isValid, letters())))
stack.clear()
del stack
print("after the stack:      ", len(letters()))
sys.exit(len(letters()) != 49)
PYTHON
