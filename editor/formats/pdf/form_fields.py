"""What stands in the form fields of a PDF. It is on the pages, but is no text of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editor.formats.source.document import SourceNote
from editor.formats.source.remarks import shortened

_HIDDEN = 2
_LIST_BOX = 1 << 17
"""The flag of a choice that is closed; without it, all options are on the page."""

_PUSH_BUTTON = 1 << 16
_DEEPEST = 20


def form_notes(pdf: Any) -> tuple[SourceNote, ...]:
    """One note for each page with form fields that hold words."""
    return tuple(
        SourceNote(
            number,
            f"{'1 form field was' if len(words) == 1 else f'{len(words)} form fields were'} left out: "
            + ", ".join(f"“{shortened(each)}”" for each in words)
            + ".",
            needs_person=True,
            text="\n".join(words),
        )
        for number, page in enumerate(pdf.pages, 1)
        if (words := list(_words(page)))
    )


def _words(page: Any) -> Iterator[str]:
    annotations = page.obj.get("/Annots")
    for widget in annotations if isinstance(annotations, pikepdf.Array) else ():
        if isinstance(widget, pikepdf.Dictionary) and widget.get("/Subtype") == "/Widget":
            if _number(widget.get("/F")) & _HIDDEN:
                continue
            found = " ".join(_shown(widget).split())
            if found:
                yield found


def _shown(widget: Any) -> str:
    """The words that a field shows, "" for those that show none."""
    kind, flags = str(_inherited(widget, "/FT")), _number(_inherited(widget, "/Ff"))
    if kind == "/Btn":
        look = widget.get("/MK")
        return _text(look.get("/CA")) if flags & _PUSH_BUTTON and isinstance(look, pikepdf.Dictionary) else ""
    if kind == "/Ch" and not flags & _LIST_BOX:
        return _options(_inherited(widget, "/Opt")) or _text(_inherited(widget, "/V"))
    return _text(_inherited(widget, "/V")) if kind in ("/Tx", "/Ch") else ""


def _options(options: Any) -> str:
    """Options are texts, or pairs of a value and the text that is shown for it."""
    found = options if isinstance(options, pikepdf.Array) else ()
    return " ".join(
        _text(each[1]) if isinstance(each, pikepdf.Array) and len(each) > 1 else _text(each) for each in found
    )


def _inherited(widget: Any, key: str) -> Any:
    """A value of the field or of those that it is a part of."""
    for _ in range(_DEEPEST):
        if key in widget:
            return widget.get(key)
        parent = widget.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        widget = parent
    return None


def _text(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return " ".join(_text(each) for each in value)
    return str(value) if isinstance(value, pikepdf.String) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
