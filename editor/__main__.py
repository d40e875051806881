"""The entry point of the program: opens the window, or runs a command."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.publish.layout_process import LayoutProcess


def main() -> int:
    """Run the program with the command-line arguments, and return the exit status."""
    arguments = sys.argv[1:]
    return _open_window(arguments) if _asks_for_window(arguments) else _run_command(arguments)


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether the arguments are empty or a single file. Options and commands run without a window."""
    if not arguments:
        return True
    name = Path(arguments[0])
    return len(arguments) == 1 and not arguments[0].startswith("-") and (bool(name.suffix) or name.exists())


def _run_command(arguments: Sequence[str]) -> int:
    # The process ends after the command. Garbage collection would take a tenth of the time of an export, and another
    # tenth at exit.
    gc.set_threshold(200_000)
    _look_for_no_plugins()
    from editor import cli  # not needed by the window
    from editor.cli.hand_over import hand_over

    try:
        return cli.main(arguments, hand_over=hand_over, start_processes=_layout_processes)
    finally:
        gc.freeze()


def _layout_processes(most: int) -> Sequence[LayoutProcess]:
    if not most:  # they need modules that only pages do
        return ()
    from editor.publish.layout_process import start_layout_processes

    return start_layout_processes(most)


def _look_for_no_plugins() -> None:
    """Keep pydantic from reading the metadata of all installed packages, to find plugins that are not there."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _open_window(arguments: Sequence[str]) -> int:
    from editor.display import window_problem

    reason = window_problem(os.environ)
    if reason is None:
        # Imports take half a second. Garbage collection would add a tenth.
        gc.disable()  # editor/ui/gc_policy.py looks after it from then on
        _look_for_no_plugins()
        try:
            from editor.ui.application import run
        except ImportError as error:  # a system library that Qt needs
            reason = f"The window could not be opened: {error}."
        else:
            return run(arguments)
    print(f"newsdesk: {reason}\nCommands work without a window. See newsdesk --help.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
