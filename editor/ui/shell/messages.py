"""What the window says of itself."""

from __future__ import annotations

from collections.abc import Callable

import editor
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level


def about() -> BannerMessage:
    """Version and licences."""
    return BannerMessage(
        "about",
        Level.INFO,
        f"Newsdesk {editor.__version__}",
        "Under the Apache License 2.0; the typefaces under the SIL Open Font License 1.1.",
    )


def internal_error(what: str, show_details: Callable[[], None], save_copy: Callable[[], None] | None) -> BannerMessage:
    """A mistake of the program: what it means for the work, and what to do."""
    answers = [BannerButton("Details", show_details, keeps_open=True)]
    if save_copy is not None:
        answers.append(BannerButton("Save a Copy…", save_copy, keeps_open=True))
    return BannerMessage(
        "unforeseen",
        Level.ERROR,
        "Something went wrong inside Newsdesk, and the last step may not have been done.",
        f"Your work is still here and you can go on. To be safe, save a copy. ({what})",
        tuple(answers),
    )
