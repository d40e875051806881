"""The parts of a Word document: opened with bounds, parsed without entities, found by their relationships."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.source.unreadable import UnreadableSource

MOST_MEMBERS = 10_000
MOST_XML = 40_000_000
"""Bytes of one part, unpacked. The text of a thousand pages has five million."""

MOST_UNPACKED = 80_000_000
"""Bytes of all parts that are read."""

_AT_ONCE = 1 << 20
_DAMAGED = "The Word document is damaged: {}."
_SAVE_AGAIN = "Open it in Word, save it under another name, and import that."
_ERRORS = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part leads to. `kind` is the last word of its type: `hyperlink`, `comments`."""

    kind: str
    target: str
    is_external: bool


@dataclass
class Package:
    """The archive of a document. Its methods raise UnreadableSource."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    _unpacked: int = 0
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
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relationships[part] = {} if root is None else _relationships(root, folder)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part has of a kind."""
        found = self.relationships(part).values()
        return [
            relationship.target for relationship in found if relationship.kind == kind and not relationship.is_external
        ]

    def xml(self, name: str) -> ET.Element | None:
        """The root of a part, or None where there is no such part. All names are without their namespaces."""
        data = self._bytes(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise UnreadableSource(
                _DAMAGED.format(f"{name} declares entities, which no Word document does"), _SAVE_AGAIN
            )
        try:
            return _without_namespaces(ET.fromstring(data))
        except (ET.ParseError, ValueError, LookupError) as error:
            raise UnreadableSource(_DAMAGED.format(f"{name} is not valid XML"), _SAVE_AGAIN) from error

    def _bytes(self, name: str) -> bytes | None:
        member = self.names.get(name.lstrip("/").lower())
        if member is None:
            return None
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(member) as stream:
                while chunk := stream.read(_AT_ONCE):
                    size += len(chunk)
                    if size > MOST_XML or size + self._unpacked > MOST_UNPACKED:
                        raise UnreadableSource(
                            f"{name} is too large when it is unpacked.",
                            "Check that the document comes from a source that you trust.",
                        )
                    chunks.append(chunk)
        except UnreadableSource:
            raise
        except _ERRORS as error:
            if "encrypted" in str(error) or "password" in str(error):
                raise UnreadableSource("The document is protected by a password.", "Remove the password.") from error
            raise UnreadableSource(_DAMAGED.format(f"{name} cannot be unpacked"), _SAVE_AGAIN) from error
        except Exception as error:  # zlib.error and the like, by the compression used
            raise UnreadableSource(_DAMAGED.format(f"{name} cannot be unpacked"), _SAVE_AGAIN) from error
        self._unpacked += size
        return b"".join(chunks)


def opened(data: bytes) -> Package:
    """The package in some bytes. Raises UnreadableSource."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except _ERRORS as error:
        raise UnreadableSource(_DAMAGED.format("its archive cannot be opened"), _SAVE_AGAIN) from error
    if len(names) > MOST_MEMBERS:
        raise UnreadableSource(f"The document has {len(names):,} parts, more than any Word document.", _SAVE_AGAIN)
    return Package(archive, {name.replace("\\", "/").lower(): name for name in names})


def _without_namespaces(root: ET.Element) -> ET.Element:
    """The tree with local names: a document uses one of two sets of namespaces (transitional or strict)."""
    for element in root.iter():
        tag = element.tag
        if tag[:1] == "{":
            element.tag = tag.rpartition("}")[2]
        attributes = element.attrib
        if any(key[0] == "{" for key in attributes):
            element.attrib = {key.rpartition("}")[2]: value for key, value in attributes.items()}
    return root


def _relationships(root: ET.Element, folder: str) -> Mapping[str, Relationship]:
    found: dict[str, Relationship] = {}
    for element in root:
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relationship(kind, target, is_external)
    return found
