"""The digest that binds an approval to the content of a section."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from editor.document.paths import FieldPath
from editor.document.sections import section_content
from schemas import Issue

_ADDED = ("key_figures", "language")
"""Fields that were added after approvals had been given. Where they are empty, the digest is the same as before."""

_AS_JSON: TypeAdapter[Any] = TypeAdapter(Any)


def digest(issue: Issue, path: FieldPath) -> str:
    """SHA-256 of the content of the section at `path`, in hexadecimal. Raises NoSuchField.

    The order of entries is not part of any entry.
    """
    return _digest(section_content(issue, path))


@lru_cache(maxsize=1024)
def _digest(value: Any) -> str:
    plain = _AS_JSON.dump_python(value, mode="json")
    plain = _without_empty_added(plain)
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _without_empty_added(plain: Any) -> Any:
    """The fields of an entry and its source without those that were added and are empty. Other content has none."""
    if not isinstance(plain, dict):
        return plain
    return {name: _without_empty_added(value) for name, value in plain.items() if value or name not in _ADDED}
