"""Messages of the window about the program itself."""

from __future__ import annotations

from collections.abc import Callable

import editor
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level


def about() -> BannerMessage:
    """Return version and licences."""
    return BannerMessage(
        "about",
        Level.INFO,
        f"Newsdesk {editor.__version__}",
        "Licensed under the Apache License 2.0. The fonts are licensed under the SIL Open Font License 1.1.",
    )


def internal_error(what: str, show_details: Callable[[], None], save_copy: Callable[[], None] | None) -> BannerMessage:
    """Return the message for an uncaught exception. `what` is a line for a bug report."""
    answers = [BannerButton("Details", show_details, keeps_open=True)]
    if save_copy is not None:
        answers.append(BannerButton("Save a Copy…", save_copy, keeps_open=True))
    return BannerMessage(
        "internal-error",
        Level.ERROR,
        "Internal error. The last action may not have been completed.",
        f"The issue is still open. Save a copy to be safe. ({what})",
        tuple(answers),
    )
