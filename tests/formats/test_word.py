"""Word documents: valid for the Open XML SDK, and the same in LibreOffice as here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested
from editor.document.text.inline import plain
from editor.files.themes import read_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.copies import WordCopy
from schemas import Bullet, Bullets, Entry, Issue, Paragraph
from tests.formats.office import Office, missing
from tests.formats.pages import ISSUES
from tests.properties.suggestion_cases import said
from tests.suggesting import with_suggested
from tests.unit.formats.test_docx_review import AT, ISSUE, VERSIONS, discussed, threads, with_comment
from tests.unit.formats.test_docx_review import said as said_words

THEME = read_theme("merics")
FREDA = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))


def reviewed(version: Issue) -> Issue:
    """The issue with discussed suggestions of two people, and with threads."""
    issue = with_suggested(ISSUE, "Edda Editor", version, AT)
    issue = discussed(with_suggested(issue, "Li Wei", VERSIONS["values"], AT))
    return issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads().threads})})


def test_the_open_xml_sdk_finds_nothing(read: Callable[..., Any], tmp_path: Path) -> None:
    documents = {f"{name}.docx": write_docx(issue, THEME, proof=name == "empty") for name, issue in ISSUES.items()}
    for name, version in VERSIONS.items():
        documents[f"review {name}.docx"] = write_docx_with_review(reviewed(version), THEME).data
    sixty = tuple(ISSUES["sample"].top5[0].model_copy(update={"id": f"e{number}"}) for number in range(60))
    documents["sixty.docx"] = write_docx(ISSUES["sample"].model_copy(update={"top5": sixty}), THEME)
    files = []
    for name, data in documents.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(data)
    assert findings(read, *files) == []


def test_the_validator_finds_damage(read: Callable[..., Any], tmp_path: Path) -> None:
    from tests.word_editing import W, edited

    def damage(root: Any) -> None:
        mark = root.find(f".//{W}p")
        mark.append(mark.makeelement(f"{W}pPr", {}))

    (tmp_path / "damaged.docx").write_bytes(edited(write_docx(ISSUE, THEME), damage))
    assert findings(read, tmp_path / "damaged.docx") != []


def findings(read: Callable[..., Any], *files: Path) -> list[str]:
    """The findings of the Open XML SDK for Office 2007, 2019 and 365."""
    found: list[str] | None = read("ooxml", *files)
    if found is None:
        pytest.skip("the Open XML SDK's validator is installed on Linux x64 only")
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if reason := missing():
        pytest.skip(reason)
    with Office(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_libreoffice_accepts_and_rejects_to_the_same_texts(version: Issue, office: Office) -> None:
    issue = with_suggested(ISSUE, "Edda Editor", version, AT)
    data = write_docx_with_review(issue, THEME).data
    wanted = as_suggested(issue, "Edda Editor").issue
    for action, expected in (("accept", wanted), ("reject", ISSUE)):
        settled = WordCopy(office.act(action, data), THEME)
        assert settled.authors == ()
        found = settled.read(content_of(expected), frozenset())
        if action == "reject" and version is VERSIONS["linked"]:
            # LibreOffice 7.4 saves the link on the words behind: findings/libreoffice_rejected_link.sh
            assert [plain(text) for text in texts(found)] == [plain(text) for text in texts(expected)]
        else:
            assert said(found) == said(expected), action


def test_libreoffice_keeps_what_is_not_changed(office: Office) -> None:
    for issue in (ISSUES["sample"], reviewed(VERSIONS["split"]), reviewed(VERSIONS["italics"])):
        found = bring_back(issue, office.act("save", write_docx_with_review(issue, THEME).data), THEME, FREDA)
        assert found.is_empty
        assert found.issue == issue


def test_the_discussion_of_a_suggestion_comes_back_through_libreoffice(office: Office) -> None:
    suggested = with_comment(said_words("It is a QTINY step. It may be more."), ISSUE.top5[0].comment[1])
    issue = discussed(with_suggested(ISSUE, "Edda Editor", suggested, AT))
    found = bring_back(issue, office.act("answer", write_docx_with_review(issue, THEME).data), THEME, FREDA)
    assert found.suggestions == ()
    assert found.issue.review.suggestions == issue.review.suggestions
    (thread,) = found.issue.review.threads
    assert (thread.path, thread.comments[0].text) == ("top5/e1/comment/c1/text", "I prefer the old word.")


BULLET = Bullet(id="x", text="A bullet QBULLET")
EDITED = Issue(
    headline="An issue for a colleague",
    date=dt.date(2025, 3, 12),
    top5=(
        Entry(
            id="e1",
            title="A title QREPLACE here",
            at_a_glance=(
                Paragraph(id="p1", text="Some words QDELETE that stay QCOMMENT in place."),
                Bullets(
                    id="b1", items=(Bullet(id="x", text="A bullet QBULLET"), Bullet(id="y", text="Another bullet"))
                ),
            ),
            comment=(
                Paragraph(id="c1", text="A sentence QAPPEND"),
                Paragraph(id="c2", text="The first half QSPLIT the second half."),
            ),
        ),
    ),
)


def expected(issue: Issue) -> Issue:
    """What the colleague in `office_actions.review` makes of it."""
    entry = issue.top5[0]
    lead, bullets = entry.at_a_glance
    first, second = entry.comment
    new = Bullet(id="new", text="A new bullet")
    items = bullets.model_copy(update={"items": (*bullets.items[:1], new, *bullets.items[1:])})  # type: ignore[union-attr]
    glance = (lead.model_copy(update={"text": "Some words that stay QCOMMENT in place."}), items)
    comment = (
        first.model_copy(update={"text": "A sentence QAPPEND and more"}),
        second.model_copy(update={"text": "The first half QSPLIT"}),
        Paragraph(id="c3", text="the second half."),
    )
    fields = {"title": "A title replaced here", "at_a_glance": glance, "comment": comment}
    return issue.model_copy(update={"top5": (entry.model_copy(update=fields),)})


def texts(issue: Issue) -> list[str]:
    """The texts of the entry, each bullet with its mark."""
    entry = issue.top5[0]
    lines = [entry.title]
    for block in (*entry.at_a_glance, *entry.comment):
        lines += [f"- {one.text}" for one in block.items] if block.type == "bullets" else [block.text]
    return lines


def shown(issue: Issue) -> list[str]:
    """The texts as they are read."""
    return [plain(text).strip() for text in texts(issue)]


@pytest.mark.parametrize(("action", "author"), [("review", "Freda Freelance"), ("review-untracked", "Somebody")])
def test_a_round_through_libreoffice(action: str, author: str, office: Office) -> None:
    data = office.act(action, write_docx(EDITED, THEME))
    found = bring_back(EDITED, data, THEME, Returned(author, FREDA.at))
    assert content_of(found.issue) == content_of(EDITED)
    assert {one.author for one in found.suggestions} == {author}
    assert shown(as_suggested(found.issue, author).issue) == shown(expected(EDITED))
    (thread,) = found.issue.review.threads
    assert (thread.path, thread.words) == ("top5/e1/at_a_glance/p1/text", "QCOMMENT")
    assert [(one.author, one.text) for one in thread.comments] == [("Freda Freelance", "Is this so?")]
    assert [note.message for note in found.notes if note.needs_person] == []
    assert bring_back(found.issue, data, THEME, Returned(author, FREDA.at)).is_empty
