"""Feeds against the rules that the W3C's feed validator names for the elements that they have.

The validator itself is on no package registry; docs/how-to/set-up-email-and-web.md tells how it was run once. Its rules
come from RFC 4287 (Atom), RFC 3339, RFC 4151 (tag URIs), RFC 822, the specification of RSS 2.0 and the RSS Advisory
Board's profile; they are checked here with expat and feedparser.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from html import unescape
from html.parser import HTMLParser

import feedparser
import pytest

from editor.formats.feed.items import Feed, make_feed
from editor.formats.feed.writer import write_atom, write_rss
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Source
from tests.unit.formats.online_themes import ADDRESS, SAMPLE, THEME, based

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
URI = re.compile(r"[a-z][a-z0-9+.-]*:(//)?([A-Za-z0-9;/?:@&=+$._!~*'(),#-]|%[0-9A-F]{2})+")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9;/?:@&=+$._!~*'(),-]|%[0-9A-F]{2})*")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})")
HTML = re.compile(r"</?[a-z]+[^>]*>|&#?\w+;", re.IGNORECASE)
EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)

LINKS = "[数据](<https://example.org/数据?q=\"x\"&y='z'>) and [b](https://example.org/b), R&D; 5 < 6 \x00\x92"
HOSTILE = SAMPLE.model_copy(
    update={
        "headline": LINKS,
        "top5": (
            Entry(
                id="e1",
                title="R&D up, 5 < 6: «计划» \x0b",
                at_a_glance=(Bullets(id="b1", items=(Bullet(id="x", text=LINKS),)),),
                comment=(Paragraph(id="c1", text=LINKS),),
                source=Source(title=LINKS, title_zh="计划", link="https://example.org/%E8%AE%A1?a=1&b=2"),
                issuing_bodies=("R&D", "<b>"),
            ),
            Entry(id="e2", title=""),
            Entry(id="e3", title=" \n "),
            Entry(id="e4", title="A <b>plan</b> &amp; &#8212; &copy; AT&T"),
        ),
        "noteworthy": Noteworthy(
            policy_news=(NewsItem(id="n1", text=LINKS, source=NewsSource(label=LINKS, link="mailto:a@example.org")),)
        ),
    }
)
LATER = SAMPLE.model_copy(update={"date": dt.date(2025, 5, 7)})
FEEDS = {
    "one": (SAMPLE,),
    "two": (SAMPLE, LATER),
    "hostile": (HOSTILE,),
    "nothing": (Issue(date=SAMPLE.date),),
    "undated": (Issue(),),
}


@pytest.fixture(params=FEEDS)
def feed(request: pytest.FixtureRequest) -> Feed:
    return make_feed(FEEDS[request.param], based())


def with_website(website: str) -> Issue:
    imprint = SAMPLE.imprint
    publisher = imprint.publisher.model_copy(update={"website": website})
    return SAMPLE.model_copy(update={"imprint": imprint.model_copy(update={"publisher": publisher})})


def one(parent: ET.Element, name: str) -> str:
    """The text of an element that must be there once, and must not be blank."""
    (found,) = parent.findall(name)
    assert found.text is not None
    assert found.text.strip() == found.text != ""
    assert len(found) == 0
    return found.text


@pytest.mark.parametrize("write", [write_atom, write_rss])
def test_the_file_is_utf_8_without_characters_that_readers_reject(write: Callable[[Feed], bytes], feed: Feed) -> None:
    data = write(feed)
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<')
    text = data.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", text)
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    found = feedparser.parse(data)
    assert not found.bozo
    assert found.version == ("atom10" if write is write_atom else "rss20")
    assert found.feed.language == "en"


def test_an_atom_feed_has_all_that_it_must_have_once(feed: Feed) -> None:
    root = ET.fromstring(write_atom(feed))
    assert root.tag == f"{ATOM}feed"
    assert TAG.fullmatch(one(root, f"{ATOM}id"))
    assert not HTML.search(one(root, f"{ATOM}title"))
    assert RFC_3339.fullmatch(one(root, f"{ATOM}updated"))
    (author,) = root.findall(f"{ATOM}author")
    one(author, f"{ATOM}name")
    links = {link.get("rel"): link for link in root.findall(f"{ATOM}link")}
    assert sorted(filter(None, links)) == ["alternate", "self"]
    assert links["self"].get("type") == "application/atom+xml"
    assert all(URI.fullmatch(link.get("href", "")) and not link.text for link in links.values())
    names = [child.tag for child in root]
    assert names == sorted(names, key=lambda name: name == f"{ATOM}entry"), "entries come last"


def test_each_atom_entry_has_all_that_it_must_have_once(feed: Feed) -> None:
    entries = ET.fromstring(write_atom(feed)).findall(f"{ATOM}entry")
    assert entries
    ids = [one(entry, f"{ATOM}id") for entry in entries]
    assert all(map(TAG.fullmatch, ids))
    assert len(set(ids)) == len(ids)
    times = [one(entry, f"{ATOM}updated") for entry in entries]
    assert all(map(RFC_3339.fullmatch, times))
    assert len(set(times)) == len(times)
    assert min(map(dt.datetime.fromisoformat, times)) > EARLIEST
    for entry, item in zip(entries, feed.items, strict=True):
        title = one(entry, f"{ATOM}title")
        if entry.findall(f"{ATOM}title")[0].get("type") == "html":
            assert unescape(title) == item.title
            assert check_html(title) == []
        else:
            assert not HTML.search(title)
        (link,) = entry.findall(f"{ATOM}link")
        assert URI.fullmatch(link.get("href", "")), link.get("href")
        assert link.get("href", "").startswith(ADDRESS)
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        assert check_html(content.text or "") == []


def test_an_rss_channel_has_all_that_it_must_have_once(feed: Feed) -> None:
    root = ET.fromstring(write_rss(feed))
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    (channel,) = root
    assert URI.fullmatch(one(channel, "link"))
    assert not HTML.search(one(channel, "title"))
    assert not HTML.search(one(channel, "description"))
    assert one(channel, "language") == "en"
    is_date(one(channel, "lastBuildDate"))
    (link,) = channel.findall(f"{ATOM}link")
    assert (link.get("rel"), link.get("type")) == ("self", "application/rss+xml")
    assert URI.fullmatch(link.get("href", ""))
    names = [child.tag for child in channel]
    assert names == sorted(names, key=lambda name: name == "item"), "items come last"


def test_each_rss_item_has_all_that_it_must_have_once(feed: Feed) -> None:
    items = ET.fromstring(write_rss(feed)).findall("channel/item")
    assert items
    guids = [one(item, "guid") for item in items]
    assert len(set(guids)) == len(guids)
    for item in items:
        one(item, "title")
        assert URI.fullmatch(one(item, "link"))
        # A tag URI is no permanent link.
        assert [guid.attrib for guid in item.findall("guid")] == [{"isPermaLink": "false"}]
        is_date(one(item, "pubDate"))
        names = [child.tag for child in item]
        assert names.index("description") < names.index(f"{CONTENT}encoded")
        # A description is HTML.
        assert check_html(one(item, "description")) == []
        (content,) = item.findall(f"{CONTENT}encoded")
        assert check_html(content.text or "") == []


def test_signs_in_rss_titles_are_marked_as_text(feed: Feed) -> None:
    # For XML they are the same; the RSS Advisory Board's profile asks for it.
    titles = re.findall("<title>(.*?)</title>", write_rss(feed).decode(), re.DOTALL)
    assert not any("&amp;" in title or "&lt;" in title for title in titles)
    root = ET.fromstring(write_rss(feed))
    assert [one(item, "title") for item in root.findall("channel/item")] == [item.title for item in feed.items]


@pytest.mark.parametrize("write", [write_atom, write_rss])
@pytest.mark.parametrize(
    ("base_address", "file_name"),
    [
        ("https://例.org/数据/", "News-{date}.pdf"),
        ("https://example.org/a'\"<b>[%/", "News-{date}.pdf"),
        (ADDRESS, "My News {date}.pdf"),
    ],
)
def test_every_link_is_a_uri(write: Callable[[Feed], bytes], base_address: str, file_name: str) -> None:
    theme = based()
    online = theme.declared.online.model_copy(update={"base_address": base_address})
    declared = theme.declared.model_copy(update={"online": online, "file_name": file_name})
    root = ET.fromstring(write(make_feed((SAMPLE,), replace(theme, declared=declared))))
    links = [link.get("href") or link.text or "" for link in (*root.iter("link"), *root.iter(f"{ATOM}link"))]
    assert len(links) > len(SAMPLE.top5)
    assert [link for link in links if not URI.fullmatch(link)] == []


@pytest.mark.parametrize(
    ("website", "home"),
    [
        ("www.example.org", "https://www.example.org"),
        ("https://例.org/数据", "https://xn--fsq.org/%E6%95%B0%E6%8D%AE"),
        ("", "https://merics.org/"),
        ("javascript:alert(1)", "https://merics.org/"),
        ("mailto:a@example.org", "https://merics.org/"),
        ('www.example.org/a b"<', "https://merics.org/"),
    ],
)
def test_a_feed_has_a_home_page_whatever_the_imprint_says(website: str, home: str) -> None:
    root = ET.fromstring(write_rss(make_feed((with_website(website),), THEME)))
    assert root.findtext("channel/link") == home


def test_items_are_due_when_a_desk_in_europe_publishes_in_the_morning() -> None:
    issued = SAMPLE.date
    assert issued is not None
    washington, berlin, beijing = (dt.timezone(dt.timedelta(hours=hours)) for hours in (-5, 1, 8))
    times = [item.updated for item in make_feed((SAMPLE,), THEME).items]
    assert max(times) < dt.datetime.combine(issued, dt.time(8), berlin)
    assert {time.astimezone(zone).date() for time in times for zone in (washington, berlin, beijing)} == {issued}


def is_date(text: str) -> None:
    """With the right day of the week, and neither before there were feeds nor without a zone."""
    assert RFC_822.fullmatch(text), text
    found = parsedate_to_datetime(text)
    assert f"{found:%a}" == text[:3]
    assert found > EARLIEST


class _Html(HTMLParser):
    """Finds what readers must not be given: scripts and styles, relative addresses, tags that are not closed."""

    SAFE = frozenset(["a", "b", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "span", "strong", "time", "ul"])
    ATTRIBUTES = frozenset(("href", "rel", "lang", "datetime"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.SAFE:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in self.ATTRIBUTES:
                self.faults.append(f"{name} in <{tag}>")
            if name == "href" and not re.match(r"(https?|mailto):", value or ""):
                self.faults.append(f"relative address {value}")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.faults += ["unescaped <"] * ("<" in data)

    def close(self) -> None:
        super().close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]


def check_html(html: str) -> list[str]:
    parser = _Html()
    parser.feed(html)
    parser.close()
    return parser.faults + ["unescaped &"] * bool(re.search(r"&(?!#?\w+;)", html))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>R&D</p>", "unescaped &"),
        ('<a href="#e1">x</a>', "relative address #e1"),
        ("<script>x</script>", "<script>"),
        ("<p><b>x</p>", "</p>"),
        ("<p style='color:red'>x</p>", "style in <p>"),
    ],
)
def test_the_check_of_html_finds_faults(html: str, fault: str) -> None:
    assert fault in check_html(html)
