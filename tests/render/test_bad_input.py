"""Hostile or unusual content of an issue is printed as text or left out. Nothing is run or fetched."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import issue_text
from editor.publish import PublishError
from editor.publish.composer import Composer
from editor.publish.layout import Layout
from editor.publish.publication import SectionLayoutCache
from editor.publish.sections import CoverSection
from schemas import (
    Bullet,
    Bullets,
    Entry,
    Imprint,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    Publisher,
    ReportingPeriod,
    Source,
)
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of, squeezed, text_of

ATTACKS = [
    "{{ 7*7 }}{% include '/etc/passwd' %}{# gone #}",
    "<script>alert(1)</script><img src='file:///etc/passwd'>",
    "</style><style>body{display:none}</style><link rel=stylesheet href=file:///etc/passwd>",
    "url(file:///etc/passwd) @import 'file:///etc/passwd';",
    "\\22 } * { display: none } \\3c \\A 0\\",
    "&lt;b&gt; &amp; &#x3c; ]]> <!-- --> <?php ?>",
    "$(reboot) `reboot` %s %n ${jndi:ldap://x} ../../etc/passwd",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "\\\\server\\share",
    "//example.org/x",
    "http://",
    "ftp://example.org",
]


def filled(text: str, link: str = "") -> Issue:
    """An issue with one text in every field that the pages show."""
    escaped = "".join(f"\\{character}" if character in "\\*_[]" else character for character in text)
    inline = f"{escaped} [{escaped}](<{link}>)" if link else escaped
    blocks = (Paragraph(id="p", text=inline), Bullets(id="b", items=(Bullet(id="i", text=inline),)))
    source = Source(title=text, title_zh=text, link=link)
    entry = Entry(
        id="e",
        title=text,
        contents_title=text,
        at_a_glance=blocks,
        comment=blocks,
        source=source,
        issuing_bodies=(text, text),
    )
    news = (NewsItem(id="n", text=inline, source=NewsSource(label=text, link=link)),)
    people = (Person(id="a", name=text, role=(text, text)),)
    publisher = Publisher(name=text, street=text, city=text, phone=text, mail=link or text, website=link or text)
    imprint = Imprint(authors=people, editors=people, contact=link or text, publisher=publisher)
    return Issue(
        headline=text,
        top5=(entry,),
        noteworthy=Noteworthy(policy_news=news, corporate_news=news),
        imprint=imprint,
    )


@pytest.fixture
def fresh_cache(cache: SectionLayoutCache) -> Iterator[SectionLayoutCache]:
    yield cache
    assert cache.refused == ()


def annotations(pdf: bytes) -> list[pikepdf.Dictionary]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            pikepdf.Dictionary(Action=annotation.A.S, Address=annotation.A.URI)
            for page in opened.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation
        ]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.slow
def test_text_that_looks_like_code_is_printed_literally(fresh_cache: SectionLayoutCache, attack: str) -> None:
    publication = fresh_cache.publication(filled(attack))
    pdf = publication.pdf()
    text = squeezed(text_of(pdf))
    # Title in contents and entry, two blocks twice, source, bodies, news, people, publisher.
    assert text.count(squeezed(attack)) >= 20
    assert publication.page_count == 3
    assert annotations(pdf) == []
    assert ua1_problems(pdf) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_that_must_not_be_followed_is_only_its_words(fresh_cache: SectionLayoutCache, address: str) -> None:
    pdf = fresh_cache.publication(filled("words", address)).pdf()
    assert annotations(pdf) == []
    assert squeezed(text_of(pdf)).count("words") >= 20


def test_links_that_may_be_followed_are(fresh_cache: SectionLayoutCache) -> None:
    issue = filled("words", "https://example.org/?a=1&b=(2)#c")
    found = annotations(fresh_cache.publication(issue).pdf())
    assert {str(link.Address) for link in found} == {"https://example.org/?a=1&b=(2)#c"}
    assert {str(link.Action) for link in found} == {"/URI"}


ODD = {
    "control characters": "a\x00b\x07c\x0bd\x1b[31me\x7ff\x85g",
    "halves of characters": "a\ud800b\udfffc",
    "no characters": "a\ufffeb\uffffc\ufdd0d",
    "turned around": "a\u202ecba\u2066x\u2069",
    "right to left": "שלום עולם مرحبا بالعالم",
    "emoji": "a 😀 👩‍👩‍👧 🇨🇳 ❤️ b",
    "marks without end": "a" + "\u0301" * 400 + "b",
    "line breaks": "a\nb\r\nc\u2028d\u2029e\tf",
    "empty": "",
    "blank": "   ",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.slow
def test_unusual_characters_do_not_stop_the_export_or_damage_it(fresh_cache: SectionLayoutCache, text: str) -> None:
    pdf = fresh_cache.publication(filled(text)).pdf()
    assert ua1_problems(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as xmp:  # reads it as strict XML
        assert xmp["dc:title"] == "MERICS China Industries"
    assert "MERICS comment:" in text_of(pdf)


def test_control_characters_are_left_out_and_what_no_typeface_has_is_a_box(fresh_cache: SectionLayoutCache) -> None:
    pdf = fresh_cache.publication(Issue(top5=(Entry(id="e", title="Data\x00 \x1bpolicy 😀 \ud800\u202epush"),))).pdf()
    assert "1. Data policy □ □push" in pages_of(pdf)[1].text


@pytest.mark.slow
def test_a_word_of_100_000_letters_is_broken_over_its_pages(fresh_cache: SectionLayoutCache) -> None:
    word = "endless" * 14_300
    entry = Entry(id="e", title=word[:400], comment=(Paragraph(id="p", text=word),))
    publication = fresh_cache.publication(Issue(top5=(entry,)))
    pages = pages_of(publication.pdf())
    assert len(pages) > 10
    assert word in squeezed("\n".join(page.text for page in pages))
    assert max(line.right for page in pages for line in page.lines) < 560


@pytest.mark.slow
def test_a_list_of_600_bullets_is_complete(fresh_cache: SectionLayoutCache) -> None:
    bullets = tuple(Bullet(id=f"i{number}", text=f"({number})") for number in range(600))
    publication = fresh_cache.publication(Issue(top5=(Entry(id="e", at_a_glance=(Bullets(id="b", items=bullets),)),)))
    text = squeezed(text_of(publication.pdf()))
    assert "".join(f"({number})" for number in range(600)) in text


def test_an_empty_issue_has_its_pages(fresh_cache: SectionLayoutCache) -> None:
    publication = fresh_cache.publication(Issue())
    pdf = publication.pdf()
    assert publication.page_count == 2
    assert ua1_problems(pdf) == []
    assert "MERICS TOP 5 2" in pages_of(pdf)[0].text


@pytest.mark.slow
def test_contents_of_many_entries_run_over_and_stay_right(fresh_cache: SectionLayoutCache) -> None:
    entries = tuple(Entry(id=f"e{number}", title=f"Entry number {number}") for number in range(1, 25))
    publication = fresh_cache.publication(Issue(top5=entries))
    pdf = publication.pdf()
    pages = pages_of(pdf)
    first = publication.pages.entries[0]
    assert first > 2
    contents = "\n".join(page.text for page in pages[: first - 1])
    for number, page in enumerate(publication.pages.entries, 1):
        assert f"{number}. Entry number {number} {page}\n" in contents
        assert f"{number}. Entry number {number}\n" in pages[page - 1].text
    assert [page.running_elements[1].text for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert ua1_problems(pdf) == []


def test_a_theme_is_read_from_its_folder_alone(theme: InstalledTheme, tmp_path: Path) -> None:
    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }", encoding="utf-8")
    inside = theme.folder / "fonts" / ".." / ".." / ".." / "README.md"
    layout = Layout(theme.folders, "")
    for address in (outside.as_uri(), "https://example.org/x.css", "data:text/css,p{}", f"file://{inside}"):
        with pytest.raises(ValueError, match="Only files of the theme"):
            layout.fetcher.fetch(address)
    assert len(layout.fetcher.refused) == 4
    served = layout.fetcher.fetch((theme.folder / "theme.css").as_uri())
    assert b"@page" in served.read()
    served.close()


@pytest.mark.parametrize(("template", "said"), [("{% if %}", "mistake"), ("{{ nothing_of_the_kind }}", "nothing_of")])
def test_a_mistake_in_a_theme_is_reported_with_the_name_of_the_file(
    theme: InstalledTheme, tmp_path: Path, template: str, said: str
) -> None:
    (tmp_path / "cover.html.j2").write_text(template, encoding="utf-8")
    broken = InstalledTheme(theme.declared, tmp_path, theme.characters)
    with pytest.raises(PublishError, match=said) as refused:
        Composer(broken).html(CoverSection(None, ReportingPeriod(), ()))
    assert "cover.html.j2" in refused.value.message
    assert str(tmp_path) in refused.value.help


def test_a_theme_without_a_stylesheet_is_reported(theme: InstalledTheme, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"theme\.css"):
        Composer(InstalledTheme(theme.declared, tmp_path, theme.characters)).stylesheet()


def test_the_layout_s_own_warnings_stay_off_the_screen(tmp_path: Path) -> None:
    issue = tmp_path / "issue.json"
    issue.write_text(issue_text(filled("😀")), encoding="utf-8")
    command = [sys.executable, "-m", "editor", "export", "--proof", str(issue), "-o", str(tmp_path / "proof.pdf")]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    assert "weasyprint" not in run.stderr.lower()


def test_an_exception_during_the_layout_is_reported(cache: SectionLayoutCache, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(Composer, "html", lambda *_: "<p>text</p>")
    monkeypatch.setattr("weasyprint.HTML.render", stop)
    with pytest.raises(PublishError, match="RecursionError"):
        cache.publication(Issue(headline="never seen before"), proof=True)
