"""A hostile file through every export: its content comes out as text and is never executed.

What single fields may hold is tried in tests/render/test_bad_input.py; this is a whole file on the disk, by way of the
commands.
"""

import json
import re
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from editor.cli.main import main
from editor.files.issue_file import issue_text, load_issue
from editor.files.themes import issues_folder, load_theme
from editor.formats.outputs import OUTPUTS
from editor.publish.publication import SectionLayoutCache
from tests.faults.conftest import Ran
from tests.render.printed import squeezed, text_of

pytestmark = [pytest.mark.faults, pytest.mark.slow]

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]> &b;"
ATTEMPTS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "<script src='http://127.0.0.1:1/x.js'></script><iframe src='file:///etc/passwd'></iframe>",
    "</p></body><object data='file:///etc/passwd'></object>",
    "<svg onload='x()'><use href='file:///etc/passwd#x'/></svg>",
    "\\3c script\\3e } @import url(file:///etc/passwd); body { content: url(//127.0.0.1/x) }",
    "\\\\127.0.0.1\\share\\x.ttf file://127.0.0.1/share/x",
    ENTITIES,
    "=cmd|' /C calc'!A0 %n%n $(id) `id`",
)
_NOT_WORDS = frozenset({"id", "type", "format", "theme", "language", "$schema", "date", "start", "end"})
LINKS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "\\\\\\\\127.0.0.1\\\\share",
    "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=",
)
"""As they stand in Markdown."""
ENDLESS = "data:image/svg+xml;base64," + "PHN2Zz48L3N2Zz4=" * 20_000
"""Stands in one text and in one field for links: an export takes as much time again for each further place."""


def red_team() -> dict[str, Any]:
    """The sample issue with an attempt in every text, what is no text left as it is."""
    raw: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    number = 0

    def attempts(value: Any, key: str = "") -> Any:
        nonlocal number
        if isinstance(value, dict):
            return {name: attempts(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [attempts(inner, key) for inner in value]
        if not isinstance(value, str) or key in _NOT_WORDS:
            return value
        number += 1
        if key == "link":
            return LINKS[number % len(LINKS)]
        attempt = ATTEMPTS[number % len(ATTEMPTS)]
        return (
            f"{attempt} [follow]({LINKS[number % len(LINKS)]}) ![x](file:///etc/passwd)" if key == "text" else attempt
        )

    found: dict[str, Any] = attempts(raw)
    found["top5"][0]["comment"][0]["text"] += f" [follow]({ENDLESS})"
    found["top5"][0]["source"]["link"] = ENDLESS
    return found


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def no_network(*_: object, **__: object) -> NoReturn:
        raise AssertionError("somebody asked the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "red-team.json"
    path.write_text(json.dumps(red_team(), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("to", list(OUTPUTS))
def test_every_format_contains_hostile_content_as_text(to: str, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", str(file), "--proof", "--to", to, "-o", str(out)]) == 0
    files = [out] if out.is_file() else sorted(out.iterdir())
    assert files
    for written in files:
        data = written.read_bytes()
        assert b"root:" not in data
        if to in ("html", "fragment"):
            html = data.decode()
            assert html.count("<script") == (1 if to == "html" else 0)  # the data block of the page
            assert not re.search(r"<(?:img|iframe|object|embed|svg)\b|<[^>]*\son\w+=", html)
            addresses = re.findall(r'<a\b[^>]*href="([^"]*)"', html)
            assert addresses or to == "fragment"  # which has no contents and no imprint
            assert all(one.startswith(("#", "http://", "https://", "mailto:")) for one in addresses)


def test_every_export_contains_hostile_content_as_text(
    file: Path, ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = load_issue(file)
    layout_cache = SectionLayoutCache(load_theme(issue.theme))
    printed = text_of(layout_cache.publication(issue, proof=True).pdf())
    assert layout_cache.refused == ()
    assert main(["check", str(file)]) == 1
    assert main(["export", str(file), "--proof", "-o", "out.pdf"]) == 0
    assert main(["export", str(file), "--proof", "--to", "text", "-o", "out.txt"]) == 0
    capsys.readouterr()
    assert text_of(Path("out.pdf").read_bytes()) == printed
    for text in (printed, Path("out.txt").read_text(encoding="utf-8")):
        # A backslash before a mark is Markdown's own in some fields, and a letter in others.
        plain = squeezed(text).replace("\\", "")
        for attempt in ATTEMPTS:
            assert squeezed(attempt).replace("\\", "") in plain, attempt
        assert "root:" not in text
    assert sorted(found.name for found in file.parent.iterdir() if found.is_file()) == [
        "out.pdf",
        "out.txt",
        "red-team.json",
    ]
    assert issue_text(load_issue(file)) == issue_text(issue)
    ran("attempts of the red-team file, in three exports", 3 * (len(ATTEMPTS) + len(LINKS) + 2))
