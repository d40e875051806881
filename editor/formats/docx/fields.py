"""Bookmarks of fields, and the custom XML part that tells which field each bookmark is and what was sent.

With it, a document that a colleague returns can be compared with the text that was sent, field by field. Bookmarks and
custom XML survive Word and LibreOffice; content controls do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from editor.formats.docx.wordml import bookmark, escaped
from schemas import Issue

NAMESPACE = "urn:newsdesk:fields:2"
_NAME = "newsdesk_{}"
_ABOUT_THE_FILE = {"schema_reference", "ignored"}
"""Fields of an issue that are no part of what a colleague is sent."""


@dataclass(frozen=True, slots=True)
class BookmarkedField:
    """A field of the issue by its path. One that is shown twice, as it moves, has two bookmarks."""

    bookmark: str
    path: str


@dataclass
class FieldBookmarks:
    """The bookmarks of a document, numbered in the order in which they are written."""

    fields: list[BookmarkedField] = field(default_factory=list)

    def mark(self, path: str, content: str) -> str:
        """Content in the bookmark of a field."""
        number = len(self.fields) + 1
        name = _NAME.format(number)
        self.fields.append(BookmarkedField(name, path))
        return bookmark(name, number, content)


def sent_xml(issue: Issue, fields: Iterable[BookmarkedField]) -> str:
    """The custom XML part: the issue as it was sent, and its fields.

    The issue is JSON in ASCII, because it may hold characters that XML does not allow. A lone surrogate, which JSON
    does not allow either, becomes U+FFFD.
    """
    sent = json.dumps(issue.model_dump(mode="json", by_alias=True, exclude=_ABOUT_THE_FILE))
    if "\\ud" in sent:
        whole = json.dumps(json.loads(sent), ensure_ascii=False)
        sent = json.dumps(json.loads(whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")))
    return f'<issue xmlns="{NAMESPACE}"><sent>{escaped(sent)}</sent>{"".join(map(_field, fields))}</issue>'


def _field(one: BookmarkedField) -> str:
    return f'<field bookmark="{one.bookmark}" path="{escaped(one.path)}"/>'
