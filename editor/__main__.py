"""Where the program starts, and the one place that wires its rooms together."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> int:
    """Start with what stands on the command line; return the exit status."""
    arguments = sys.argv[1:]
    return _open_window(arguments) if _asks_for_window(arguments) else _run_command(arguments)


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """Nothing but a file, or nothing at all. What looks like an option or a command is the command line's."""
    if not arguments:
        return True
    name = Path(arguments[0])
    return len(arguments) == 1 and not arguments[0].startswith("-") and (bool(name.suffix) or name.exists())


def _run_command(arguments: Sequence[str]) -> int:
    # A command's process ends with it. Looking for garbage all the while would cost an export a tenth of its time,
    # and another tenth at the end.
    gc.set_threshold(200_000)
    from editor import cli  # which the window does without

    try:
        return cli.main(arguments)
    finally:
        gc.freeze()


def _open_window(arguments: Sequence[str]) -> int:
    from editor.display import window_problem

    reason = window_problem(os.environ)
    if reason is None:
        # Half a second of imports: looking for garbage in them, and for plugins of pydantic, would cost a fifth more.
        gc.disable()  # editor/ui/collecting.py looks after it from then on
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        try:
            from editor.ui.application import run
        except ImportError as error:  # a library of the system that Qt is built on
            reason = f"The editor's window cannot open: {error}."
        else:
            return run(arguments)
    print(f"newsdesk: {reason}\nThe commands work without a window: see newsdesk --help.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
