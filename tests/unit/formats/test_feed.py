"""Feeds: ids that keep, order, addresses, and what a feed cannot be made of."""

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import feedparser
import pytest

from editor.formats.feed.items import MOST_ITEMS, Feed, feed_id, make_feed
from editor.formats.feed.reader import earlier_items
from editor.formats.feed.writer import write_atom, write_json_feed, write_rss
from editor.formats.outgoing.errors import OutputError
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from schemas import Issue
from tests.unit.formats.online_themes import ADDRESS, PAGE, SAMPLE, THEME, based

LATER = SAMPLE.model_copy(update={"date": dt.date(2025, 5, 7)})
ATOM = "{http://www.w3.org/2005/Atom}"


def test_ids_do_not_change_with_the_words() -> None:
    first = make_feed((SAMPLE,), THEME)
    entries = tuple(entry.model_copy(update={"title": "Other words"}) for entry in SAMPLE.top5)
    changed = make_feed((SAMPLE.model_copy(update={"headline": "Other", "top5": entries}),), THEME)
    assert [item.item_id for item in changed.items] == [item.item_id for item in first.items]
    assert first.items[0].item_id == "tag:merics.org,2025-03-12:china-industries/top5/e1"
    assert first.items[-1].item_id == "tag:merics.org,2025-03-12:china-industries/noteworthy"


def test_the_newest_comes_first_and_no_two_times_are_equal() -> None:
    feed = make_feed((SAMPLE, LATER), THEME)
    times = [item.updated for item in feed.items]
    assert times == sorted(set(times), reverse=True)
    assert feed.updated == times[0]
    assert feed.updated.date() == LATER.date
    assert make_feed((LATER, SAMPLE), THEME) == feed


def test_the_order_of_entries_changes_no_id() -> None:
    turned = SAMPLE.model_copy(update={"top5": SAMPLE.top5[::-1]})
    ids = {item.title: item.item_id for item in make_feed((SAMPLE,), THEME).items}
    assert {item.title: item.item_id for item in make_feed((turned,), THEME).items} == ids


def test_addresses_are_absolute_or_absent() -> None:
    feed = make_feed((SAMPLE,), based())
    assert feed.items[0].address == f"{PAGE}#top5/e1"
    atom = ET.fromstring(write_atom(feed))
    links = {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")}
    assert links == {"alternate": ADDRESS, "self": f"{ADDRESS}atom.xml"}
    assert ET.fromstring(write_rss(feed)).findtext("channel/item/link") == f"{PAGE}#top5/e1"
    without = make_feed((SAMPLE,), THEME)
    assert without.home == "https://www.merics.org"
    assert ET.fromstring(write_rss(without)).find("channel/item/link") is None
    assert "url" not in json.loads(write_json_feed(without))["items"][0]
    assert 'href="#' not in "".join(item.html for item in (*feed.items, *without.items))


def test_a_guid_is_no_address() -> None:
    guids = list(ET.fromstring(write_rss(make_feed((SAMPLE,), THEME))).iter("guid"))
    assert guids
    assert all(guid.get("isPermaLink") == "false" for guid in guids)


def test_an_item_has_the_full_text_with_the_chinese_title() -> None:
    item = make_feed((SAMPLE,), THEME).items[0]
    assert f'<span lang="zh-Hans">{SAMPLE.top5[0].source.title_zh}</span>' in item.html
    assert "<b>MERICS comment:</b>" in item.html


def test_two_issues_of_one_date_are_refused() -> None:
    with pytest.raises(OutputError, match="Two issues have the same date of issue, 2025-03-12"):
        make_feed((SAMPLE, SAMPLE), THEME)


def test_a_theme_without_an_authority_is_explained() -> None:
    online = THEME.declared.online.model_copy(update={"feed_authority": ""})
    theme = replace(THEME, declared=THEME.declared.model_copy(update={"online": online}))
    with pytest.raises(OutputError, match="has no feed_authority"):
        make_feed((SAMPLE,), theme)


def test_an_empty_draft_is_a_proof() -> None:
    feed = make_feed((Issue(),), THEME, proof=True)
    assert feed.title == "Proof – not for publication: MERICS China Industries"
    assert "Proof – not for publication" in feed.items[0].html


def test_control_characters_are_left_out() -> None:
    entry = SAMPLE.top5[0].model_copy(update={"title": "a\x00b\x0bc\x92d\ud83d"})
    feed = make_feed((SAMPLE.model_copy(update={"top5": (entry,)}),), THEME)
    assert ET.fromstring(write_atom(feed)).findtext(f"{ATOM}entry/{ATOM}title") == "abcd\ufffd"


def test_the_missing_base_address_is_told() -> None:
    (note,) = OUTPUTS["feed"].write(OutputJob((SAMPLE,), THEME)).notes
    assert note.message == "The feed has no links to web pages: the address of the web pages is not known."
    assert OUTPUTS["feed"].write(OutputJob((SAMPLE,), based())).notes == ()


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


@pytest.mark.parametrize("write", [write_atom, write_rss])
@pytest.mark.parametrize("issue", [SAMPLE, SAMPLE.model_copy(update={"headline": "]]> & <b>\x00 计划"}), Issue()])
def test_another_reader_finds_no_fault(write: Callable[[Feed], bytes], issue: Issue) -> None:
    feed = make_feed((issue,), based(), proof=issue == Issue())
    found = feedparser.parse(write(feed))
    assert not found.bozo, found.get("bozo_exception")
    assert [entry.id for entry in found.entries] == [item.item_id for item in feed.items]
    assert [entry.title for entry in found.entries] == [item.title for item in feed.items]
    # It drops attributes that it does not know.
    assert [words(entry.content[0].value) for entry in found.entries] == [words(item.html) for item in feed.items]


def test_an_earlier_feed_is_continued() -> None:
    before = write_json_feed(make_feed((SAMPLE,), based()))
    earlier = earlier_items(before, feed_id(THEME.declared))
    assert earlier == make_feed((SAMPLE,), based()).items
    both = make_feed((LATER,), based(), earlier=earlier)
    assert both == make_feed((SAMPLE, LATER), based())


def test_an_issue_that_is_published_again_replaces_its_items() -> None:
    earlier = make_feed((SAMPLE,), THEME).items
    shorter = SAMPLE.model_copy(update={"top5": SAMPLE.top5[1:]})
    assert make_feed((shorter,), THEME, earlier=earlier) == make_feed((shorter,), THEME)


def test_an_earlier_feed_with_spaces_in_its_addresses_is_continued() -> None:
    address = "https://example.org/My News 2025-03-12.html#top5/e1"
    item = {"id": "tag:merics.org,2024-01-01:china-industries/top5/e1", "date_published": "2024-01-01T12:00:00Z"}
    data = json.dumps({"items": [{**item, "url": address}]}).encode()
    (found,) = earlier_items(data, feed_id(THEME.declared))
    assert found.address == "https://example.org/My%20News%202025-03-12.html#top5/e1"


def test_the_oldest_items_leave_a_long_feed() -> None:
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(30)]
    feed = make_feed([SAMPLE.model_copy(update={"date": day}) for day in days], THEME)
    assert len(feed.items) == MOST_ITEMS
    assert feed.items[0].updated.date() == days[-1]


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (b"{", "could not be read"),
        (b'{"items": [{"id": "http://example.org"}]}', "could not be read"),
        (b"[" * 100_000, "could not be read"),
        (b'{"items": [{"id": "tag:merics.org,2025-01-01:other/top5/e1", "date_published": "2025-01-01"}]}', "another"),
    ],
)
def test_what_cannot_be_continued_is_refused(earlier: bytes, why: str) -> None:
    with pytest.raises(OutputError, match=why):
        OUTPUTS["feed"].write(OutputJob((SAMPLE,), THEME, earlier_feed=earlier))


def test_an_earlier_item_brings_no_markup_along() -> None:
    item = {"id": "tag:merics.org,2024-01-01:china-industries/top5/e1", "date_published": "2024-01-01T12:00:00Z"}
    data = json.dumps({"items": [{**item, "content_html": "<p onclick=x>a</p><script>b</script>"}]}).encode()
    (found,) = earlier_items(data, feed_id(THEME.declared))
    assert found.html == "<p>a</p>"
