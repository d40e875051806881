"""How many examples a property tries that takes long: few in the suite, many in the long run."""

from __future__ import annotations

import os

from hypothesis import settings

LONG = os.environ.get("NEWSDESK_FAULTS") == "long"


def examples(quick: int, long: int = 500) -> settings:
    """Settings with `quick` examples in the suite, and `long` ones with `./newsdesk test --faults`."""
    return settings(max_examples=long if LONG else quick)
