"""Issue files round-trip; invalid files are refused with path and help."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from editor.files.errors import FileError
from editor.files.issue_file import issue_text, load_issue, parse_issue, save_issue
from schemas import Bullet, Bullets, Entry, Issue, Paragraph

ISSUE = Issue(
    headline="Data + “quotes” + 数据",
    date=date(2025, 3, 12),
    top5=(
        Entry(
            id="e1",
            title="One",
            comment=(Paragraph(id="p1", text="Yes"), Bullets(id="b1", items=(Bullet(id="u1", text="a"),))),
        ),
    ),
)


def refusal(content: object) -> FileError:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(FileError) as trouble:
        parse_issue(data, "x.json")
    assert trouble.value.message.startswith("x.json")
    return trouble.value


def with_changes(**changes: object) -> dict[str, Any]:
    return {"format": "newsdesk-issue", "version": 1, **changes}


def test_an_issue_survives_saving_and_loading(tmp_path: Path) -> None:
    path = tmp_path / "issue.json"
    save_issue(ISSUE, path)
    assert load_issue(path) == ISSUE
    text = path.read_text(encoding="utf-8")
    assert text.startswith('{\n  "$schema": "../schemas/issue.schema.json",\n  "format"')
    assert "数据" in text
    assert text.endswith("}\n")
    save_issue(load_issue(path), path)
    assert path.read_text(encoding="utf-8") == text


def test_the_schema_reference_of_a_file_is_kept() -> None:
    issue = parse_issue(json.dumps(with_changes(**{"$schema": "elsewhere.json"})).encode(), "x.json")
    assert json.loads(issue_text(issue))["$schema"] == "elsewhere.json"


def test_a_byte_order_mark_does_not_matter() -> None:
    assert parse_issue(b"\xef\xbb\xbf" + issue_text(ISSUE).encode(), "x.json") == ISSUE


def test_lone_surrogates_are_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "issue.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(FileError, match="incomplete character"):
        save_issue(ISSUE.model_copy(update={"headline": "a\ud83d"}), path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{\n  "a": }', "line 2, column 8"),
        (b'{"format": NaN}', "NaN is not a JSON value"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', 'duplicate key "c"'),
        (b'{"a": ' + b"1" * 5000 + b"}", "number that is too long"),
        (b"[" * 60 + b"]" * 60, "nested deeper"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"headline": "Topics \\ud83d"}', 'incomplete character (\\ud83d) after "Topics "'),
        (b'{"a\\udfff": 1}', "incomplete character"),
        (b"[]", "contains a list"),
        (b'"text"', "contains text"),
        (b"null", "contains nothing"),
        (b"{}", '"format" is missing'),
        (b'{"format": "docx"}', "\"format\" is 'docx'"),
        (b'{"format": "newsdesk-issue"}', "has no valid version"),
        (b'{"format": "newsdesk-issue", "version": true}', "has no valid version"),
        (b'{"format": "newsdesk-issue", "version": 3}', "Update Newsdesk"),
    ],
)
def test_invalid_issues(data: bytes, expected: str) -> None:
    assert expected in refusal(data).message


def test_a_whole_character_written_as_two_escapes_is_read() -> None:
    content = json.dumps(with_changes(headline="😀")).encode()
    assert b"\\ud83d" in content
    assert parse_issue(content, "x.json").headline == "😀"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"headline": ["a"]}, "  headline: expected text, found a list"),
        ({"date": "12 March"}, '  date: expected a date such as "2025-03-12", found the text "12 March"'),
        ({"date": "2025-02-30"}, "  date: expected a date"),
        ({"date": 20250312}, '  date: expected a date such as "2025-03-12", found the number 20250312'),
        ({"top5": {}}, "  top5: expected a list, found an object"),
        ({"top5": [{"id": "e1"}, 7]}, "  top5/#2: expected an object, found the number 7"),
        ({"top5": [{"id": "e1", "titel": "x"}]}, "  top5/e1/titel: unknown key"),
        ({"top5": [{"id": "E 1"}]}, "expected lowercase letters, digits and hyphens"),
        (
            {"top5": [{"id": "e1", "comment": [{"id": "p2", "type": "paragraph", "text": None}]}]},
            "  top5/e1/comment/p2/text: expected text, found null",
        ),
        (
            {"top5": [{"id": "e1", "comment": [{"id": "p2"}]}]},
            '"type" is "paragraph" or "bullets", found none',
        ),
        ({"top5": [{"id": "e1", "comment": [{"id": "p2", "type": "table"}]}]}, 'found "table"'),
        (
            {"theme": "../merics"},
            "  theme: expected lowercase letters, digits and hyphens (at most 32), found the text",
        ),
    ],
)
def test_a_validation_error_names_path_expected_and_actual_value(changes: dict[str, Any], expected: str) -> None:
    trouble = refusal(with_changes(**changes))
    assert expected in trouble.message
    assert trouble.help


def test_five_errors_are_shown_and_the_rest_counted() -> None:
    message = refusal(with_changes(top5=[1, 2, 3, 4, 5, 6, 7])).message
    assert "top5/#5" in message
    assert "top5/#6" not in message
    assert message.endswith("and 2 more")


HEAD = b'{"format": "newsdesk-issue", "version": 1, '


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD + b'"top5": [' + b"{}," * 5_000 + b"{}]}", "list of more than 5,000 items"),
        (HEAD + b'"top5": [' + b",".join([b'{"comment": [' + b"{}," * 4_999 + b"{}]}"] * 45) + b"]}", "200,000 values"),
        # Finding which key of a million is a duplicate must not take longer than reading them.
        (HEAD + b",".join(b'"%d":1' % number for number in range(300_000)) + b',"299999":1}', 'duplicate key "299999"'),
    ],
    ids=["list", "values", "keys"],
)
def test_a_file_that_would_take_too_long_is_refused(data: bytes, expected: str) -> None:
    assert expected in refusal(data).message


def test_issues_beyond_the_limits_are_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "issue.json"
    save_issue(ISSUE, path)
    bullets = Bullets(items=tuple(Bullet(id=f"u{number}") for number in range(5_001)))
    with pytest.raises(FileError, match="was not written: the issue contains a list of more than 5,000 items"):
        save_issue(Issue(top5=(Entry(comment=(bullets,)),)), path)
    assert load_issue(path) == ISSUE
