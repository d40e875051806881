"""Sources that cannot be read."""

from __future__ import annotations


class UnreadableSource(ValueError):
    """A source that no reader can read. `message` says what it is, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
