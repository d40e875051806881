"""The kinds of sources that know tracked changes, and their readers."""

from __future__ import annotations

from editor.formats.docx.reader import read_docx
from editor.formats.importing.kinds import SourceKind
from editor.formats.odt.reader import read_odt
from editor.formats.source.document import SourceDocument
from editor.formats.source.tracked_view import TrackedView

TRACKING = frozenset((SourceKind.DOCX, SourceKind.ODT))


def read_tracked(
    kind: SourceKind, data: bytes, view: TrackedView | frozenset[str] = TrackedView.ACCEPTED
) -> SourceDocument:
    """The document of a kind in `TRACKING`. Raises UnreadableSource."""
    return read_odt(data, view) if kind is SourceKind.ODT else read_docx(data, view)
