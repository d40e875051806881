"""Comparing issues whose items have other ids: a copy that was imported, or typed again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.compare.issues import as_text, compare_issues
from editor.document.compare.matching import with_ids_of, words_of
from editor.formats.importing.identity import with_identity_of
from schemas import Bullet, Bullets, Entry, Issue, Item, NewsItem, Noteworthy, Paragraph, Part
from tests.properties.strategies import edited, issues

FIRST = "Growth of the data industry by 15 percent a year"
SECOND = "Subsidies for small firms in strategic sectors"
THIRD = "Pilot zones for green hydrogen in five provinces"


def listed(*bullets: tuple[str, str]) -> Issue:
    items = tuple(Bullet(id=name, text=text) for name, text in bullets)
    return Issue(top5=(Entry(id="e1", title="One", at_a_glance=(Bullets(id="b", items=items),)),))


def news(*items: tuple[str, str]) -> Issue:
    return Issue(noteworthy=Noteworthy(policy_news=tuple(NewsItem(id=name, text=text) for name, text in items)))


def differences(before: Issue, after: Issue) -> str:
    return as_text(compare_issues(before, after))


def test_equal_items_with_other_ids_are_no_difference() -> None:
    before = listed(("u1", FIRST), ("u2", SECOND))
    assert compare_issues(before, listed(("i1", FIRST), ("i2", SECOND))) == ()


def test_a_changed_item_with_another_id_is_compared_word_by_word() -> None:
    before = listed(("u1", FIRST), ("u2", SECOND))
    after = listed(("i1", FIRST.replace("15", "20")), ("i2", SECOND))
    assert differences(before, after) == (
        "Entry 1: One\n"
        "  Entry 1, At a glance, 1st paragraph, 1st bullet\n"
        "    Growth of the data industry by [-15-]{+20+} percent a year\n"
    )


def test_an_item_that_was_removed_is_no_other_one_with_its_id() -> None:
    # An import numbers the items of a list, so a copy without the first has its id for the second.
    before, after = news(("n1", FIRST), ("n2", SECOND), ("n3", THIRD)), news(("n1", SECOND), ("n2", THIRD))
    assert differences(before, after) == f"Policy news\n  Policy news, item 1\n    removed: [-{FIRST}-]\n"
    assert differences(after, before) == f"Policy news\n  Policy news, item 1\n    added: {{+{FIRST}+}}\n"


def test_an_item_with_the_id_of_one_that_is_gone_is_compared_with_what_it_was() -> None:
    after = news(("n1", f"{SECOND} again"), ("n2", f"{THIRD} again"))
    found = differences(news(("n1", FIRST), ("n2", SECOND), ("n3", THIRD)), after)
    assert f"removed: [-{FIRST}-]" in found
    assert found.count("{+ again+}") == 2
    assert found.count("{+") == 2


def test_an_item_with_another_id_is_found_where_it_was_moved() -> None:
    before, after = news(("a", FIRST), ("b", SECOND), ("c", THIRD)), news(("x", THIRD), ("y", FIRST), ("z", SECOND))
    assert differences(before, after) == (
        f"Policy news\n  Policy news, item 3 → Policy news, item 1\n    moved: {THIRD}\n"
    )


def test_an_item_keeps_its_id_through_any_rewriting() -> None:
    before, after = news(("n1", FIRST), ("n2", SECOND)), news(("n1", "Nothing alike"), ("n2", SECOND))
    assert "removed" not in differences(before, after)


def test_items_with_little_in_common_are_removed_and_added() -> None:
    text = differences(news(("a", FIRST)), news(("b", SECOND)))
    assert f"removed: [-{FIRST}-]" in text
    assert f"added: {{+{SECOND}+}}" in text


def test_a_paragraph_is_no_list_with_the_same_words() -> None:
    one = Issue(top5=(Entry(id="e1", comment=(Paragraph(id="p", text=FIRST),)),))
    bullets = Bullets(id="b", items=(Bullet(id="x", text=FIRST),))
    other = Issue(top5=(Entry(id="e1", comment=(bullets,)),))
    text = differences(one, other)
    assert "removed" in text
    assert "added" in text


def test_the_paths_of_differences_are_those_of_the_issue_after() -> None:
    before, after = news(("a", FIRST)), news(("b", f"{FIRST} and more"))
    ((section,),) = (compare_issues(before, after),)
    assert str(section.differences[0].path) == "noteworthy/policy_news/b/text"


@given(issues)
def test_a_copy_with_fresh_ids_has_no_differences(issue: Issue) -> None:
    copy = with_identity_of(Issue(), issue).model_copy(update={"theme": issue.theme})
    assert compare_issues(issue, copy) == ()


@given(st.data())
@pytest.mark.slow
def test_matching_changes_no_word_and_makes_no_id_twice(data: st.DataObject) -> None:
    before = data.draw(issues)
    after = data.draw(st.one_of(issues, edited(before)))
    named = with_ids_of(after, before)
    assert words_of(named) == words_of(before)
    assert_ids_are_unique(named)


def assert_ids_are_unique(part: Part) -> None:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            assert_ids_are_unique(value)
        elif isinstance(value, tuple):
            items = [item for item in value if isinstance(item, Item)]
            assert len({item.id for item in items}) == len(items)
            for item in items:
                assert_ids_are_unique(item)
