"""Write an issue as a Word document: built-in styles, real lists and links, and a bookmark for each field.

The review is written only on request: suggestions as tracked changes, threads as comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from editor.document.calendar import Calendar
from editor.document.contents import TOP, contents_lines, news_lists
from editor.document.text.date_labels import calendar_of, full_date, news_day, period_form
from editor.document.text.inline import Run, parse
from editor.document.text.key_figures import FIGURE_JOINT
from editor.document.text.links import web_address
from editor.formats.docx import look
from editor.formats.docx.field_text import FieldText, Runs, plain_run
from editor.formats.docx.fields import sent_xml
from editor.formats.docx.parts import (
    COMMENTS,
    COMMENTS_EXTENDED,
    OFFICE,
    archive,
    core_properties,
    footer,
    header,
    page_setup,
    settings,
)
from editor.formats.docx.review.pieces import LINE_BREAK, begins_with_paragraph
from editor.formats.docx.wordml import field_end, field_start, in_language, paragraph, run
from schemas import Block, Bullets, Entry, Imprint, Issue, NewsItem, Person, Publisher, Theme
from schemas.review import Review

if TYPE_CHECKING:  # what a document without the review needs not load
    from editor.formats.docx.review.marks import Records, ReviewMarks
    from editor.formats.docx.review.threads import DocumentComments

_TOC = r'TOC \o "1-2" \h \z \u'
"""Word's own table of contents, of both levels of headings. Word fills in page numbers when it is updated."""

_NEW_PAGE = "<w:pageBreakBefore/>"
_KEEP = "<w:keepNext/>"
_NUMBERED = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{look.ENTRY_LIST}"/></w:numPr>'


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A Word document with the review. `left` are the suggestions that it cannot hold: they overlap others."""

    data: bytes
    left: Records


def write_docx(issue: Issue, theme: Theme, *, proof: bool = False) -> bytes:
    """The issue as a Word document (ECMA-376, transitional), without its review. A proof is marked on each page."""
    return _document(_without_review(issue), theme, FieldText(), proof=proof)


def write_docx_with_review(issue: Issue, theme: Theme, *, proof: bool = False) -> ReviewedDocument:
    """The issue as a Word document with its open suggestions and all its threads."""
    from editor.formats.docx.review.marks import ReviewMarks
    from editor.formats.docx.review.threads import DocumentComments

    marks = ReviewMarks(issue)
    draft = FieldText(marks)
    for _ in _Writer(theme, draft, marks).body(issue):
        pass  # tells which fields there are to put comments on
    written = [one.path for one in draft.fields.fields]
    comments = DocumentComments(issue, marks.shown, written)
    # Known to a file that comes back: what was sent, and nothing else of the review.
    sent = Review(threads=issue.review.threads).model_copy(update={"suggestions": marks.shown})
    issue = issue.model_copy(update={"review": sent})
    text = FieldText(marks, comments)
    return ReviewedDocument(_document(issue, theme, text, marks, comments, proof=proof), marks.left)


def _without_review(issue: Issue) -> Issue:
    return issue.model_copy(update={"review": Review()})


def _document(
    issue: Issue,
    theme: Theme,
    text: FieldText,
    marks: ReviewMarks | None = None,
    comments: DocumentComments | None = None,
    *,
    proof: bool = False,
) -> bytes:
    body = "".join(_Writer(theme, text, marks).body(issue))
    words = theme.words
    issued = full_date(issue.date, words) if issue.date else ""
    mark = words.proof if proof else ""
    document = (
        f'<w:document xmlns:w="{look.MAIN}" xmlns:r="{OFFICE}"><w:body>{body}{page_setup()}</w:body></w:document>'
    )
    title = f"{theme.name}, {issued}" if issued else theme.name
    has_comments = comments is not None and bool(comments.comments)
    parts = {
        "word/document.xml": document,
        "word/_rels/document.xml.rels": text.relationships.xml(has_comments=has_comments),
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
    if comments is not None and has_comments:
        parts |= {COMMENTS: comments.xml(), COMMENTS_EXTENDED: comments.extended_xml()}
    return archive(parts, sent_xml(issue, text.fields.fields))


class _Writer:
    """Writes paragraphs, and collects bookmarks and links on the way."""

    def __init__(self, theme: Theme, text: FieldText, marks: ReviewMarks | None) -> None:
        self._words = theme.words
        self._text = text
        self._marks = marks
        self._calendar = Calendar()

    def body(self, issue: Issue) -> Iterator[str]:
        """All paragraphs of the document."""
        text = self._text
        self._calendar = calendar_of(issue)
        yield from self._cover(issue)
        yield paragraph(run(self._words.top.upper()) + text.container(TOP), look.HEADING_1, _NEW_PAGE)
        yield from text.items(TOP, issue.top5, self._entry)
        yield paragraph(run(self._words.noteworthy.upper()), look.HEADING_1, _NEW_PAGE)
        for listed in news_lists(issue.noteworthy, self._words):
            yield paragraph(run(listed.title) + text.container(listed.path), look.HEADING_2)
            yield from text.items(listed.path, listed.items, self._news_item)
        yield from self._imprint(issue.imprint)

    def _cover(self, issue: Issue) -> Iterator[str]:
        words, text = self._words, self._text
        yield paragraph(self._dateline(issue), look.DATELINE)
        yield paragraph(run(words.wordmark), look.WORDMARK)
        yield paragraph(run(words.newsletter), look.TITLE)
        yield paragraph(text.field("headline", plain_run(issue.headline)), look.SUBTITLE)
        yield paragraph(run(words.contents.upper()), look.TOC_HEADING)
        lines = contents_lines(issue, words, None)
        own_titles = {f"{TOP}/{entry.id}": entry.contents_title for entry in issue.top5}
        for number, line in enumerate(lines):
            style = look.TOC_1 if line.kind == "section" else look.TOC_2
            title = run(line.title)
            if own := own_titles.get(line.target, ""):
                title = text.field(f"{line.target}/contents_title", plain_run(own))
            content = run(f"{line.number} ") + title if line.number else title
            before = field_start(_TOC) if number == 0 else ""
            yield paragraph((before, content, field_end() if number == len(lines) - 1 else ""), style)
        yield paragraph(run(words.wordmark), look.IMPRINT_HEADING)
        yield paragraph(run(words.institute), look.IMPRINT)

    def _dateline(self, issue: Issue) -> Iterator[str]:
        """The dates of the issue. That of issue has its place where it is missing, for whoever fills it in."""
        period, words, text = issue.reporting_period, self._words, self._text
        yield self._date("date", issue.date, upper=True)
        if not (period.start or period.end):
            return
        yield text.beside("date", issue.date, " ") + run(f"({words.reporting_period.upper()}: ")
        if period.start:
            yield self._day("reporting_period/start", period.start) + run(" ")
        yield run("-")
        if period.end:
            yield run(" ") + self._day("reporting_period/end", period.end)
        yield run(")")

    def _entry(self, entry: Entry, path: str) -> Iterator[str]:
        words, source, text = self._words, entry.source, self._text
        title = text.field(f"{path}/title", plain_run(entry.title))
        yield text.paragraph(title, look.HEADING_2, _NUMBERED)
        figures = f"{path}/key_figures"
        if entry.key_figures or text.suggested(figures) is not None:
            written = text.value(figures, entry.key_figures, lambda found: plain_run(FIGURE_JOINT.join(found)))
            yield text.paragraph((text.label(words.key_figures), written), look.KEY_FIGURES)
        yield from self._blocks(words.at_a_glance, entry.at_a_glance, f"{path}/at_a_glance")
        yield from self._blocks(words.comment, entry.comment, f"{path}/comment")
        chinese = in_language(text.field(f"{path}/source/title_zh", plain_run(source.title_zh)), source.language)
        address = f"{path}/source/link"
        link = text.value(address, source.link, lambda to: (Run(words.link, link=to),) if to else ())
        in_brackets = bool(source.title_zh) or self._is_suggested(f"{path}/source/title_zh")
        yield text.paragraph((
            text.label(words.article),
            text.field(f"{path}/source/title", plain_run(source.title)),
            f"{text.text(' (')}{chinese}{text.text(')')}" if in_brackets else chinese,
            f"{text.beside(address, source.link, ' (')}{link}{text.beside(address, source.link, ')')}",
        ))  # fmt: skip
        bodies = f"{path}/issuing_bodies"
        suggested = text.suggested(bodies)
        label = self._bodies_label(entry.issuing_bodies)
        after = label if suggested is None else self._bodies_label(suggested.new)
        names = text.value(bodies, entry.issuing_bodies, lambda names: plain_run(", ".join(names)))
        yield text.paragraph((text.label_of(bodies, label, after), names))
        yield text.paragraph((text.label(words.date), self._date(f"{path}/date", entry.date)))

    def _bodies_label(self, bodies: Sequence[str]) -> str:
        return self._words.issuing_body if len(bodies) == 1 else self._words.issuing_bodies

    def _is_suggested(self, path: str) -> bool:
        return self._marks is not None and self._marks.story(path) is not None

    def _blocks(self, label: str, blocks: Sequence[Block], path: str) -> Iterator[str]:
        """The label is in the first paragraph, or on a line of its own before a list."""
        text = self._text
        lines = text.lines(path)
        if lines is not None:
            run_in = text.label(label) + text.container(path)
            if not begins_with_paragraph(lines):
                yield text.paragraph(run_in, properties=_KEEP)
                run_in = ""
            for line in lines:
                yield text.line(run_in + text.in_line(path, line), line)
                run_in = ""
            return
        run_in = text.label(label)
        if not blocks or isinstance(blocks[0], Bullets):
            yield text.paragraph(run_in + text.container(path), properties=_KEEP)
            run_in = ""
        for block in blocks:
            if isinstance(block, Bullets):
                for bullet in block.items:
                    written = text.rich_line(path, f"{path}/{block.id}/items/{bullet.id}/text", parse(bullet.text))
                    yield text.paragraph(written, look.LIST_BULLET)
            else:
                yield text.paragraph((run_in, text.rich_line(path, f"{path}/{block.id}/text", parse(block.text))))
                run_in = ""

    def _news_item(self, item: NewsItem, path: str) -> Iterator[str]:
        yield self._text.paragraph(self._news(item, path), look.LIST_BULLET)

    def _news(self, item: NewsItem, path: str) -> Iterator[str]:
        text, source = self._text, item.source
        if item.date or text.suggested(f"{path}/date") is not None:
            yield text.value(f"{path}/date", item.date, self._news_date) + text.text(" ")
        yield text.field(f"{path}/text", parse(item.text))
        if source.label or self._is_suggested(f"{path}/source/label"):
            yield f"{text.text(' (')}{text.linked(f'{path}/source', source.label, source.link)}{text.text(')')}"

    def _news_date(self, value: date | None) -> Runs:
        return (Run(f"{news_day(value, self._calendar, self._words)}:", emphasis=True),) if value else ()

    def _imprint(self, imprint: Imprint) -> Iterator[str]:
        words, text = self._words, self._text
        authors, editors = imprint.authors, imprint.editors
        yield from self._people(words.author if len(authors) == 1 else words.authors, authors, "imprint/authors")
        yield from self._people(words.editor if len(editors) == 1 else words.editors, editors, "imprint/editors")
        contact = text.value("imprint/contact", imprint.contact, _mail)
        yield paragraph(run(words.contact) + text.line_break() + contact, look.IMPRINT)
        yield paragraph(run(words.publisher.upper()), look.IMPRINT_HEADING)
        yield paragraph(text.line_break().join(self._publisher(imprint.publisher, "imprint/publisher")), look.IMPRINT)

    def _publisher(self, publisher: Publisher, path: str) -> Iterator[str]:
        words, text = self._words, self._text
        yield text.field(f"{path}/name", plain_run(publisher.name))
        yield text.field(f"{path}/street", plain_run(publisher.street))
        yield text.field(f"{path}/city", plain_run(publisher.city))
        yield run(f"{words.phone}: ") + text.field(f"{path}/phone", plain_run(publisher.phone))
        yield run(f"{words.mail}: ") + text.value(f"{path}/mail", publisher.mail, _mail)
        yield text.field(f"{path}/website", plain_run(publisher.website), link=web_address(publisher.website))

    def _people(self, title: str, people: Sequence[Person], path: str) -> Iterator[str]:
        yield paragraph(run(title.upper()) + self._text.container(path), look.IMPRINT_HEADING)
        yield from self._text.items(path, people, self._person)

    def _person(self, person: Person, path: str) -> Iterator[str]:
        text = self._text
        name = text.field(f"{path}/name", plain_run(person.name), strong=True)
        role = text.value(f"{path}/role", person.role, _lines)
        has_role = bool(person.role) or text.suggested(f"{path}/role") is not None
        yield text.paragraph(name + text.line_break() + role if has_role else name + role, look.IMPRINT)

    # Values that are no text.

    def _date(self, path: str, value: date | None, *, upper: bool = False) -> str:
        def written(value: date | None) -> Runs:
            text = full_date(value, self._words) if value else ""
            return plain_run(text.upper() if upper else text)

        return self._text.value(path, value, written)

    def _day(self, path: str, value: date) -> str:
        written = period_form(self._calendar)
        return self._text.value(path, value, lambda one: plain_run(written(one, self._words).upper() if one else ""))


def _mail(address: str) -> Runs:
    return plain_run(address, f"mailto:{address}")


def _lines(lines: Sequence[str]) -> Runs:
    runs: list[Run] = []
    for number, line in enumerate(lines):
        if number:
            runs.append(Run(LINE_BREAK))
        runs += plain_run(line)
    return tuple(runs)
