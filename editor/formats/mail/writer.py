"""Write an issue as a mail: a draft (.eml) with HTML and text that the desk's mail program or mailing tool sends.

It has no sender, recipients, date or tracking. The same issue gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from css_inline import CSSInliner, InlineError

from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.formats.mail.plain_text import mail_text
from editor.formats.online.templates import OnlineTemplates, description, page_address
from editor.formats.outgoing.characters import xml_text
from editor.formats.outgoing.written import OutputError, OutputNote
from schemas import Issue

WARN_BYTES, CLIPPED_BYTES = 80 * 1024, 100 * 1024
"""Gmail shows about 102 KB of a message, after links for tracking were added to it."""

CHINESE_STYLE = "font-family:'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;font-style:normal"
_ENTRY = re.compile("<h3")

# The policy's own limit of 78 would fold a long subject so that its first line is empty.
_POLICY = SMTP.clone(max_line_length=998)


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail as a file (.eml) and its two texts, with notes about its size."""

    data: bytes
    html: str
    text: str
    notes: tuple[OutputNote, ...]


def write_mail(issue: Issue, theme: InstalledTheme, *, proof: bool = False) -> WrittenMail:
    """The issue as an unsent mail. Raises OutputError if the theme's template has a mistake."""
    declared = theme.declared
    html = mail_html(issue, theme, proof=proof)
    text = mail_text(issue, declared, address=page_address(issue, declared), proof=proof)
    message = EmailMessage(policy=_POLICY)
    mark = f"[{declared.words.proof}] " if proof else ""
    message["Subject"] = " ".join(xml_text(f"{mark}{declared.name}: {description(issue, declared)}").split())
    message["Content-Language"] = declared.language
    message["X-Unsent"] = "1"  # Outlook opens the file as a draft
    # Python would choose base64 for English with a few Chinese names, and 8bit with lines longer than SMTP allows.
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    # "=" is escaped in both parts, so the boundary cannot occur in them.
    message.set_boundary(f"=_newsdesk_{revision(issue)}")
    return WrittenMail(message.as_bytes(), html, text, size_notes(html, len(issue.top5)))


def mail_html(issue: Issue, theme: InstalledTheme, *, proof: bool = False) -> str:
    """The HTML of the mail, with its styles on the elements. Raises OutputError."""
    html = OnlineTemplates(theme, CHINESE_STYLE).render("mail.html.j2", issue, proof=proof)
    inliner = CSSInliner(
        load_remote_stylesheets=False,
        resolve_css_variables=True,
        keep_at_rules=True,
        # Also keeps rules that cannot be inlined (`:hover`, `[data-ogsc]`) and the place of the style element.
        remove_inlined_selectors=True,
        minify_css=True,
    )
    try:
        inlined: str = inliner.inline(html)
    except InlineError as error:
        raise OutputError(
            f"The styles of the theme's template mail.html.j2 could not be read: {error}.",
            f"Correct it in {theme.folder}.",
        ) from error
    return inlined


def size_notes(html: str, entries: int) -> tuple[OutputNote, ...]:
    """A note if the HTML is so large that mail programs may cut it off, with the entry at which they would."""
    size = len(html.encode())
    if size <= WARN_BYTES:
        return ()
    kilobytes = round(size / 1024)
    if size <= CLIPPED_BYTES:
        message = f"The email is {kilobytes} KB. Gmail cuts off emails at about 100 KB, and mailing tools add to them."
        return (OutputNote(message, "Shorten it if the mailing tool adds links for tracking."),)
    shown = len(html.encode()[:CLIPPED_BYTES].decode(errors="ignore"))
    number = sum(1 for _ in _ENTRY.finditer(html, 0, shown))
    place = f"in entry {number} of {entries}" if number <= entries else "after the last entry"
    return (
        OutputNote(
            f"The email is {kilobytes} KB. Gmail cuts off emails at about 100 KB: here {place}.",
            f"Remove or shorten at least {kilobytes - CLIPPED_BYTES // 1024} KB, or send a link to the web page.",
        ),
    )
