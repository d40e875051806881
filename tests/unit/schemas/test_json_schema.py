"""The exported schemas are those of the models, and outside editors can work with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.json_schema import schema_texts

TEXTS = schema_texts()
MARKS = ("Comment", "Thread", "Proposal", "Approval", "PublicationRecord")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_a_schema_file_is_what_the_models_say(path: Path) -> None:
    said = f"{path.name} is out of date; write it anew with `python -m schemas.json_schema`."
    assert path.read_text(encoding="utf-8") == TEXTS[path], said


def test_both_kinds_of_file_have_a_schema() -> None:
    assert [path.name for path in TEXTS] == ["issue.schema.json", "library.schema.json"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_a_file_may_lack_everything_but_its_format_and_version(path: Path) -> None:
    """Marks of a review are the exception: nobody writes them by hand, and each is whole."""

    def check(part: Any) -> None:
        if isinstance(part, dict):
            if part is not schema and part.get("type") == "object":
                assert "required" not in part or part["title"] in MARKS, part["title"]
                assert part["additionalProperties"] is False
            for inner in part.values():
                check(inner)
        elif isinstance(part, list):
            for inner in part:
                check(inner)

    schema = json.loads(TEXTS[path])
    assert schema["required"] == ["format", "version"]
    check(schema)


def test_fields_carry_what_an_outside_editor_shows() -> None:
    schema = json.loads(next(text for path, text in TEXTS.items() if path.name == "issue.schema.json"))
    title = schema["$defs"]["Source"]["properties"]["title_zh"]
    assert title["title"] == "Chinese title"
    assert title["description"] == "The title as the issuing body published it."
    assert title["examples"] == ["国家发展改革委等部门关于促进数据产业高质量发展的指导意见"]
    assert schema["properties"]["$schema"]["default"] == "../schemas/issue.schema.json"
