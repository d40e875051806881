"""What a theme declares in its `theme.toml`: the newsletter's own words, counts, typefaces and the PDF's name.

Code knows kinds of part (a run-in label, a news list); their wording stands in the theme, so that a sister
newsletter is a new folder and not a change through the program.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from schemas.part import Part

RelativeFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]


class Wording(Part):
    """The fixed wording of a newsletter, as it is printed."""

    wordmark: Line
    newsletter: Line
    institute: Line
    reporting_period: Line
    contents: Line
    top: Line
    noteworthy: Line
    policy_news: Line
    corporate_news: Line
    at_a_glance: Line
    comment: Line
    article: Line
    link: Line
    issuing_body: Line
    issuing_bodies: Line
    date: Line
    author: Line
    authors: Line
    editor: Line
    editors: Line
    contact: Line
    publisher: Line
    phone: Line
    mail: Line
    proof: Line
    months: Annotated[tuple[Line, ...], Field(min_length=12, max_length=12)]


class RedlineWording(Part):
    """What a redline says: two versions of an issue printed as one, with what went struck and what came underlined.

    `{number}` in `moved_from` and `moved_to` is a place in a list, `{count}` in `many_changes` how many they are.
    """

    title: Line = "Redline"
    notice: Line = "Not for publication"
    before: Line = "Before"
    after: Line = "After"
    gone: Line = "deleted"
    come: Line = "inserted"
    moved: Line = "moved"
    moved_from: Line = "moved here from no. {number}"
    moved_to: Line = "moved to no. {number}"
    key: Line = "Struck: deleted.  Underlined: inserted.  Tinted notes tell what moved."
    issue_of: Line = "Issue of"
    undated: Line = "Without a date of issue"
    revision: Line = "Revision"
    changes: Line = "Changes"
    added: Line = "added"
    removed: Line = "removed"
    one_change: Line = "1 change"
    many_changes: Line = "{count} changes"
    unseen: Line = "Not to be seen on the pages"
    nothing: Line = "There are no differences."


class Counts(Part):
    """How many of each an issue of this newsletter has."""

    entries: Annotated[int, Field(ge=1, le=50)]


class FontFile(Part):
    """One typeface file of the theme."""

    family: Line
    file: RelativeFile
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    style: Literal["normal", "italic"] = "normal"


class Theme(Part):
    """A parsed and checked `theme.toml`."""

    format: Literal["newsdesk-theme"]
    version: Literal[1]
    name: Line
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    file_name: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._{}-]*\.pdf$",
            description="Name of the exported PDF; {date} is the date of issue.",
        ),
    ]
    counts: Counts
    words: Wording
    redline: RedlineWording = RedlineWording()
    tokens: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Line] = Field(default={})
    fonts: Annotated[tuple[FontFile, ...], Field(min_length=1)]
    logo: RelativeFile | None = None

    def pdf_name(self, issued: dt.date | None, kind: str = "") -> str:
        """`MERICS-China-Industries-2025-03-12.pdf`; with a kind that is not the publication, `…-12-proof.pdf`."""
        name = self.file_name.replace("{date}", issued.isoformat() if issued else "undated")
        return f"{name.removesuffix('.pdf')}-{kind}.pdf" if kind else name
