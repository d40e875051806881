"""Looking into WordprocessingML, whose names come without their namespaces."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_OFF = frozenset(("0", "false", "off", "none"))


def value(element: Element | None, name: str) -> str | None:
    """The `val` of the first child of a name."""
    found = None if element is None else element.find(name)
    return None if found is None else found.get("val")


def is_on(element: Element, name: str) -> bool | None:
    """Whether a switch is on; None where it is not set."""
    found = element.find(name)
    return None if found is None else found.get("val", "1").lower() not in _OFF
