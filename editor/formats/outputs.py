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
    from editor.formats.outgoing.written import OutputJob, OutputNote, Written


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


def _web_page(job: OutputJob) -> Written:
    from editor.formats.web_page.writer import write_web_page

    return _one_file(job, "html", write_web_page(job.issue, job.theme, proof=job.proof).encode())


def _fragment(job: OutputJob) -> Written:
    from editor.formats.web_page.writer import write_fragment

    return _one_file(job, "fragment.html", write_fragment(job.issue, job.theme, proof=job.proof).encode())


def _mail(job: OutputJob) -> Written:
    from editor.formats.mail.writer import write_mail

    mail = write_mail(job.issue, job.theme, proof=job.proof)
    return _one_file(job, "eml", mail.data, mail.notes)


def _feed(job: OutputJob) -> Written:
    from editor.formats.feed.items import make_feed
    from editor.formats.feed.writer import ATOM, JSON, RSS, write_atom, write_json_feed, write_rss
    from editor.formats.outgoing.written import OutputFile, OutputNote, Written

    feed = make_feed(job.issues, job.theme, proof=job.proof)
    files = ((ATOM, write_atom), (RSS, write_rss), (JSON, write_json_feed))
    note = OutputNote(
        "The feed has no links to web pages: the theme has no base_address.",
        "Add the address of the folder of your web pages to [online] in the theme's theme.toml.",
    )
    return Written(tuple(OutputFile(name, write(feed)) for name, write in files), () if feed.base_address else (note,))


def _one_file(job: OutputJob, suffix: str, data: bytes, notes: tuple[OutputNote, ...] = ()) -> Written:
    """The result of a format with one file, named after the date of issue."""
    from editor.formats.outgoing.written import OutputFile, Written

    name = job.theme.declared.output_name(job.issue.date, suffix, "proof" if job.proof else "")
    return Written((OutputFile(name, data),), notes)


OUTPUTS: Mapping[str, Output] = MappingProxyType({
    output.name: output
    for output in (
        Output("text", "plain text that can be imported again", _text, prints=True),
        Output("docx", "a Word document", _docx),
        Output("html", "a web page in one file", _web_page),
        Output("fragment", "HTML for a content management system", _fragment),
        Output("mail", "a draft for the email program (.eml)", _mail),
        Output("feed", "Atom, RSS and JSON feeds of all issues named", _feed, joins_issues=True),
    )
})  # fmt: skip
