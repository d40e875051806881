"""The texts of an issue as they must be printed, derived independently, and a PDF read back for comparison."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import punctuation
from typing import Any
from urllib.parse import quote, urlsplit

import pypdfium2
from pypdfium2 import raw

from editor.document.text.inline import Run, parse
from schemas import Block, Entry, Issue, NewsItem, Paragraph, Person
from tests.render.printed import FOOT, HEAD

BULLET = "•"


@dataclass(frozen=True)
class Letter:
    """A character in print. `address` is where a click on it leads."""

    character: str
    page: int
    is_bold: bool
    is_italic: bool
    address: str | None


@dataclass(frozen=True)
class Printed:
    """A PDF: its letters without white space and bullets, the running elements of each page, its metadata."""

    letters: tuple[Letter, ...]
    running_elements: tuple[str, ...]
    about: dict[str, str]
    bookmarks: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(letter.character for letter in self.letters)

    def page_of(self, words: str) -> int:
        """The page, from 1, on which these words stand first behind the cover."""
        behind = [letter for letter in self.letters if letter.page > 1]
        at = "".join(letter.character for letter in behind).find(squeezed(words))
        assert at >= 0, f"not in print: {words}"
        return behind[at].page


def read_back(data: bytes) -> Printed:
    """The PDF as a reader's program has it."""
    letters: list[Letter] = []
    running_elements: list[str] = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            height = page.get_height()
            beside = ""
            for letter, middle in _letters(document, page, number):
                if number > 1 and (middle > height - HEAD or middle < FOOT):
                    beside += letter.character
                else:
                    letters.append(letter)
            running_elements.append(beside)
        about = document.get_metadata_dict()
        bookmarks = tuple(one.get_title() for one in document.get_toc())
    return Printed(tuple(letters), tuple(running_elements), about, bookmarks)


def squeezed(text: str) -> str:
    """Without white space and bullets: lines break elsewhere in print."""
    return "".join(letter for letter in text if not letter.isspace() and letter != BULLET)


def _letters(document: Any, page: Any, number: int) -> Iterator[tuple[Letter, float]]:
    text = page.get_textpage()
    links = list(_links(document, page))
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if not squeezed(character):
            continue
        left, bottom, right, top = text.get_charbox(index)
        across, up = (left + right) / 2, (bottom + top) / 2
        address = next((uri for uri, box in links if box[0] <= across <= box[2] and box[1] <= up <= box[3]), None)
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.c_int())
        font = name.value.decode()
        yield Letter(character, number, "Bold" in font, "Ital" in font or "Obli" in font, address), up


def _links(document: Any, page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        uri = ctypes.create_string_buffer(2_000)
        raw.FPDFAction_GetURIPath(document, raw.FPDFLink_GetAction(link), uri, len(uri))
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, box)
        if uri.value:
            yield uri.value.decode(), (box.left, min(box.top, box.bottom), box.right, max(box.top, box.bottom))


# --- What must be there ----------------------------------------------------------------------------------


def printed_runs(issue: Issue, pages: dict[str, int]) -> Iterator[Run]:
    """All that a reader meets, from the dateline to the publisher's address. `pages` is where each title stands."""
    yield from _cover(issue, pages)
    yield bold("MERICS TOP 5")
    for number, entry in enumerate(issue.top5, 1):
        yield bold(f"{number}. {entry.title}")
        yield from _entry(entry)
    yield bold("NOTEWORTHY")
    for title, items in (
        ("Policy news", issue.noteworthy.policy_news),
        ("Corporate news", issue.noteworthy.corporate_news),
    ):
        yield bold(title)
        for item in items:
            yield from _news(item)
    yield from _imprint(issue)


def _cover(issue: Issue, pages: dict[str, int]) -> Iterator[Run]:
    assert issue.date is not None
    start, end = issue.reporting_period.start, issue.reporting_period.end
    assert start is not None
    assert end is not None
    period = f"{start:%B} {start.day} - {end:%B} {end.day}"
    yield Run(f"{full(issue.date)} (Reporting period: {period})".upper())
    yield from map(bold, ("MERICS", "China Industries"))
    yield Run(issue.headline)
    yield bold("CONTENTS")
    yield bold(f"MERICS TOP 5 {pages['MERICS TOP 5']}")
    for number, entry in enumerate(issue.top5, 1):
        yield Run(f"{number}. {entry.contents_title or entry.title} {pages[entry.title]}")
    yield bold(f"NOTEWORTHY {pages['NOTEWORTHY']}")
    yield Run(f"Policy news {pages['Policy news']} Corporate news {pages['Corporate news']}")
    yield bold("MERICS")
    yield Run("Mercator Institute for China Studies")


def _entry(entry: Entry) -> Iterator[Run]:
    yield bold("At a glance:")
    yield from _blocks(entry.at_a_glance)
    yield bold("MERICS comment:")
    yield from _blocks(entry.comment)
    source = entry.source
    yield bold("Article:")
    yield Run(f"{source.title} ({source.title_zh}) (")
    host = (urlsplit(source.link).hostname or "").removeprefix("www.")
    yield Run(f"Link: {host}", link=source.link)
    yield Run(")")
    yield bold("Issuing body:" if len(entry.issuing_bodies) == 1 else "Issuing bodies:")
    yield Run(", ".join(entry.issuing_bodies))
    yield bold("Date:")
    yield Run(full(entry.date))


def _blocks(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        for text in [block.text] if isinstance(block, Paragraph) else [item.text for item in block.items]:
            yield from parse(text)


def _news(item: NewsItem) -> Iterator[Run]:
    assert item.date is not None
    yield Run(f"{item.date:%B} {item.date.day}:", emphasis=True)
    yield from parse(item.text)
    yield Run("(")
    yield Run(item.source.label, link=item.source.link)
    yield Run(")")


def _imprint(issue: Issue) -> Iterator[Run]:
    imprint = issue.imprint
    yield from _people("AUTHOR", imprint.authors)
    yield from _people("EDITOR", imprint.editors)
    yield Run("For more information, please contact:")
    yield Run(imprint.contact, link=f"mailto:{imprint.contact}")
    publisher = imprint.publisher
    yield bold("PUBLISHER")
    yield bold(publisher.name)
    yield Run(f"{publisher.street} {publisher.city} Tel.: {publisher.phone} Mail:")
    yield Run(publisher.mail, link=f"mailto:{publisher.mail}")
    website = publisher.website
    yield Run(website, link=website if "://" in website else f"https://{website}")


def _people(head: str, people: tuple[Person, ...]) -> Iterator[Run]:
    yield bold(head if len(people) == 1 else f"{head}S")
    for person in people:
        yield bold(person.name)
        yield from (Run(line) for line in person.role)


def in_file(address: str | None) -> str | None:
    """An address as a PDF holds it: in ASCII (RFC 3987, 3.1)."""
    return None if address is None else quote(address, safe=punctuation)


def bold(text: str) -> Run:
    return Run(text, strong=True)


def full(day: date | None) -> str:
    """A date as the newsletter prints it."""
    assert day is not None
    return f"{day:%B} {day.day}, {day.year}"
