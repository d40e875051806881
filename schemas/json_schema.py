"""The exported JSON Schema: outside editors complete and check issue files with it.

`python -m schemas.json_schema` rewrites `schemas/issue.schema.json`; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from schemas.issue import FORMAT, Issue

PATH = Path(__file__).with_name("issue.schema.json")


def issue_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an issue file. `format` and `version` are demanded, the rest may be missing."""
    schema = Issue.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Newsdesk issue",
        **{key: value for key, value in schema.items() if key != "title"},
        "required": ["format", "version"],
        "$comment": f"Generated from the models; format {FORMAT}.",
    }


def issue_schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(issue_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(issue_schema_text(), encoding="utf-8")
