"""The items of a feed: one for each entry of an issue, and one for its news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import nh3

from editor.document.contents import NOTEWORTHY, TOP
from editor.document.installed_theme import InstalledTheme
from editor.document.text.links import is_web_address, web_address
from editor.formats.online.templates import OnlineTemplates, page_address
from editor.formats.outgoing.addresses import web_uri
from editor.formats.outgoing.characters import xml_text
from editor.formats.outgoing.errors import OutputError
from schemas import Issue, Theme

_UNDATED = dt.date(2000, 1, 1)
"""The date of a proof without one: readers doubt dates before there were feeds."""

_TIME = dt.time(5, tzinfo=dt.UTC)
"""The time of an issue's last item, as issues have a date only.

Readers hide or reject items that are not yet due. This hour is past when a desk in Europe publishes in the morning, and
falls on the date of issue from Washington to Beijing.
"""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. `item_id` is a tag URI (RFC 4151), `address` is that of the web page or "", `html` the full text."""

    item_id: str
    title: str
    address: str
    updated: dt.datetime
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What all formats say. Addresses are URIs; `base_address` is "" if the theme has none.

    `home` is the folder of the web pages, or else the publisher's website, or else the domain of the ids: RSS cannot do
    without.
    """

    feed_id: str
    title: str
    language: str
    home: str
    base_address: str
    author: str
    updated: dt.datetime
    items: tuple[FeedItem, ...]


MOST_ITEMS = 120
"""Items of a feed: about twenty issues. Readers load the whole feed each time."""


def make_feed(
    issues: Sequence[Issue],
    theme: InstalledTheme,
    *,
    proof: bool = False,
    earlier: Sequence[FeedItem] = (),
    templates: OnlineTemplates | None = None,
) -> Feed:
    """The feed of some issues, newest first. Raises OutputError.

    Ids are made from the date of issue and the ids of entries, so they do not change with the words. Items of one issue
    are seconds apart: readers sort by time, and the W3C's validator warns of equal times. `earlier` are the items of a
    feed that this one continues; those of the issues themselves are replaced. At most MOST_ITEMS are kept.
    """
    declared = theme.declared
    templates = templates or OnlineTemplates(theme)
    dates = [issue.date for issue in issues]
    for date in dates:
        if dates.count(date) > 1:
            raise OutputError(
                f"Two issues have the same date of issue, {date or 'none'}. The ids of a feed are made from it.",
                "Correct one of the dates, or leave one issue out.",
            )
    authority = _authority(declared)
    newest_first = sorted(issues, key=lambda issue: issue.date or _UNDATED, reverse=True)
    made = [item for issue in newest_first for item in _items(issue, declared, templates, authority, proof=proof)]
    replaced = tuple(f"{_base(authority, issue, declared)}/" for issue in issues)
    made += [item for item in earlier if not item.item_id.startswith(replaced)]
    items = tuple(sorted(made, key=lambda item: item.updated, reverse=True)[:MOST_ITEMS])
    base_address = web_uri(declared.online.base_address)
    website = web_address(xml_text(newest_first[0].imprint.publisher.website).strip())
    mark = f"{declared.words.proof}: " if proof else ""
    return Feed(
        feed_id(declared),
        mark + declared.name,
        declared.language,
        base_address or (web_uri(website) if is_web_address(website) else f"https://{authority}/"),
        base_address,
        declared.words.institute,
        max(item.updated for item in items),
        items,
    )


def feed_id(theme: Theme) -> str:
    """The id of a theme's feed. Raises OutputError if the theme says not whose it is."""
    return f"tag:{_authority(theme)},2000:{_slug(theme)}"


def _authority(theme: Theme) -> str:
    found = theme.online.feed_authority or (urlsplit(theme.online.base_address).hostname or "")
    if not found:
        raise OutputError(
            f"The theme {theme.name} has no feed_authority, which the ids of a feed need.",
            'Add feed_authority = "example.org" with your own domain to [online] in its theme.toml.',
        )
    return found


def _base(authority: str, issue: Issue, theme: Theme) -> str:
    """What the ids of an issue's items begin with; a slash follows."""
    return f"tag:{authority},{(issue.date or _UNDATED).isoformat()}:{_slug(theme)}"


def _items(
    issue: Issue, declared: Theme, templates: OnlineTemplates, authority: str, *, proof: bool
) -> Iterator[FeedItem]:
    issued = issue.date or _UNDATED
    base = _base(authority, issue, declared)
    page = page_address(issue, declared)
    last = len(issue.top5)
    start = dt.datetime.combine(issued, _TIME)

    def item(place: int, path: str, title: str, html: str) -> FeedItem:
        anchor = quote(path, safe="/")
        # The first entry is the newest item of its issue.
        updated = start + dt.timedelta(seconds=last - place)
        return FeedItem(f"{base}/{anchor}", title, f"{page}#{anchor}" if page else "", updated, html)

    for place, entry in enumerate(issue.top5):
        html = nh3.clean(templates.render("feed.html.j2", issue, proof=proof, entry=entry))
        title = " ".join(xml_text(entry.title).split()) or f"{declared.words.top} {place + 1}"
        yield item(place, f"{TOP}/{entry.id}", title, html)
    html = nh3.clean(templates.render("feed.html.j2", issue, proof=proof, entry=None))
    yield item(last, NOTEWORTHY, declared.words.noteworthy, html)


def _slug(theme: Theme) -> str:
    return quote("-".join(theme.words.newsletter.lower().split()), safe="")
