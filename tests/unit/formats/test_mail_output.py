"""The mail: its parts as another program reads them, its size, and what it leaves to the mailing tool."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from pathlib import Path

import pytest

from editor.document.findings import Level
from editor.formats.mail.writer import CHINESE_STYLE, mail_html, write_mail
from editor.formats.outgoing.errors import OutputError
from schemas import Issue
from tests.unit.formats.online_themes import LINKS, NO_LINKS, PAGE, SAMPLE, THEME, based, with_entries, with_text


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_text_comes_first_and_both_parts_are_utf_8() -> None:
    mail = write_mail(SAMPLE, THEME)
    message = parsed(mail.data)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    for part, kind, content in ((text, "text/plain", mail.text), (html, "text/html", mail.html)):
        assert isinstance(part, EmailMessage)
        assert part.get_content_type() == kind
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
        assert part.get_content().replace("\r\n", "\n").rstrip("\n") == content.rstrip("\n")


def test_the_headers_are_those_of_a_draft() -> None:
    data = write_mail(SAMPLE, THEME).data
    message = parsed(data)
    assert message["Subject"] == "MERICS China Industries: Data policy push + SME financing + Green hydrogen"
    assert message["X-Unsent"] == "1"
    for name in ("From", "To", "Date", "Message-ID", "List-Unsubscribe"):
        assert name not in message
    assert re.search(rb"^Subject: \S", data, re.MULTILINE)


def test_a_subject_has_no_line_breaks_and_no_control_characters() -> None:
    issue = SAMPLE.model_copy(update={"headline": "One\r\nBcc: a@example.org\x00 \ud83d 计划"})
    message = parsed(write_mail(issue, THEME).data)
    assert message["Bcc"] is None
    assert message["Subject"] == "MERICS China Industries: One Bcc: a@example.org \ufffd 计划"


def test_the_styles_are_on_the_elements() -> None:
    html = mail_html(SAMPLE, THEME)
    without = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    for tag in ("h1", "h2", "h3", "p", "li", "a"):
        assert all("style=" in found for found in re.findall(rf"<{tag}\b[^>]*>", without)), tag
    assert "margin: 0 0 6px 22px" in without or "margin:0 0 6px 22px" in without
    assert "var(" not in html


def test_dark_mode_has_its_three_spellings() -> None:
    style = "".join(re.findall(r"<style[^>]*>(.*?)</style>", mail_html(SAMPLE, THEME), re.DOTALL))
    assert "prefers-color-scheme" in style
    assert "!important" in style
    assert "[data-ogsc]" in style
    assert "[data-ogsb]" in style
    assert '<meta name="color-scheme" content="light dark">' in mail_html(SAMPLE, THEME)
    assert len(style.encode()) < 16 * 1024  # Gmail ignores longer ones


def test_outlook_gets_a_table_of_600_pixels() -> None:
    html = mail_html(SAMPLE, THEME)
    opening = html.index('<!--[if mso]><table role="presentation" width="600"')
    assert opening < html.index("<!--[if mso]></td></tr></table><![endif]-->")


def test_the_preview_line_is_the_first_title() -> None:
    html = mail_html(SAMPLE, THEME)
    found = re.search(r'class="preheader"[^>]*>([^<&\u034f]*)', html)
    assert found
    assert found[1] == SAMPLE.top5[0].title
    assert "display: none" in html or "display:none" in html


def test_each_run_of_chinese_has_its_language_and_fonts() -> None:
    html = mail_html(SAMPLE, THEME)
    spans = re.findall(r'<span lang="zh-Hans"([^>]*)>', html)
    assert len(spans) >= len(SAMPLE.top5)
    assert all(CHINESE_STYLE in unescape(span) for span in spans)
    (wrapper,) = re.findall(r'<div class="page"[^>]*>', html)
    assert 'lang="en"' in wrapper  # webmail drops the html element


def test_the_link_to_the_web_page_needs_a_base_address() -> None:
    mail = write_mail(SAMPLE, based())
    assert f'href="{PAGE}"' in mail.html
    assert f"View in browser: {PAGE}" in mail.text
    assert "View in browser" not in write_mail(SAMPLE, THEME).html + write_mail(SAMPLE, THEME).text


def test_the_text_has_no_page_numbers_and_no_markup() -> None:
    text = write_mail(with_text(r"A **bold** [word](https://example.org/a) and \*this\*"), THEME).text
    assert "At a glance: A bold word <https://example.org/a> and *this*\n" in text
    assert "\t" not in write_mail(SAMPLE, THEME).text
    assert "....." not in write_mail(SAMPLE, THEME).text


def test_sending_is_left_to_the_mailing_tool() -> None:
    html = mail_html(SAMPLE, THEME)
    assert "<!-- unsubscribe -->" in html
    assert "<img" not in html


@pytest.mark.parametrize("address", LINKS)
def test_any_publishable_address_is_a_link(address: str) -> None:
    mail = write_mail(with_text(f"[words](<{address}>)"), THEME)
    found = re.findall(r'<a href="([^"]*)"[^>]*>words</a>', mail.html)
    assert [unescape(one) for one in found] == [address]
    assert f"words <{address}>" in mail.text


@pytest.mark.parametrize("address", NO_LINKS)
def test_other_addresses_are_not(address: str) -> None:
    mail = write_mail(with_text(f"[words](<{address}>)"), THEME)
    assert not re.search(r"<a [^>]*>words", mail.html)
    assert "At a glance: words\n" in mail.text


def test_a_mail_that_gmail_would_cut_off_says_where() -> None:
    assert write_mail(SAMPLE, THEME).notes == ()
    (near,) = write_mail(with_entries(20), THEME).notes
    assert re.fullmatch(r"The email is [89]\d KB\. Gmail cuts off emails at about 100 KB, .*", near.message)
    (far,) = write_mail(with_entries(60), THEME).notes
    assert near.level is Level.WARNING
    assert re.fullmatch(r"The email is 2\d\d KB\. Gmail cuts off emails at about 100 KB, .*", far.message)
    assert far.level is Level.ERROR
    cut = re.fullmatch(r"Remove entries (\d+) to 60, or shorten the issue by (1\d\d) KB, or send .*", far.help)
    assert cut
    assert write_mail(with_entries(int(cut[1]) - 1), THEME).notes == ()
    assert write_mail(with_entries(int(cut[1])), THEME).notes != ()
    (long,) = write_mail(with_text("word " * 30_000), THEME).notes
    assert long.help.startswith("Shorten the issue by ")


def test_a_proof_says_so_in_subject_and_body() -> None:
    mail = write_mail(Issue(), THEME, proof=True)
    assert parsed(mail.data)["Subject"].startswith("[Proof – not for publication] ")
    assert "Proof – not for publication" in mail.html
    assert mail.text.startswith("PROOF – NOT FOR PUBLICATION\n")


def test_no_stylesheet_is_loaded_from_the_network(tmp_path: Path) -> None:
    (tmp_path / "mail.html.j2").write_text(
        '<html><head><link rel="stylesheet" href="http://127.0.0.1:1/absent.css"></head><body><p>x</p></body></html>',
        encoding="utf-8",
    )
    # Loading it would fail: nothing listens there.
    assert "<p>x</p>" in mail_html(SAMPLE, replace(THEME, folder=tmp_path))


def test_a_template_with_a_mistake_is_explained(tmp_path: Path) -> None:
    (tmp_path / "mail.html.j2").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(OutputError, match=r"mail\.html\.j2 has a mistake"):
        mail_html(SAMPLE, replace(THEME, folder=tmp_path))


def test_the_html_of_the_sample_is_small() -> None:
    assert write_mail(SAMPLE, based()).meter.size < 32 * 1024


def test_only_a_preview_has_ids() -> None:
    assert " id=" not in mail_html(SAMPLE, THEME)
    shown = mail_html(SAMPLE, THEME, ids=True)
    for path in ("headline", "date", f"top5/{SAMPLE.top5[4].id}/title", "imprint/publisher/website"):
        assert f'id="{path}"' in shown
    sent = mail_html(SAMPLE, THEME)
    assert "<span>" not in sent  # which would be there for an id alone
    assert re.sub(r"</?span>", "", re.sub(r' id="[^"]*"', "", shown)) == sent.replace("</span>", "")
