"""Fixtures for the commands: fakes, and a temporary folder."""

from pathlib import Path

import pytest

from editor.files.issue_file import issue_text
from tests.unit.cli.fakes import ISSUE, Fakes


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    fakes = Fakes()
    monkeypatch.setattr("editor.cli.findings.check", fakes.check)
    monkeypatch.setattr("editor.cli.check.findings_of", fakes.check)
    monkeypatch.setattr("editor.publish.publication.publish", fakes.publish)
    monkeypatch.setattr("editor.cli.import_source.read_source", fakes.read_source)
    monkeypatch.setattr("editor.formats.text_form.writer.write_text", fakes.write_text)
    return fakes


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an issue and a text in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "issue.json").write_text(issue_text(ISSUE), encoding="utf-8")
    (folder / "source.txt").write_text("MERICS TOP 5\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
