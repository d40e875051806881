"""One start with an issue, ended when the window takes typing: `python -m tests.benchmarks.started PROGRAM ISSUE`.

PROGRAM is the folder of the program, which may be of another commit.
"""

from __future__ import annotations

import gc
import os
import sys


def main(program: str, issue: str) -> None:
    """Start as `editor/__main__.py` does, and end the process at once."""
    sys.path.insert(0, program)
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from editor.ui.application import run

    run([issue], ready=lambda window: os._exit(0))


if __name__ == "__main__":
    main(*sys.argv[1:])
