"""Write an issue as a mail: a draft (.eml) with HTML and text that the desk's mail program or mailing tool sends.

It has no sender, recipients, date or tracking. The same issue gives the same bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from css_inline import CSSInliner, InlineError

from editor.document.findings import Level
from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.formats.mail.plain_text import mail_text
from editor.formats.online.templates import OnlineTemplates, description, page_address
from editor.formats.outgoing.characters import xml_text
from editor.formats.outgoing.errors import OutputError
from editor.formats.outgoing.written import OutputNote, SizeMeter
from schemas import Issue

WARN_BYTES, CLIPPED_BYTES = 80 * 1024, 100 * 1024
"""Gmail shows about 102 KB of a message, after links for tracking were added to it."""

CHINESE_STYLE = "font-family:'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;font-style:normal"
# The policy's own limit of 78 would fold a long subject so that its first line is empty.
_POLICY = SMTP.clone(max_line_length=998)


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail as a file (.eml) and its two texts, with notes about its size."""

    data: bytes
    html: str
    text: str
    notes: tuple[OutputNote, ...]

    @property
    def meter(self) -> SizeMeter:
        """The size of the HTML, which is what Gmail measures."""
        return SizeMeter(len(self.html.encode()), WARN_BYTES, CLIPPED_BYTES)


def write_mail(
    issue: Issue, theme: InstalledTheme, *, proof: bool = False, templates: OnlineTemplates | None = None
) -> WrittenMail:
    """The issue as an unsent mail. Raises OutputError if the theme's template has a mistake."""
    declared = theme.declared
    templates = templates or OnlineTemplates(theme)
    html = mail_html(issue, theme, proof=proof, templates=templates)
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

    def size_of_first(entries: int) -> int:
        shorter = issue.model_copy(update={"top5": issue.top5[:entries]})
        return len(mail_html(shorter, theme, proof=proof, templates=templates).encode())

    return WrittenMail(message.as_bytes(), html, text, size_notes(html, len(issue.top5), size_of_first))


def mail_html(
    issue: Issue,
    theme: InstalledTheme,
    *,
    proof: bool = False,
    templates: OnlineTemplates | None = None,
    ids: bool = False,
) -> str:
    """The HTML of the mail, with its styles on the elements. Raises OutputError.

    With `ids`, elements have field paths as ids, by which a preview finds them. Mails go out without.
    """
    templates = templates or OnlineTemplates(theme)
    html = templates.render("mail.html.j2", issue, proof=proof, chinese_style=CHINESE_STYLE, ids=ids)
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


def size_notes(html: str, entries: int, size_of_first: Callable[[int], int]) -> tuple[OutputNote, ...]:
    """A note if the HTML is so large that mail programs may cut it off, and what would have to go.

    `size_of_first` returns the size in bytes of the mail with that many of its entries.
    """
    size = len(html.encode())
    if size <= WARN_BYTES:
        return ()
    kilobytes = round(size / 1024)
    message = f"The email is {kilobytes} KB. Gmail cuts off emails at about 100 KB, and mailing tools add to them."
    if size <= CLIPPED_BYTES:
        return (OutputNote(message, "Shorten it if the mailing tool adds links for tracking."),)
    # With room for what mailing tools add. The size grows with the number of entries, so it is found by bisection.
    fitting = bisect_right(range(entries), WARN_BYTES, key=lambda number: size_of_first(number + 1))
    too_much = kilobytes - WARN_BYTES // 1024
    if fitting:
        rest = f"entries {fitting + 1} to {entries}" if fitting + 1 < entries else f"entry {entries}"
        help = f"Remove {rest}, or shorten the issue by {too_much} KB, or send a link to the web page."
    else:
        help = f"Shorten the issue by {too_much} KB, or send a link to the web page."
    return (OutputNote(message, help, Level.ERROR),)
