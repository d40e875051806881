"""A process with a window of its own that checks one view after another.

It reads the name of a view from each line of its input, and answers with a line of JSON: the faults, or the error that
kept it from the end. It ends after an error, as nobody knows what state the window is in, and with its input.

python -m tests.gui.contact_sheet.worker FOLDER SELECTION [--pictures]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.ui.gc_policy import GarbageCollectionPolicy
from tests.gui.contact_sheet.combinations import Selection
from tests.gui.contact_sheet.taking import take
from tests.gui.photographer import Photographer


def main(folder: str, selection: str, *options: str) -> None:
    """Serve until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever prints by mistake does not disturb the answers
    wanted = Selection.from_json(json.loads(selection))
    app = QApplication([])
    collecting = GarbageCollectionPolicy()
    qInstallMessageHandler(lambda kind, context, text: None)  # offscreen has much to say of window managers
    with tempfile.TemporaryDirectory(prefix="newsdesk-pictures-") as home:
        photographer = Photographer(app, Path(home), Path(folder))
        photographer.settings.set_reduces_motion(True)
        try:
            for line in sys.stdin:
                answer = _answer(photographer, line.strip(), wanted, keep_pictures="--pictures" in options)
                print(json.dumps(answer), file=answers, flush=True)
                if "error" in answer:
                    break
        finally:
            photographer.close()
            photographer.rest(200)
            collecting.stop()


def _answer(photographer: Photographer, view: str, selection: Selection, *, keep_pictures: bool) -> dict[str, Any]:
    faults: list[tuple[str, int, int, int, str]] = []
    try:
        for where, fault in take(photographer, view, selection, keep_pictures=keep_pictures):
            faults.append((where.scheme.value, where.text_size, where.width, where.height, fault))
    except Exception:  # the other views are still to be checked
        return {"view": view, "faults": faults, "error": traceback.format_exc()}
    return {"view": view, "faults": faults}


if __name__ == "__main__":
    main(*sys.argv[1:])
