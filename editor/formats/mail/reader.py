"""Reads a mail message or a web archive: its HTML, or else its text; attachments are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

from editor.formats.html.decoding import decoded_html
from editor.formats.html.reader import read_page
from editor.formats.html.sanitising import MOST_HTML
from editor.formats.plain.reader import read_plain
from editor.formats.source.document import SourceDocument, SourceNote
from editor.formats.source.unreadable import UnreadableSource
from editor.formats.text_form.lines import split_lines

_MOST_PARTS = 1_000
_MOST_BOUNDARIES = 20 * _MOST_PARTS
"""Lines that begin with two hyphens, as boundaries of parts do. Parts are parsed before they can be counted."""

_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))


@dataclass
class _Parts:
    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """Both kinds as HTML, in the order of the message."""
    attachments: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)


def read_mail(data: bytes) -> SourceDocument:
    """The document of a message. Raises UnreadableSource."""
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise _too_many_parts()
    try:
        message = message_from_bytes(data, policy=default)
        parts = _Parts()
        for number, part in enumerate(_leaves(message)):
            if number > _MOST_PARTS:
                raise _too_many_parts()
            _take(part, parts)
            if sum(map(len, parts.text)) > MOST_HTML:
                raise UnreadableSource("The email is too long to be read.", "Copy its text and paste it.")
        title = str(message.get("subject", "") or "")
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        if isinstance(error, UnreadableSource):
            raise
        raise UnreadableSource(
            "The email is damaged: its parts could not be read.",
            "Open it in the email program, copy its text and paste it.",
        ) from error
    notes = tuple(
        SourceNote(0, f"The attachment “{name}” was left out.", "Save it and import it separately.", needs_person=True)
        for name in parts.attachments
    )
    notes += tuple(
        SourceNote(0, f"The frame {name} was left out: it is another page.", needs_person=True) for name in parts.frames
    )
    if any(html.strip() for html in parts.html):
        document = read_page("\n".join(parts.seen))
    elif parts.text:
        document = read_plain(split_lines("\n".join(parts.text)))
    elif parts.attachments:
        raise UnreadableSource(
            f"The email contains no text, only attachments: {', '.join(parts.attachments)}.",
            "Save the attachment and import it.",
        )
    else:
        raise UnreadableSource("The email contains no text.", "Check that it is the right file.")
    return replace(document, notes=(*document.notes, *notes), title=" ".join(title.split()))


def _too_many_parts() -> UnreadableSource:
    return UnreadableSource("The email has too many parts to be read.", "Copy its text and paste it.")


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, of alternatives the richest."""
    kind = message.get_content_type()
    if kind in _ENCRYPTED:
        raise UnreadableSource("The email is encrypted.", "Open it in the email program, copy its text and paste it.")
    if not message.is_multipart():
        yield message
        return
    children = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    if kind == "multipart/alternative":
        rich = [part for part in children if _has_html(part)]
        yield from _leaves(rich[-1]) if rich else (leaf for child in children[:1] for leaf in _leaves(child))
        return
    if kind == "message/rfc822":
        children = [part for part in message.get_payload() if isinstance(part, EmailMessage)]
    for child in children:
        yield from _leaves(child)


def _has_html(part: EmailMessage) -> bool:
    return any(inner.get_content_type() == "text/html" for inner in part.walk())


def _take(part: EmailMessage, parts: _Parts) -> None:
    kind = part.get_content_type()
    name = part.get_filename()
    if part.get_content_disposition() == "attachment" or (name and not kind.startswith(("image/", "text/html"))):
        parts.attachments.append(" ".join((name or kind).split()))
    elif kind == "text/html" and parts.html and part.get("Content-Location"):
        parts.frames.append(" ".join(str(part["Content-Location"]).split()))  # in a web archive, after the page
    elif kind == "text/html":
        parts.html.append(_html(part))
        parts.seen.append(parts.html[-1])
    elif kind == "text/plain":
        parts.text.append(_text(part))
        parts.seen.append(_as_html(parts.text[-1]))


def _html(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset is None:
        return decoded_html(data)
    try:
        return data.decode("gb18030" if charset in ("gb2312", "gbk") else charset, errors="replace")
    except LookupError:
        return decoded_html(data)


def _as_html(text: str) -> str:
    """Text that stands between HTML, as mailing lists add it to a message."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode("gb18030" if charset in ("gb2312", "gbk") else charset, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    return _unflowed(text, part) if part.get_param("format") == "flowed" else text


def _unflowed(text: str, part: EmailMessage) -> str:
    """Lines that end with a space go on (RFC 3676)."""
    deletes = part.get_param("delsp") == "yes"
    lines: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(" ") if line.startswith(" ") else line  # stuffed
        if goes_on and lines:
            lines[-1] = (lines[-1][:-1] if deletes else lines[-1]) + line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
