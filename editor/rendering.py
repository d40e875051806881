"""The renderer's process as the program starts it: `python -m editor.rendering`.

It joins the renderer, which knows no commands, with the commands that a renderer can do the work of.
"""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

from editor.publish.renderer import main

if TYPE_CHECKING:
    from editor.publish.commands.server import Command
    from editor.publish.publication import ThemeLayouts


def prepare() -> None:
    """Load what most commands need: 60 ms of the first pause, and 2.4 MB."""
    import editor.cli.approvals
    import editor.cli.export
    import editor.cli.findings
    import editor.cli.handed_over  # noqa: F401


def do_work(connection: socket.socket, command: Command, layouts: ThemeLayouts) -> None:
    """Run a command in this process, a fork of the renderer."""
    from editor.cli.handed_over import do_work  # a renderer without commands need not load it

    do_work(connection, command, layouts)


if __name__ == "__main__":
    sys.exit(main(do_work, prepare))
