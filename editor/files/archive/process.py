"""The process that updates an index for the window: `python -m editor.files.archive.process CACHE FOLDER`.

A process of its own, since Python's lock would delay keystrokes in the window's; of low priority. It prints a line of
JSON for each step and ends when it is done, or when the window is gone.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from editor.files.archive.database import NoFullTextSearch
from editor.files.archive.updating import update_all
from editor.files.errors import FileError

COMMAND = (sys.executable, "-P", "-m", "editor.files.archive.process")


def main(cache: Path, folder: Path) -> int:
    """Update the index of a folder and return the exit status."""
    parent = os.getppid()
    try:
        for step in update_all(cache, folder, go_on=lambda: os.getppid() == parent):
            _say({"done": step.done, "total": step.total, "issues": step.issues})
    except NoFullTextSearch:
        _say({"full_text_search": False})
        return 1
    except FileError as error:
        _say({"error": error.message, "help": error.help})
        return 1
    except BrokenPipeError:
        return 1
    return 0


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with suppress(AttributeError, OSError):  # Windows has no nice
        os.nice(10)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
