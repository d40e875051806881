"""The web page and the fragment: one file, its metadata, links, and what a draft looks like."""

import json
import re
import shutil
from base64 import b64decode
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import NoReturn

import jinja2
import pytest

from editor.document.installed_theme import InstalledTheme
from editor.formats.mail.writer import write_mail
from editor.formats.outgoing.errors import OutputError
from editor.formats.web_page.writer import write_fragment, write_web_page
from schemas import Issue
from tests.unit.formats.online_themes import LINKS, NO_LINKS, PAGE, SAMPLE, THEME, based, with_text


def json_ld(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def test_the_page_is_one_file_that_asks_for_nothing() -> None:
    html = write_web_page(SAMPLE, based())
    assert html.count("<script") == html.count('<script type="application/ld+json"') == 1
    assert not re.search(r"<(?:img|iframe|object|embed|form|input)\b|\bsrc=|@import|url\(", html)
    assert re.findall(r'<link rel="(\w+)"', html) == ["canonical"]


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 2"><path d="M0 0h8v2z"/></svg>'


def with_logo(folder: Path, name: str, data: bytes) -> InstalledTheme:
    """A theme in a folder of its own that is based on the shipped one and has a logo."""
    place = folder / "sister"
    place.mkdir()
    shutil.copytree(THEME.folder, folder / "merics")
    (place / name).write_bytes(data)
    return replace(THEME, declared=THEME.declared.model_copy(update={"logo": name, "base": "merics"}), folder=place)


def test_the_logo_is_in_the_page_and_has_the_wordmark_as_its_text(tmp_path: Path) -> None:
    theme = with_logo(tmp_path, "logo.svg", LOGO)
    (found,) = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="MERICS">', write_web_page(SAMPLE, theme))
    assert b64decode(found) == LOGO


def test_no_logo_is_loaded_by_an_email_or_attached_to_it(tmp_path: Path) -> None:
    theme = with_logo(tmp_path, "logo.svg", LOGO)
    assert write_mail(SAMPLE, theme).data == write_mail(SAMPLE, THEME).data
    assert ">MERICS</p>" in write_mail(SAMPLE, theme).html


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("logo.svg", b" " * 70_000, "has 68 KB, which is too much"), ("logo.pdf", b"%PDF", "no image that web browsers")],
)
def test_a_logo_that_no_page_should_hold_is_named(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=why):
        write_web_page(SAMPLE, with_logo(tmp_path, name, data))


def test_search_engines_and_social_media_see_what_it_is() -> None:
    html = write_web_page(SAMPLE, based())
    assert f'<link rel="canonical" href="{PAGE}">' in html
    assert '<meta property="og:title" content="MERICS China Industries, March 12, 2025">' in html
    assert '<meta name="description" content="Data policy push + SME financing + Green hydrogen">' in html
    about = json_ld(html)
    assert (about["@type"], about["datePublished"], about["url"]) == ("Article", "2025-03-12", PAGE)


def test_without_a_base_address_there_is_no_canonical_one() -> None:
    html = write_web_page(SAMPLE, THEME)
    assert "canonical" not in html
    assert "og:url" not in html
    assert "url" not in json_ld(html)


def test_text_cannot_leave_the_data_block() -> None:
    issue = SAMPLE.model_copy(update={"headline": "</script><script>alert(1)</script>"})
    html = write_web_page(issue, THEME)
    assert html.count("<script") == 1
    assert json_ld(html)["headline"] == "</script><script>alert(1)</script>"


def test_dates_and_chinese_are_marked() -> None:
    html = write_web_page(SAMPLE, THEME)
    assert '<time id="date" datetime="2025-03-12">March 12, 2025</time>' in html
    assert '<time id="top5/e1/date" datetime="2024-12-30">December 30, 2024</time>' in html
    assert '<span lang="zh-Hans">国家发展改革委' in html


@pytest.mark.parametrize("address", LINKS)
@pytest.mark.parametrize("write", [write_web_page, write_fragment])
def test_any_publishable_address_is_a_link(write: object, address: str) -> None:
    assert callable(write)
    html = write(with_text(f"[words](<{address}>)"), THEME)
    found = re.findall(r'<a href="([^"]*)"[^>]*>words</a>', html)
    assert [unescape(one) for one in found] == [address]


@pytest.mark.parametrize("address", NO_LINKS)
@pytest.mark.parametrize("write", [write_web_page, write_fragment])
def test_other_addresses_are_not(write: object, address: str) -> None:
    assert callable(write)
    html = write(with_text(f"[words](<{address}>)"), THEME)
    assert "words" in html
    assert not re.search(r"<a [^>]*>words", html)


def test_a_proof_says_so_and_is_not_indexed() -> None:
    html = write_web_page(Issue(), THEME, proof=True)
    assert '<p class="proof">Proof – not for publication</p>' in html
    assert "noindex" in html
    assert "Proof – not for publication" in write_fragment(Issue(), THEME, proof=True)
    assert "noindex" not in write_web_page(Issue(), THEME)


def test_a_fragment_has_headings_of_the_level_that_the_page_needs() -> None:
    html = write_fragment(SAMPLE, THEME, heading_level=3)
    assert set(re.findall(r"<(h\d)>", html)) == {"h3", "h4"}
    assert not re.search(r"<(?:html|head|body|style|script|table|div)\b| id=| class=| style=", html)
    with pytest.raises(ValueError, match="1 to 5"):
        write_fragment(SAMPLE, THEME, heading_level=6)


def test_a_template_that_is_changed_counts_from_the_next_page_on(tmp_path: Path) -> None:
    theme = replace(THEME, folder=tmp_path)
    for words in ("before", "after"):
        (tmp_path / "web.html.j2").write_text(words, encoding="utf-8")
        assert write_web_page(Issue(), theme) == words


def test_templates_are_compiled_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    html = write_web_page(SAMPLE, THEME)

    def compiled(*_: object) -> NoReturn:
        raise AssertionError("compiled again")

    monkeypatch.setattr(jinja2.Environment, "compile", compiled)
    assert write_web_page(SAMPLE, THEME) == html


def test_a_theme_without_the_template_is_explained(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"has no template web\.html\.j2"):
        write_web_page(SAMPLE, replace(THEME, folder=tmp_path))
    shutil.copytree(THEME.folder, tmp_path / "theme", ignore=shutil.ignore_patterns("*.ttf"))
    (tmp_path / "theme" / "web.html.j2").write_text("{{ absent }}", encoding="utf-8")
    with pytest.raises(OutputError, match="'absent' is undefined"):
        write_web_page(SAMPLE, replace(THEME, folder=tmp_path / "theme"))
