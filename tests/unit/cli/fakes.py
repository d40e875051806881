"""Fakes for the packages that commands call, and shared test functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.contents import ContentsPages
from editor.document.findings import Finding, Level
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.formats.importing.kinds import SourceKind
from editor.formats.importing.source import ImportedSource
from editor.publish import ExportNote, WrittenPdf
from schemas import Entry, Issue, Theme

ISSUE = Issue(headline="Topics", date=date(2025, 3, 12), top5=(Entry(id="e1"), Entry(id="e2")))
ERROR = Finding(Level.ERROR, FieldPath.parse("top5/e2/title"), "No title.", "Write one.", "required")
PAGES = ContentsPages(top=2, entries=(2,), noteworthy=3, lists=(3, 4))
WARNING = Finding(Level.WARNING, FieldPath.parse("headline"), "Too\nshort.", "", "length")


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: ContentsPages = PAGES
    page_count: int = 4
    notes: tuple[ExportNote, ...] = ()

    def write(self, standard: str | None = None, *, attach_issue: bool = False) -> WrittenPdf:
        return WrittenPdf(self.content, self.notes)


@dataclass
class Fakes:
    """Fakes for the packages that commands call, with configurable results."""

    findings: tuple[Finding, ...] = ()
    imported: ImportedSource = field(default_factory=lambda: ImportedSource(SourceKind.TEXT, ISSUE, ()))
    publishing: Exception | None = None
    notes: tuple[ExportNote, ...] = ()

    def check(self, issue: Issue, theme: InstalledTheme) -> tuple[Finding, ...]:
        return self.findings

    def publish(
        self,
        issue: Issue,
        theme: InstalledTheme,
        *,
        proof: bool = False,
        layouts: object = None,
        with_line_numbers: bool = False,
    ) -> Printed:
        if self.publishing is not None:
            raise self.publishing
        return Printed(b"%PDF proof" if proof else b"%PDF", notes=self.notes)

    def read_source(self, source: bytes, theme: Theme) -> ImportedSource:
        return self.imported

    def write_text(self, issue: Issue, theme: Theme, pages: ContentsPages | None) -> str:
        return f"{issue.headline} – {pages}\n"


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def refused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str], status: int = 1) -> str:
    """Return the standard error of a command that fails."""
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err
