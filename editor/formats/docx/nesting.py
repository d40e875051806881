"""Elements that are wrapped in others: alternatives for other versions of Word, text boxes, rows and cells."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def alternative(element: Element) -> Element | None:
    """The first choice of several contents, or else the fallback."""
    choice = element.find("Choice")
    return element.find("Fallback") if choice is None else choice


def text_boxes(element: Element | None) -> Iterator[Element]:
    """The contents of all boxes in a drawing, which can be a group; a box inside a box belongs to the outer one."""
    if element is not None and element.tag == "txbxContent":
        yield element
    else:
        for inner in element if element is not None else ():
            yield from text_boxes(alternative(inner) if inner.tag == "AlternateContent" else inner)


def children(parent: Element, name: str, through: tuple[str, ...]) -> Iterator[Element]:
    """Children of a name, looked for through some wrappers."""
    for element in parent:
        if element.tag == name:
            yield element
        elif element.tag in through:
            yield from children(element, name, through)
