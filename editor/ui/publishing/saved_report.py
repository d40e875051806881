"""What is said about published files when they are saved, and before others are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editor.document.findings import Finding
from editor.document.text.phrasing import counted, listed
from editor.session.publishing.job import PublishJob
from editor.ui.desk.problems_panel import problem_count
from editor.ui.widgets.banner import Level


def report(job: PublishJob, saved: Sequence[Path], findings: Sequence[Finding]) -> tuple[Level, str, str]:
    """Return what was saved, where, and what has to be known about it. `findings` are those of the issue."""
    notes = [note for name in job.names for note in job.written[name].notes]
    problems = f" ({problem_count(findings)})" if findings else ""
    folders = list(dict.fromkeys(str(path.parent) for path in saved))
    places = f"{'Folder' if len(folders) == 1 else 'Folders'}: {listed(folders)}{problems}"
    names = [] if len(saved) == 1 else [file_names(saved)]
    text = f"Saved {saved[0].name}." if len(saved) == 1 else f"Saved {counted(len(saved), 'file')}."
    help = "\n".join((*names, places, *dict.fromkeys(f"{note.message} {note.help}" for note in notes)))
    return Level.WARNING if notes else Level.OK, text, help


def question_about(others: Sequence[Path]) -> tuple[str, str]:
    """Return the question whether files that are not known to be of this issue may be replaced, and its help."""
    names = file_names(others)
    one = len(others) == 1
    return (
        f"{names} {'exists' if one else 'exist'} and {'was' if one else 'were'} not published from this issue.",
        f"Folder: {others[0].parent}. Replacing {'it' if one else 'them'} cannot be undone.",
    )


def file_names(files: Sequence[Path]) -> str:
    """Return the names of files without their folders."""
    return ", ".join(path.name for path in files)
