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
    from datetime import date

    from editor.formats.outgoing.written import OutputNote, Written
    from editor.formats.output_job import OutputJob
    from schemas import Theme


@dataclass(frozen=True, slots=True)
class Output:
    """An output format. `name` is its name on the command line.

    `label` is its name in the window, `suffix` that of its file; `own_names` are those of files that are not named
    after the date of issue. `write` raises OutputError, and `uses_templates` if it works with `OnlineTemplates`.
    `joins_issues` marks a format that writes several issues into the same files, and `continues` the file of an earlier
    output that a new one continues. `companion_of` names the output that another one belongs to. The result of a format
    that `prints` goes to standard output if no file is named. One that `holds_review` can show comments and
    suggestions.
    """

    name: str
    label: str
    suffix: str
    description: str
    write: Callable[[OutputJob], Written]
    uses_templates: bool = False
    joins_issues: bool = False
    continues: str = ""
    companion_of: str = ""
    prints: bool = False
    holds_review: bool = False
    own_names: tuple[str, ...] = ()

    def file_names(self, theme: Theme, issued: date | None, *, proof: bool) -> tuple[str, ...]:
        """Return the default names of the files."""
        if self.own_names:
            return tuple(_proof_name(name) if proof else name for name in self.own_names)
        return (theme.output_name(issued, self.suffix, "proof" if proof else ""),)


def _proof_name(name: str) -> str:
    """A name such as `atom-proof.xml`: a proof must not replace what readers have subscribed to."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-proof.{suffix}"


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

    html = mail_html(job.issue, job.theme, proof=job.proof, templates=job.templates, ids=job.is_preview)
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
    made = (OutputFile(_proof_name(name) if job.proof else name, write(feed)) for name, write in files)
    return Written(tuple(made), notes)


SET_ADDRESS = "Set it under File › Publish, or as base_address in [online] of the theme's theme.toml."


def _address_note(job: OutputJob, consequence: str) -> tuple[OutputNote, ...]:
    """A note if the address of the web pages is not known."""
    from editor.formats.outgoing.written import OutputNote

    note = OutputNote(f"{consequence}: the address of the web pages is not known.", SET_ADDRESS)
    return () if job.theme.declared.online.base_address else (note,)


def _one_file(job: OutputJob, suffix: str, data: bytes, notes: tuple[OutputNote, ...] = ()) -> Written:
    """The result of a format with one file, named after the date of issue."""
    from editor.formats.outgoing.written import OutputFile, Written

    name = job.theme.declared.output_name(job.issue.date, suffix, "proof" if job.proof else "")
    return Written((OutputFile(name, data),), notes)


_MAIL = Output("mail", "Email", "eml", "a draft for the email program (.eml)", _mail, uses_templates=True)
_MAIL_PAGE = Output(
    "mail-html",
    "Email as HTML",
    "mail.html",
    "the email's HTML for mailing tools",
    _mail_page,
    uses_templates=True,
    companion_of="mail",
)
_WEB_PAGE = Output("html", "Web Page", "html", "a web page in one file", _web_page, uses_templates=True)
_FRAGMENT = Output(
    "fragment",
    "Web Fragment",
    "fragment.html",
    "HTML for a content management system",
    _fragment,
    uses_templates=True,
)
_DOCX = Output("docx", "Word", "docx", "a Word document", _docx, holds_review=True)
_TEXT = Output("text", "Text", "txt", "plain text that can be imported again", _text, prints=True)
_FEED = Output(
    "feed",
    "Feed",
    "xml",
    "Atom, RSS and JSON feeds; a feed in the folder is continued",
    _feed,
    uses_templates=True,
    joins_issues=True,
    own_names=("atom.xml", "rss.xml", "feed.json"),
    continues="feed.json",
)

OUTPUTS: Mapping[str, Output] = MappingProxyType({
    output.name: output
    for output in (
        _MAIL,
        _MAIL_PAGE,
        _WEB_PAGE,
        _FRAGMENT,
        _DOCX,
        _TEXT,
        _FEED,
    )
})  # fmt: skip
