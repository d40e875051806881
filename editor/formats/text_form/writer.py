"""An issue in the newsletter's text form, which `text_reader` reads back.

What the form cannot hold: ids, the theme and the review; line breaks and surrounding spaces of a text; empty
paragraphs, bullets and people; a border between two lists that stand next to each other; a contents title that
differs from its title in nothing but capitals or final stops; a link to `#`, which stands for no address; parts
without what comes before them (a city without a street, a publisher without a name, a role without a name).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from editor.document.calendar import Calendar
from editor.document.contents import ContentsLine, ContentsPages, contents_lines, news_lists
from editor.document.text.date_labels import calendar_of, dateline, full_date, news_day
from editor.document.text.inline import link_markup, with_link_addresses
from editor.document.text.key_figures import FIGURE_JOINT
from editor.formats.text_form.imprint_writer import ImprintWriter
from editor.formats.text_form.line_kinds import Marker
from editor.formats.text_form.lines import filled, one_line
from editor.formats.text_form.news import shielded
from editor.formats.text_form.references import split_news_source
from schemas import Block, Bullets, Entry, Issue, NewsItem, NewsSource, Source, Theme

LEADER = "....."
_NO_ADDRESS = "#"


def write_text(issue: Issue, theme: Theme, pages: ContentsPages | None) -> str:
    """The issue as text. Without `pages`, the contents have no page numbers."""
    chunks = _Writer(theme).chunks(issue, pages)
    return "\n\n".join("\n".join(chunk) for chunk in map(list, chunks) if chunk) + "\n"


class _Writer:
    """Writes chunks: lines that stand together; a blank line comes between chunks."""

    def __init__(self, theme: Theme) -> None:
        self._words = theme.words
        self._marker = Marker(theme.words)

    def chunks(self, issue: Issue, pages: ContentsPages | None) -> Iterator[Iterable[str]]:
        words = self._words
        yield [self._marker.shielded(line) for line in filled(issue.headline)]
        yield filled(dateline(issue, words))
        yield [words.wordmark]
        yield [words.newsletter]
        yield [words.contents.upper()]
        yield self._contents(issue, pages)
        yield [words.wordmark]
        yield [words.institute]
        yield [words.top.upper()]
        for number, entry in enumerate(issue.top5, 1):
            yield [f"{number}. {one_line(entry.title)}".rstrip()]
            yield from self._entry(entry)
        calendar = calendar_of(issue)
        yield [words.noteworthy.upper()]
        for listed in news_lists(issue.noteworthy, words):
            yield [listed.title]
            yield [self._news(item, calendar) for item in listed.items]
        yield from ImprintWriter(words, self._marker).chunks(issue.imprint)

    def _contents(self, issue: Issue, pages: ContentsPages | None) -> list[str]:
        lines = contents_lines(issue, self._words, pages)
        # As in the published text, which has leaders on the lines to its first page and to its last, and on no other.
        led = (lines[0].page, lines[-1].page)
        return [_contents_line(line, is_led=line.page in led) for line in lines]

    def _entry(self, entry: Entry) -> Iterator[Iterable[str]]:
        words = self._words
        glance = [list(chunk) for chunk in self._blocks(words.at_a_glance, entry.at_a_glance)]
        if entry.key_figures:
            yield [f"{words.key_figures}: {FIGURE_JOINT.join(map(one_line, entry.key_figures))}"]
        # The label stands even above nothing: it tells the title of a draft from an item of a numbered list.
        yield from glance or [[f"{words.at_a_glance}:"]]
        yield from self._blocks(words.comment, entry.comment)
        if entry.source != Source():
            yield [f"{words.article}: {self._document(entry.source)}"]
        bodies = [name for body in entry.issuing_bodies for name in filled(body)]
        if bodies:
            yield [f"{words.issuing_body if len(bodies) == 1 else words.issuing_bodies}: {', '.join(bodies)}"]
        if entry.date:
            yield [f"{words.date}: {full_date(entry.date, words)}"]

    def _blocks(self, label: str, blocks: Sequence[Block]) -> Iterator[Iterable[str]]:
        run_in = f"{label}:"
        for block in blocks:
            if isinstance(block, Bullets):
                texts = [text for item in block.items for text in _inline(item.text)]
                lines = [f"- {self._marker.shielded_bullet(text)}" for text in texts]
                if lines and run_in:
                    yield [run_in]
                    run_in = ""
                yield lines
                continue
            for text in _inline(block.text):
                line = f"{run_in} {text}"
                if run_in and self._marker.mark_alone(line).text == text:
                    yield [line]
                else:
                    yield filled(run_in)
                    yield [self._marker.shielded(text)]
                run_in = ""

    def _document(self, source: Source) -> str:
        link = link_markup(self._words.link, one_line(source.link) or _NO_ADDRESS)
        title_zh = [f"({title})" for title in filled(source.title_zh)]
        return " ".join([*filled(source.title), *title_zh, f"({link})"])

    def _news(self, item: NewsItem, calendar: Calendar) -> str:
        text = " ".join(_inline(item.text))
        pieces: list[str] = []
        if item.date:
            pieces = [f"*{news_day(item.date, calendar, self._words)}:*", text]
        elif text:
            pieces = [shielded(self._marker.shielded_bullet(text), self._marker.dates)]
        # An empty source is written out where the end of the text would be taken for one.
        if item.source != NewsSource() or split_news_source(text)[0] != text:
            pieces.append(f"({link_markup(one_line(item.source.label), one_line(item.source.link) or _NO_ADDRESS)})")
        return " ".join(["-", *(piece for piece in pieces if piece)])


def _contents_line(line: ContentsLine, *, is_led: bool) -> str:
    text = f"{line.number} {one_line(line.title)}".strip()
    return text if line.page is None else f"{text}{LEADER if is_led else ''}\t{line.page}"


def _inline(text: str) -> list[str]:
    """Limited Markdown on one line, a link without an address as the published form has it."""
    return [with_link_addresses(line, {"": _NO_ADDRESS}) for line in filled(text)]
