"""Mail and web page: an issue comes back from them; any text leaves valid files that are the same each time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given

from editor.document.contents import contents_lines
from editor.document.text.inline import plain
from editor.files.themes import load_theme
from editor.formats.feed.items import make_feed
from editor.formats.feed.writer import write_atom, write_json_feed, write_rss
from editor.formats.importing.source import read_source
from editor.formats.mail.writer import write_mail
from editor.formats.online.templates import OnlineTemplates
from editor.formats.outgoing.characters import xml_text
from editor.formats.web_page.writer import write_fragment, write_web_page
from schemas import Bullets, Issue
from tests.properties.examples import examples
from tests.properties.printed_issues import printed_issues, words_of
from tests.properties.strategies import odd_issues

THEME = load_theme("merics")
TEMPLATES = OnlineTemplates(THEME)


@examples(30)
@given(printed_issues)
@pytest.mark.slow
def test_an_issue_comes_back_from_mail(issue: Issue) -> None:
    read = read_source(write_mail(issue, THEME, templates=TEMPLATES).data, THEME.declared)
    assert read.issue == issue
    assert [note.message for note in read.notes if note.needs_person] == []


@examples(30)
@given(printed_issues)
@pytest.mark.slow
def test_an_issue_comes_back_from_a_web_page(issue: Issue) -> None:
    read = read_source(write_web_page(issue, THEME, templates=TEMPLATES).encode(), THEME.declared)
    assert read.issue == issue


@examples(30)
@given(printed_issues)
@pytest.mark.slow
def test_the_text_of_a_mail_holds_all_words_and_no_markup(issue: Issue) -> None:
    text = write_mail(issue, THEME, templates=TEMPLATES).text
    for words in words_of(issue):
        for word in words.split():
            assert word in text
    assert not set(text) & set("*[]\\")


_MARK = "a mark of a missing field"


class Fields(HTMLParser):
    """The text of each element with an id, without the marks of missing fields; ids that occur twice; elements that are
    not closed in order.
    """

    VOID = frozenset(("meta", "link", "br"))

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.twice: list[str] = []
        self.misplaced: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if name is not None:
            if name in self.texts:
                self.twice.append(name)
            self.texts.setdefault(name, "")
        if tag not in self.VOID:
            self._open.append((tag, _MARK if dict(attrs).get("class") == "missing" else name))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop()[0] != tag:
            self.misplaced.append(tag)

    def handle_data(self, data: str) -> None:
        names = [name for _, name in self._open if name is not None]
        for name in names if _MARK not in names else ():
            self.texts[name] += data


def printable(text: str) -> str:
    """A text without NUL, which no output can hold; CommonMark would read it as a replacement character."""
    return text.replace("\0", "")


@examples(40)
@given(odd_issues)
def test_each_id_of_a_web_page_is_a_path_with_its_text(issue: Issue) -> None:
    html = write_web_page(issue, THEME, proof=True, templates=TEMPLATES)
    assert html == write_web_page(issue, THEME, proof=True, templates=TEMPLATES)
    page = Fields()
    page.feed(html)
    page.close()
    assert page.twice == []
    assert page.misplaced == []
    for entry in issue.top5:
        base = f"top5/{entry.id}"
        assert page.texts[f"{base}/title"] == xml_text(entry.title)
        for name, blocks in (("at_a_glance", entry.at_a_glance), ("comment", entry.comment)):
            for block in blocks:
                if isinstance(block, Bullets):
                    for bullet in block.items:
                        read = page.texts[f"{base}/{name}/{block.id}/items/{bullet.id}/text"]
                        assert read == xml_text(plain(printable(bullet.text)))
                else:
                    assert page.texts[f"{base}/{name}/{block.id}/text"].endswith(xml_text(plain(printable(block.text))))
    for line in contents_lines(issue, THEME.declared.words, None):
        assert line.target in page.texts


@examples(40)
@given(odd_issues)
def test_a_fragment_passes_the_default_rules_unchanged(issue: Issue) -> None:
    html = write_fragment(issue, THEME, templates=TEMPLATES)
    assert nh3.clean(html) == html
    text = Fields()
    text.feed(f'<div id="all">{html}</div>')
    text.close()
    squeezed = "".join(text.texts["all"].split())
    for words in words_of(issue.model_copy(update={"headline": "", "imprint": Issue().imprint})):
        # NUL is in no output, and read as U+FFFD from the words of an issue.
        assert "".join(xml_text(words).split()).replace("\ufffd", "") in squeezed.replace("\ufffd", "")


@examples(40)
@given(odd_issues)
def test_a_mail_is_the_same_each_time_and_has_short_ascii_lines(issue: Issue) -> None:
    data = write_mail(issue, THEME, proof=True, templates=TEMPLATES).data
    assert data == write_mail(issue, THEME, proof=True, templates=TEMPLATES).data
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998


@examples(40)
@given(odd_issues)
def test_feeds_are_well_formed_and_agree(issue: Issue) -> None:
    feed = make_feed((issue,), THEME, templates=TEMPLATES)
    atom, rss = ET.fromstring(write_atom(feed)), ET.fromstring(write_rss(feed))
    items = json.loads(write_json_feed(feed))["items"]
    space = "{http://www.w3.org/2005/Atom}"
    ids = [item["id"] for item in items]
    assert [entry.findtext(f"{space}id") for entry in atom.iter(f"{space}entry")] == ids
    assert [item.findtext("guid") for item in rss.iter("item")] == ids
    assert len(set(ids)) == len(issue.top5) + 1
    texts = [entry.findtext(f"{space}content") for entry in atom.iter(f"{space}entry")]
    assert texts == [item["content_html"] for item in items]
    encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert [item.findtext(encoded) for item in rss.iter("item")] == texts
