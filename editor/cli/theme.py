"""`newsdesk theme check` and `newsdesk theme preview`: the loop in which a theme is made."""

from __future__ import annotations

import argparse
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor.cli.output import path_line, print_error, print_message, print_result
from editor.cli.status import DONE, FAILED
from editor.document.installed_theme import InstalledTheme
from editor.document.text.phrasing import counted
from editor.document.theme_findings import theme_findings
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.files.issue_file import load_issue
from editor.files.shipped import issues_folder, sample_issue
from editor.files.themes import load_theme, with_bodies
from editor.formats.outgoing.errors import OutputError
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from schemas import Issue

_PLACE = re.compile(r" at (\d+):\d+")
"""Where WeasyPrint says that a mistake in a stylesheet is."""

_PAUSE = 0.5
"""Seconds between two looks at the files of a theme."""


def check_theme(options: argparse.Namespace) -> int:
    """List what is wrong with a theme. The status is 1 if anything is. Raises FileError if it cannot be loaded."""
    theme = with_bodies(load_theme(options.name, options.themes), issues_folder())
    findings = [*theme_findings(theme), *_layout_findings(theme), *_output_findings(theme)]
    print_result("".join(f"{finding}\n" for finding in findings))
    print_message(f"{counted(len(findings), 'finding')}." if findings else "No problems.")
    return FAILED if findings else DONE


def preview_theme(options: argparse.Namespace, pause: Callable[[float], None] = time.sleep) -> int:
    """Write the sample issue with a theme as a PDF; with `watch`, again after each change. Raises FileError."""
    output: Path = options.output or Path(f"{options.name}.pdf")
    if not options.watch:
        _write_preview(options.name, options.themes, output)
        return DONE
    print_message("Watching the theme's files. Press Ctrl+C to end.")
    seen: object = None
    while True:
        if (state := _state(options.name, options.themes)) != seen:
            seen = state
            try:
                _write_preview(options.name, options.themes, output)
            except FileError as error:  # the author is in the middle of a change
                print_error(error.message, error.help)
        pause(_PAUSE)


def _write_preview(name: str, themes: Path | None, output: Path) -> None:
    from editor.publish import PublishError
    from editor.publish.publication import publish  # imports WeasyPrint

    theme = with_bodies(load_theme(name, themes), issues_folder())
    try:
        data = publish(_sample(theme), theme).pdf()
    except PublishError as error:
        raise FileError(error.message, error.help) from error
    replace_file(output, data)
    print_result(path_line(output))


def _state(name: str, themes: Path | None) -> object:
    """The files of a theme with their times, to see a change; None while it cannot be loaded."""
    try:
        folders: Sequence[Path] = load_theme(name, themes).folders
        files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
        return tuple((file, file.stat().st_mtime_ns) for file in files)
    except (FileError, OSError) as error:
        return str(error)


def _sample(theme: InstalledTheme) -> Issue:
    """The sample issue with as many entries as the theme has."""
    issue = load_issue(sample_issue())
    return issue.model_copy(update={"theme": theme.folder.name, "top5": issue.top5[: theme.declared.counts.entries]})


def _layout_findings(theme: InstalledTheme) -> Iterator[str]:
    """Mistakes in templates and stylesheets of the pages."""
    from editor.publish import PublishError
    from editor.publish.publication import SectionLayoutCache  # imports WeasyPrint

    warnings = _Warnings()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(warnings)
    try:
        cache = SectionLayoutCache(theme)
        for proof in (False, True):
            cache.publication(_sample(theme), proof=proof).write()
    except PublishError as error:
        yield f"{error.message} {error.help}"
    else:
        yield from (f"{address} was not read: only files of the theme are." for address in cache.refused)
    finally:
        for logger in loggers:
            logger.removeHandler(warnings)
    yield from dict.fromkeys(_with_file(theme, message) for message in warnings.messages)


def _with_file(theme: InstalledTheme, message: str) -> str:
    """A warning of the page layout with file and line in place of the place in all stylesheets together."""
    from editor.publish.stylesheet import place

    found = _PLACE.search(message)
    where = place(theme, int(found[1])) if found else ""
    return _PLACE.sub(f" in {where}", message) if where else message


def _output_findings(theme: InstalledTheme) -> Iterator[str]:
    """Mistakes in the templates of the other outputs."""
    for name, output in OUTPUTS.items():
        try:
            output.write(OutputJob((_sample(theme),), theme))
        except OutputError as error:
            yield f"{name}: {error.message} {error.help}"


class _Warnings(logging.Handler):
    """Keeps what the page layout warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
