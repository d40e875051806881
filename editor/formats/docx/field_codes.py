"""Fields of a Word document: their codes are no text, and those of links hold an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:(?!\\l)\\\w\s+)*(?:"([^"]*)"|([^\s\\"]\S*))?', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"([^"]*)"')


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False
    link: str | None = None


@dataclass
class OpenFields:
    """The fields around what is read, the innermost last (`w:fldChar`)."""

    _fields: list[_Field] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Take in a `begin`, `separate` or `end`."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].link = link_of(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def add_code(self, text: str) -> None:
        """Take in a part of the innermost field's code."""
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += text

    @property
    def hide_text(self) -> bool:
        """Whether text is a part of a code and not of a result."""
        return any(not each.in_result for each in self._fields)

    @property
    def link(self) -> str | None:
        """The address of the innermost link."""
        return next((each.link for each in reversed(self._fields) if each.link), None)


def link_of(code: str) -> str | None:
    """The address of a HYPERLINK field; None for other fields and for places of the document itself."""
    found = _HYPERLINK.match(code)
    address = (found[1] or found[2] or "") if found else ""
    if not address or address.startswith("\\"):
        return None
    anchor = _PLACE.search(code)
    return f"{address}#{anchor[1]}" if anchor and anchor[1] else address
