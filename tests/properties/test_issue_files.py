"""Issues round-trip through files; any file is read or refused."""

import contextlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from editor.files.errors import FileError
from editor.files.issue_file import issue_text, parse_issue
from schemas import Issue
from tests.properties.strategies import issues


@given(issues)
def test_an_issue_round_trips_through_its_file(issue: Issue) -> None:
    text = issue_text(issue)
    read = parse_issue(text.encode(), "x.json")
    assert read == issue
    assert issue_text(read) == text


@given(issues, st.data())
def test_damaged_files_are_read_or_refused(issue: Issue, data: st.DataObject) -> None:
    content = bytearray(issue_text(issue).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 8, len(content))))
        content[start:end] = data.draw(st.binary(max_size=6) | st.sampled_from([b"{", b"]", b"null", b'"', b"\\u"]))
    with contextlib.suppress(FileError):
        parse_issue(bytes(content), "x.json")


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(issues, st.data())
def test_files_with_replaced_values_are_read_or_refused(issue: Issue, data: st.DataObject) -> None:
    raw = json.loads(issue_text(issue))
    place: Any = raw
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = data.draw(values)
            break
        place = inner
    with contextlib.suppress(FileError):
        parse_issue(json.dumps(raw).encode(), "x.json")
