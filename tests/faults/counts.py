"""Counts of injected failures, summed over test processes."""

from collections import Counter

import pytest

_counts: Counter[str] = Counter()


def count(what: str, number: int = 1) -> None:
    """Add to the counts printed at the end."""
    _counts[what] += number


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Pass the counts of a worker process to the main process."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["faults"] = dict(_counts)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """One of them has ended."""
    _counts.update(getattr(node, "workeroutput", {}).get("faults", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was tried, and how often."""
    if _counts:
        terminalreporter.section("faults")
        for what, number in sorted(_counts.items()):
            terminalreporter.write_line(f"{number:>7,} {what}")
