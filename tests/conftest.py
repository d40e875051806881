"""What every test may rely on: no screen is needed, and properties are tried quickly here, at length on demand."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from editor.publish.weasyprint_import import installed

# Hooks: here, because the process that tells the counts of others knows no folder's own.
from tests.faults.counts import pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown

__all__ = ["pytest_sessionfinish", "pytest_terminal_summary", "pytest_testnodedown"]

# Before any test module imports Qt. A run on a real display sets the variable itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The renderers of tests work for no command, and the commands of tests look for no renderer, unless a test asks for it.
os.environ.setdefault("NEWSDESK_COMMANDS", "alone")

# To run tests as with another version: NEWSDESK_TEST_WEASYPRINT=71.0. Before any test module imports the product.
if pretended := os.environ.get("NEWSDESK_TEST_WEASYPRINT"):
    real = installed.version
    setattr(installed, "version", lambda name: pretended if name == "weasyprint" else real(name))  # noqa: B010

# Machines are busy: how long an example takes says nothing, and no test fails for it.
_TIMELESS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The suite says the same of the same program each time; the long run looks for what nobody has come upon yet.
settings.register_profile("quick", _TIMELESS, max_examples=30, derandomize=True)
settings.register_profile("long", _TIMELESS, max_examples=2_000)
settings.load_profile("long" if os.environ.get("NEWSDESK_FAULTS") == "long" else "quick")

gc.disable()  # while hundreds of modules are imported, which are here to stay


def pytest_collection_finish(session: pytest.Session) -> None:
    """Freeze all modules and tests: a layout takes a fifth longer where its garbage is looked for among them."""
    gc.collect()
    gc.freeze()
    gc.enable()
