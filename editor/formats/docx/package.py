"""The parts of a Word document, found by their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.formats.source.archive import XmlArchive

KIND = "Word document"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part leads to. `kind` is the last word of its type: `hyperlink`, `comments`."""

    kind: str
    target: str
    is_external: bool


@dataclass
class Package:
    """The parts of a document. Its methods raise UnreadableSource."""

    archive: XmlArchive
    _relationships: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def main_part(self) -> str:
        """The name of the part that holds the text."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return relationship.target
        return "word/document.xml"

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part by their ids; those of the package for ""."""
        if part not in self._relationships:
            folder, name = posixpath.split(part)
            root = self.archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relationships[part] = {} if root is None else _relationships(root, folder)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part has of a kind."""
        found = self.relationships(part).values()
        return [
            relationship.target for relationship in found if relationship.kind == kind and not relationship.is_external
        ]

    def xml(self, name: str) -> Element | None:
        """The root of a part, or None where there is no such part. All names are without their namespaces."""
        return self.archive.xml(name)


def opened(data: bytes) -> Package:
    """The package in some bytes. Raises UnreadableSource."""
    return Package(XmlArchive.opened(data, KIND))


def _relationships(root: Element, folder: str) -> Mapping[str, Relationship]:
    found: dict[str, Relationship] = {}
    for element in root:
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relationship(kind, target, is_external)
    return found
