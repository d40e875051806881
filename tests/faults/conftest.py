"""What tests of failures share: whether they run at length, and the counting of what they try (`counts.py`)."""

import os
from collections.abc import Callable

import pytest

from tests.faults.counts import count

__all__ = ["LONG", "Ran", "count", "ran"]

LONG = os.environ.get("NEWSDESK_FAULTS") == "long"
"""Whether all is tried that can be: minutes, not seconds."""

Ran = Callable[[str, int], None]


@pytest.fixture
def ran() -> Ran:
    """Counts what a test has tried: `ran("kills of the editor", 1)`."""
    return count
