"""The output formats that need no page layout. Writers are imported when they are used.

To add a format, write a function from a job to what was written, and add it to `OUTPUTS`. The command line offers it
by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line reads the names before it imports any model
    from editor.formats.outgoing.written import OutputNote, Written
    from editor.formats.output_job import OutputJob


@dataclass(frozen=True, slots=True)
class Output:
    """An output format. `name` is its name on the command line.

    `label` is its name in the window. `joins_issues` marks a format that writes several issues into the same files.
    The result of a format that `prints` goes to standard output if no file is named. `continues` names the file of an
    earlier output that a new one continues. `uses_templates` if it is made with `OnlineTemplates`. One that
    `holds_review` can show comments and suggestions. `write` raises OutputError.
    """

    name: str
    label: str
    description: str
    write: Callable[[OutputJob], Written]
    uses_templates: bool = False
    joins_issues: bool = False
    continues: str = ""
    prints: bool = False
    holds_review: bool = False


def _text(job: OutputJob) -> Written:
    from editor.formats.text_form.writer import write_text

    return _one_file(job, "txt", write_text(job.issue, job.theme.declared, job.pages).encode())


def _docx(job: OutputJob) -> Written:
    from editor.document.text.phrasing import counted
    from editor.formats.docx.writer import write_docx, write_docx_with_review
    from editor.formats.outgoing.written import OutputNote

    if not job.with_review:
        return _one_file(job, "docx", write_docx(job.issue, job.theme.declared, proof=job.proof))
    made = write_docx_with_review(job.issue, job.theme.declared, proof=job.proof)
    if not made.left:
        return _one_file(job, "docx", made.data)
    note = OutputNote(
        f"{counted(len(made.left), 'suggestion')} could not be shown as tracked changes.",
        "They overlap other suggestions, or the text that they are about has changed. They stay in the issue.",
    )
    return _one_file(job, "docx", made.data, (note,))


def _web_page(job: OutputJob) -> Written:
    from editor.formats.web_page.writer import write_web_page

    page = write_web_page(job.issue, job.theme, proof=job.proof, templates=job.templates)
    return _one_file(job, "html", page.encode(), _address_note(job, "The web page does not name its own address"))


def _fragment(job: OutputJob) -> Written:
    from editor.formats.outgoing.written import Copied
    from editor.formats.web_page.writer import write_fragment

    fragment = write_fragment(
        job.issue, job.theme, proof=job.proof, heading_level=job.heading_level, templates=job.templates
    )
    return replace(_one_file(job, "fragment.html", fragment.encode()), copied=Copied(fragment))


def _mail(job: OutputJob) -> Written:
    from editor.formats.mail.writer import write_mail
    from editor.formats.outgoing.written import Copied

    mail = write_mail(job.issue, job.theme, proof=job.proof, templates=job.templates)
    notes = (*mail.notes, *_address_note(job, "The email has no “View in browser” link"))
    return replace(_one_file(job, "eml", mail.data, notes), meter=mail.meter, copied=Copied(mail.html, mail.text))


def _mail_page(job: OutputJob) -> Written:
    from editor.formats.mail.writer import mail_html

    html = mail_html(job.issue, job.theme, proof=job.proof, templates=job.templates)
    return _one_file(job, "mail.html", html.encode())


def _feed(job: OutputJob) -> Written:
    from editor.formats.feed.items import feed_id, make_feed
    from editor.formats.feed.reader import earlier_items
    from editor.formats.feed.writer import ATOM, JSON, RSS, write_atom, write_json_feed, write_rss
    from editor.formats.outgoing.written import OutputFile, Written

    earlier = earlier_items(job.earlier_feed, feed_id(job.theme.declared)) if job.earlier_feed else ()
    feed = make_feed(job.issues, job.theme, proof=job.proof, earlier=earlier, templates=job.templates)
    files = ((ATOM, write_atom), (RSS, write_rss), (JSON, write_json_feed))
    notes = _address_note(job, "The feed has no links to web pages")
    return Written(tuple(OutputFile(name, write(feed)) for name, write in files), notes)


def _address_note(job: OutputJob, consequence: str) -> tuple[OutputNote, ...]:
    """A note if the address of the web pages is not known."""
    from editor.formats.outgoing.written import OutputNote

    help = "Set it under File › Publish, or as base_address in [online] of the theme's theme.toml."
    note = OutputNote(f"{consequence}: the address of the web pages is not known.", help)
    return () if job.theme.declared.online.base_address else (note,)


def _one_file(job: OutputJob, suffix: str, data: bytes, notes: tuple[OutputNote, ...] = ()) -> Written:
    """The result of a format with one file, named after the date of issue."""
    from editor.formats.outgoing.written import OutputFile, Written

    name = job.theme.declared.output_name(job.issue.date, suffix, "proof" if job.proof else "")
    return Written((OutputFile(name, data),), notes)


_FEED = "Atom, RSS and JSON feeds of all issues named; a feed in the folder is continued"

OUTPUTS: Mapping[str, Output] = MappingProxyType({
    output.name: output
    for output in (
        Output("text", "Text", "plain text that can be imported again", _text, prints=True),
        Output("docx", "Word", "a Word document", _docx, holds_review=True),
        Output("html", "Web Page", "a web page in one file", _web_page, uses_templates=True),
        Output("fragment", "Web Fragment", "HTML for a content management system", _fragment, uses_templates=True),
        Output("mail", "Email", "a draft for the email program (.eml)", _mail, uses_templates=True),
        Output("mail-html", "Email as HTML", "the email's HTML for mailing tools", _mail_page, uses_templates=True),
        Output("feed", "Feed", _FEED, _feed, uses_templates=True, joins_issues=True, continues="feed.json"),
    )
})  # fmt: skip
