"""The output formats that need no page layout. Writers are imported when they are used.

To add a format, write a function from a job to what was written, and add it to `OUTPUTS`. The command line offers it
by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line reads the names before it imports any model
    from editor.formats.outgoing.written import OutputJob, Written


@dataclass(frozen=True, slots=True)
class Output:
    """An output format. `name` is its name on the command line.

    `joins_issues` marks a format that writes several issues into the same files. The result of a format that
    `prints` goes to standard output if no file is named. `write` raises OutputError.
    """

    name: str
    description: str
    write: Callable[[OutputJob], Written]
    joins_issues: bool = False
    prints: bool = False


def _text(job: OutputJob) -> Written:
    from editor.formats.text_form.writer import write_text

    return _one_file(job, "txt", write_text(job.issue, job.theme.declared, job.pages).encode())


def _docx(job: OutputJob) -> Written:
    from editor.formats.docx.writer import write_docx

    return _one_file(job, "docx", write_docx(job.issue, job.theme.declared, proof=job.proof))


def _one_file(job: OutputJob, suffix: str, data: bytes) -> Written:
    """The result of a format with one file, named after the date of issue."""
    from editor.formats.outgoing.written import OutputFile, Written

    name = job.theme.declared.output_name(job.issue.date, suffix, "proof" if job.proof else "")
    return Written((OutputFile(name, data),))


OUTPUTS: Mapping[str, Output] = MappingProxyType({
    output.name: output
    for output in (
        Output("text", "plain text that can be imported again", _text, prints=True),
        Output("docx", "a Word document", _docx),
    )
})  # fmt: skip
