"""How far a program of the bench has come, on standard error: its figures go to standard output."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """A line below the one that names the step."""
    sys.stderr.write(f"        {text}\n")
    sys.stderr.flush()
