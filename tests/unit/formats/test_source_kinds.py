"""Kinds of files are told by their content, and what cannot be read is named with what to do."""

import io
import random
import zipfile
from email.message import EmailMessage

import pytest

from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.importing.source import ImportedSource, read_source
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_xml", ".xml")), content)
    return buffer.getvalue()


def named(name: str, content: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo(name), content)  # without the time: the bytes are a test's name
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MERICS TOP 5\n", SourceKind.TEXT),
        ("MERICS TOP 5\n".encode("utf-16"), SourceKind.TEXT),
        (b"Note: this is text\nOther: line\n\nMore", SourceKind.TEXT),
        (b"<!DOCTYPE html><html>", SourceKind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved from url=(0020)https://example.org/ -->\n<html>", SourceKind.HTML),
        (b"<p>text</p>", SourceKind.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">\n<html>', SourceKind.HTML),
        (b"<feedback from readers>, <svgs>\n", SourceKind.TEXT),
        (b"From: a@example.org\nSubject: x\n\ntext", SourceKind.MAIL),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org\r\nMIME-Version: 1.0\r\n\r\n",
         SourceKind.MAIL),
        (b"%PDF-1.7\n", SourceKind.PDF),
        (b"junk\n%PDF-1.7\n", SourceKind.PDF),
        (named("word/document.xml"), SourceKind.DOCX),
        (b'{"format": "newsdesk-issue", "version": 1}', SourceKind.ISSUE),
        (b'{"format": "other"}', SourceKind.TEXT),
    ],
)  # fmt: skip
def test_kinds(data: bytes, kind: SourceKind) -> None:
    assert kind_of(data) is kind


def test_many_comments_before_other_markup_take_no_time() -> None:
    """Each comment doubled the time, so that an XML file with many of them was never recognized."""
    assert kind_of(b"<!-- x -->\n" * 500 + b"<notes/>") is SourceKind.TEXT
    assert kind_of(b"<!-- x -->\n" * 500 + b"<p>text</p>") is SourceKind.HTML


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (OLE + "WordDocument".encode("utf-16-le"), "This is a Word 97–2003 document (.doc)."),
        (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "This is an Outlook message (.msg)."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The document is protected by a password."),
        (OLE, "This is a file of an old version of Office."),
        (named("xl/workbook.xml"), "This is an Excel workbook, not a Word document."),
        (named("[Content_Types].xml", "spreadsheetml"), "This is an Excel workbook, not a Word document."),
        (named("Index/Document.iwa"), "This is a Pages document."),
        (named("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
         "This is an OpenDocument spreadsheet, not a text."),
        (named("mimetype", "application/vnd.oasis.opendocument.graphics"),
         "This is an OpenDocument drawing, not a text."),
        (named("a.txt"), "This is a ZIP archive."),
        (named("word/document.xml")[:60], "The file is damaged or cut off: its archive cannot be opened."),
        (b"{\\rtf1\\ansi", "This is an RTF document."),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is a picture (PNG)."),
        (b"bplist00\xd1", "This is a Safari web archive."),
        (b"\x1f\x8b\x08\0", "This is a compressed archive."),
        (b'<?xml version="1.0"?>\n<office:document xmlns:office="x">', "This is a flat OpenDocument file (.fodt)."),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
         "This is a Word document as XML."),
        (b'<?xml version="1.0"?><rss version="2.0">', "This is a news feed."),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "This is a picture (SVG)."),
        ('<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"), "This is an XML file."),
        (b"\x7fELF\0\0\0", "Newsdesk cannot read this kind of file."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        kind_of(data)
    assert caught.value.message == message
    assert caught.value.help


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_text_in_unicode_encodings(encoding: str, theme: Theme) -> None:
    read = read_source("MERICS TOP 5\n\n1. 通知\n\nAt a glance: €5\n".encode(encoding), theme)
    assert read.issue.top5[0].title == "通知"


def test_a_text_that_is_too_long_is_refused(theme: Theme) -> None:
    with pytest.raises(UnreadableSource, match="The text has 5,000,001 characters, too many for a newsletter"):
        read_source(b"x" * 5_000_001, theme)
    with pytest.raises(UnreadableSource, match="The email is too long"):
        read_source(b"From: a\nSubject: b\n\n" + b"x" * 5_000_001, theme)


PAGE = "<h1>MERICS TOP 5</h1><h2>1. Title é</h2><p><b>At a glance:</b> Text</p>"


def entry_of(read: ImportedSource) -> str:
    return read.issue.top5[0].title


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb18030"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_characters_of_web_pages(head: str, encoding: str, theme: Theme) -> None:
    page = f"<html><head>{head}</head><body>{PAGE}</body></html>"
    assert entry_of(read_source(page.encode(encoding), theme)) == "Title é"


SITE = f"""<html><head><title>Site</title></head><body><header><p>Donate now</p></header><nav><a href=/>Home</a></nav>
<main><article>{PAGE}</article></main><div class="cookie-banner">We use cookies</div><footer>Terms of use</footer>
"""


def test_navigation_is_left_out_and_named(theme: Theme) -> None:
    read = read_source(SITE.encode(), theme)
    assert len(read.issue.top5) == 1
    (note,) = read.notes
    assert note.text.split("\n") == ["Donate now", "Home", "We use cookies", "Terms of use"]
    assert not note.needs_person


def test_a_page_that_is_all_navigation_is_read_all_the_same(theme: Theme) -> None:
    assert entry_of(read_source(f"<html><body><aside>{PAGE}</aside></body>".encode(), theme)) == "Title é"


def message(**parts: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Ausgabe März"
    mail.set_content(parts.get("text", "nothing"))
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail


def test_a_mail_is_read_by_its_html(theme: Theme) -> None:
    mail = message(text="Only text", html=f"<html><body>{PAGE}</body></html>")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="Plan.pdf")
    read = read_source(mail.as_bytes(), theme)
    assert (read.kind, entry_of(read)) == (SourceKind.MAIL, "Title é")
    assert [(note.message, note.needs_person) for note in read.notes] == [
        ("The title “Ausgabe März” was left out.", False),
        ("The attachment “Plan.pdf” was left out.", True),
    ]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_transfer_encodings(encoding: str, theme: Theme) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "x"
    mail.set_content("MERICS TOP 5\n\n1. Title é 国\n\nAt a glance: Text\n", cte=encoding)
    assert entry_of(read_source(mail.as_bytes(), theme)) == "Title é 国"


def test_flowed_text_is_put_together(theme: Theme) -> None:
    source = (
        "From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        "MERICS TOP 5\n\n1. A title that goes \non here\n\nAt a glance: Text \nGoes On.\n"
    )
    read = read_source(source.encode(), theme)
    assert entry_of(read) == "A title that goes on here"
    assert read.issue.top5[0].at_a_glance[0].text == "Text Goes On."  # type: ignore[union-attr]


def test_a_web_archive_is_read(theme: Theme) -> None:
    source = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nSubject: Issue\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<html><head><meta charset=3D'utf-8'></head><body>{PAGE.replace('é', '=C3=A9')}</body></html>\r\n"
        "--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a frame</p>\r\n--b--\r\n"
    )
    assert entry_of(read_source(source.encode(), theme)) == "Title é"


def test_all_parts_that_a_mail_shows_are_read(theme: Theme) -> None:
    """Some programs write several parts one below the other, and mailing lists add theirs."""
    parts = (
        ("html", PAGE),
        ("plain", "Sent by the desk\r\n\r\nTwo & two"),
        ("html", "<p>Third</p>"),
        ("html", "4 &lt; 5"),
    )
    source = "From: a\r\nSubject: b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
    source += "".join(f"\r\n--b\r\nContent-Type: text/{kind}\r\n\r\n{text}" for kind, text in parts)
    (entry,) = read_source(f"{source}\r\n--b--\r\n".encode(), theme).issue.top5
    assert [block.text for block in entry.at_a_glance] == [  # type: ignore[union-attr]
        "Text", "Sent by the desk", "Two & two", "Third", "4 < 5"
    ]  # fmt: skip


def test_controls_and_drawings_of_a_page_are_named(theme: Theme) -> None:
    page = f"{PAGE}<select><option>Red<option>Blue</select><textarea>Typed</textarea>"
    page += "<svg><path d=''/></svg><svg><text>Output <tspan>&lt; 5</tspan></text></svg>"
    notes = read_source(page.encode(), theme).notes
    assert [(note.message, note.text) for note in notes] == [
        ("Left out as parts of the page: “Red”, “Blue”, “Typed”.", "Red\nBlue\nTyped"),
        ("1 picture was left out: “Output < 5”.", "Output < 5"),
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Content-Type: multipart/encrypted; boundary=b\nFrom: a\n\n--b\n\nx\n--b--\n", "The email is encrypted."),
        ("Content-Type: image/png\nFrom: a\nSubject: b\n\nx", "The email contains no text."),
        ('Content-Type: text/plain; name="issue.txt"\nContent-Disposition: attachment\nFrom: a\nSubject: b\n\nx',
         "The email contains no text, only attachments: issue.txt."),
    ],
)  # fmt: skip
def test_mail_without_text(source: str, said: str, theme: Theme) -> None:
    with pytest.raises(UnreadableSource, match=said):
        read_source(source.encode(), theme)


def test_a_mail_of_endless_parts_is_refused_before_they_are_parsed(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    few, many = (head + count * b"--b\n\nWords\n" for count in (3, 20_001))
    assert [note.text for note in read_source(few, theme).notes if note.text] == ["Words\nWords\nWords"]
    monkeypatch.setattr("editor.formats.mail.reader.message_from_bytes", pytest.fail)
    with pytest.raises(UnreadableSource, match="too many parts"):
        read_source(many, theme)


def test_damaged_mails_are_read_or_refused(theme: Theme) -> None:
    mail = message(text="Only text", html=f"<html><body>{PAGE}</body></html>")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="Plan.pdf")
    good = bytearray(mail.as_bytes())
    chance = random.Random(13)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_source(bytes(data[: chance.randrange(len(data)) if chance.random() < 0.3 else len(data)]), theme)
        except UnreadableSource:
            continue


def test_an_archive_whose_list_of_parts_is_damaged_is_refused(theme: Theme) -> None:
    name = "[Content_Types].xml"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, "wordprocessingml" * 40)
    data = bytearray(packed.getvalue())
    start = 30 + len(name)  # the header of a member, then its name
    data[start : start + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(UnreadableSource):
        read_source(bytes(data), theme)
