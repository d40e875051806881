"""Word documents that come back: whose change is whose, and where items and values go that were not in the issue."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from editor.document.editing.edits import Edit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.document.suggestions.review import as_suggested
from editor.files.themes import read_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.returned.bringing_back import Returned, bring_back
from schemas import Bullet, Bullets, Entry, Issue, Item, NewsItem, Paragraph, Person, Publisher
from schemas.suggestion import AddItem, DropItem
from tests import word_editing
from tests.properties.suggestion_cases import AT, ISSUE, said
from tests.properties.test_returned_word import shown
from tests.suggesting import with_suggested

THEME = read_theme("merics")
FREDA = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))
ADDRESS = "https://example.org/notice"


def version_with(*edits: Edit) -> Issue:
    version = ISSUE
    for edit in edits:
        version = applied(version, edit)
    return version


def brought_back(version: Issue, *, tracked: bool) -> tuple[Issue, str]:
    """The issue with what somebody made of its copy, and who that was."""
    data = write_docx_with_review(with_suggested(ISSUE, "Edda", version, AT), THEME).data
    found = bring_back(ISSUE, data if tracked else word_editing.accepted(data), THEME, FREDA)
    assert found.unsigned is not tracked
    return found.issue, "Edda" if tracked else FREDA.author


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_entry_removed_and_another_added_are_two_entries(at: int, *, tracked: bool) -> None:
    new = Entry(id="new", title="An entry with nothing but its title")
    version = version_with(RemoveItem(path("top5/e1")), InsertItem(path("top5"), at, new))
    found, author = brought_back(version, tracked=tracked)
    assert sorted(type(one).__name__ for one in found.review.suggestions) == [AddItem.__name__, DropItem.__name__]
    assert [one.title for one in as_suggested(found, author).issue.top5] == [one.title for one in version.top5]


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("edit", [
    SetValue(path("date"), dt.date(2025, 3, 12)),
    SetValue(path("top5/e1/source/link"), ADDRESS),
    SetValue(path("top5/e1/date"), dt.date(2025, 3, 12)),
    SetValue(path("imprint/contact"), "desk@example.org"),
    *(SetValue(path(f"imprint/publisher/{name}"), f"{name}@example.org") for name in Publisher.model_fields),
], ids=lambda edit: str(edit.path))  # fmt: skip
def test_a_value_is_filled_in(edit: Edit, *, tracked: bool) -> None:
    version = version_with(edit)
    found, author = brought_back(version, tracked=tracked)
    assert said(as_suggested(found, author).issue) == said(version)
    (one,) = found.review.suggestions
    assert one.author == author


def test_a_link_typed_behind_a_title_is_the_address_of_the_source() -> None:
    def typed(root: ET.Element) -> None:
        paragraph = next(one for one in word_editing.paragraphs(root) if word_editing.text_of(one) == "Article: ")
        main = word_editing.MAIN
        linked = (
            f'<w:fldSimple xmlns:w="{main}" w:instr=\'HYPERLINK "{ADDRESS}"\'><w:r><w:t>Link</w:t></w:r></w:fldSimple>'
        )
        paragraph.append(ET.fromstring(linked))

    found = bring_back(ISSUE, word_editing.edited(write_docx(ISSUE, THEME), typed), THEME, FREDA)
    assert as_suggested(found.issue, FREDA.author).issue.top5[0].source.link == ADDRESS
    assert found.notes == ()


GLANCE = path("top5/e2/at_a_glance")
LEAD = Paragraph(id="lead", text="What was published.")
FIRST, SECOND, THIRD = ISSUE.top5[1].at_a_glance[1].items  # type: ignore[union-attr]


def bullets(*items: Bullet) -> Bullets:
    return Bullets(id="b1", items=items)


JOINED = (Paragraph(id="lead", text="What was published.First thought"), bullets(SECOND, THIRD))
ADDED = (LEAD, bullets(Bullet(id="new", text="A new first thought"), FIRST, SECOND, THIRD))
GONE = (LEAD, bullets(FIRST, THIRD))
PARTED = (LEAD, bullets(Bullet(id="x", text="Fir"), Bullet(id="new", text="st thought"), SECOND, THIRD))
PUSHED_DOWN = (LEAD, bullets(Bullet(id="x", text=""), Bullet(id="new", text="First thought"), SECOND, THIRD))


@pytest.mark.parametrize(
    ("first", "second"),
    [(JOINED, ADDED), (JOINED, PARTED), (GONE, PARTED), (PARTED, GONE), (PUSHED_DOWN, PUSHED_DOWN)],
)
def test_people_who_part_and_join_the_same_lines_keep_their_own_changes(first: object, second: object) -> None:
    issue = with_suggested(ISSUE, "Edda", version_with(SetValue(GLANCE, first)), AT)
    issue = with_suggested(issue, "Li", version_with(SetValue(GLANCE, second)), AT)
    made = write_docx_with_review(issue, THEME)
    assert bring_back(issue, made.data, THEME, FREDA).is_empty
    found = bring_back(ISSUE, made.data, THEME, FREDA)
    assert not found.unsigned
    left = {one.author for one in made.left}  # they are named, and not shown
    assert left <= {"Li"}
    for author in {"Edda", "Li"} - left:
        assert shown(as_suggested(found.issue, author).issue) == shown(as_suggested(issue, author).issue)


LAST_STAYS = (LEAD, Paragraph(id="y", text="Second thought"), bullets(FIRST), Bullets(id="b2", items=(THIRD,)))


def test_a_bullet_moved_up_and_made_a_paragraph_leaves_the_bullets_below_it_as_they_were() -> None:
    version = version_with(SetValue(GLANCE, LAST_STAYS))
    issue = with_suggested(ISSUE, "Edda", version, AT)
    data = write_docx_with_review(issue, THEME).data
    assert bring_back(issue, data, THEME, FREDA).is_empty
    assert shown(bring_back(ISSUE, word_editing.rejected(data), THEME, FREDA).issue) == shown(ISSUE)
    found, author = brought_back(version, tracked=True)
    assert shown(as_suggested(found, author).issue) == shown(version)


@pytest.mark.parametrize(
    ("container", "new"),
    [
        ("top5", Entry(id="new", title="An entry with nothing but its title")),
        ("noteworthy/policy_news", NewsItem(id="new", text="Another ministry speaks.")),
        ("imprint/authors", Person(id="new", name="Another Author", role=("Analyst",))),
    ],
)
@pytest.mark.parametrize("remover", ["Edda", "Li"])
def test_an_item_added_behind_one_that_somebody_else_removes_stays_behind_it(
    container: str, new: Item, remover: str
) -> None:
    place = path(container)
    first = place / value_at(ISSUE, place)[0].id
    adder = "Edda" if remover == "Li" else "Li"
    versions = {remover: version_with(RemoveItem(first)), adder: version_with(InsertItem(place, 1, new))}
    issue = ISSUE
    for author, version in versions.items():
        issue = with_suggested(issue, author, version, AT)
    found = bring_back(ISSUE, write_docx_with_review(issue, THEME).data, THEME, FREDA)
    for author, version in versions.items():
        assert shown(as_suggested(found.issue, author).issue) == shown(version)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(
    "title", ["Notice on trade", " Notice on trade", "  Notice", "Notice on trade ", "(Draft) notice"]
)
def test_a_title_and_an_address_filled_in_at_once_are_both_there(title: str, *, tracked: bool) -> None:
    source = path("top5/e1/source")
    version = version_with(SetValue(source / "title", title), SetValue(source / "link", ADDRESS))
    found, author = brought_back(version, tracked=tracked)
    assert shown(as_suggested(found, author).issue) == shown(version)


def test_the_chinese_title_is_told_from_the_title_when_both_are_filled_in() -> None:
    source = path("top5/e1/source")
    version = version_with(
        SetValue(source / "title", "Notice on trade"), SetValue(source / "title_zh", "关于贸易的通知")
    )
    found, author = brought_back(version, tracked=True)
    assert as_suggested(found, author).issue.top5[0].source == version.top5[0].source


@pytest.mark.parametrize("remover", ["Edda", "Li"])
def test_an_item_that_one_person_moves_and_another_removes_is_shown_as_removed(remover: str) -> None:
    second = path("noteworthy/policy_news/n2")
    mover = "Edda" if remover == "Li" else "Li"
    edits: dict[str, Edit] = {remover: RemoveItem(second), mover: MoveItem(second, 0)}
    issue = ISSUE
    for author, edit in sorted(edits.items()):
        issue = with_suggested(issue, author, version_with(edit), AT)
    made = write_docx_with_review(issue, THEME)
    assert [one.author for one in made.left] == [mover]  # the export says how many
    found = bring_back(issue, made.data, THEME, FREDA)
    assert found.is_empty
    assert found.notes == ()


def test_moves_of_two_people_that_come_to_that_of_one_are_shown_as_far_as_they_can_be_told_apart() -> None:
    entries = path("top5")
    issue = with_suggested(ISSUE, "Edda", version_with(MoveItem(entries / "e3", 1)), AT)
    issue = with_suggested(issue, "Li", version_with(MoveItem(entries / "e2", 0)), AT)
    made = write_docx_with_review(issue, THEME)
    assert [one.author for one in made.left] == ["Edda"]
    found = bring_back(issue, made.data, THEME, FREDA)
    assert found.is_empty
    assert found.notes == ()
    found = bring_back(ISSUE, made.data, THEME, FREDA)
    assert [one.id for one in as_suggested(found.issue, "Li").issue.top5] == ["e2", "e1", "e3"]


def test_a_news_item_whose_words_are_all_deleted_is_removed() -> None:
    found, author = brought_back(version_with(SetValue(path("noteworthy/policy_news/n2/text"), "")), tracked=True)
    assert [type(one) for one in found.review.suggestions] == [DropItem]
    assert found.review.suggestions[0].author == author


def test_a_line_of_the_contents_is_not_the_entry_that_it_names() -> None:
    """The contents of the copy are those of the day when it was sent, with other numbers than the suggested issue."""
    entries = tuple(Entry(id=name, title=f"What {name} is about") for name in ("e1", "e2", "e3"))
    issue = ISSUE.model_copy(update={"top5": entries})
    longer = issue.model_copy(update={"top5": (Entry(id="e0", title="Before all"), *entries)})
    issue = with_suggested(issue, "Edda", longer, AT)
    shorter = longer.model_copy(update={"top5": longer.top5[:-1]})
    theirs = with_suggested(issue, "Edda", shorter, AT)
    found = bring_back(issue, write_docx_with_review(theirs, THEME).data, THEME, FREDA)
    (one,) = found.suggestions
    assert isinstance(one, DropItem)
    assert one.path == "top5/e3"
