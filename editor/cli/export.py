"""`newsdesk export`: export an issue as PDF or text."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

from editor.cli.approvals import refuse_unapproved
from editor.cli.findings import refuse_errors
from editor.cli.inputs import load, refuse_overwriting
from editor.cli.output import path_line, print_error, print_message, print_result
from editor.cli.status import DONE
from editor.document.text.phrasing import counted
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.publish import PublishError
from editor.publish.publication import publish


def export(options: argparse.Namespace) -> int:
    """Export an issue in the requested format. Raises FileError, Refused and WrongUsage."""
    if options.to == "text":
        return export_text(options.file, options.output, proof=options.proof)
    return export_pdf(options.file, options.output, proof=options.proof)


def export_pdf(file: Path, output: Path | None, *, proof: bool) -> int:
    """Write the PDF. Its default name has the date of issue and, for a proof, "proof". Raises as `export`."""
    if output is not None:
        refuse_overwriting(file, output)
    issue, theme = load(file)
    if output is None:
        output = Path(theme.declared.pdf_name(issue.date, "proof" if proof else ""))
        refuse_overwriting(file, output)
    refuse_errors(issue, theme, proof=proof)
    refuse_unapproved(issue, file, proof=proof)
    print_message("Laying out pages …")
    with _export_errors(file):
        publication = publish(issue, theme, proof=proof)
        print_message(f"Writing {counted(publication.page_count, 'page')} …")
        file_written = publication.write()
    replace_file(output, file_written.data)
    for note in file_written.notes:
        print_error(note.message, note.help)
    print_result(path_line(output))
    return DONE


def export_text(file: Path, output: Path | None, *, proof: bool) -> int:
    """Write the text form to a file or to standard output. Raises as `export`."""
    from editor.formats.text_form.writer import write_text  # not needed for a PDF

    if output is not None:
        refuse_overwriting(file, output)
    issue, theme = load(file)
    refuse_errors(issue, theme, proof=proof)
    refuse_unapproved(issue, file, proof=proof)
    print_message("Laying out pages for the page numbers …")
    with _export_errors(file):
        pages = publish(issue, theme, proof=proof).pages
    text = write_text(issue, theme.declared, pages)
    if output is None:
        print_result(text)
    else:
        replace_file(output, text.encode())
        print_result(path_line(output))
    return DONE


@contextlib.contextmanager
def _export_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except PublishError as error:
        raise FileError(f"{file} could not be exported: {error.message}", error.help) from error
