"""The desk's library: known issuing bodies and people, and the desk's settings."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.part import Item, Part
from schemas.spec import Kind, Spec

LIBRARY_FORMAT: Literal["newsdesk-library"] = "newsdesk-library"
LIBRARY_VERSION: Literal[1] = 1
LIBRARY_SCHEMA_REFERENCE = "../schemas/library.schema.json"


Day = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", exclude_if=lambda day: not day)]
"""A year, month or day, as exactly as its source gives it; empty where none is known."""
Source = Annotated[str, Field(exclude_if=lambda source: not source)]
Words = Annotated[tuple[str, ...], Field(exclude_if=lambda words: not words)]

_FROM = Spec("From", Kind.LINE, "Year, month or day from which the name is valid, as in 2018-08-28.", "2018")
_UNTIL = Spec("Until", Kind.LINE, "Year, month or day until which the name is valid.", "2023-05-18")
_SOURCE = Spec("Source", Kind.LINE, "Title, publisher and date of the document that says so. Empty: not verified.")
_ONLY_WITH = Spec(
    "Only with",
    Kind.LINES,
    "The abbreviation has other meanings: it counts only in sentences with one of these words.",
    "trademark",
)


class BodyName(Item):
    """A name that a body had before, or that is used for it. Empty names stayed as they are."""

    abbreviation: Annotated[str, Spec("Abbreviation", Kind.LINE, "As printed at that time.", "SIPO")] = ""
    name: Annotated[str, Spec("Name", Kind.LINE, "Full name in English.", "State Intellectual Property Office")] = ""
    name_zh: Annotated[str, Spec("Chinese name", Kind.CHINESE, "Full name in Chinese.", "国家知识产权局")] = ""
    valid_from: Annotated[Day, _FROM] = ""
    valid_until: Annotated[Day, _UNTIL] = ""
    only_with: Annotated[Words, _ONLY_WITH] = ()
    source: Annotated[Source, _SOURCE] = ""


class BodyHistory(Part):
    """Since when and until when a body has its name, its other names, and what became of it."""

    valid_from: Annotated[Day, _FROM] = ""
    valid_until: Annotated[Day, _UNTIL] = ""
    successor: Annotated[
        str,
        Field(exclude_if=lambda successor: not successor),
        Spec("Successor", Kind.LINE, "The id of the body that took over most of its work.", "nfra"),
    ] = ""
    other_names: Annotated[
        tuple[BodyName, ...],
        Field(exclude_if=lambda names: not names),
        Spec("Other names", Kind.ITEMS, "Names it had before, and names used for it.", item="name"),
    ] = ()
    only_with: Annotated[Words, _ONLY_WITH] = ()
    source: Annotated[Source, _SOURCE] = ""


class IssuingBody(Item):
    """A ministry, commission, regulator or other body that issues documents. One with `valid_until` was abolished."""

    abbreviation: Annotated[
        str, Spec("Abbreviation", Kind.LINE, "As printed in entries.", "NDRC", required=True, english=True)
    ] = ""
    name: Annotated[
        str,
        Spec("Name", Kind.LINE, "Full name in English.", "National Development and Reform Commission", required=True),
    ] = ""
    name_zh: Annotated[str, Spec("Chinese name", Kind.CHINESE, "Full name in Chinese.", "国家发展和改革委员会")] = ""
    history: Annotated[
        BodyHistory,
        Field(exclude_if=lambda history: history == BodyHistory()),
        Spec("History", Kind.PART, "When the name is valid, and what became of the body."),
    ] = BodyHistory()


class KnownPerson(Item):
    """An author or editor of issues."""

    name: Annotated[str, Spec("Name", Kind.LINE, example="Sample Author", required=True)] = ""
    role: Annotated[
        tuple[str, ...],
        Spec("Role", Kind.LINES, "One or more lines, as printed.", "Analyst", required=True),
    ] = ()


class Library(Part):
    """Known names, offered as completions. Issues hold copies, so a change here does not change them."""

    schema_reference: Annotated[
        str, Field(alias="$schema", description="The JSON Schema of this format, for other editors.")
    ] = LIBRARY_SCHEMA_REFERENCE
    format: Annotated[Literal["newsdesk-library"], Field(description="The name of the file format.")] = LIBRARY_FORMAT
    version: Annotated[Literal[1], Field(description="The version of the format.")] = LIBRARY_VERSION
    publication_needs_approvals: Annotated[
        bool,
        Spec(
            "Publication needs approvals",
            Kind.SWITCH,
            "An issue can be published only when every section is approved. Proofs can always be exported.",
        ),
    ] = False
    issuing_bodies: Annotated[tuple[IssuingBody, ...], Spec("Issuing bodies", Kind.ITEMS, item="issuing body")] = ()
    words: Annotated[
        tuple[str, ...],
        Spec("Words", Kind.LINES, "Words that the spelling check accepts in every issue.", "electrolyzer"),
    ] = ()
    rules_off: Annotated[
        Words,
        Spec("Rules turned off", Kind.LINES, "Rules of the house style that do not apply to any issue.", "em-dash"),
    ] = ()
    people: Annotated[tuple[KnownPerson, ...], Spec("People", Kind.ITEMS, item="person")] = ()
