"""The contents of a theme's `theme.toml`: the newsletter's wording, counts, fonts and the name of its PDF.

Code knows kinds of part (a run-in label, a news list); their wording is declared by the theme, so that a sister
newsletter is a new folder and needs no change of code.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from schemas.part import Part

RelativeFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$")]
PdfStandard = Literal["ua-1", "ua-2"]
"""PDF/UA-1 with PDF/A-2a, for archives, or PDF/UA-2, which is a PDF 2.0."""

Line = Annotated[str, Field(min_length=1, max_length=200)]


class Wording(Part):
    """The fixed wording of a newsletter, as printed."""

    wordmark: Line
    newsletter: Line
    institute: Line
    reporting_period: Line
    contents: Line
    top: Line
    noteworthy: Line
    policy_news: Line
    corporate_news: Line
    key_figures: Line = "Key figures"
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
    missing: Annotated[Line, Field(description="What a proof shows for an empty field.")] = "[{field} missing]"
    imprint: Annotated[Line, Field(description="The bookmark of the imprint.")] = "Imprint"
    optional_lists: Annotated[
        tuple[Line, ...],
        Field(description="News lists, by their name in the schema, that are left out where they have no items."),
    ] = ()
    months: Annotated[tuple[Line, ...], Field(min_length=12, max_length=12)]


class RedlineWording(Part):
    """The wording of a redline: two versions of an issue in one PDF, deletions struck and insertions underlined.

    `{number}` in `moved_from` and `moved_to` is a position in a list, `{count}` in `many_changes` a number of changes.
    """

    title: Line = "Redline"
    notice: Line = "Not for publication"
    before: Line = "Before"
    after: Line = "After"
    deleted: Line = "deleted"
    inserted: Line = "inserted"
    moved: Line = "moved"
    moved_from: Line = "moved here from no. {number}"
    moved_to: Line = "moved to no. {number}"
    key: Line = "Struck: deleted.  Underlined: inserted.  Tinted: moved."
    issue_of: Line = "Issue of"
    undated: Line = "No date of issue"
    revision: Line = "Revision"
    changes: Line = "Changes"
    added: Line = "added"
    removed: Line = "removed"
    one_change: Line = "1 change"
    many_changes: Line = "{count} changes"
    not_visible: Line = "Not visible on the pages"
    no_changes: Line = "No differences."


class WordLook(Part):
    """The look of Word documents. Their fonts must be on the readers' computers: none is embedded."""

    font: Line = "Calibri"
    chinese_font: Line = "Microsoft YaHei"
    language: Annotated[
        str,
        Field(pattern=r"^[a-z]{2,3}-[A-Z]{2}$", description="The language of spelling in Word."),
    ] = "en-US"


class Online(Part):
    """What mail, web pages and feeds need: addresses and wording.

    `base_address` is that of the folder of the web pages. Without it, mails have no link to the page, and pages and
    feed items no address. `feed_authority` is a domain of the publisher; the ids in feeds are made from it (RFC 4151),
    so it must not change.
    """

    base_address: Annotated[str, Field(pattern=r"^(https?://[^\s/?#@\\]+/([^\s?#\\]*/)?)?$")] = ""
    feed_authority: Annotated[str, Field(pattern=r"^([a-z0-9-]+(\.[a-z0-9-]+)+)?$")] = ""
    view_in_browser: Line = "View in browser"
    skip_to_content: Line = "Skip to content"


class Counts(Part):
    """The number of items of each kind in an issue of this newsletter."""

    entries: Annotated[int, Field(ge=1, le=50)]


class FontFile(Part):
    """One font file of the theme."""

    family: Line
    file: RelativeFile
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    style: Literal["normal", "italic"] = "normal"


class Theme(Part):
    """A validated `theme.toml`."""

    format: Literal["newsdesk-theme"]
    version: Literal[1]
    name: Line
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    file_name: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._{}-]*\.pdf$",
            description="File name of the exported PDF. {date} is the date of issue.",
        ),
    ]
    base: Annotated[
        str,
        Field(
            pattern=r"^([a-z0-9][a-z0-9-]{0,31})?$",
            description="Another theme: what this one does not declare, and files it does not have, are taken from it.",
        ),
    ] = ""
    standard: PdfStandard = "ua-1"
    counts: Counts
    words: Wording
    redline: RedlineWording = RedlineWording()
    word: WordLook = WordLook()
    online: Online = Online()
    tokens: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Line] = Field(default={})
    fonts: Annotated[tuple[FontFile, ...], Field(min_length=1)]
    logo: RelativeFile | None = None

    def pdf_name(self, issued: dt.date | None, kind: str = "") -> str:
        """Return `MERICS-China-Industries-2025-03-12.pdf`; with a kind such as "proof", `…-12-proof.pdf`."""
        return self.output_name(issued, "pdf", kind)

    def output_name(self, issued: dt.date | None, suffix: str, kind: str = "") -> str:
        """Return the name of `pdf_name` with another suffix, such as "docx"."""
        name = self.file_name.replace("{date}", issued.isoformat() if issued else "undated").removesuffix(".pdf")
        return f"{name}-{kind}.{suffix}" if kind else f"{name}.{suffix}"
