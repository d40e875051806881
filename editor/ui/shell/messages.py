"""What the window says of itself."""

from __future__ import annotations

from collections.abc import Callable

import editor
from editor.ui.widgets.banner import Answer, Message, Tone


def about() -> Message:
    """Version and licences."""
    return Message(
        "about",
        Tone.INFO,
        f"Newsdesk {editor.__version__}",
        "Under the Apache License 2.0; the typefaces under the SIL Open Font License 1.1.",
    )


def unforeseen(what: str, show_details: Callable[[], None], save_copy: Callable[[], None] | None) -> Message:
    """A mistake of the program: what it means for the work, and what to do."""
    answers = [Answer("Details", show_details, stays=True)]
    if save_copy is not None:
        answers.append(Answer("Save a Copy…", save_copy, stays=True))
    return Message(
        "unforeseen",
        Tone.ERROR,
        "Something went wrong inside Newsdesk, and the last step may not have been done.",
        f"Your work is still here and you can go on. To be safe, save a copy. ({what})",
        tuple(answers),
    )
