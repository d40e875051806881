"""Write an issue as a Word document: built-in styles, real lists and links, and a bookmark for each field.

The review is not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from editor.document.contents import TOP, contents_lines, news_lists
from editor.document.review.publishing import digest_of_all
from editor.document.text.date_labels import dateline, day, full_date
from editor.document.text.inline import Run, parse
from editor.document.text.links import may_be_published, web_address
from editor.formats.docx import look
from editor.formats.docx.fields import FieldBookmarks
from editor.formats.docx.parts import (
    OFFICE,
    Relationships,
    archive,
    core_properties,
    footer,
    header,
    page_setup,
    settings,
)
from editor.formats.docx.wordml import escaped, field_end, field_start, line_break, paragraph, run
from schemas import Block, Bullets, Entry, Imprint, Issue, NewsItem, Person, Theme

_TOC = r'TOC \o "1-2" \h \z \u'
"""Word's own table of contents, of both levels of headings. Word fills in page numbers when it is updated."""

_NEW_PAGE = "<w:pageBreakBefore/>"
_KEEP = "<w:keepNext/>"
_NUMBERED = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{look.ENTRY_LIST}"/></w:numPr>'


def write_docx(issue: Issue, theme: Theme, *, proof: bool = False) -> bytes:
    """The issue as a Word document (ECMA-376, transitional). A proof is marked as one on each page."""
    writer = _Writer(theme)
    body = "".join(writer.body(issue))
    words = theme.words
    issued = full_date(issue.date, words) if issue.date else ""
    mark = words.proof if proof else ""
    document = (
        f'<w:document xmlns:w="{look.MAIN}" xmlns:r="{OFFICE}"><w:body>{body}{page_setup()}</w:body></w:document>'
    )
    title = f"{theme.name}, {issued}" if issued else theme.name
    parts = {
        "word/document.xml": document,
        "word/_rels/document.xml.rels": writer.relationships.xml(),
        "word/styles.xml": look.styles(theme),
        "word/numbering.xml": look.numbering(),
        "word/settings.xml": settings(theme.word.language),
        "word/fontTable.xml": look.font_table(theme),
        "word/header1.xml": header(theme.name, issued, mark),
        "word/header2.xml": header("", "", mark),
        "word/footer1.xml": footer(),
        "docProps/core.xml": core_properties(
            title, issue.headline, words.institute, theme.word.language, issue.date.isoformat() if issue.date else ""
        ),
    }
    return archive(parts, writer.fields.xml(digest_of_all(issue), issue.theme))


class _Writer:
    """Writes paragraphs, and collects bookmarks and links on the way."""

    def __init__(self, theme: Theme) -> None:
        self._words = theme.words
        self.fields = FieldBookmarks()
        self.relationships = Relationships()

    def body(self, issue: Issue) -> Iterator[str]:
        """All paragraphs of the document."""
        yield from self._cover(issue)
        yield paragraph(run(self._words.top.upper()), look.HEADING_1, _NEW_PAGE)
        for entry in issue.top5:
            yield from self._entry(entry, f"{TOP}/{entry.id}")
        yield paragraph(run(self._words.noteworthy.upper()), look.HEADING_1, _NEW_PAGE)
        for listed in news_lists(issue.noteworthy, self._words):
            yield paragraph(run(listed.title), look.HEADING_2)
            for item in listed.items:
                yield paragraph(self._news(item, f"{listed.path}/{item.id}"), look.LIST_BULLET)
        yield from self._imprint(issue.imprint)

    def _cover(self, issue: Issue) -> Iterator[str]:
        words = self._words
        yield paragraph(self._dateline(issue), look.DATELINE)
        yield paragraph(run(words.wordmark), look.WORDMARK)
        yield paragraph(run(words.newsletter), look.TITLE)
        yield paragraph(self._plain("headline", issue.headline), look.SUBTITLE)
        yield paragraph(run(words.contents.upper()), look.TOC_HEADING)
        lines = contents_lines(issue, words, None)
        own_titles = {f"{TOP}/{entry.id}": entry.contents_title for entry in issue.top5}
        for number, line in enumerate(lines):
            style = look.TOC_1 if line.kind == "section" else look.TOC_2
            title = run(line.title)
            if own := own_titles.get(line.target, ""):
                title = self.fields.mark(f"{line.target}/contents_title", own, title)
            content = run(f"{line.number} ") + title if line.number else title
            before = field_start(_TOC) if number == 0 else ""
            yield paragraph((before, content, field_end() if number == len(lines) - 1 else ""), style)
        yield paragraph(run(words.wordmark), look.IMPRINT_HEADING)
        yield paragraph(run(words.institute), look.IMPRINT)

    def _dateline(self, issue: Issue) -> Iterator[str]:
        period, words = issue.reporting_period, self._words
        text = dateline(issue, words)
        if issue.date:
            issued = full_date(issue.date, words).upper()
            yield self.fields.mark("date", issue.date.isoformat(), run(issued))
            text = text.removeprefix(issued)
        for name, value in (("start", period.start), ("end", period.end)):
            if value:
                written = day(value, words).upper()
                before, _, text = text.partition(written)
                yield run(before)
                yield self.fields.mark(f"reporting_period/{name}", value.isoformat(), run(written))
        yield run(text)

    def _entry(self, entry: Entry, path: str) -> Iterator[str]:
        words, source = self._words, entry.source
        yield paragraph(self._plain(f"{path}/title", entry.title), look.HEADING_2, _NUMBERED)
        yield from self._blocks(words.at_a_glance, entry.at_a_glance, f"{path}/at_a_glance")
        yield from self._blocks(words.comment, entry.comment, f"{path}/comment")
        chinese = self._plain(f"{path}/source/title_zh", source.title_zh)
        link = self.fields.mark(f"{path}/source/link", source.link, self._link(source.link, (Run(words.link),)))
        yield paragraph((
            _label(words.article),
            self._plain(f"{path}/source/title", source.title),
            f"{run(' (')}{chinese}{run(')')}" if source.title_zh else chinese,
            f"{run(' (')}{link}{run(')')}",
        ))  # fmt: skip
        bodies = entry.issuing_bodies
        label = words.issuing_body if len(bodies) == 1 else words.issuing_bodies
        yield paragraph((_label(label), self._plain(f"{path}/issuing_bodies", ", ".join(bodies))))
        yield paragraph((_label(words.date), self._date(f"{path}/date", entry.date)))

    def _blocks(self, label: str, blocks: Sequence[Block], path: str) -> Iterator[str]:
        """The label is in the first paragraph, or on a line of its own before a list."""
        run_in = _label(label)
        if not blocks or isinstance(blocks[0], Bullets):
            yield paragraph(run_in, properties=_KEEP)
            run_in = ""
        for block in blocks:
            if isinstance(block, Bullets):
                for bullet in block.items:
                    text = self._inline(f"{path}/{block.id}/items/{bullet.id}/text", bullet.text)
                    yield paragraph(text, look.LIST_BULLET)
            else:
                yield paragraph((run_in, self._inline(f"{path}/{block.id}/text", block.text)))
                run_in = ""

    def _news(self, item: NewsItem, path: str) -> Iterator[str]:
        if item.date:
            written = run(f"{day(item.date, self._words)}:", emphasis=True)
            yield self.fields.mark(f"{path}/date", item.date.isoformat(), written) + run(" ")
        yield self._inline(f"{path}/text", item.text)
        if item.source.label:
            link = self._link(item.source.link, (Run(item.source.label),))
            label = self.fields.mark(f"{path}/source/label", item.source.label, link)
            yield f"{run(' (')}{self.fields.mark(f'{path}/source/link', item.source.link, label)}{run(')')}"

    def _imprint(self, imprint: Imprint) -> Iterator[str]:
        words, publisher = self._words, imprint.publisher
        authors, editors = imprint.authors, imprint.editors
        yield from self._people(words.author if len(authors) == 1 else words.authors, authors, "imprint/authors")
        yield from self._people(words.editor if len(editors) == 1 else words.editors, editors, "imprint/editors")
        contact = self.fields.mark("imprint/contact", imprint.contact, self._mail(imprint.contact))
        yield paragraph(run(words.contact) + line_break() + contact, look.IMPRINT)
        yield paragraph(run(words.publisher.upper()), look.IMPRINT_HEADING)
        base = "imprint/publisher"
        website = self._link(web_address(publisher.website), (Run(publisher.website),))
        lines = (
            ("name", publisher.name, "", run(publisher.name)),
            ("street", publisher.street, "", run(publisher.street)),
            ("city", publisher.city, "", run(publisher.city)),
            ("phone", publisher.phone, f"{words.phone}: ", run(publisher.phone)),
            ("mail", publisher.mail, f"{words.mail}: ", self._mail(publisher.mail)),
            ("website", publisher.website, "", website),
        )
        written = (
            run(label) + self.fields.mark(f"{base}/{name}", value, content) for name, value, label, content in lines
        )
        yield paragraph(line_break().join(written), look.IMPRINT)

    def _people(self, title: str, people: Sequence[Person], path: str) -> Iterator[str]:
        yield paragraph(run(title.upper()), look.IMPRINT_HEADING)
        for person in people:
            name = self.fields.mark(f"{path}/{person.id}/name", person.name, run(person.name, strong=True))
            role = line_break().join(map(run, person.role))
            role = self.fields.mark(f"{path}/{person.id}/role", "\n".join(person.role), role)
            yield paragraph(name + line_break() + role if person.role else name + role, look.IMPRINT)

    # Pieces of paragraphs.

    def _plain(self, path: str, text: str) -> str:
        return self.fields.mark(path, text, run(text))

    def _date(self, path: str, value: date | None) -> str:
        return self.fields.mark(
            path, value.isoformat() if value else "", run(full_date(value, self._words) if value else "")
        )

    def _inline(self, path: str, text: str) -> str:
        pieces = (self._link(address, tuple(runs)) for address, runs in groupby(parse(text), lambda one: one.link))
        return self.fields.mark(path, text, "".join(pieces))

    def _mail(self, address: str) -> str:
        return self._link(f"mailto:{address}" if address else "", (Run(address),))

    def _link(self, address: str | None, runs: tuple[Run, ...]) -> str:
        """Runs in a link, or only the runs if the address is missing or must not be published."""
        linked = bool(address) and may_be_published(address or "")
        style = look.HYPERLINK if linked else ""
        content = "".join(run(one.text, strong=one.strong, emphasis=one.emphasis, style=style) for one in runs)
        if not linked or not content or address is None:
            return content
        return f'<w:hyperlink r:id="{escaped(self.relationships.link(address))}" w:history="1">{content}</w:hyperlink>'


def _label(label: str) -> str:
    return run(f"{label}:", strong=True) + run(" ")
