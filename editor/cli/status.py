"""Exit statuses of commands, and the exceptions that lead to them."""

from __future__ import annotations

DONE, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 130

NEEDS_PERSON = 3
"""Something was written, and notes need a person to look at it."""


class WrongUsage(Exception):
    """The arguments are not valid together."""


class Refused(Exception):
    """The export is refused. The reasons have been printed."""
