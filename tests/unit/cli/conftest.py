"""The commands with stand-ins behind them, in a folder of their own."""

from pathlib import Path

import pytest

from editor.files.issue_file import issue_text
from tests.unit.cli.house import ISSUE, House


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    house = House()
    monkeypatch.setattr("editor.cli.findings.check", house.check)
    monkeypatch.setattr("editor.cli.check.findings_of", house.check)
    monkeypatch.setattr("editor.cli.export.publish", house.publish)
    monkeypatch.setattr("editor.cli.import_source.read_source", house.read_source)
    monkeypatch.setattr("editor.formats.text_form.writer.write_text", house.write_text)
    return house


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an issue and a text in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "issue.json").write_text(issue_text(ISSUE), encoding="utf-8")
    (folder / "source.txt").write_text("MERICS TOP 5\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
