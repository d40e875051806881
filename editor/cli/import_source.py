"""`newsdesk import`: import files of several formats as issues, with notes about content that was not imported."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from editor.cli.inputs import refuse_overwriting
from editor.cli.output import one_line, path_line, print_error, print_message, print_result
from editor.cli.status import DONE, FAILED, NEEDS_PERSON, WrongUsage
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.files.issue_file import issue_bytes, issue_text, load_issue
from editor.files.reading import read_bytes
from editor.files.themes import read_theme
from editor.formats.importing.identity import merged_into
from editor.formats.importing.review_import import Reviewed, with_threads
from editor.formats.importing.source import ImportedSource, read_rejected, read_source
from editor.formats.notes import Note
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.outcome import NotACopy
from editor.formats.returned.tracked_import import TrackedChanges, as_new_issue
from editor.formats.source.unreadable import UnreadableSource
from schemas import Issue, Theme

MOST_BYTES = 100_000_000
"""The size limit of a source. PDF and Word files contain pictures."""


MAX_PROCESSES = 2
MIN_FOR_PROCESSES = 12
"""Number of sources from which on the start of further processes pays off."""


@dataclass(frozen=True)
class _Failure:
    """Why a source could not be read. Exceptions with several arguments cannot be sent between processes."""

    message: str
    help: str


@dataclass(frozen=True)
class _Result:
    """The outcome of one source. `error` is set if nothing was written, `read` if it was read all the same."""

    source: Path
    output: Path | None = None
    read: ImportedSource | None = None
    error: FileError | None = None


class _Unrecognized(FileError):
    """A source that was read and is no newsletter."""

    def __init__(self, message: str, help: str, read: ImportedSource) -> None:
        super().__init__(message, help)
        self.read = read


def import_source(options: argparse.Namespace) -> int:
    """Read sources, write issues, and print notes on standard error. Raises FileError and WrongUsage.

    The status is 3 if an issue was written and notes need a person.
    """
    sources = _sources(options.source)
    into_folder = len(sources) > 1 or any(source.is_dir() for source in options.source)
    if options.into is not None and into_folder:
        raise WrongUsage("--into takes one source")
    if options.as_suggestions and (options.into is None or not options.author):
        raise WrongUsage("--as-suggestions needs --into ISSUE and --author NAME")
    if options.as_suggestions and options.tracked_changes:
        raise WrongUsage("--as-suggestions suggests tracked changes; leave --tracked-changes out")
    if options.into is not None and options.tracked_changes == TrackedChanges.SUGGEST:
        raise WrongUsage("--tracked-changes suggest needs --as-suggestions where there is an --into ISSUE")
    if options.json and options.output is None and options.into is None:
        raise WrongUsage("--json prints notes instead of the issue; choose a file for the issue with -o")
    if into_folder and options.output is None:
        raise WrongUsage("choose a folder for the issues with -o")
    if not sources:
        raise FileError(f"The folder {options.source[0]} contains no files.", "Choose a file, or a folder with files.")
    results = (
        _import_all(sources, options.output, TrackedChanges(options.tracked_changes or "suggest"))
        if into_folder
        else [_import_or_tell(sources[0], options)]
    )
    if options.json:
        print_result(json.dumps([_as_json(result) for result in results], ensure_ascii=False, indent=2) + "\n")
    return _status(results)


def _sources(named: Sequence[Path]) -> list[Path]:
    """Return the named files, and the files of named folders sorted by name."""
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            found += sorted(inner for inner in path.iterdir() if inner.is_file() and not inner.name.startswith("."))
        else:
            found.append(path)
    return found


def _import_or_tell(source: Path, options: argparse.Namespace) -> _Result:
    """Import one source. Errors are raised, unless JSON is to tell them."""
    if not options.json:
        return _import_one(source, options)
    try:
        return _import_one(source, options)
    except _Unrecognized as error:
        return _Result(source, read=error.read, error=error)
    except FileError as error:
        return _Result(source, error=error)


def _import_one(source: Path, options: argparse.Namespace) -> _Result:
    """Import one source. Errors are raised."""
    output: Path | None = options.output
    for path in (output, options.into):
        if path is not None:
            refuse_overwriting(source, path)
    if output is not None and output.is_dir():
        output = output / f"{source.stem}.json"
    base = load_issue(options.into) if options.into is not None else None
    theme = read_theme((base or Issue()).theme)
    read = _read(source, theme)
    try:
        _refuse_empty(source, read)
    except FileError:
        if not options.json:
            _print_notes(read.notes)
        raise
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    if base is not None and options.as_suggestions:
        reviewed = _suggested(source, base, theme, Returned(options.author, now))
    else:
        reviewed = _reviewed(source, base, read, theme, options.tracked_changes, now)
    issue, read = reviewed.issue, replace(read, notes=reviewed.notes)
    if not options.json:
        _print_notes(read.notes)
    target = output or options.into
    if target is None:
        print_result(issue_text(issue))
    else:
        replace_file(target, issue_bytes(issue, str(target)))
        if not options.json:
            print_result(path_line(target))
    return _Result(source, target, read)


def _reviewed(
    source: Path, base: Issue | None, read: ImportedSource, theme: Theme, changes: str | None, now: dt.datetime
) -> Reviewed:
    """A source as a new issue, or in another one; there, changes are accepted unless they are to be rejected."""
    tracks = read.document is not None and bool(read.document.changes)
    data = read_bytes(source, MOST_BYTES) if tracks else b""
    if base is None:
        return as_new_issue(read, data, theme, TrackedChanges(changes or "suggest"), now)
    if changes == TrackedChanges.REJECT and tracks:
        read = read_rejected(read.kind, data, theme)
    return with_threads(merged_into(base, read.issue), read, now)


def _suggested(source: Path, base: Issue, theme: Theme, returned: Returned) -> Reviewed:
    try:
        found = bring_back(base, read_bytes(source, MOST_BYTES), theme, returned, may_be_other=True)
    except (NotACopy, UnreadableSource) as error:
        raise FileError(f"{source} could not be imported: {error.message}", error.help) from error
    return Reviewed(found.issue, found.notes)


def _import_all(sources: Sequence[Path], folder: Path, changes: TrackedChanges) -> list[_Result]:
    """Import each source into a folder. Errors are printed, and the other sources are still imported."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"The folder {folder} could not be created: {error.strerror}.", "Choose another one with -o."
        ) from error
    theme = read_theme(Issue().theme)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    results: list[_Result] = []
    for source, found in zip(sources, _read_all(sources, theme, changes, now), strict=True):
        try:
            if isinstance(found, _Failure):
                raise FileError(found.message, found.help)
            read = found
            _print_notes(read.notes, source)
            _refuse_empty(source, read)
            target = _free_name(folder, source.stem)
            replace_file(target, issue_bytes(read.issue, str(target)))
        except FileError as error:
            print_error(error.message, error.help)
            results.append(_Result(source, read=error.read if isinstance(error, _Unrecognized) else None, error=error))
            continue
        print_message(one_line(f"{source} -> {target}"))
        results.append(_Result(source, target, read))
    return results


def _read_all(
    sources: Sequence[Path], theme: Theme, changes: TrackedChanges, now: dt.datetime
) -> Iterator[ImportedSource | _Failure]:
    """Read sources in their order, many of them in several processes."""
    workers = min(MAX_PROCESSES, os.cpu_count() or 1)
    if len(sources) < MIN_FOR_PROCESSES or workers < 2:
        yield from (_read_or_fail(source, theme, changes, now) for source in sources)
        return
    # A forked process starts at once, but would inherit whatever threads its parent has: the command has none.
    is_forkable = sys.platform == "linux" and threading.active_count() == 1
    with ProcessPoolExecutor(workers, mp_context=get_context("fork" if is_forkable else "spawn")) as pool:
        yield from pool.map(_read_or_fail, sources, repeat(theme), repeat(changes), repeat(now), chunksize=4)


def _read_or_fail(source: Path, theme: Theme, changes: TrackedChanges, now: dt.datetime) -> ImportedSource | _Failure:
    """The source with a thread for each comment, without its document: sending that between processes takes time."""
    try:
        read = _read(source, theme)
        reviewed = _reviewed(source, None, read, theme, changes, now)
    except FileError as error:
        return _Failure(error.message, error.help)
    return replace(read, issue=reviewed.issue, notes=reviewed.notes, document=None)


def _read(source: Path, theme: Theme) -> ImportedSource:
    data = read_bytes(source, MOST_BYTES)
    try:
        return read_source(data, theme)
    except UnreadableSource as error:
        raise FileError(f"{source}: {error.message}", error.help) from error


def _refuse_empty(source: Path, read: ImportedSource) -> None:
    if read.is_empty:
        raise _Unrecognized(
            f"{source} was not recognized as a newsletter. Nothing was written.",
            "It must have the newsletter's sections (Top 5, Noteworthy) and run-in labels (At a glance: …).",
            read,
        )


def _free_name(folder: Path, stem: str) -> Path:
    """Return an unused file name in the folder."""
    target = folder / f"{stem}.json"
    number = 2
    while target.exists():
        target = folder / f"{stem}-{number}.json"
        number += 1
    return target


def _print_notes(notes: Sequence[Note], source: Path | None = None) -> None:
    for note in notes:
        parts = [str(source) if source else "", note.place, " ".join(filter(None, (note.message, note.help)))]
        print_message(one_line(": ".join(filter(None, parts))))


def _status(results: Sequence[_Result]) -> int:
    written = [result.read for result in results if result.read is not None and result.error is None]
    if not written:
        return FAILED
    needs_person = any(note.needs_person for read in written for note in read.notes)
    return NEEDS_PERSON if needs_person or len(written) < len(results) else DONE


def _as_json(result: _Result) -> dict[str, object]:
    listed: dict[str, object] = {"source": str(result.source)}
    if result.error is not None:
        listed |= {"output": None, "error": {"message": result.error.message, "help": result.error.help}}
    else:
        listed["output"] = str(result.output)
    if result.read is None:
        return listed
    return listed | {
        "kind": result.read.kind.value,
        "notes": [
            {
                "unit": note.unit.value,
                "place": note.line,
                "last": max(note.line, note.last),
                "message": note.message,
                "help": note.help,
                "text": note.text,
                "needs_person": note.needs_person,
            }
            for note in result.read.notes
        ],
    }
