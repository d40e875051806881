"""The newsletter issue: its fields in reading order.

Missing values are valid (a draft may have an empty title); values of a wrong type are not (a title cannot be a list).
What a field needs for publication is declared in its `Spec` and checked by the rules in `editor/document/rules`.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from schemas.part import Item, Part
from schemas.review import Review
from schemas.spec import Kind, Spec, Target

FORMAT: Literal["newsdesk-issue"] = "newsdesk-issue"
VERSION: Literal[2] = 2
SCHEMA_REFERENCE = "../schemas/issue.schema.json"


class Paragraph(Item):
    """A paragraph of limited Markdown: `**strong**`, `*emphasis*`, `[link](https://…)`."""

    type: Literal["paragraph"] = "paragraph"
    text: Annotated[
        str,
        Spec(
            "Paragraph",
            Kind.INLINE,
            "May contain bold, italic and links.",
            required=True,
            target=Target(40, 1200),
        ),
    ] = ""


class Bullet(Item):
    """One bullet of limited Markdown."""

    text: Annotated[
        str, Spec("Bullet", Kind.INLINE, "One thought, no full stop.", required=True, target=Target(15, 260))
    ] = ""


class Bullets(Item):
    """A bullet list."""

    type: Literal["bullets"] = "bullets"
    items: Annotated[tuple[Bullet, ...], Spec("Bullets", Kind.ITEMS, required=True, item="bullet")] = ()


Block = Annotated[Paragraph | Bullets, Field(discriminator="type")]


class Source(Part):
    """The document that an entry reports on."""

    title: Annotated[
        str,
        Spec(
            "English title",
            Kind.LINE,
            "The document's title in English, without quotation marks.",
            "Guiding Opinions on Promoting the High-Quality Development of the Data Industry",
            required=True,
            target=Target(10, 220),
            english=True,
        ),
    ] = ""
    title_zh: Annotated[
        str,
        Spec(
            "Chinese title",
            Kind.CHINESE,
            "The title as the issuing body published it.",
            "国家发展改革委等部门关于促进数据产业高质量发展的指导意见",
            required=True,
            target=Target(4, 90),
        ),
    ] = ""
    language: Annotated[
        Literal["", "zh-Hans", "zh-Hant"],
        Spec(
            "Script of the Chinese title",
            Kind.CHOICE,
            "Decides the typeface and the voice of screen readers. Only few titles need it: those whose characters are "
            "the same in both scripts.",
            choices=(("", "By its characters"), ("zh-Hans", "Simplified"), ("zh-Hant", "Traditional")),
        ),
    ] = ""
    link: Annotated[
        str, Spec("Link", Kind.LINK, "Web address of the document.", "https://www.gov.cn/…", recommended=True)
    ] = ""


class Entry(Item):
    """One of the Top 5."""

    title: Annotated[
        str,
        Spec(
            "Title",
            Kind.LINE,
            "What China does and what it means, in one line.",
            "Beijing opens new funding channels for SMEs in strategic sectors",
            required=True,
            target=Target(25, 120),
            english=True,
        ),
    ] = ""
    contents_title: Annotated[
        str,
        Spec(
            "Title in the contents",
            Kind.LINE,
            "A shorter title for the contents page. If empty, the title is used.",
            target=Target(20, 90),
            english=True,
        ),
    ] = ""
    key_figures: Annotated[
        tuple[str, ...],
        Spec(
            "Key figures",
            Kind.LINES,
            "Up to three figures from the text, one per line, with a few words on each, to show below the title. "
            "Or select one in the text and choose “Show as Key Figure”.",
            "USD 28.8 bn data trade",
        ),
    ] = ()
    at_a_glance: Annotated[
        tuple[Block, ...],
        Spec("At a glance", Kind.BLOCKS, "What was published, by whom, and its key points.", required=True),
    ] = ()
    comment: Annotated[
        tuple[Block, ...],
        Spec("MERICS comment", Kind.BLOCKS, "What it means, and for whom.", required=True),
    ] = ()
    source: Annotated[Source, Spec("Article", Kind.PART, "The document that the entry reports on.", required=True)] = (
        Source()
    )
    issuing_bodies: Annotated[
        tuple[str, ...],
        Spec("Issuing bodies", Kind.ISSUING_BODIES, "Abbreviations, lead body first.", "NDRC", required=True),
    ] = ()
    date: Annotated[
        dt.date | None,
        Spec("Date", Kind.DATE, "The day the document was issued.", "2024-12-30", required=True),
    ] = None


class NewsSource(Part):
    """The source of a news item."""

    label: Annotated[
        str,
        Spec("Source", Kind.LINE, "Who reported it.", "MIIT notice", required=True, target=Target(2, 40)),
    ] = ""
    link: Annotated[
        str, Spec("Link", Kind.LINK, "Web address of the source.", "https://www.reuters.com/…", recommended=True)
    ] = ""


class NewsItem(Item):
    """One short item of the Noteworthy section."""

    date: Annotated[
        dt.date | None,
        Spec("Date", Kind.DATE, "The day of the event or notice.", "2024-12-25", required=True),
    ] = None
    text: Annotated[
        str,
        Spec("Text", Kind.INLINE, "Two or three sentences.", required=True, target=Target(80, 520)),
    ] = ""
    source: Annotated[NewsSource, Spec("Source", Kind.PART, required=True)] = NewsSource()


class Noteworthy(Part):
    """The two lists of short items, each in date order."""

    policy_news: Annotated[tuple[NewsItem, ...], Spec("Policy news", Kind.ITEMS, required=True, item="news item")] = ()
    corporate_news: Annotated[
        tuple[NewsItem, ...], Spec("Corporate news", Kind.ITEMS, required=True, item="news item")
    ] = ()


class Person(Item):
    """An author or an editor."""

    name: Annotated[str, Spec("Name", Kind.LINE, example="Sample Author", required=True)] = ""
    role: Annotated[
        tuple[str, ...],
        Spec("Role", Kind.LINES, "One or more lines, as printed.", "Analyst", required=True),
    ] = ()


class Publisher(Part):
    """The publisher's address in the imprint."""

    name: Annotated[
        str,
        Spec("Name", Kind.LINE, example="MERICS | Mercator Institute for China Studies", required=True),
    ] = ""
    street: Annotated[str, Spec("Street", Kind.LINE, required=True)] = ""
    city: Annotated[str, Spec("City", Kind.LINE, "Postal code and city.", required=True)] = ""
    phone: Annotated[str, Spec("Telephone", Kind.LINE, "Include the country code.", required=True)] = ""
    mail: Annotated[str, Spec("Email", Kind.MAIL, required=True)] = ""
    website: Annotated[str, Spec("Website", Kind.LINE, example="www.merics.org", required=True)] = ""


class Imprint(Part):
    """Who wrote, edited and published the issue."""

    authors: Annotated[tuple[Person, ...], Spec("Authors", Kind.ITEMS, required=True, item="author")] = ()
    editors: Annotated[tuple[Person, ...], Spec("Editors", Kind.ITEMS, required=True, item="editor")] = ()
    contact: Annotated[
        str, Spec("Contact", Kind.MAIL, "Email address for readers' questions.", "desk@example.org", required=True)
    ] = ""
    publisher: Annotated[Publisher, Spec("Publisher", Kind.PART, required=True)] = Publisher()


class ReportingPeriod(Part):
    """The first and last day that the issue covers."""

    start: Annotated[dt.date | None, Spec("From", Kind.DATE, "The first day.", "2024-12-05", required=True)] = None
    end: Annotated[dt.date | None, Spec("To", Kind.DATE, "The last day.", "2025-02-20", required=True)] = None


class Ignored(Item):
    """A finding about words that the editors of this issue chose to keep as they are."""

    rule: Annotated[str, Field(description="The name of the rule.")] = ""
    text: Annotated[str, Field(description="The words that it is about.")] = ""
    path: Annotated[str, Field(description="The field; empty for the whole issue.")] = ""


class Issue(Part):
    """One newsletter issue."""

    schema_reference: Annotated[
        str, Field(alias="$schema", description="The JSON Schema of this format, for other editors.")
    ] = SCHEMA_REFERENCE
    format: Annotated[Literal["newsdesk-issue"], Field(description="The name of the file format.")] = FORMAT
    version: Annotated[Literal[2], Field(description="The version of the format.")] = VERSION
    theme: Annotated[
        str,
        Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$", description="The theme's folder under themes/."),
    ] = "merics"
    headline: Annotated[
        str,
        Spec(
            "Headline",
            Kind.LINE,
            "The issue's topics, joined by +. Shown on the cover, in lists, in email subjects and in the metadata.",
            "Data policy push + SME financing + Green hydrogen",
            target=Target(15, 110),
            recommended=True,
            english=True,
        ),
    ] = ""
    date: Annotated[
        dt.date | None, Spec("Date of issue", Kind.DATE, "The day of publication.", "2025-03-12", required=True)
    ] = None
    reporting_period: Annotated[ReportingPeriod, Spec("Reporting period", Kind.PART, required=True)] = ReportingPeriod()
    top5: Annotated[tuple[Entry, ...], Spec("Top 5", Kind.ITEMS, required=True, item="entry")] = ()
    noteworthy: Annotated[Noteworthy, Spec("Noteworthy", Kind.PART, required=True)] = Noteworthy()
    imprint: Annotated[Imprint, Spec("Imprint", Kind.PART, required=True)] = Imprint()
    review: Annotated[
        Review,
        Field(
            description="Comments, suggestions and approvals. Never published.",
            exclude_if=lambda review: review == Review(),
        ),
    ] = Review()
    ignored: Annotated[
        tuple[Ignored, ...],
        Field(description="Findings about words that are not reported.", exclude_if=lambda ignored: not ignored),
    ] = ()
