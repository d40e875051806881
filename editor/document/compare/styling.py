"""Changes of style and link of words that stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run


def style_change(pieces: Sequence[DiffPart], index: int) -> str:
    """Describe the change if the part at `index` and its replacement have the same text; otherwise return "".

    For example `now bold`, `no longer a link`, `link changed from https://… to https://…`.
    """
    if index + 1 >= len(pieces):
        return ""
    old, new = pieces[index], pieces[index + 1]
    if (old.change, new.change) != (ChangeKind.DELETED, ChangeKind.INSERTED) or old.text != new.text:
        return ""
    changes = [
        *_style_switch("bold", [run.strong for run in old.runs], [run.strong for run in new.runs]),
        *_style_switch("italic", [run.emphasis for run in old.runs], [run.emphasis for run in new.runs]),
        *_link_change(_addresses(old.runs), _addresses(new.runs)),
    ]
    return ", ".join(changes) or "formatting changed"


def _style_switch(name: str, old: list[bool], new: list[bool]) -> list[str]:
    if all(new) and not all(old):
        return [f"now {name}"]
    if all(old) and not any(new):
        return [f"no longer {name}"]
    return [] if any(old) == any(new) else [f"now {name} in part"] if any(new) else [f"no longer {name}"]


def _link_change(old: list[str], new: list[str]) -> list[str]:
    if old == new:
        return []
    if not new:
        return ["no longer a link"]
    if not old:
        return [f"now a link to {', '.join(new)}"]
    return [f"link changed from {', '.join(old)} to {', '.join(new)}"]


def _addresses(runs: Sequence[Run]) -> list[str]:
    return [run.link or "no address" for run in runs if run.link is not None]
