"""Bookmarks of fields, and the custom XML part that tells which field each bookmark is.

With it, a document that a colleague returns can be compared with the text that was sent, field by field. Bookmarks and
custom XML survive Word and LibreOffice; content controls do not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from editor.formats.docx.wordml import bookmark, escaped

NAMESPACE = "urn:newsdesk:fields:1"
_NAME = "newsdesk_{}"


@dataclass(frozen=True, slots=True)
class BookmarkedField:
    """A field of the issue: its path, and its value when the document was written."""

    bookmark: str
    path: str
    value: str


@dataclass
class FieldBookmarks:
    """The bookmarks of a document, numbered in the order in which they are written."""

    fields: list[BookmarkedField] = field(default_factory=list)

    def mark(self, path: str, value: str, content: str) -> str:
        """Content in the bookmark of a field."""
        number = len(self.fields) + 1
        name = _NAME.format(number)
        self.fields.append(BookmarkedField(name, path, value))
        return bookmark(name, number, content)

    def xml(self, revision: str, theme: str) -> str:
        """The custom XML part. `revision` is the digest of the whole content.

        Values are JSON strings in ASCII, because they may hold characters that XML does not allow.
        """
        return (
            f'<issue xmlns="{NAMESPACE}" revision="{revision}" theme="{escaped(theme)}">'
            f"{''.join(map(_field, self.fields))}</issue>"
        )


def _field(one: BookmarkedField) -> str:
    value = escaped(json.dumps(one.value))
    return f'<field bookmark="{one.bookmark}" path="{escaped(one.path)}">{value}</field>'
