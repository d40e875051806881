"""How often things were made to fail: counted, and told at the end of the run, so that a log shows what was tried."""

import os
from collections import Counter
from collections.abc import Callable

import pytest

LONG = os.environ.get("NEWSDESK_FAULTS") == "long"
"""Whether all is tried that can be: minutes, not seconds."""

Ran = Callable[[str, int], None]

_counts: Counter[str] = Counter()


def count(what: str, number: int = 1) -> None:
    """Add to what is told at the end."""
    _counts[what] += number


@pytest.fixture
def ran() -> Ran:
    """Counts what a test has tried: `ran("kills of the editor", 1)`."""
    return count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _counts:
        terminalreporter.section("faults")
        for what, number in sorted(_counts.items()):
            terminalreporter.write_line(f"{number:>7,} {what}")
