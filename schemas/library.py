"""The desk's library: known issuing bodies and people, and the desk's settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.part import Item, Part
from schemas.spec import Kind, Spec

LIBRARY_FORMAT: Literal["newsdesk-library"] = "newsdesk-library"
LIBRARY_VERSION: Literal[1] = 1
LIBRARY_SCHEMA_REFERENCE = "../schemas/library.schema.json"


class IssuingBody(Item):
    """A ministry, commission, regulator or other body that issues documents."""

    abbreviation: Annotated[
        str, Spec("Abbreviation", Kind.LINE, "As printed in entries.", "NDRC", required=True, english=True)
    ] = ""
    name: Annotated[
        str,
        Spec("Name", Kind.LINE, "Full name in English.", "National Development and Reform Commission", required=True),
    ] = ""
    name_zh: Annotated[str, Spec("Chinese name", Kind.CHINESE, "Full name in Chinese.", "国家发展和改革委员会")] = ""


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
    people: Annotated[tuple[KnownPerson, ...], Spec("People", Kind.ITEMS, item="person")] = ()
