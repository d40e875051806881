"""The structure tree of a tagged PDF (ISO 32000-1, 14.7), read with pikepdf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_MOST_NODES = 400_000
_DEEPEST = 300


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of marked content: its page from 0, and its number on it."""

    page: int
    mark: int


@dataclass
class Node:
    """A structure element. `kind` is its standard type; `text` stands for what is in it, where it is given.

    `language` is what the element itself says, not what it inherits.
    """

    kind: str
    children: list[Node | Leaf] = field(default_factory=list)
    description: str = ""
    text: str | None = None
    address: str | None = None
    language: str = ""


class TooMuchStructure(ValueError):
    """A tree that no document needs."""


def read_structure(pdf: Any) -> Node | None:
    """The root of the structure tree, or None where there is none. Raises TooMuchStructure."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/K" not in root:
        return None
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    roles = {str(key): str(value) for key, value in dict(root.get("/RoleMap", {})).items()}
    reader = _Reader(pages, roles)
    top = Node("Document")
    reader.read(root["/K"], top, -1, 0)
    return top


@dataclass
class _Reader:
    pages: Mapping[tuple[int, int], int]
    roles: Mapping[str, str]
    count: int = 0
    seen: set[tuple[int, int]] = field(default_factory=set)

    def read(self, value: Any, parent: Node, page: int, depth: int) -> None:
        """Put what a `/K` entry holds into a node."""
        self.count += 1
        if self.count > _MOST_NODES or depth > _DEEPEST:
            raise TooMuchStructure
        if isinstance(value, pikepdf.Array):
            for each in value:
                self.read(each, parent, page, depth + 1)
        elif isinstance(value, pikepdf.Dictionary):
            self._dictionary(value, parent, page, depth)
        elif isinstance(value, int) and page >= 0:
            parent.children.append(Leaf(page, value))

    def _dictionary(self, value: Any, parent: Node, page: int, depth: int) -> None:
        kind = str(value.get("/Type", ""))
        own = self._page(value, page)
        if kind == "/MCR":
            mark = value.get("/MCID")
            if isinstance(mark, int) and own >= 0:
                parent.children.append(Leaf(own, mark))
        elif kind == "/OBJR":
            address = _address(value.get("/Obj"))
            if address and parent.address is None:
                parent.address = address
        else:
            if value.is_indirect:
                if value.objgen in self.seen:
                    return
                self.seen.add(value.objgen)
            node = Node(self._role(str(value.get("/S", "/NonStruct"))))
            node.description = _text(value.get("/Alt")) or ""
            node.text = _text(value.get("/ActualText"))
            node.language = _text(value.get("/Lang")) or ""
            node.address = _typed_address(value.get("/A"))
            parent.children.append(node)
            if "/K" in value:
                self.read(value["/K"], node, own, depth + 1)

    def _page(self, value: Any, inherited: int) -> int:
        named = value.get("/Pg")
        return self.pages.get(named.objgen, inherited) if isinstance(named, pikepdf.Dictionary) else inherited

    def _role(self, name: str) -> str:
        for _ in range(10):
            if name not in self.roles or self.roles[name] == name:
                break
            name = self.roles[name]
        return name.lstrip("/")


def _address(annotation: Any) -> str | None:
    if not isinstance(annotation, pikepdf.Dictionary):
        return None
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
        return _text(action["/URI"])
    return None


def _typed_address(attributes: Any) -> str | None:
    """A link's address as it was typed, which Newsdesk keeps as a property where the link itself cannot have it."""
    for one in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
        if isinstance(one, pikepdf.Dictionary) and one.get("/O") == "/UserProperties":
            for each in one.get("/P", ()):
                if isinstance(each, pikepdf.Dictionary) and _text(each.get("/N")) == "Address":
                    return _text(each.get("/V"))
    return None


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, pikepdf.String) else None
