"""Word documents with the review: what Word shows of suggestions and threads."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest

from editor.document.suggestions.review import as_suggested, open_records
from editor.files.themes import read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.source.document import SourceDocument, TextBlock
from editor.formats.source.tracked_view import TrackedView
from schemas import Block, Bullet, Bullets, Entry, Issue, Paragraph, Source
from schemas.review import Comment, Review, Thread
from schemas.suggestion import Reply
from tests.suggesting import with_suggested

THEME = read_theme("merics")
AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 3, 11, 16, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
ISSUE = Issue(
    top5=(
        Entry(
            id="e1",
            title="Beijing plans growth",
            at_a_glance=(
                Paragraph(id="p1", text="The plan was published."),
                Bullets(id="b1", items=(Bullet(id="x", text="First point"), Bullet(id="y", text="Second point"))),
            ),
            comment=(Paragraph(id="c1", text="It is a small step. It may be more."), Paragraph(id="c2", text="Wait.")),
            source=Source(title="Plan", title_zh="计划", link="https://example.org/plan"),
            issuing_bodies=("NDRC",),
            date=dt.date(2025, 1, 2),
        ),
    )
)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode() if name in archive.namelist() else ""


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def entry_with(**fields: object) -> Issue:
    return ISSUE.model_copy(update={"top5": (ISSUE.top5[0].model_copy(update=fields),)})


FIRST, SECOND = ISSUE.top5[0].comment


def with_comment(*blocks: Block) -> Issue:
    return entry_with(comment=blocks)


def said(text: str, name: str = "c1") -> Paragraph:
    return Paragraph(id=name, text=text)


VERSIONS = {
    "words": entry_with(title="Beijing plans fast growth"),
    "italics": with_comment(said("It is a *small* step. It may be more."), SECOND),
    "split": with_comment(said("It is a small step."), said("It may be more.", "c3"), SECOND),
    "joined": with_comment(said("It is a small step. It may be more. Wait.")),
    "moved": with_comment(SECOND, FIRST),
    "turned": with_comment(FIRST, Bullets(id="b2", items=(Bullet(id="c2", text="Wait."),))),
    "added": with_comment(FIRST, SECOND, said("More to come.", "c3")),
    "removed": with_comment(FIRST),
    "linked": with_comment(said("It is a [small](https://example.org) step. It may be more."), SECOND),
    "values": entry_with(
        date=dt.date(2025, 1, 3), issuing_bodies=("NDRC", "MIIT"), source=Source(title="Plan", title_zh="规划")
    ),
    "an entry": ISSUE.model_copy(update={"top5": (Entry(id="e0", title="New entry"), *ISSUE.top5)}),
    "an entry with text": ISSUE.model_copy(
        update={
            "top5": (
                *ISSUE.top5,
                Entry(
                    id="e2",
                    title="Another entry",
                    at_a_glance=(
                        Paragraph(id="p1", text="It says:"),
                        Bullets(id="b1", items=(Bullet(id="x", text="One"), Bullet(id="y", text="Two"))),
                    ),
                    comment=(Paragraph(id="c1", text="We say."), Paragraph(id="c2", text="More.")),
                ),
            )
        }
    ),
    "no entry": ISSUE.model_copy(update={"top5": ()}),
}


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_rejected_it_is_the_authors_text_and_accepted_the_suggested_one(version: Issue) -> None:
    suggested = with_suggested(ISSUE, "Edda Editor", version, AT)
    made = write_docx_with_review(suggested, THEME)
    assert made.left == ()
    assert made.data == write_docx_with_review(suggested, THEME).data
    rejected, accepted = (texts(read_docx(made.data, view)) for view in (TrackedView.REJECTED, TrackedView.ACCEPTED))
    wanted = as_suggested(suggested, "Edda Editor").issue
    assert "\n".join(rejected).split() == "\n".join(texts(read_docx(write_docx(ISSUE, THEME)))).split()
    body = "\n".join(accepted).split()
    assert (
        body[body.index("NOTEWORTHY") :]
        == "\n".join(texts(read_docx(write_docx(wanted, THEME)))).split()[-len(body) + body.index("NOTEWORTHY") :]
    )


def test_changes_have_their_authors_and_times() -> None:
    issue = with_suggested(ISSUE, "Edda Editor", VERSIONS["words"], AT)
    issue = with_suggested(issue, "Li Wei & Co", VERSIONS["values"], LATER)
    text = part(write_docx_with_review(issue, THEME).data, "word/document.xml")
    found = set(re.findall(r'<w:ins w:id="\d+" w:author="([^"]*)" w:date="([^"]*)"', text))
    assert found == {("Edda Editor", "2025-03-10T09:30:00Z"), ("Li Wei &amp; Co", "2025-03-11T15:05:00Z")}
    numbers = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange) w:id="(\d+)"', text)
    assert len(set(numbers)) == len(numbers)


def test_moves_splits_and_formats_are_tracked_as_such() -> None:
    def document(name: str) -> str:
        issue = with_suggested(ISSUE, "Edda", VERSIONS[name], AT)
        return part(write_docx_with_review(issue, THEME).data, "word/document.xml")

    assert "<w:moveFrom " in document("moved")
    assert "<w:moveTo " in document("moved")
    assert re.search(r"<w:pPr>(?:(?!</w:pPr>).)*<w:rPr><w:ins ", document("split"))
    assert re.search(r"<w:pPr>(?:(?!</w:pPr>).)*<w:rPr><w:del ", document("joined"))
    assert "<w:rPrChange " in document("italics")
    assert "<w:pPrChange " in document("turned")
    assert "<w:hyperlink " in document("linked").split("small")[1]


def threads() -> Review:
    return Review(
        threads=(
            Thread(
                path="top5/e1/comment/c1/text",
                start=8,
                words="small step",
                resolved=True,
                comments=(
                    Comment(author="Edda", at=AT, text="Is it?\nI doubt it."),
                    Comment(author="Li Wei", at=LATER, text="It is."),
                ),
            ),
            Thread(path="top5/e1/comment", comments=(Comment(author="Edda", at=AT, text="Too short"),)),
            Thread(path="", comments=(Comment(author="Edda", at=AT, text="Good issue"),)),
        )
    )


def test_threads_are_comments_on_their_words() -> None:
    data = write_docx_with_review(ISSUE.model_copy(update={"review": threads()}), THEME).data
    first, field, whole = sorted(read_docx(data).threads, key=lambda one: len(one.comments[0].text), reverse=True)
    assert (first.words, first.resolved) == ("small step", True)
    assert [(one.author, one.text) for one in first.comments] == [("Edda", "Is it?\nI doubt it."), ("Li Wei", "It is.")]
    assert first.comments[1].time == "2025-03-11T15:05:00Z"
    assert not whole.resolved
    assert not field.resolved
    assert {field.comments[0].text, whole.comments[0].text} == {"Too short", "Good issue"}


def discussed(issue: Issue) -> Issue:
    """The issue with a reason and an answer on each suggestion, each with words of its own."""
    records = tuple(
        record.model_copy(
            update={
                "replies": (
                    Reply(author="Edda Editor", at=AT, text=f"Because of {number}.\nIt reads better."),
                    Reply(author="Li Wei", at=LATER, text=f"Agreed on {number}"),
                )
            }
        )
        for number, record in enumerate(issue.review.suggestions)
    )
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": records})})


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_the_discussion_of_a_suggestion_is_a_comment_on_what_is_tracked(version: Issue) -> None:
    issue = discussed(with_suggested(ISSUE, "Edda Editor", version, AT))
    data = write_docx_with_review(issue, THEME).data
    found = read_docx(data).threads
    assert sorted([(each.author, each.text) for each in one.comments] for one in found) == sorted(
        [(each.author, each.text) for each in record.replies] for record in issue.review.suggestions
    )
    assert all(one.anchor is not None and not one.resolved for one in found)
    # Each range has something tracked in it, or is in a paragraph that is tracked as a whole.
    document = part(data, "word/document.xml")
    for number in re.findall(r'<w:commentRangeStart w:id="(\d+)"', document):
        start = document.index(f'<w:commentRangeStart w:id="{number}"')
        end = document.index(f'<w:commentRangeEnd w:id="{number}"')
        paragraph = document[document.rindex("<w:p>", 0, start) : document.index("</w:p>", end)]
        assert re.search(r"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange) ", paragraph), paragraph


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (VERSIONS["words"], "fast"),
        (with_comment(said("It is a tiny step. It may be more."), SECOND), "smalltiny"),
        (VERSIONS["added"], "More to come."),
        (VERSIONS["removed"], "Wait."),
    ],
    ids=["in a title", "in a paragraph", "a new paragraph", "a removed paragraph"],
)
def test_the_discussion_is_on_the_words_of_the_suggestion(version: Issue, words: str) -> None:
    issue = discussed(with_suggested(ISSUE, "Edda Editor", version, AT))
    document = part(write_docx_with_review(issue, THEME).data, "word/document.xml")
    start, end = document.index("<w:commentRangeStart"), document.index("<w:commentRangeEnd")
    assert "".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", document[start:end])).strip() == words


@pytest.mark.parametrize("suggested", [False, True])
def test_words_in_a_list_below_its_label_keep_their_threads(suggested: bool) -> None:
    bullets = Bullets(id="b1", items=(Bullet(id="x", text="First point"), Bullet(id="y", text="Second point")))
    issue = entry_with(at_a_glance=(bullets,))
    if suggested:
        changed = Bullets(id="b1", items=(Bullet(id="x", text="First big point"), bullets.items[1]))
        issue = with_suggested(issue, "Edda Editor", entry_with(at_a_glance=(changed,)), AT)
    thread = Thread(
        path="top5/e1/at_a_glance/b1/items/y/text",
        start=7,
        words="point",
        comments=(Comment(author="Edda", at=AT, text="Which?"),),
    )
    issue = issue.model_copy(update={"review": issue.review.model_copy(update={"threads": (thread,)})})
    (found,) = read_docx(write_docx_with_review(issue, THEME).data).threads
    assert found.words == "point"


def test_nothing_of_the_review_leaves_without_it() -> None:
    issue = discussed(with_suggested(ISSUE, "Edda Editor", VERSIONS["words"], AT))
    issue = issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads().threads})})
    data = write_docx(issue, THEME)
    assert data == write_docx(ISSUE, THEME)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = " ".join(archive.read(name).decode() for name in archive.namelist())
    for word in ("Edda", "Li Wei", "fast growth", "doubt", "Because", "Agreed"):
        assert word not in everything


def test_overlapping_suggestions_are_named() -> None:
    issue = with_suggested(ISSUE, "Edda", VERSIONS["words"], AT)
    issue = with_suggested(issue, "Li", entry_with(title="Beijing drops growth"), AT)
    issue = with_suggested(issue, "Mo", entry_with(title="Shanghai drops it"), AT)
    made = write_docx_with_review(issue, THEME)
    assert len(open_records(issue.review)) == 3
    assert [one.author for one in made.left] != []
