"""Find and replace in any text."""

import re
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import applied
from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, path, value_at
from editor.document.search import Occurrence, Query, next_occurrence, occurrences, replace_edit
from editor.document.text.folding import folded
from editor.document.text.inline import parse, plain
from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, Noteworthy, Paragraph, Person, Source
from tests.properties.strategies import issues, odd_issues

words = st.sampled_from(["a", "plan", "Plan", "*", "[", "计", ".", "word", "x.org", " ", "\\"]) | st.text(max_size=3)
queries = st.builds(Query, words, match_case=st.booleans(), whole_words=st.booleans())
any_issue = issues | odd_issues


@given(any_issue, queries)
def test_every_occurrence_is_the_searched_text(issue: Issue, query: Query) -> None:
    for place in occurrences(issue, query):
        found = text_as_read(issue, place.path)[place.start : place.start + place.length]
        wanted, flags = folded(query.text).text, re.NOFLAG if query.match_case else re.IGNORECASE
        assert re.fullmatch(re.escape(wanted), folded(found).text, flags)


@given(any_issue, queries, st.sampled_from(["", "b", "*new*", "[x](y)", "新", "two\nlines", "a_b"]))
def test_replacing_is_the_same_as_in_plain_text(issue: Issue, query: Query, replacement: str) -> None:
    places = occurrences(issue, query)
    after = applied(issue, replace_edit(issue, places, replacement))
    for field, expected in expected_texts(issue, places, " ".join(replacement.splitlines())).items():
        assert written_lines(text_as_read(after, path(field))) == written_lines(expected)


def text_as_read(issue: Issue, at: FieldPath) -> str:
    """The text that positions in a field count in."""
    value: str | tuple[str, ...] = value_at(issue, at)
    if isinstance(value, tuple):
        return "\n".join(value)
    return plain(value) if is_inline(issue, at) else value


def written_lines(text: str) -> list[str]:
    """A line of which nothing is left goes; texts of one line are compared whole."""
    lines = text.split("\n")
    return [line for line in lines if line] if len(lines) > 1 else lines


@given(any_issue, queries)
def test_fields_without_occurrences_are_the_same_objects(issue: Issue, query: Query) -> None:
    places = occurrences(issue, query)
    after = applied(issue, replace_edit(issue, places, "new"))
    touched = {place.path for place in places}
    for place in occurrences(issue, Query("e")):
        if place.path not in touched:
            assert value_at(after, place.path) is value_at(issue, place.path)
    assert places or after is issue


@given(any_issue, queries, st.data())
def test_the_next_occurrence_is_the_first_at_or_after_a_position(
    issue: Issue, query: Query, data: st.DataObject
) -> None:
    places = occurrences(issue, query)
    letters = occurrences(issue, Query("e")) + places
    if not letters:
        return
    here = data.draw(st.sampled_from(letters))
    number = next_occurrence(issue, places, here.path, here.start)
    fields = list(dict.fromkeys(place.path for place in occurrences(issue, Query("e"))))
    if here in places:
        assert places[number] == here
        assert next_occurrence(issue, places, here.path, here.start + 1) == number + 1
    elif here.path in fields:
        behind = fields[fields.index(here.path) + 1 :]
        assert not [place for place in places[:number] if place.path in behind]
        assert not [place for place in places[number:] if place.path == here.path and place.start < here.start]


def expected_texts(issue: Issue, places: tuple[Occurrence, ...], replacement: str) -> dict[str, str]:
    """Each touched field's text with the replacement put in by position, the last place first."""
    by_field: dict[str, list[Occurrence]] = defaultdict(list)
    for place in places:
        by_field[str(place.path)].append(place)
    texts: dict[str, str] = {}
    for field, inside in by_field.items():
        text = text_as_read(issue, path(field))
        for place in reversed(inside):
            text = text[: place.start] + replacement + text[place.start + place.length :]
        texts[field] = text
    return texts


ISSUE = Issue(
    headline="Data plan + Planning",
    top5=(
        Entry(
            id="e",
            title="A plan for data",
            comment=(
                Paragraph(id="p", text="The **data plan** is [a plan](https://example.org/plan)."),
                Bullets(id="b", items=(Bullet(id="x", text="*Plan*s"),)),
            ),
            source=Source(title_zh="数据产业发展计划"),
            issuing_bodies=("NDRC", "MIIT"),
        ),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n", text="No plan"),)),
    imprint=Imprint(authors=(Person(id="a", role=("Plan analyst", "Data")),)),
)


def test_occurrences_are_in_reading_order() -> None:
    found = [str(place.path) for place in occurrences(ISSUE, Query("plan"))]
    assert found == [
        "headline",
        "headline",
        "top5/e/title",
        "top5/e/comment/p/text",
        "top5/e/comment/p/text",
        "top5/e/comment/b/items/x/text",
        "noteworthy/policy_news/n/text",
        "imprint/authors/a/role",
    ]


def test_case_and_whole_words() -> None:
    assert len(occurrences(ISSUE, Query("Plan", match_case=True))) == 3
    assert len(occurrences(ISSUE, Query("plan", whole_words=True))) == 6
    assert len(occurrences(ISSUE, Query("计划"))) == 1
    assert occurrences(ISSUE, Query("")) == ()


def test_positions_count_the_text_without_markup() -> None:
    bold, linked = occurrences(ISSUE, Query("plan"))[3:5]
    assert (bold.start, linked.start) == (9, 19)


def test_a_replacement_keeps_style_and_link() -> None:
    after = applied(ISSUE, replace_edit(ISSUE, occurrences(ISSUE, Query("plan")), "scheme"))
    text = value_at(after, path("top5/e/comment/p/text"))
    assert text == "The **data scheme** is [a scheme](https://example.org/plan)."


def test_a_replacement_across_styles_takes_the_first_one() -> None:
    after = applied(ISSUE, replace_edit(ISSUE, occurrences(ISSUE, Query("plan is")), "draft was"))
    runs = parse(value_at(after, path("top5/e/comment/p/text")))
    assert [(run.text, run.strong) for run in runs[:3]] == [("The ", False), ("data draft was", True), (" ", False)]


def test_a_line_that_becomes_empty_is_removed() -> None:
    after = applied(ISSUE, replace_edit(ISSUE, occurrences(ISSUE, Query("NDRC")), ""))
    assert value_at(after, path("top5/e/issuing_bodies")) == ("MIIT",)


def test_markup_in_a_replacement_is_read_as_it_was_typed() -> None:
    place = occurrences(ISSUE, Query("No plan"))
    after = applied(ISSUE, replace_edit(ISSUE, place, "**no** [link](x)"))
    assert text_as_read(after, path("noteworthy/policy_news/n/text")) == "**no** [link](x)"
