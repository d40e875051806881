"""References to entries and items of earlier issues, in words: for copying, notes and hints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from editor.document.text.phrasing import uncapitalised
from editor.document.written_dates import MONTHS, date_label


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry or item of an issue. `label` is its place in words; an entry has a `number`, other places have none."""

    newsletter: str
    date: date | None
    label: str
    number: int | None = None

    @property
    def issue(self) -> str:
        """`China Industries of March 12, 2025`."""
        name = self.newsletter or "the newsletter"
        return f"{name} of {date_label(self.date)}" if self.date is not None else f"an undated issue of {name}"

    @property
    def place(self) -> str:
        """`no. 3`, or `policy news, item 4`."""
        return f"no. {self.number}" if self.number is not None else uncapitalised(self.label)

    @property
    def as_link(self) -> str:
        """`see China Industries of March 12, 2025, no. 3`: for the text of another issue."""
        return f"see {self.issue}, {self.place}"

    @property
    def as_origin(self) -> str:
        """`From China Industries of March 12, 2025, no. 3.`: for the note on a copy."""
        return f"From {self.issue}, {self.place}."

    @property
    def as_coverage(self) -> str:
        """`Covered in March 2025 as no. 3`."""
        when = f"in {MONTHS[self.date.month - 1]} {self.date.year}" if self.date is not None else "in an undated issue"
        return f"Covered {when} {'as' if self.number is not None else 'in'} {self.place}"
