"""Tracked changes of an OpenDocument text: regions that are listed at its start and marked in its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.formats.source.document import ChangeKind
from editor.formats.source.times import valid_time


@dataclass(frozen=True, slots=True)
class Region:
    """One change. `content` are the paragraphs of a deletion whose words are not in the text."""

    kind: ChangeKind
    author: str
    time: str
    content: tuple[Element, ...] = ()


def read_regions(text: Element) -> Mapping[str, Region]:
    """The changes of a text by their ids; changes of formats are none."""
    found: dict[str, Region] = {}
    listed = text.find("tracked-changes")
    for region in () if listed is None else listed:
        for change in region:
            if change.tag not in ("insertion", "deletion"):
                continue
            kind = ChangeKind.INSERTION if change.tag == "insertion" else ChangeKind.DELETION
            author, time = author_and_time(change.find("change-info"))
            content = tuple(child for child in change if child.tag in ("p", "h", "list"))
            found[region.get("id", "")] = Region(kind, author, time, content)
    return found


def author_and_time(element: Element | None) -> tuple[str, str]:
    """Who did something and when; "" for what is not said."""
    if element is None:
        return "", ""
    return element.findtext("creator") or "", valid_time(element.findtext("date") or "")
