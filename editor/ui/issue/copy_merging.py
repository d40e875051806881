"""Merging the conflicted copy of a cloud program into its issue."""

from __future__ import annotations

from pathlib import Path

from editor.files.errors import FileError
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.issue.trash import move_to_trash
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

KEY = "copy"
NOT_SAVED = "copy-not-saved"


def merge_copy(open_issue: OpenIssue, copy: Path, banners: Banners) -> None:
    """Merge a copy into an open issue, as one undo step, and offer to move it to the trash. Nothing is saved yet."""
    try:
        open_issue.merging.merge_copy(copy)
    except FileError as error:
        banners.show_message(BannerMessage(KEY, Level.ERROR, error.message, error.help))
        return
    trash = BannerButton("Move Copy to Trash", lambda: _trash(open_issue, copy, banners), keeps_open=True)
    banners.show_message(
        BannerMessage(KEY, Level.INFO, f"Merged with {copy.name}.", "Check the changes, and save.", (trash,))
    )


def _trash(open_issue: OpenIssue, copy: Path, banners: Banners) -> None:
    """Move a merged copy to the trash, once what came from it is saved."""
    if not open_issue.session.is_saved:
        text = "Save the issue first. The copy is kept until then."
        banners.show_message(BannerMessage(NOT_SAVED, Level.WARNING, text))
        return
    banners.dismiss(NOT_SAVED)
    try:
        move_to_trash(copy)
    except FileError as error:
        banners.show_message(BannerMessage(KEY, Level.ERROR, error.message, error.help))
    else:
        banners.dismiss(KEY)
