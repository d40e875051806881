"""The exported JSON Schemas, with which other editors complete and validate issue and library files.

`python -m schemas.json_schema` rewrites them. A test compares them with the models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.issue import FORMAT, Issue
from schemas.library import LIBRARY_FORMAT, Library
from schemas.part import Part

_FOLDER = Path(__file__).parent


def schema_texts() -> Mapping[Path, str]:
    """Return the text of each schema file by its path."""
    return {
        _FOLDER / "issue.schema.json": _text(Issue, "Newsdesk issue", FORMAT),
        _FOLDER / "library.schema.json": _text(Library, "Newsdesk library", LIBRARY_FORMAT),
    }


def _text(model: type[Part], title: str, format: str) -> str:
    """Return a JSON Schema (draft 2020-12). Only `format` and `version` are required: drafts may lack the rest."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **{key: value for key, value in schema.items() if key != "title"},
        "required": ["format", "version"],
        "$comment": f"Generated from the models; format {format}.",
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, text in schema_texts().items():
        path.write_text(text, encoding="utf-8")
