"""What found no place is put into a field; sections are found in the source that they came from."""

import pytest

from editor.document.paths import FieldPath, path, value_at
from editor.formats.importing.placing import destinations, section_places, with_note
from editor.formats.importing.source import read_source
from editor.formats.notes import Note
from schemas import Bullets, Issue, Theme
from tests.unit.formats.docx_files import docx, p, r

BODY = (
    p("March 12, 2025")
    + p("MERICS Top 5", style="berschrift1")
    + p("1. Steel quotas", style="berschrift2")
    + p(r("At a glance: ", "<w:b/>"), "Words.")
    + p("Noteworthy", style="berschrift1")
    + p("Policy news", style="berschrift2")
    + p("January 2: Grid fees fall.", number="1")
)


@pytest.fixture
def issue(theme: Theme) -> Issue:
    return read_source(docx(BODY), theme).issue


def test_each_field_that_takes_a_text_is_offered(issue: Issue) -> None:
    offered = {str(each.path): each.label for each in destinations(issue)}
    assert offered["headline"] == "Headline"
    assert offered["top5/e1/comment"] == "Entry 1, MERICS comment"
    assert offered["noteworthy/corporate_news"] == "Corporate news"
    assert "top5/e1/date" not in offered


@pytest.mark.parametrize("where", ["headline", "top5/e1/comment", "top5/e1/title", "noteworthy/policy_news"])
def test_the_text_is_behind_what_was_there(where: str, issue: Issue) -> None:
    before, after = (
        value_at(one, path(where))
        for one in (issue, with_note(issue, path(where), Note(1, "", text="A*STAR\nmeets  [x]")))
    )
    assert after[: len(before)] == before
    added = after[len(before) :]
    if isinstance(added, str):
        assert added.strip() == "A*STAR meets [x]"
    elif where.endswith("comment"):
        assert [block.text for block in added] == [r"A\*STAR", r"meets \[x\]"]
    else:
        assert [item.text for item in added] == [r"A\*STAR meets \[x\]"]


UNPLACED = (
    "<h2>MERICS TOP 5</h2><p>1. Title</p><p>At a glance: Words.</p><p>Date: May 2, 2025</p>"
    "<h2>EVENTS</h2><p><b>We</b> meet, see the <a href='https://example.org/a_b'>page</a>, 2*3*4.</p>"
    "<ul><li>One</li><li>Two</li></ul>"
)


def test_what_found_no_place_keeps_its_formats_and_is_quoted_without_marks(issue: Issue, theme: Theme) -> None:
    (note,) = read_source(f"<html>{UNPLACED}</html>".encode(), theme).notes
    assert note.message == 'No field was found for "EVENTS" (to paragraph 8); it was left out.'
    assert note.text == "EVENTS\nWe meet, see the page (https://example.org/a_b), 2*3*4.\n- One\n- Two"
    after = with_note(issue, path("top5/e1/comment"), note).top5[0].comment[-3:]
    assert [getattr(block, "text", None) for block in after] == [
        "EVENTS",
        r"**We** meet, see the [page](https://example.org/a_b), 2\*3\*4.",
        None,
    ]
    assert isinstance(after[-1], Bullets)
    assert [item.text for item in after[-1].items] == ["One", "Two"]
    assert with_note(issue, path("headline"), note).headline.endswith(
        "EVENTS We meet, see the page, 2*3*4. - One - Two"
    )


def test_only_what_was_left_out_can_be_put_elsewhere(theme: Theme) -> None:
    page = (
        "<h2>MERICS TOP 5</h2><p>1. Title</p><p>At a glance: x<sup>abc</sup> <s>old</s></p><table><tr><td>a</td>"
        "<td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    notes = read_source(f"<html>{page}</html>".encode(), theme).notes
    texts = {note.message.partition(":")[0]: note.text for note in notes}
    assert texts["A superscript or subscript became plain text"] == ""
    assert texts["1 table became text, one line for each row"] == ""
    assert texts["Struck-out text was left out"] == "old"


def test_every_destination_takes_a_text(issue: Issue) -> None:
    for each in destinations(issue):
        assert with_note(issue, each.path, Note(1, "", text="Words")) != issue


def test_sections_are_found_in_their_source(theme: Theme) -> None:
    read = read_source(docx(BODY), theme)
    assert read.document is not None
    places = section_places(read.issue, read.document)
    assert places[FieldPath(("top5", "e1"))] == 3
    assert places[FieldPath(("noteworthy", "policy_news"))] == 7
