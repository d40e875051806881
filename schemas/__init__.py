"""The file formats: pydantic models with field metadata, upgrades of older versions and the exported JSON Schema.

The lowest layer: it imports no other package of the project, no Qt and no WeasyPrint.
"""

from schemas.issue import (
    FORMAT,
    VERSION,
    Block,
    Bullet,
    Bullets,
    Entry,
    Ignored,
    Imprint,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    Publisher,
    ReportingPeriod,
    Source,
)
from schemas.library import IssuingBody, KnownPerson, Library
from schemas.part import Item, Part, new_id
from schemas.spec import Kind, Spec, Target, spec_of, specs_of
from schemas.theme import Theme

__all__ = [
    "FORMAT",
    "VERSION",
    "Block",
    "Bullet",
    "Bullets",
    "Entry",
    "Ignored",
    "Imprint",
    "Issue",
    "IssuingBody",
    "Item",
    "Kind",
    "KnownPerson",
    "Library",
    "NewsItem",
    "NewsSource",
    "Noteworthy",
    "Paragraph",
    "Part",
    "Person",
    "Publisher",
    "ReportingPeriod",
    "Source",
    "Spec",
    "Target",
    "Theme",
    "new_id",
    "spec_of",
    "specs_of",
]
