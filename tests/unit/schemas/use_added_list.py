"""Prints where a list of news that was added to the schema shows up, as JSON. Runs in a copy of the project.

The field is `noteworthy/regional_news`, labelled "Regional news". The issue is the first argument.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.document.contents import contents_lines
from editor.document.editing.edits import InsertItem, SetValue, applied
from editor.document.path_labels import path_label
from editor.document.paths import FieldPath, path, value_at
from editor.document.review.approvals import section_statuses, with_state
from editor.document.sections import section_keys
from editor.document.suggestions.review import as_suggested, suggested_version
from editor.document.suggestions.signature import Signature
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.formats.docx.writer import write_docx_with_review
from editor.formats.importing.source import read_text_source
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.likeness import is_of_another_issue
from editor.formats.text_form.writer import write_text
from editor.publish.composer import Composer
from editor.publish.publication import publish
from editor.publish.sections import NoteworthySection, printed_content, section_at
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.ui.desk.outline_model import OutlineModel
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.form import Form
from schemas import Issue, NewsItem, NewsSource, Theme
from schemas.review import State

LIST = path("noteworthy/regional_news")
ITEM = LIST / "r1"
WITHIN = "Shanghai publishes a plan for its data industry."


def main(file: str) -> None:
    issue, theme = load_issue(Path(file)), load_theme("merics")
    news = NewsItem(id="r1", date=dt.date(2025, 2, 3), text=WITHIN, source=NewsSource(label="Notice"))
    with_news = applied(issue, InsertItem(LIST, 0, news))
    session = Session(with_news, theme)
    publication = publish(with_news, theme)
    words = theme.declared.words
    text = write_text(with_news, theme.declared, publication.pages)
    pages = [places for placed in publication.sections for places in placed.laid_out.rectangles]
    results = {
        "outline": outline(session),
        "form": form(session),
        "finding": finding(with_news, session),
        "label": path_label(with_news, ITEM / "text"),
        "approval": approval(with_news),
        "contents": [(line.title, line.page) for line in contents_lines(with_news, words, publication.pages)],
        "html": Composer(theme).html(NoteworthySection(with_news.noteworthy, with_news.imprint, 7, None)),
        "pages": [number for number, places in enumerate(pages, 1) if str(ITEM / "text") in places],
        "shown by": section_at(str(ITEM / "text")),
        "failure": printed_content("noteworthy", issue) == printed_content("noteworthy", with_news),
        "text": text,
        "read back": read_text_source(text, theme.declared).issue.noteworthy.model_dump(mode="json"),
        "returned": returned(with_news, theme.declared),
        "alike": not is_of_another_issue(only(news, dt.date(2025, 3, 12)), only(news, dt.date(2025, 4, 9))),
        "written": with_news.noteworthy.model_dump(mode="json"),
    }
    print(json.dumps(results))


def outline(session: Session) -> list[list[str]]:
    return [[row.group_title, row.title] for row in OutlineModel(session).rows]


def form(session: Session) -> list[str]:
    """The accessible names of the fields in the form of the list, once they are built."""
    shown = Form(session, LIST, LibraryAccess(Path.cwd()))
    shown.resize(800, 700)
    shown.show()
    shown.reveal(ITEM / "text")
    QApplication.processEvents()
    return [view.field_context.accessible_name for view in shown.findChildren(FieldView)]


def finding(issue: Issue, session: Session) -> list[str]:
    """What the rules find where the item has a day outside the reporting period."""
    late = applied(issue, SetValue(ITEM / "date", dt.date(2030, 1, 1)))
    return [found.rule for found in Session(late, session.theme).findings if found.path == ITEM / "date"]


def approval(issue: Issue) -> list[list[str]]:
    """The state of each section after the approval of all, and a change in the list."""
    review = with_state(issue, issue.review, frozenset(section_keys(issue)), State.APPROVED, by="B. Editor", at=NOW)
    changed = applied(issue, SetValue(FieldPath(ITEM / "text"), "Shanghai publishes another plan."))
    return [[status.key, status.state.value] for status in section_statuses(changed, review)]


def returned(issue: Issue, theme: Theme) -> list[str]:
    """The list as a colleague's Word document suggests it, who added an item, rewrote one and moved one into it."""
    moved, *corporate = issue.noteworthy.corporate_news
    rewritten = value_at(issue, ITEM).model_copy(update={"text": "Shanghai publishes another plan."})
    added = NewsItem(id="r2", text="Chongqing opens a port.")
    lists = {"corporate_news": tuple(corporate), "regional_news": (rewritten, moved, added)}
    version = issue.model_copy(update={"noteworthy": issue.noteworthy.model_copy(update=lists)})
    data = write_docx_with_review(suggested_version(issue, version, Signature("Edda", NOW, 1)), theme).data
    found = bring_back(issue, data, theme, Returned("Freda", NOW))
    assert not found.unsigned
    assert not found.notes, found.notes
    suggested = as_suggested(found.issue, "Edda").issue
    assert len(suggested.noteworthy.corporate_news) == len(corporate)
    items = value_at(suggested, LIST)
    return [*(item.text for item in items if item.id != moved.id), *("moved" for item in items if item == moved)]


def only(news: NewsItem, day: dt.date) -> Issue:
    """An issue with one item in the list and nothing else."""
    issue = Issue(date=day)
    return issue.model_copy(update={"noteworthy": issue.noteworthy.model_copy(update={"regional_news": (news,)})})


NOW = dt.datetime(2025, 3, 12, 9, 0, tzinfo=dt.UTC)

if __name__ == "__main__":
    application = QApplication([])
    main(sys.argv[1])
