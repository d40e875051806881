"""Have the renderer of a running editor do a command's work. Without one, or if it fails, the command works itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.publish.commands.sockets import is_possible, socket_folder

if TYPE_CHECKING:  # loaded when an editor runs
    from editor.cli.writing import OutputWriter

PATIENCE = 1.5
"""Seconds in which a renderer has to accept the command. One that lays out a long issue takes longer."""
SILENCE = 20.0
"""Seconds without a word after which the work is taken back."""


def hand_over(
    arguments: Sequence[str],
    writer: OutputWriter | None = None,
    *,
    patience: float = PATIENCE,
    silence: float = SILENCE,
) -> int | None:
    """The exit status of a command that a running editor did the work for; None if none did. Raises FileError.

    What it says and writes comes when it is complete, so that a renderer that fails in the middle leaves no trace.
    """
    folder = socket_folder() if is_possible() else None
    sockets = sorted(folder.glob("*.socket")) if folder is not None else []
    if not sockets:
        return None
    from editor.cli.renderer_client import done_by, replayed
    from editor.cli.writing import FileWriter
    from editor.publish.commands.identity import program_state

    state = program_state()
    for path in sockets:
        frames = done_by(path, state, arguments, patience, silence)
        if frames is not None:
            return replayed(frames, writer or FileWriter())
    return None
