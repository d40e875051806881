"""The exported JSON Schemas match the models, and other editors can use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.json_schema import schema_texts

TEXTS = schema_texts()
REVIEW_RECORDS = (
    "Comment",
    "Thread",
    "Proposal",
    "Approval",
    "PublicationRecord",
    "Reply",
    "Decision",
    "LineName",
    "ReplaceWords",
    "FormatWords",
    "TurnLine",
    "SetField",
    "AddItem",
    "DropItem",
    "ShiftItem",
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_a_schema_file_matches_the_models(path: Path) -> None:
    message = f"{path.name} is out of date. Run `python -m schemas.json_schema`."
    assert path.read_text(encoding="utf-8") == TEXTS[path], message


def test_both_kinds_of_file_have_a_schema() -> None:
    assert [path.name for path in TEXTS] == ["issue.schema.json", "library.schema.json"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_a_file_may_lack_everything_but_its_format_and_version(path: Path) -> None:
    """Review records are the exception: only the program writes them, so each is complete."""

    def check(part: Any) -> None:
        if isinstance(part, dict):
            if part is not schema and part.get("type") == "object":
                assert "required" not in part or part["title"] in REVIEW_RECORDS, part["title"]
                # An item in a suggestion is checked by the model of the list that it is for.
                assert part["additionalProperties"] is False or part["title"] == "Item"
            for inner in part.values():
                check(inner)
        elif isinstance(part, list):
            for inner in part:
                check(inner)

    schema = json.loads(TEXTS[path])
    assert schema["required"] == ["format", "version"]
    check(schema)


def test_fields_have_a_title_description_and_examples() -> None:
    schema = json.loads(next(text for path, text in TEXTS.items() if path.name == "issue.schema.json"))
    title = schema["$defs"]["Source"]["properties"]["title_zh"]
    assert title["title"] == "Chinese title"
    assert title["description"] == "The title as the issuing body published it."
    assert title["examples"] == ["国家发展改革委等部门关于促进数据产业高质量发展的指导意见"]
    assert schema["properties"]["$schema"]["default"] == "../schemas/issue.schema.json"
