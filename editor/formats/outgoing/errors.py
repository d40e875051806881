"""Why an output could not be made."""

from __future__ import annotations


class OutputError(Exception):
    """An output could not be made. `message` says what happened, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
