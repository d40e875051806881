"""Entries and news items on the clipboard: as JSON for Newsdesk, as HTML and plain text for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from editor.document.text.inline import Run, parse
from editor.document.written_dates import date_label
from editor.formats.clipboard.copied_text import as_html, as_plain_text
from editor.formats.clipboard.pasted import PastedBlock
from schemas import Block, Bullets, Entry, NewsItem, Theme

MIME = "application/x-newsdesk-items"
_LONGEST = 5_000_000
_MODELS: dict[str, type[Entry] | type[NewsItem]] = {"entry": Entry, "news": NewsItem}


class UnreadableItems(Exception):
    """The JSON on the clipboard holds no items."""


def items_as_json(items: Iterable[Entry | NewsItem]) -> bytes:
    """Return items for `items_from_json`."""
    kinds = {model: kind for kind, model in _MODELS.items()}
    found = [{"kind": kinds[type(item)], "item": item.model_dump(mode="json")} for item in items]
    return json.dumps(found, ensure_ascii=False).encode()


def items_from_json(data: bytes) -> tuple[Entry | NewsItem, ...]:
    """Return the items in the result of `items_as_json`. Raises UnreadableItems."""
    try:
        if len(data) > _LONGEST:
            raise UnreadableItems
        found = json.loads(data)
        return tuple(_MODELS[one["kind"]].model_validate_json(json.dumps(one["item"])) for one in found)
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise UnreadableItems from error


def items_as_html(items: Iterable[Entry | NewsItem], theme: Theme) -> str:
    """Return items as paragraphs and lists, with the labels that the newsletter prints."""
    return as_html(_all_blocks(items, theme))


def items_as_text(items: Iterable[Entry | NewsItem], theme: Theme) -> str:
    """Return items as lines of text."""
    return as_plain_text(_all_blocks(items, theme))


def _all_blocks(items: Iterable[Entry | NewsItem], theme: Theme) -> Iterator[PastedBlock]:
    for item in items:
        yield from _entry(item, theme) if isinstance(item, Entry) else _news(item)


def _entry(entry: Entry, theme: Theme) -> Iterator[PastedBlock]:
    words, source = theme.words, entry.source
    if entry.title:
        yield PastedBlock((Run(entry.title, strong=True),))
    for label, blocks in ((words.at_a_glance, entry.at_a_glance), (words.comment, entry.comment)):
        yield from _labelled(label, blocks)
    for label, runs in (
        (words.article, _joined(Run(source.title, link=source.link or None), Run(source.title_zh))),
        (words.issuing_bodies, _joined(Run(", ".join(entry.issuing_bodies)))),
        (words.date, _joined(Run(date_label(entry.date) if entry.date else ""))),
    ):
        if runs:
            yield PastedBlock((Run(f"{label}: ", strong=True), *runs))


def _news(news: NewsItem) -> Iterator[PastedBlock]:
    day = (Run(f"{date_label(news.date)}: ", strong=True),) if news.date else ()
    source = (Run(f" ({news.source.label})", link=news.source.link or None),) if news.source.label else ()
    if runs := (*day, *parse(news.text), *source):
        yield PastedBlock(runs)


def _labelled(label: str, blocks: Iterable[Block]) -> Iterator[PastedBlock]:
    begin: tuple[Run, ...] = (Run(f"{label}: ", strong=True),)
    for block in blocks:
        texts = [one.text for one in block.items] if isinstance(block, Bullets) else [block.text]
        for runs in filter(None, map(parse, texts)):
            is_bullet = isinstance(block, Bullets)
            yield PastedBlock(runs if is_bullet else (*begin, *runs), is_bullet)
            begin = ()


def _joined(*runs: Run) -> tuple[Run, ...]:
    """The runs that have words, with spaces between them."""
    filled = [run for run in runs if run.text]
    return tuple(piece for number, run in enumerate(filled) for piece in ((Run(" "),) if number else ()) + (run,))
