"""The outputs that the window offers: PDF, and those of `editor.formats`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.document.text.phrasing import counted
from editor.formats.outputs import OUTPUTS

PDF = "pdf"
MAIN = (PDF, *(name for name, output in OUTPUTS.items() if not output.companion_of))
"""The outputs that can be chosen, in their order."""


def known(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that there are, in the order of the page; PDF if there are none."""
    wanted = set(names)
    return tuple(name for name in MAIN if name in wanted) or (PDF,)


def label(name: str) -> str:
    """Return the name of an output as it is shown."""
    return "PDF" if name == PDF else OUTPUTS[name].label


def description(name: str) -> str:
    """Return what an output is, as a sentence."""
    text = "pages for print, reading and the archive" if name == PDF else OUTPUTS[name].description
    return f"{text[0].upper()}{text[1:]}."


def companions_of(names: Iterable[str], chosen: frozenset[str]) -> tuple[str, ...]:
    """Return the chosen companions of these outputs."""
    wanted = set(names)
    return tuple(name for name, output in OUTPUTS.items() if name in chosen and output.companion_of in wanted)


def all_labels(names: Sequence[str]) -> str:
    """Return `PDF`, or `PDF, Email`."""
    return ", ".join(map(label, names))


def short_publish_label(names: Sequence[str]) -> str:
    """Return the text of the command: `Publish PDF`, or `Publish (3)`. A toolbar has little room."""
    return f"Publish {label(names[0]) if len(names) == 1 else f'({len(names)})'}"


def publish_label(names: Sequence[str]) -> str:
    """Return the text of the button: `Publish PDF`, or `Publish 3 Formats`."""
    return f"Publish {label(names[0]) if len(names) == 1 else counted(len(names), 'Format')}"
