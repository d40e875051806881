"""The text of a mail for programs that show no HTML: as it is read, without markup signs or page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from editor.document.calendar import Calendar
from editor.document.contents import contents_lines, news_lists
from editor.document.text.date_labels import calendar_of, dateline, full_date, news_day
from editor.document.text.inline import parse, text_of
from editor.document.text.key_figures import FIGURE_JOINT
from editor.document.text.links import may_be_published
from editor.formats.outgoing.characters import xml_text
from schemas import Block, Bullets, Entry, Imprint, Issue, NewsItem, Theme
from schemas.theme import Wording


def mail_text(issue: Issue, theme: Theme, *, address: str = "", proof: bool = False) -> str:
    """The text, one paragraph a line. `address` is that of the web page, or "". Lines end with a line feed."""
    chunks = (xml_lines for chunk in _chunks(issue, theme, address, proof) if (xml_lines := _clean(chunk)))
    return "\n\n".join(chunks) + "\n"


def _clean(chunk: Sequence[str]) -> str:
    return "\n".join(line for line in (xml_text(line).strip() for line in chunk) if line)


def _chunks(issue: Issue, theme: Theme, address: str, proof: bool) -> Iterator[Sequence[str]]:
    words = theme.words
    if proof:
        yield [words.proof.upper()]
    if address:
        yield [f"{theme.online.view_in_browser}: {address}"]
    yield [issue.headline]
    yield [dateline(issue, words)]
    yield [words.wordmark, words.newsletter]
    yield [words.contents.upper()]
    yield [f"{line.number} {line.title}" for line in contents_lines(issue, words, None)]
    yield [words.wordmark, words.institute]
    yield [words.top.upper()]
    for number, entry in enumerate(issue.top5, 1):
        yield [f"{number}. {entry.title}"]
        yield from _entry(entry, words)
    calendar = calendar_of(issue)
    yield [words.noteworthy.upper()]
    for listed in news_lists(issue.noteworthy, words):
        yield [listed.title]
        yield [_news(item, calendar, words) for item in listed.items]
    yield from _imprint(issue.imprint, words)


def _entry(entry: Entry, words: Wording) -> Iterator[Sequence[str]]:
    if entry.key_figures:
        yield [f"{words.key_figures}: {FIGURE_JOINT.join(entry.key_figures)}"]
    yield from _blocks(words.at_a_glance, entry.at_a_glance)
    yield from _blocks(words.comment, entry.comment)
    source = entry.source
    chinese = f"({source.title_zh})" if source.title_zh else ""
    yield [f"{words.article}: {' '.join(filter(None, (source.title, chinese, _address(source.link))))}"]
    label = words.issuing_body if len(entry.issuing_bodies) == 1 else words.issuing_bodies
    yield [f"{label}: {', '.join(entry.issuing_bodies)}"]
    yield [f"{words.date}: {full_date(entry.date, words) if entry.date else ''}"]


def _blocks(label: str, blocks: Sequence[Block]) -> Iterator[Sequence[str]]:
    run_in = f"{label}:"
    if not blocks or isinstance(blocks[0], Bullets):
        yield [run_in]
        run_in = ""
    for block in blocks:
        if isinstance(block, Bullets):
            yield [f"- {_inline(bullet.text)}" for bullet in block.items]
        else:
            yield [f"{run_in} {_inline(block.text)}"]
            run_in = ""


def _news(item: NewsItem, calendar: Calendar, words: Wording) -> str:
    dated = f"{news_day(item.date, calendar, words)}:" if item.date else ""
    source = " ".join(filter(None, (item.source.label, _address(item.source.link))))
    return " ".join(filter(None, ("-", dated, _inline(item.text), f"({source})" if source else "")))


def _imprint(imprint: Imprint, words: Wording) -> Iterator[Sequence[str]]:
    for labels, people in (
        ((words.author, words.authors), imprint.authors),
        ((words.editor, words.editors), imprint.editors),
    ):
        yield [labels[len(people) != 1].upper()]
        yield from ([person.name, *person.role] for person in people)
    yield [words.contact, imprint.contact]
    publisher = imprint.publisher
    yield [words.publisher.upper()]
    yield [
        publisher.name,
        publisher.street,
        publisher.city,
        f"{words.phone}: {publisher.phone}",
        f"{words.mail}: {publisher.mail}",
        publisher.website,
    ]


def _inline(text: str) -> str:
    """Words as they are read; the address of a link follows its words."""
    pieces: list[str] = []
    for address, runs in groupby(parse(text), lambda run: run.link):
        words = text_of(runs)
        shown = _address(address or "")
        pieces.append(f"{words} {shown}" if shown and words else words)
    return "".join(pieces)


def _address(address: str) -> str:
    return f"<{address}>" if address and may_be_published(address) else ""
