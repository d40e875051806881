"""Write a feed as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the same items and ids."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from email.utils import format_datetime
from html import escape
from typing import Any

from editor.formats.feed.items import Feed, FeedItem

ATOM, RSS, JSON = "atom.xml", "rss.xml", "feed.json"
"""The default names of the files."""

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_RSS_TEXT = re.compile("(?<=<title>)[^<]*|(?<=<description>)[^<]*")


def write_atom(feed: Feed) -> bytes:
    """The feed as Atom. An entry without an address has only its id."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.feed_id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    if feed.home:
        _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.base_address:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.base_address + ATOM)
    _add(_add(root, "author"), "name", feed.author)
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "id", item.item_id)
        _add_title(entry, item.title)
        _add(entry, "updated", item.updated.isoformat())
        if item.address:
            _add(entry, "link", rel="alternate", type="text/html", href=item.address)
        _add(entry, "content", item.html, type="html")
    return _xml(root)


def write_rss(feed: Feed) -> bytes:
    """The feed as RSS. Readers take a guid for the link unless it says that it is none.

    Nothing in RSS tells a title that is text from one that is HTML. The RSS Advisory Board's profile writes & and < of
    a text as hexadecimal references; for XML they are the same.
    """
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:content": _CONTENT})
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    if feed.base_address:
        _add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.base_address + RSS)
    for item in feed.items:
        one = _add(channel, "item")
        _add(one, "title", item.title)
        if item.address:
            _add(one, "link", item.address)
        _add(one, "guid", item.item_id, isPermaLink="false")
        _add(one, "pubDate", format_datetime(item.updated, usegmt=True))
        _add(one, "description", escape(item.title, quote=False))  # is read as HTML
        _add(one, "content:encoded", item.html)
    return _RSS_TEXT.sub(_hexadecimal, _xml(root).decode()).encode()


def _hexadecimal(text: re.Match[str]) -> str:
    return text.group().replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def write_json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    content = {
        "version": _JSON_FEED,
        "title": feed.title,
        "language": feed.language,
        "home_page_url": feed.home,
        "feed_url": feed.base_address + JSON if feed.base_address else "",
        "authors": [{"name": feed.author}],
        "items": [_json_item(item) for item in feed.items],
    }
    return (json.dumps(_filled(content), ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: FeedItem) -> Mapping[str, Any]:
    return _filled({
        "id": item.item_id,
        "url": item.address,
        "title": item.title,
        "content_html": item.html,
        "date_published": item.updated.isoformat(),
    })  # fmt: skip


def _filled(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value != ""}


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _add_title(entry: ET.Element, title: str) -> None:
    """A title that could be taken for HTML is declared to be, and escaped, so that "<b>" is read everywhere."""
    if re.search("[&<]", title):
        _add(entry, "title", escape(title, quote=False), type="html")
    else:
        _add(entry, "title", title)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
