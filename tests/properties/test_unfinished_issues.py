"""Proofs of issues in which any fields are missing: they come back from mail, web page, Word and text as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given

from editor.files.themes import load_theme
from editor.formats.docx.writer import write_docx
from editor.formats.importing.source import ImportedSource, read_source
from editor.formats.mail.writer import write_mail
from editor.formats.online.templates import OnlineTemplates
from editor.formats.text_form.writer import write_text
from editor.formats.web_page.writer import write_web_page
from schemas import (
    Bullet,
    Bullets,
    Entry,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    ReportingPeriod,
    Source,
)
from tests.properties.examples import examples
from tests.properties.printed_issues import PERIOD, printed_issues, without_ids
from tests.properties.unfinished_issues import seen, unfinished

THEME = load_theme("merics")
TEMPLATES = OnlineTemplates(THEME)
Write = Callable[[Issue], bytes]
PROOFS: dict[str, Write] = {
    "mail": lambda issue: write_mail(issue, THEME, proof=True, templates=TEMPLATES).data,
    "web page": lambda issue: write_web_page(issue, THEME, proof=True, templates=TEMPLATES).encode(),
    "Word": lambda issue: write_docx(issue, THEME.declared, proof=True),
    "text": lambda issue: write_text(issue, THEME.declared, None).encode(),
}


def shown(issue: Issue) -> object:
    return without_ids(seen(issue).model_dump())


def read_back(issue: Issue, write: Write) -> ImportedSource:
    return read_source(write(issue), THEME.declared)


def without_stated_scripts(issue: Issue) -> Issue:
    """What text alone can say: in which script a title is, only its characters do."""
    entries = (
        entry.model_copy(update={"source": entry.source.model_copy(update={"language": ""})}) for entry in issue.top5
    )
    return issue.model_copy(update={"top5": tuple(entries)})


@pytest.mark.parametrize("name", PROOFS)
@pytest.mark.slow
def test_an_unfinished_issue_comes_back_from_its_proof(name: str) -> None:
    write = PROOFS[name]

    @examples(20)
    @given(unfinished(printed_issues))
    def comes_back(issue: Issue) -> None:
        read = read_back(issue, write)
        assert shown(read.issue) == shown(without_stated_scripts(issue) if name == "text" else issue)
        assert [note.message for note in read.notes if note.needs_person] == []

    comes_back()


NEWS = (NewsItem(id="n1"), NewsItem(id="n2", text="It happened.", source=NewsSource(link="https://example.org")))
UNFINISHED = {
    "nothing": Issue(),
    "an empty entry": Issue(top5=(Entry(id="e1"),)),
    "only the contents have a title": Issue(top5=(Entry(id="e1", contents_title="Short"), Entry(id="e2", title="B"))),
    "half a period": Issue(date=PERIOD.end, reporting_period=ReportingPeriod(end=PERIOD.start)),
    "a period before there is a date": Issue(reporting_period=PERIOD),
    "only a link": Issue(top5=(Entry(id="e1", source=Source(link="http://例.org/")),)),
    "news without a label": Issue(noteworthy=Noteworthy(policy_news=NEWS, corporate_news=NEWS)),
    "a role without a name": Issue().model_copy(
        update={"imprint": Issue().imprint.model_copy(update={"editors": (Person(id="e1", role=("Director",)),)})}
    ),
}


@pytest.mark.parametrize("name", PROOFS)
@pytest.mark.parametrize("issue", UNFINISHED.values(), ids=UNFINISHED.keys())
def test_what_an_issue_may_lack_comes_back_from_its_proof(issue: Issue, name: str) -> None:
    assert shown(read_back(issue, PROOFS[name]).issue) == shown(issue)


def test_words_of_a_mark_stay_in_the_text_form() -> None:
    marks = ("[name missing]", "[title missing]", "[text missing]", "[street missing]")
    imprint = Issue().imprint
    publisher = imprint.publisher.model_copy(update={"name": marks[0], "street": marks[3], "city": marks[3]})
    imprint = imprint.model_copy(
        update={"authors": (Person(id="a1", name=marks[0], role=(marks[0],)),), "publisher": publisher}
    )
    comment = (Paragraph(id="p1", text=marks[2]), Bullets(id="b1", items=(Bullet(id="i1", text=marks[2]),)))
    entry = Entry(id="e1", title=marks[1], comment=comment)
    issue = Issue(top5=(entry,), imprint=imprint)
    assert shown(read_back(issue, PROOFS["text"]).issue) == shown(issue)


def test_a_changed_word_document_is_read_by_its_text() -> None:
    issue = Issue(top5=(Entry(id="e7", title="A title", date=PERIOD.start),))
    data = PROOFS["Word"](issue)
    assert read_source(data, THEME.declared).issue == issue, "ids included"
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            body = content.replace(b"A title", b"Another title") if name == "word/document.xml" else content
            new.writestr(name, body)
    read = read_source(changed.getvalue(), THEME.declared)
    assert read.issue.top5[0].title == "Another title"
    assert not any("issue inside" in note.message for note in read.notes)


def test_a_note_says_that_a_proof_was_read() -> None:
    read = read_back(Issue(date=PERIOD.end), PROOFS["web page"])
    assert any(note.message.startswith("This is a proof: ") for note in read.notes)
    assert all("missing]" not in note.message for note in read.notes if note.needs_person)
