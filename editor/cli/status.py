"""How a command ends."""

from __future__ import annotations

DONE, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 130

NEEDS_PERSON = 3
"""Something was written, and notes need a person to look at it."""


class WrongUsage(Exception):
    """The command line asks for something that makes no sense."""


class Refused(Exception):
    """The issue has errors: all has been said."""
