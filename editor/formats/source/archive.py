"""XML parts in a ZIP archive, as word processors write them: opened with bounds, parsed without entities."""

from __future__ import annotations

import io
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

MOST_TAGS = 1_000_000
"""Tags of all parts that are read. A tree of them takes hundreds of times their bytes in the file."""

_AT_ONCE = 1 << 20
_ERRORS = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)


@dataclass
class XmlArchive:
    """The archive of a document. `kind` is what messages call it: "Word document". Methods raise UnreadableSource."""

    archive: zipfile.ZipFile
    kind: str
    names: Mapping[str, str]
    _unpacked: int = field(default=0, init=False)
    _tags: int = field(default=0, init=False)

    @classmethod
    def opened(cls, data: bytes, kind: str) -> XmlArchive:
        """The archive in some bytes. Raises UnreadableSource."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            names = archive.namelist()
        except _ERRORS as error:
            raise damaged(kind, "its archive cannot be opened") from error
        if len(names) > MOST_MEMBERS:
            raise UnreadableSource(f"The document has {len(names):,} parts, more than any {kind}.", _save_again())
        return cls(archive, kind, {name.replace("\\", "/").lower(): name for name in names})

    def xml(self, name: str) -> ET.Element | None:
        """The root of a part, or None where there is no such part. All names are without their namespaces."""
        data = self.bytes(name)
        if data is None:
            return None
        plain = data.replace(b"\0", b"") if b"\0" in data[:8] else data  # it may be UTF-16
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise damaged(self.kind, f"{name} declares entities, which no {self.kind} does")
        self._tags += data.count(b"<")
        if self._tags > MOST_TAGS:
            raise UnreadableSource(
                f"{name} has more markup than a {self.kind} of a thousand pages.",
                "Copy the part that you need into a document of its own, and import that.",
            )
        try:
            return _without_namespaces(ET.fromstring(data))
        except (ET.ParseError, ValueError, LookupError) as error:
            raise damaged(self.kind, f"{name} is not valid XML") from error

    def bytes(self, name: str) -> bytes | None:
        """The content of a part, or None where there is no such part."""
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
            raise damaged(self.kind, f"{name} cannot be unpacked") from error
        except Exception as error:  # zlib.error and the like, by the compression used
            raise damaged(self.kind, f"{name} cannot be unpacked") from error
        self._unpacked += size
        return b"".join(chunks)


def damaged(kind: str, why: str) -> UnreadableSource:
    """The error about a document that is not as it should be."""
    return UnreadableSource(f"The {kind} is damaged: {why}.", _save_again())


def _save_again() -> str:
    return "Open it in the program that made it, save it under another name, and import that."


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
