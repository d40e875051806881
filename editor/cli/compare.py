"""`newsdesk compare`: the differences between two versions of an issue, as text or as a redline."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.cli.inputs import load, refuse_overwriting
from editor.cli.output import one_line, path_line, print_error, print_message, print_result
from editor.cli.status import DONE
from editor.document.compare.issues import as_text, compare_issues
from editor.document.text.phrasing import counted
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.files.issue_file import load_issue


def compare(options: argparse.Namespace) -> int:
    """Print the differences by section, or write a redline. Raises FileError and WrongUsage."""
    if options.output is not None:
        names = _names(options.before, options.after)
        return _write_redline(
            (options.before, options.after),
            (options.before_name or names[0], options.after_name or names[1]),
            options.output,
        )
    before, after = load_issue(options.before), load_issue(options.after)
    differing = compare_issues(before, after)
    if not differing:
        print_message("No differences.")
    text = as_text(differing)
    print_result("".join(f"{one_line(line)}\n" for line in text.splitlines()))
    return DONE


def _write_redline(files: tuple[Path, Path], names: tuple[str, str], output: Path) -> int:
    """Write both issues as one PDF, in the theme of the second. Raises as `compare`."""
    from editor.publish import PublishError  # slow to import, and not needed to print differences
    from editor.publish.redline import ComparedIssue, redline

    for file in files:
        refuse_overwriting(file, output)
    before = load_issue(files[0])
    after, theme = load(files[1])
    print_message("Laying out pages…")
    try:
        made = redline(ComparedIssue(names[0], before), ComparedIssue(names[1], after), theme)
        print_message(f"Writing {counted(made.page_count, 'page')}…")
        redline_written = made.write()
    except PublishError as error:
        raise FileError(f"The redline could not be created: {error.message}", error.help) from error
    replace_file(output, redline_written.data)
    for note in redline_written.notes:
        print_error(note.message, note.help)
    print_result(path_line(output))
    return DONE


def _names(before: Path, after: Path) -> tuple[str, str]:
    """Return the names of the files, with their folders if the names are equal."""
    if before.name != after.name:
        return before.name, after.name
    return str(before), str(after)
