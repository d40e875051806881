"""Word documents that come back: what colleagues did in them, as suggestions and threads."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from editor.document.editing.edits import RemoveItem, SetValue, applied
from editor.document.paths import FieldPath, value_at
from editor.document.suggestions import review
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested
from editor.document.text.inline import plain
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.docx.look import ENTRY_LIST
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.returned.bringing_back import Returned, bring_back, bring_back_version
from editor.formats.returned.outcome import BroughtBack, NotACopy
from editor.formats.text_form.writer import write_text
from schemas import Bullet, Bullets, Entry, Issue, Paragraph, Person
from schemas.suggestion import AddItem, DropItem
from tests import word_editing
from tests.properties.suggestion_cases import ISSUE as ISSUE_OF_NEWS
from tests.properties.suggestion_cases import said
from tests.suggesting import with_suggested
from tests.unit.formats.test_docx_review import AT, ISSUE, LATER, VERSIONS, discussed, threads
from tests.word_editing import (
    W,
    add_paragraph,
    add_table,
    move_paragraph,
    remove_paragraph,
    replace_words,
    without_bookmarks,
)

THEME = read_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
NOW = dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC)
FREDA = Returned("Freda Freelance", NOW)


def with_threads(issue: Issue) -> Issue:
    return issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads().threads})})


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_unchanged_it_brings_nothing(version: Issue) -> None:
    issue = with_threads(discussed(with_suggested(ISSUE, "Edda Editor", version, AT)))
    found = bring_back(issue, write_docx_with_review(issue, THEME).data, THEME, FREDA)
    assert found.is_empty
    assert found.issue == issue
    assert [note.message for note in found.notes] == []


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_what_was_not_tracked_is_suggested_by_whoever_returned_it(version: Issue) -> None:
    theirs = write_docx_with_review(with_suggested(ISSUE, "Edda Editor", version, AT), THEME).data
    found = bring_back(ISSUE, word_editing.accepted(theirs), THEME, FREDA)
    assert said(suggested_by(found, "Freda Freelance")) == said(version)
    assert found.unsigned


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_tracked_changes_keep_their_authors_and_times(version: Issue) -> None:
    theirs = with_suggested(ISSUE, "Edda Editor", version, LATER)
    found = bring_back(ISSUE, write_docx_with_review(theirs, THEME).data, THEME, FREDA)
    assert said(as_suggested(found.issue, "Edda Editor").issue) == said(content_of(version))
    assert {(one.author, one.at) for one in found.suggestions} == {("Edda Editor", LATER)}
    assert not found.unsigned
    again = bring_back(found.issue, write_docx_with_review(theirs, THEME).data, THEME, FREDA)
    assert again.is_empty


def test_threads_come_in_once() -> None:
    data = write_docx_with_review(with_threads(ISSUE), THEME).data
    found = bring_back(ISSUE, data, THEME, FREDA)
    first, *_ = found.issue.review.threads
    assert (first.path, first.words, first.start, first.resolved) == ("top5/e1/comment/c1/text", "small step", 8, True)
    assert [one.text for one in first.comments] == ["Is it?\nI doubt it.", "It is."]
    assert bring_back(found.issue, data, THEME, FREDA).is_empty


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_what_was_said_about_suggestions_comes_back_with_them(version: Issue) -> None:
    theirs = discussed(with_suggested(ISSUE, "Edda Editor", version, LATER))
    data = write_docx_with_review(theirs, THEME).data
    # In an issue that has the suggestions without the answers, they are answers...
    fewer = tuple(one.model_copy(update={"replies": one.replies[:1]}) for one in theirs.review.suggestions)
    issue = theirs.model_copy(update={"review": theirs.review.model_copy(update={"suggestions": fewer})})
    found = bring_back(issue, data, THEME, FREDA)
    assert discussions(found.issue) == discussions(theirs)
    assert (found.replies, found.threads, found.suggestions) == (len(fewer), (), ())
    # ... and in one that never had them, nothing that was said is lost or doubled.
    found = bring_back(ISSUE, data, THEME, FREDA)
    assert words_said(found.issue) == words_said(theirs)
    assert bring_back(found.issue, data, THEME, FREDA).is_empty


def discussions(issue: Issue) -> list[object]:
    """What was said about each suggestion, by whom and when."""
    return [(one.id, [(each.author, each.at, each.text) for each in one.replies]) for one in issue.review.suggestions]


def words_said(issue: Issue) -> list[tuple[str, str]]:
    """Everything that was said in threads and about suggestions, with its author."""
    said_in = [one.comments for one in issue.review.threads] + [one.replies for one in issue.review.suggestions]
    return sorted((each.author, each.text) for one in said_in for each in one)


def edited(*edits: Callable[[ET.Element], None], data: bytes = b"") -> bytes:
    """The sample's document after edits by somebody who does not track them."""

    def all_of(root: ET.Element) -> None:
        for edit in edits:
            edit(root)

    return word_editing.edited(data or write_docx(SAMPLE, THEME), all_of)


def suggested_by(found: BroughtBack, author: str) -> Issue:
    return as_suggested(found.issue, author).issue


FIRST, SECOND = SAMPLE.top5[:2]
LEAD = plain(FIRST.comment[0].text)  # type: ignore[union-attr]
BULLET = plain(FIRST.at_a_glance[1].items[0].text)  # type: ignore[union-attr]
WORD = LEAD.split()[3]


def test_words_typed_over_are_one_suggestion_in_the_colleagues_name() -> None:
    data = edited(lambda root: replace_words(root, FIRST.title, "A new title"))
    found = bring_back(SAMPLE, data, THEME, FREDA)
    (one,) = found.suggestions
    assert (one.author, one.at, one.path) == ("Freda Freelance", NOW, f"top5/{FIRST.id}/title")
    assert suggested_by(found, "Freda Freelance").top5[0].title == "A new title"
    assert found.unsigned
    assert content_of(found.issue) == content_of(SAMPLE)


@pytest.mark.parametrize("begin", [" So moreA", " **So**A"])
def test_words_that_repeat_the_space_before_their_field_stay_in_it(begin: str) -> None:
    text = FieldPath(("noteworthy", "policy_news", "n1", "text"))
    version = applied(ISSUE_OF_NEWS, SetValue(text, f"{begin} notice on exports."))
    data = write_docx_with_review(with_suggested(ISSUE_OF_NEWS, "Edda", version, AT), THEME).data
    found = bring_back(ISSUE_OF_NEWS, data, THEME, FREDA)
    assert value_at(suggested_by(found, "Edda"), text) == f"{begin} notice on exports.".strip()
    assert found.notes == ()


@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_title_and_a_headline_can_be_deleted_whole(is_tracked: bool) -> None:
    version = applied(ISSUE_OF_NEWS, SetValue(FieldPath(("top5", "e1", "title")), ""))
    version = applied(version, SetValue(FieldPath(("headline",)), ""))
    data = write_docx_with_review(with_suggested(ISSUE_OF_NEWS, "Edda", version, AT), THEME).data
    found = bring_back(ISSUE_OF_NEWS, data if is_tracked else word_editing.accepted(data), THEME, FREDA)
    assert said(suggested_by(found, "Edda" if is_tracked else "Freda Freelance")) == said(version)
    assert {one.path for one in found.suggestions} == {"headline", "top5/e1/title"}


def test_an_entry_with_a_title_alone_can_be_removed() -> None:
    version = applied(ISSUE_OF_NEWS, RemoveItem(FieldPath(("top5", "e3"))))
    data = write_docx_with_review(with_suggested(ISSUE_OF_NEWS, "Edda", version, AT), THEME).data
    assert said(suggested_by(bring_back(ISSUE_OF_NEWS, data, THEME, FREDA), "Edda")) == said(version)


def test_a_paragraph_that_was_parted_and_made_a_bullet_is_by_whoever_did_it() -> None:
    comment = ISSUE_OF_NEWS.top5[0].comment
    parted = (Paragraph(id="p0", text=""), Bullets(id="b", items=(Bullet(id="l-0", text=comment[1].text),)))  # type: ignore[union-attr]
    mine = (comment[0].model_copy(update={"text": f"So {comment[0].text}"}), comment[1])  # type: ignore[union-attr]
    field = FieldPath(("top5", "e1", "comment"))
    issue = with_suggested(ISSUE_OF_NEWS, "Edda", applied(ISSUE_OF_NEWS, SetValue(field, mine)), AT)
    issue = with_suggested(issue, "Li", applied(ISSUE_OF_NEWS, SetValue(field, (comment[0], *parted))), AT)
    found = bring_back(ISSUE_OF_NEWS, write_docx_with_review(issue, THEME).data, THEME, FREDA)
    for author, is_bullet in (("Edda", False), ("Li", True)):
        last = value_at(suggested_by(found, author), field)[-1]
        assert isinstance(last, Bullets) is is_bullet, author


def test_two_entries_can_be_added_one_behind_the_other() -> None:
    new = (Entry(id="n-1", title="One more"), Entry(id="n-2", title="And another"))
    version = ISSUE_OF_NEWS.model_copy(update={"top5": (*new, *ISSUE_OF_NEWS.top5)})
    data = write_docx_with_review(with_suggested(ISSUE_OF_NEWS, "Edda", version, AT), THEME).data
    found = bring_back(ISSUE_OF_NEWS, data, THEME, FREDA)
    assert found.notes == ()
    assert [entry.title for entry in suggested_by(found, "Edda").top5[:3]] == [
        *(one.title for one in new),
        "Beijing will drive fast grow",
    ]


def test_a_person_in_the_place_of_another_is_not_the_other_renamed() -> None:
    imprint = ISSUE_OF_NEWS.imprint.model_copy(update={"authors": (Person(id="l-1", name="Li"),)})
    version = ISSUE_OF_NEWS.model_copy(update={"imprint": imprint})
    data = write_docx_with_review(with_suggested(ISSUE_OF_NEWS, "Edda", version, AT), THEME).data
    found = bring_back(ISSUE_OF_NEWS, data, THEME, FREDA)
    assert [type(one) for one in found.suggestions] == [DropItem, AddItem]
    assert suggested_by(found, "Edda").imprint.authors == imprint.authors


def test_tracked_words_are_those_of_their_author() -> None:
    data = edited(lambda root: replace_words(root, FIRST.title, "Tracked title", "Ed Other", "2025-03-15T10:20:00Z"))
    (one,) = bring_back(SAMPLE, data, THEME, FREDA).suggestions
    assert (one.author, one.at) == ("Ed Other", dt.datetime(2025, 3, 15, 10, 20, tzinfo=dt.UTC))


def test_paragraphs_are_added_and_removed() -> None:
    data = edited(
        lambda root: add_paragraph(root, LEAD[:60], "A paragraph more."),
        lambda root: add_paragraph(root, LEAD[:60], "One by Ed.", "Ed Other"),
    )
    found = bring_back(SAMPLE, data, THEME, FREDA)
    comment = suggested_by(found, "Freda Freelance").top5[0].comment
    texts = [block.text for block in comment if block.type == "paragraph"]
    assert texts[1] == "A paragraph more."
    assert {one.author for one in found.suggestions} == {"Freda Freelance", "Ed Other"}
    gone = bring_back(SAMPLE, edited(lambda root: remove_paragraph(root, LEAD[:60])), THEME, FREDA)
    assert suggested_by(gone, "Freda Freelance").top5[0].comment == FIRST.comment[1:]


def test_a_paragraph_added_in_the_place_of_one_that_somebody_else_removed_is_another() -> None:
    *_, last, gone = FIRST.comment
    assert isinstance(last, Paragraph)
    assert isinstance(gone, Paragraph)
    data = edited(
        lambda root: add_paragraph(root, plain(last.text)[:60], "A thought of mine.", "Li Wei"),
        lambda root: remove_paragraph(root, plain(gone.text)[:60]),
    )
    found = bring_back(SAMPLE, data, THEME, FREDA)
    assert len(found.suggestions) == 2
    assert suggested_by(found, FREDA.author).top5[0].comment == FIRST.comment[:-1]
    texts = [block.text for block in suggested_by(found, "Li Wei").top5[0].comment if isinstance(block, Paragraph)]
    assert sorted(texts[-2:]) == sorted(["A thought of mine.", gone.text])


def test_text_moved_between_entries_is_in_the_other_entry() -> None:
    other = plain(SECOND.comment[0].text)  # type: ignore[union-attr]
    data = edited(lambda root: move_paragraph(root, LEAD[:60], other[:60]))
    after = suggested_by(bring_back(SAMPLE, data, THEME, FREDA), "Freda Freelance")
    assert after.top5[0].comment == FIRST.comment[1:]
    assert after.top5[1].comment[1].text == FIRST.comment[0].text  # type: ignore[union-attr]
    assert len(after.top5[1].comment) == len(SECOND.comment) + 1


def test_news_and_people_are_added_and_changed() -> None:
    news = SAMPLE.noteworthy.policy_news[0]
    author = SAMPLE.imprint.authors[0]
    data = edited(
        lambda root: add_paragraph(root, plain(news.text)[:40], "January 17: A new item. (Example Daily)"),
        lambda root: replace_words(root, author.name, "Another Author"),
    )
    found = bring_back(SAMPLE, data, THEME, FREDA)
    after = suggested_by(found, "Freda Freelance")
    new = after.noteworthy.policy_news[1]
    assert (new.date, new.text, new.source.label) == (dt.date(2025, 1, 17), "A new item.", "Example Daily")
    assert after.imprint.authors[0].name == "Another Author"
    assert len(found.suggestions) == 2
    assert bring_back(found.issue, data, THEME, FREDA).is_empty


def test_a_name_in_the_place_of_a_person_with_a_role_is_a_name() -> None:
    author = Person(id="a1", name="Sample Author", role=("Analyst", "Berlin"))
    issue = ISSUE.model_copy(update={"imprint": ISSUE.imprint.model_copy(update={"authors": (author,)})})
    other = Person(id="a2", name="Other Name", role=())
    version = issue.model_copy(update={"imprint": issue.imprint.model_copy(update={"authors": (other,)})})
    data = write_docx_with_review(with_suggested(issue, "Edda Editor", version, AT), THEME).data
    found = bring_back(issue, data, THEME, FREDA)
    (person,) = suggested_by(found, "Edda Editor").imprint.authors
    assert (person.name, person.role) == ("Other Name", ())


def test_paragraphs_in_the_list_of_the_headings_are_what_their_styles_say() -> None:
    """LibreOffice takes whatever is pasted in front of a numbered heading into its list."""

    def paste(root: ET.Element) -> None:
        for words in (LEAD[:60], BULLET[:60]):
            numbering = ET.SubElement(properties_of(root, words), f"{W}numPr")
            ET.SubElement(numbering, f"{W}ilvl", {f"{W}val": "0"})
            ET.SubElement(numbering, f"{W}numId", {f"{W}val": str(ENTRY_LIST)})

    assert bring_back(SAMPLE, edited(paste), THEME, FREDA).is_empty


def test_a_paragraph_with_a_label_is_no_bullet() -> None:
    """LibreOffice makes one of the paragraph behind the last bullet of a list, when that is cut and tracked."""

    def join(root: ET.Element) -> None:
        properties = properties_of(root, LEAD[:60])
        for old in properties.findall(f"{W}pStyle"):
            properties.remove(old)
        properties.insert(0, ET.Element(f"{W}pStyle", {f"{W}val": "ListBullet"}))

    assert bring_back(SAMPLE, edited(join), THEME, FREDA).is_empty


def properties_of(root: ET.Element, words: str) -> ET.Element:
    """The properties of the paragraph with some words, made if there are none."""
    paragraph = word_editing.paragraph_with(root, words)
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = ET.Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def test_a_table_is_named_and_is_text_on_request() -> None:
    data = edited(lambda root: add_table(root, LEAD[:60], ("Steel", "12 %"), ("Coal", "7 %")))
    found = bring_back(SAMPLE, data, THEME, FREDA)
    assert found.is_empty
    assert found.tables == 1
    assert any(note.needs_person and "Steel | 12 %" in note.message for note in found.notes)
    kept = bring_back(SAMPLE, data, THEME, FREDA, keep_tables=True)
    lines = [block.text for block in suggested_by(kept, FREDA.author).top5[0].comment if block.type == "paragraph"]
    assert lines[1:3] == ["Steel | 12 %", "Coal | 7 %"]


def test_a_program_that_drops_bookmarks_and_custom_xml() -> None:
    data = edited(lambda root: replace_words(root, FIRST.title, "A new title"))
    found = bring_back(SAMPLE, without_bookmarks(data), THEME, FREDA)
    assert [one.path for one in found.suggestions] == [f"top5/{FIRST.id}/title"]
    assert bring_back(SAMPLE, without_bookmarks(write_docx(SAMPLE, THEME)), THEME, FREDA).is_empty


def test_the_issue_may_have_changed_meanwhile() -> None:
    data = edited(lambda root: replace_words(root, FIRST.title, "A new title"))
    entry = FIRST.model_copy(update={"comment": (*FIRST.comment, Paragraph(id="later", text="Written meanwhile."))})
    now = SAMPLE.model_copy(update={"top5": (SECOND, entry, *SAMPLE.top5[2:])})
    found = bring_back(now, data, THEME, FREDA)
    after = suggested_by(found, "Freda Freelance")
    assert [one.id for one in after.top5] == [one.id for one in now.top5]
    assert after.top5[1] == entry.model_copy(update={"title": "A new title"})
    assert len(found.suggestions) == 1
    both = now.model_copy(update={"top5": (SECOND, entry.model_copy(update={"title": "The author's new title"}))})
    found = bring_back(both, data, THEME, FREDA)
    assert suggested_by(found, "Freda Freelance").top5[1].title == "A new title"
    assert [note.needs_person for note in found.notes] == [True]


@pytest.mark.parametrize(
    ("removed", "changed"),
    [
        ("top5/e2", "top5/e2/title"),
        ("top5/e1/comment/p2", "top5/e1/comment/p2/text"),
        ("noteworthy/policy_news/n1", "noteworthy/policy_news/n1/text"),
    ],
)
def test_what_was_removed_in_the_copy_and_changed_meanwhile_is_suggested_to_be_removed(
    removed: str, changed: str
) -> None:
    path = FieldPath.parse(removed)
    now = applied(SAMPLE, SetValue(FieldPath.parse(changed), "The author's new words"))
    theirs = with_suggested(SAMPLE, "Edda Editor", applied(SAMPLE, RemoveItem(path)), AT)
    data = write_docx_with_review(theirs, THEME).data
    found = bring_back(now, data, THEME, FREDA)
    assert content_of(suggested_by(found, "Edda Editor")) == content_of(applied(now, RemoveItem(path)))
    assert [note.needs_person for note in found.notes] == [True]
    assert bring_back(found.issue, data, THEME, FREDA).is_empty


def test_accepted_in_word_they_stay_open_and_are_not_doubled() -> None:
    issue = with_suggested(ISSUE, "Edda Editor", VERSIONS["words"], AT)
    issue = with_suggested(issue, "Li Wei", VERSIONS["added"], AT)
    data = write_docx_with_review(issue, THEME).data
    for settled in (word_editing.accepted(data), word_editing.rejected(data)):
        found = bring_back(issue, settled, THEME, FREDA)
        assert found.is_empty
        assert found.issue == issue
    found = bring_back(issue, word_editing.accepted(data), THEME, FREDA)
    assert [note.message for note in found.notes] == [
        "2 suggestions were accepted in the copy. Here, that is decided by the author."
    ]


def test_decided_meanwhile_they_do_not_come_back() -> None:
    issue = with_suggested(ISSUE, "Edda Editor", VERSIONS["words"], AT)
    data = write_docx_with_review(issue, THEME).data
    decided = review.rejected(issue, [issue.review.suggestions[0].id], by="Author", at=NOW).issue
    assert bring_back(decided, data, THEME, FREDA).is_empty


def test_replies_and_resolved_threads_follow() -> None:
    data = write_docx_with_review(with_threads(ISSUE), THEME).data
    open_now = with_threads(ISSUE)
    first = open_now.review.threads[0]
    fewer = first.model_copy(update={"comments": first.comments[:1], "resolved": False})
    kept = open_now.review.model_copy(update={"threads": (fewer, *open_now.review.threads[1:])})
    issue = open_now.model_copy(update={"review": kept})
    found = bring_back(issue, data, THEME, FREDA)
    assert (found.replies, found.threads) == (1, ())
    assert found.issue.review.threads[0].comments[1].text == "It is."


def test_an_empty_issue_takes_only_a_copy_of_its_date() -> None:
    empty = Issue(date=None, imprint=SAMPLE.imprint)
    documents = (write_docx(SAMPLE, THEME), without_bookmarks(write_docx(SAMPLE, THEME)))
    texts = (write_text(SAMPLE, THEME, None).encode(),)
    for data in (*documents, *texts):
        with pytest.raises(NotACopy, match=r"has no entries and no news .*: March 12, 2025"):
            bring_back(empty, data, THEME, FREDA)
        bring_back(empty.model_copy(update={"date": SAMPLE.date}), data, THEME, FREDA)  # not refused
        with pytest.raises(NotACopy):
            bring_back(empty.model_copy(update={"date": dt.date(2025, 4, 9)}), data, THEME, FREDA)
    assert not bring_back(empty, documents[1], THEME, FREDA, may_be_other=True).is_empty
    with pytest.raises(NotACopy, match="has no entries"):
        bring_back_version(empty, SAMPLE, FREDA)


def test_an_issue_file_and_a_text_of_another_issue_are_refused_too() -> None:
    with pytest.raises(NotACopy, match="a copy of another issue: March 12, 2025"):
        bring_back_version(ISSUE, SAMPLE, FREDA)
    with pytest.raises(NotACopy, match="a copy of another issue: March 12, 2025"):
        bring_back(ISSUE, write_text(SAMPLE, THEME, None).encode(), THEME, FREDA)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (SAMPLE, "another issue"),
        (ISSUE.model_copy(update={"theme": "other"}), "another newsletter"),
    ],
)
def test_a_document_of_another_issue_is_refused(other: Issue, message: str) -> None:
    with pytest.raises(NotACopy) as refused:
        bring_back(ISSUE, write_docx(other, THEME), THEME, FREDA)
    assert message in refused.value.message
    with pytest.raises(NotACopy):
        bring_back(ISSUE, without_bookmarks(write_docx(SAMPLE, THEME)), THEME, FREDA)
