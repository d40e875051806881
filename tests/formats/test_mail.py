"""The mail in Chromium, by caniemail's data, and read by another's MIME parser."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor.formats.mail.writer import write_mail
from tests.formats.conftest import Seen, View
from tests.formats.pages import ISSUES, views
from tests.unit.formats.online_themes import SAMPLE, based

ACCEPTED = {
    "<body> element": "webmail replaces it; the div in it has language, colour and font too",
    "lang attribute": "Orange drops it; then Chinese still has its fonts",
    "role attribute": "for screen readers; without it nothing looks different",
    "display:none": "of the preheader; without it, it is a pixel high",
    "overflow": "of the preheader",
    "width attribute": "of a table that is as wide as its column anyway",
    "height property": "of the preheader",
    "word-break": "only for a word that is longer than a line",
    "mailto: links": "Orange's app opens no mail program; the address can be read",
}
"""What some mail programs do not support, and why that does no harm."""


@pytest.mark.parametrize("name", ISSUES)
def test_a_mail_holds_in_every_view(name: str, look: Callable[[Sequence[View]], list[Seen]], tmp_path: Path) -> None:
    file = tmp_path / "mail.html"
    file.write_text(write_mail(ISSUES[name], based(), proof=name != "sample").html, encoding="utf-8")
    shown = [*views(file), *(replace(view, styles=False) for view in views(file)[:2])]
    seen = dict(zip(shown, look(shown), strict=True))
    assert {view: found.overflow for view, found in seen.items() if found.overflow > 0} == {}
    assert {view: found.violations for view, found in seen.items() if found.violations} == {}
    assert [address for found in seen.values() for address in found.requests] == []


def test_what_mail_programs_do_not_support_does_no_harm(read: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "mail.html"
    # Programs that know no style sheets are the ones to fear; everything in it is an enhancement.
    file.write_text(re.sub(r"<style.*?</style>", "", write_mail(SAMPLE, based()).html, flags=re.DOTALL), "utf-8")
    errors = read("caniemail", file)["issues"]["errors"]
    assert {issue["title"] for found in errors.values() for issue in found} <= set(ACCEPTED)


def test_another_parser_reads_both_parts(read: Callable[..., Any], tmp_path: Path) -> None:
    mail = write_mail(SAMPLE, based())
    file = tmp_path / "mail.eml"
    file.write_bytes(mail.data)
    found = read("postal-mime", file)
    assert found["subject"] == f"MERICS China Industries: {SAMPLE.headline}"
    assert found["html"].replace("\r\n", "\n").rstrip() == mail.html.rstrip()
    assert found["text"].replace("\r\n", "\n").rstrip() == mail.text.rstrip()
    assert {header["key"]: header["value"] for header in found["headers"]}["x-unsent"] == "1"
