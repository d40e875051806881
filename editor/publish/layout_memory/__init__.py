"""A faster layout backend that keeps what WeasyPrint computed: styles, lines, blocks, drawn text, subset fonts.

WeasyPrint starts from scratch with each document. This package reuses a result only if everything that it depends on is
equal, so the pages and the bytes of the file are the same with and without it. It replaces private functions of
WeasyPrint during a layout, so it works in one thread and is used only with versions that it was tested with.
"""

import os

from editor.publish.weasyprint_import.installed import version

TESTED_VERSIONS = {"weasyprint": ("70.0",), "pydyf": ("0.13.0",)}
"""Before you add one, run `tests/unit/publish/test_layout_memory.py`: it shows which private code has changed."""
SWITCH = "NEWSDESK_LAYOUT_MEMORY"  # an environment variable: `off` turns the memory off


def why_off() -> str:
    """Why the memory is not used; empty if it is."""
    if os.environ.get(SWITCH) == "off":
        return f"{SWITCH} is set to off"
    untested = [f"{name} {version(name)}" for name, tested in TESTED_VERSIONS.items() if version(name) not in tested]
    return f"it was not tested with {' and '.join(untested)}" if untested else ""
