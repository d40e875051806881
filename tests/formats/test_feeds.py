"""Feeds as other readers understand them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.formats.feed.items import make_feed
from editor.formats.feed.writer import ATOM, JSON, RSS, write_atom, write_json_feed, write_rss
from tests.formats.pages import ISSUES
from tests.unit.formats.online_themes import based


@pytest.mark.parametrize("name", ISSUES)
def test_feedsmith_reads_the_same_items_in_all_formats(name: str, read: Callable[..., Any], tmp_path: Path) -> None:
    feed = make_feed((ISSUES[name],), based(), proof=name == "empty")
    files = [tmp_path / file for file in (ATOM, RSS, JSON)]
    for file, write in zip(files, (write_atom, write_rss, write_json_feed), strict=True):
        file.write_bytes(write(feed))
    atom, rss, json_feed = read("feedsmith", *files)
    assert [atom["format"], rss["format"], json_feed["format"]] == ["atom", "rss", "json"]
    titles = [item.title for item in feed.items]
    assert [one["title"]["value"] for one in atom["feed"]["entries"]] == titles
    assert [one["title"] for one in rss["feed"]["items"]] == titles
    assert [one["title"] for one in json_feed["feed"]["items"]] == titles
    ids = [item.item_id for item in feed.items]
    assert [one["id"] for one in atom["feed"]["entries"]] == ids
    assert [one["guid"]["value"] for one in rss["feed"]["items"]] == ids
    assert [one["id"] for one in json_feed["feed"]["items"]] == ids
