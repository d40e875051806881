"""What found no place is put into a field; sections are found in the source that they came from."""

import pytest

from editor.document.paths import FieldPath, path, value_at
from editor.formats.importing.placing import destinations, section_places, with_text
from editor.formats.importing.source import read_source
from schemas import Issue, Theme
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
    before, after = (value_at(one, path(where)) for one in (issue, with_text(issue, path(where), "A*STAR\nmeets  [x]")))
    assert after[: len(before)] == before
    added = after[len(before) :]
    if isinstance(added, str):
        assert added.strip() == "A*STAR meets [x]"
    elif where.endswith("comment"):
        assert [block.text for block in added] == [r"A\*STAR", r"meets \[x\]"]
    else:
        assert [item.text for item in added] == [r"A\*STAR meets \[x\]"]


def test_every_destination_takes_a_text(issue: Issue) -> None:
    for each in destinations(issue):
        assert with_text(issue, each.path, "Words") != issue


def test_sections_are_found_in_their_source(theme: Theme) -> None:
    read = read_source(docx(BODY), theme)
    assert read.document is not None
    places = section_places(read.issue, read.document)
    assert places[FieldPath(("top5", "e1"))] == 3
    assert places[FieldPath(("noteworthy", "policy_news"))] == 7
