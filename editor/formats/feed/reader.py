"""Read a JSON feed that was written before, to continue it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated

import nh3
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from editor.formats.feed.items import FeedItem
from editor.formats.outgoing.addresses import web_uri
from editor.formats.outgoing.characters import xml_text
from editor.formats.outgoing.errors import OutputError

_MOST_BYTES = 20_000_000


class _Item(BaseModel):
    id: Annotated[str, Field(pattern=r"^tag:[^\s]+$")]
    title: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://\S.*)?$")] = ""
    date_published: dt.datetime
    content_html: str = ""


class _Feed(BaseModel):
    items: list[_Item]


def earlier_items(data: bytes, feed_id: str) -> tuple[FeedItem, ...]:
    """The items of an earlier JSON feed of the newsletter `feed_id`. Raises OutputError.

    Items of other newsletters are refused: one feed must not replace another.
    """
    try:
        if len(data) > _MOST_BYTES:
            raise ValueError(f"it is longer than {_MOST_BYTES // 1_000_000} MB")
        read = TypeAdapter(_Feed).validate_python(json.loads(data))
    except (ValidationError, ValueError, RecursionError) as error:
        raise OutputError(
            "The earlier feed could not be read, so it cannot be continued.",
            "Remove the files of the feed from the folder, or choose another folder.",
        ) from error
    if any(_newsletter(item.id) != _newsletter(feed_id) for item in read.items):
        raise OutputError(
            "The feed in this folder is that of another newsletter.", "Choose another folder for this feed."
        )
    return tuple(
        FeedItem(
            item.id,
            xml_text(item.title),
            web_uri(item.url),  # earlier versions wrote spaces into addresses
            item.date_published if item.date_published.tzinfo else item.date_published.replace(tzinfo=dt.UTC),
            nh3.clean(item.content_html),
        )
        for item in read.items
    )


def _newsletter(tag: str) -> tuple[str, str]:
    """Authority and name in a tag URI such as `tag:example.org,2025-03-12:china-industries/top5/e1`."""
    authority, _, rest = tag.removeprefix("tag:").partition(",")
    return authority, rest.partition(":")[2].partition("/")[0]
