"""The words of an issue in the order in which its pages have them, and the comparison with what a program has read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from editor.document.contents import contents_lines, news_lists
from editor.document.text.date_labels import dateline, day, full_date
from editor.document.text.inline import plain
from editor.document.text.links import host
from editor.publish.publication import Publication
from schemas import Bullets, Entry, Imprint, NewsItem, Paragraph, Person
from schemas.theme import Wording

BULLET = "• "


def issue_text(publication: Publication) -> list[str]:
    """A text for each paragraph, heading and item of a published issue that has no empty fields."""
    issue, words = publication.issue, publication.theme.declared.words
    lines = contents_lines(issue, words, publication.pages)
    cover = [
        dateline(issue, words),
        words.wordmark,
        words.newsletter,
        issue.headline,
        words.contents.upper(),
        *(f"{line.number} {line.title} {line.page}" for line in lines),
        words.wordmark,
        words.institute,
    ]
    entries = [text for number, entry in enumerate(issue.top5, 1) for text in _entry(number, entry, words)]
    news = [
        text
        for listed in news_lists(issue.noteworthy, words)
        for text in (listed.title, *(_news(item, words) for item in listed.items))
    ]
    top = [words.top.upper(), *entries] if entries else []
    texts = [*cover, *top, words.noteworthy.upper(), *news, *_imprint(issue.imprint, words)]
    return [text for one in texts if (text := re.sub(" +", " ", one.strip(" ")))]


def _entry(number: int, entry: Entry, words: Wording) -> Iterator[str]:
    yield f"{number}. {entry.title}"
    if entry.key_figures:
        yield f"{words.key_figures}: {' | '.join(entry.key_figures)}"
    for label, blocks in ((words.at_a_glance, entry.at_a_glance), (words.comment, entry.comment)):
        yield f"{label}:"
        yield from _blocks(blocks)
    chinese = f" ({entry.source.title_zh})" if entry.source.title_zh else ""
    place = host(entry.source.link)
    link = f" ({words.link}{f': {place}' if place else ''})" if entry.source.link else ""
    yield f"{words.article}: {entry.source.title}{chinese}{link}"
    bodies = words.issuing_body if len(entry.issuing_bodies) == 1 else words.issuing_bodies
    yield f"{bodies}: {', '.join(entry.issuing_bodies)}"
    yield f"{words.date}: {full_date(entry.date, words) if entry.date else ''}"


def _blocks(blocks: tuple[Paragraph | Bullets, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Bullets):
            yield from (f"{BULLET}{plain(bullet.text)}" for bullet in block.items)
        else:
            yield plain(block.text)


def _news(item: NewsItem, words: Wording) -> str:
    date = f"{day(item.date, words)}: " if item.date else BULLET
    source = f" ({item.source.label})" if item.source.label else ""
    return f"{date}{plain(item.text)}{source}"


def _imprint(imprint: Imprint, words: Wording) -> Iterator[str]:
    for one, several, people in (
        (words.author, words.authors, imprint.authors),
        (words.editor, words.editors, imprint.editors),
    ):
        yield (one if len(people) == 1 else several).upper()
        yield from (text for person in people for text in _person(person))
    yield f"{words.contact} {imprint.contact}"
    publisher = imprint.publisher
    yield words.publisher.upper()
    yield from (publisher.name, publisher.street, publisher.city)
    yield f"{words.phone}: {publisher.phone}"
    yield f"{words.mail}: {publisher.mail}"
    yield publisher.website


def _person(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.role


# What programs make of characters that look like others, on pages from any producer.
_READ_AS = str.maketrans({"\u00b5": "\u03bc", "\u2126": "\u03a9", "\ufb01": "fi", "\u00a0": " "})


def difference(texts: list[str], read: str) -> str:
    """Where the text that a program has read is another than these texts, one after the other; "" if it is the same.

    A space has to be there, once. At the end of a line there may be none, as after the hyphen of a compound. Of spaces
    of several kinds side by side, programs show one or all.
    """
    typed = normalize("NFC", "\n".join(texts)).translate(_READ_AS)
    read = normalize("NFC", re.sub(r"\s*[\n\f]\s*", "\n", read.replace("\r", ""))).translate(_READ_AS).strip()
    place = 0
    for index, character in enumerate(typed):
        found = read[place : place + 1]
        if found == "\n" and character not in " \n":
            place += 1
            found = read[place : place + 1]
        if found == character or (found and found in " \n" and character in " \n"):
            place += 1
        elif character != " " or typed[index - 1] != " ":
            return f"{typed[max(0, index - 30) : index + 20]!r} is read as {read[max(0, place - 30) : place + 20]!r}"
    return "" if place == len(read) else f"{read[place:]!r} is read at the end"
