"""The desk's library: issuing bodies and people that issues name again and again, and how the desk works."""

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
        str, Spec("Abbreviation", Kind.LINE, "As entries name it.", "NDRC", required=True, english=True)
    ] = ""
    name: Annotated[
        str,
        Spec("Name", Kind.LINE, "In English, in full.", "National Development and Reform Commission", required=True),
    ] = ""
    name_zh: Annotated[str, Spec("Chinese name", Kind.CHINESE, "In full.", "国家发展和改革委员会")] = ""


class KnownPerson(Item):
    """An author or an editor of issues."""

    name: Annotated[str, Spec("Name", Kind.LINE, example="Sample Author", required=True)] = ""
    role: Annotated[
        tuple[str, ...],
        Spec("Role", Kind.LINES, "One or more lines, as they are to be printed.", "Analyst", required=True),
    ] = ()


class Library(Part):
    """What is completed while an issue is written. Issues hold copies: a change here leaves them as they are."""

    schema_reference: Annotated[
        str, Field(alias="$schema", description="Where an outside editor finds this format's description.")
    ] = LIBRARY_SCHEMA_REFERENCE
    format: Annotated[Literal["newsdesk-library"], Field(description="What this file is.")] = LIBRARY_FORMAT
    version: Annotated[Literal[1], Field(description="The version of the format.")] = LIBRARY_VERSION
    publication_needs_approvals: Annotated[
        bool,
        Spec(
            "Publication needs approvals",
            Kind.SWITCH,
            "An issue is published when an editor has approved every section; a proof is always possible.",
        ),
    ] = False
    issuing_bodies: Annotated[tuple[IssuingBody, ...], Spec("Issuing bodies", Kind.ITEMS, item="issuing body")] = ()
    people: Annotated[tuple[KnownPerson, ...], Spec("People", Kind.ITEMS, item="person")] = ()
