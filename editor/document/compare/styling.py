"""What became of words that stay and only look or lead otherwise: bold, italic, their link."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run


def style_change(pieces: Sequence[DiffPart], index: int) -> str:
    """In words, what changed if the piece at `index` and its replacement read the same; empty where they do not.

    `now bold`, `no longer a link`, `link was https://…, is https://…`.
    """
    if index + 1 >= len(pieces):
        return ""
    old, new = pieces[index], pieces[index + 1]
    if (old.change, new.change) != (ChangeKind.DELETED, ChangeKind.INSERTED) or old.text != new.text:
        return ""
    said = [
        *_style_switch("bold", [run.strong for run in old.runs], [run.strong for run in new.runs]),
        *_style_switch("italic", [run.emphasis for run in old.runs], [run.emphasis for run in new.runs]),
        *_link_change(_addresses(old.runs), _addresses(new.runs)),
    ]
    return ", ".join(said) or "formatted otherwise"


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
    return [f"link was {', '.join(old)}, is {', '.join(new)}"]


def _addresses(runs: Sequence[Run]) -> list[str]:
    return [run.link or "nowhere" for run in runs if run.link is not None]
