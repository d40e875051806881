"""Lists: adding, duplicating, moving and removing items by keyboard."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem
from editor.document.paths import path as at
from editor.ui.forms.card import Card
from editor.ui.forms.items_view import ItemsView
from schemas import Imprint, Issue, NewsItem, Person
from tests.gui.forms.conftest import THREE, OpenForm, Stage, issue_with, news

LIST = "noteworthy/policy_news"
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def ids(stage: Stage) -> list[str]:
    return [item.id for item in stage.issue.noteworthy.policy_news]


def cards(stage: Stage) -> list[str]:
    """Return the item ids of the visible cards, from top to bottom."""
    shown = [card for card in stage.form.findChildren(Card) if card.isVisible()]
    return [card.item_id for card in sorted(shown, key=lambda card: card.y())]


def list_view(stage: Stage) -> ItemsView:
    found = stage.form.findChild(ItemsView)
    assert isinstance(found, ItemsView)
    return found


def test_a_list_shows_a_card_for_each_item(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    assert cards(stage) == ["n1", "n2", "n3"]
    assert stage.input(f"{LIST}/n2/date").property("text") == "January 2, 2025"


def test_the_button_adds_an_item_at_the_end_and_the_caret_is_in_it(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    button = next(button for button in stage.form.findChildren(QPushButton) if button.text() == "Add news item")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ids(stage)[:3] == ["n1", "n2", "n3"]
    assert len(ids(stage)) == 4
    assert stage.session.undo_stack.undoText() == "Add news item"
    stage.type("3 Feb 2025")
    assert stage.issue.noteworthy.policy_news[3].date == date(2025, 2, 3)


def test_ctrl_enter_adds_an_item_below(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    stage.go(f"{LIST}/n1/text")
    stage.press(Qt.Key.Key_Return, CTRL)
    assert [ids(stage)[0], *ids(stage)[2:]] == ["n1", "n2", "n3"]
    assert stage.entered[-1] == at(f"{LIST}/{ids(stage)[1]}/date")


def test_filling_a_list_by_keyboard(open_form: OpenForm) -> None:
    stage = open_form(LIST)
    stage.go(LIST)
    stage.press(Qt.Key.Key_Space)
    for number in (1, 2):
        stage.type(f"{number} Feb 2025")
        stage.leave()
        stage.type(f"What happened on day {number}")
        stage.leave()
        stage.type("MIIT notice")
        stage.leave()
        stage.type(f"https://example.org/{number}")
        if number == 1:
            stage.press(Qt.Key.Key_Return, CTRL)
    found = stage.issue.noteworthy.policy_news
    assert [item.date for item in found] == [date(2025, 2, 1), date(2025, 2, 2)]
    assert [item.source.link for item in found] == ["https://example.org/1", "https://example.org/2"]
    assert [item.text for item in found] == ["What happened on day 1", "What happened on day 2"]


def test_moving_an_item_keeps_the_focus(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    before = {card.item_id: card for card in stage.form.findChildren(Card)}
    line = stage.go(f"{LIST}/n1/source/label")
    stage.press(Qt.Key.Key_Down, ALT)
    stage.process_events()
    assert ids(stage) == cards(stage) == ["n2", "n1", "n3"]
    assert stage.focused() is line
    stage.press(Qt.Key.Key_Down, ALT, times=3)
    assert ids(stage) == ["n2", "n3", "n1"]
    stage.press(Qt.Key.Key_Up, ALT, times=2)
    stage.process_events()
    assert ids(stage) == cards(stage) == ["n1", "n2", "n3"]
    assert {card.item_id: card for card in stage.form.findChildren(Card)} == before
    assert line.accessibleName() == "Source, Policy news, item 1"


def test_duplicating_inserts_the_copy_below(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    stage.go(f"{LIST}/n2/text")
    stage.press(Qt.Key.Key_D, CTRL)
    found = stage.issue.noteworthy.policy_news
    assert [item.text for item in found] == ["First text", "Second text", "Second text", "Third text"]
    assert stage.entered[-1] == at(f"{LIST}/{found[2].id}/date")


def test_removing_the_focused_item_by_keyboard(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    stage.go(f"{LIST}/n3/text")
    stage.press(Qt.Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)
    stage.process_events()
    assert ids(stage) == cards(stage) == ["n1", "n2"]
    assert stage.entered[-1] == at(f"{LIST}/n2/date")


def test_shortcuts_apply_to_the_focused_list(open_form: OpenForm) -> None:
    people = tuple(Person(id=f"p{n}", name=f"Person {n}") for n in range(2))
    stage = open_form("imprint", Issue(imprint=Imprint(authors=people, editors=people)))
    stage.go("imprint/editors/p0/name")
    stage.press(Qt.Key.Key_Down, ALT)
    imprint = stage.issue.imprint
    assert [person.id for person in imprint.editors] == ["p1", "p0"]
    assert [person.id for person in imprint.authors] == ["p0", "p1"]


def remove(stage: Stage, item_id: str) -> None:
    """Remove an item by keyboard, with the last of its buttons."""
    stage.go(f"{LIST}/{item_id}/source/link")
    stage.leave()
    stage.press(Qt.Key.Key_Left)
    assert stage.focused().accessibleName().startswith("Remove, Policy news")
    stage.press(Qt.Key.Key_Space)
    stage.process_events()


def test_removing_an_item_and_undoing(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    remove(stage, "n2")
    assert ids(stage) == cards(stage) == ["n1", "n3"]
    assert stage.messages == ["News item removed. Press Ctrl+Z to undo."]
    assert stage.entered[-1] == at(f"{LIST}/n3/date")
    stage.session.undo()
    stage.process_events()
    assert ids(stage) == cards(stage) == ["n1", "n2", "n3"]
    assert stage.input(f"{LIST}/n2/source/label").property("text") == "Notice"


def test_removing_the_last_item(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE[:1]))
    remove(stage, "n1")
    assert ids(stage) == cards(stage) == []
    assert stage.focused().accessibleName() == "Add news item to Policy news"


def test_the_list_may_change_while_the_user_types(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    line = stage.go(f"{LIST}/n3/source/label")
    stage.press(Qt.Key.Key_End)
    stage.session.edit(InsertItem(at(LIST), 0, NewsItem(id="n0")), "elsewhere")
    stage.session.edit(RemoveItem(at(f"{LIST}/n1")), "elsewhere")
    stage.session.edit(MoveItem(at(f"{LIST}/n3"), 0), "elsewhere")
    stage.type("!")
    stage.process_events()
    assert stage.focused() is line
    assert cards(stage) == ids(stage) == ["n3", "n0", "n2"]
    assert stage.issue.noteworthy.policy_news[0].source.label == "Notice!"


def test_the_buttons_work_with_the_mouse(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(THREE))
    card = next(card for card in stage.form.findChildren(Card) if card.item_id == "n2")
    assert card.findChildren(QToolButton, "action") == []
    card.show_buttons()
    up = next(button for button in card.findChildren(QToolButton) if button.property("action") == "UP")
    assert up.toolTip() == "Move up (Alt+Up)"
    QTest.mouseClick(up, Qt.MouseButton.LeftButton)
    assert ids(stage) == ["n2", "n1", "n3"]


def test_sorting_a_list_from_its_finding(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with((THREE[2], THREE[0])))
    button = next(button for button in stage.form.findChildren(QPushButton) if button.text() == "Sort by Date")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.process_events()
    assert cards(stage) == ids(stage) == ["n1", "n3"]


def hundred_items() -> tuple[NewsItem, ...]:
    return tuple(news(f"n{n}", date(2024, 12, 5) + timedelta(days=n % 70), f"Text {n}. " * 12) for n in range(100))


def test_only_the_visible_cards_of_a_long_list_are_built(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(hundred_items()))
    built = [card.is_built for card in list_view(stage).cards]
    assert len(built) == 100
    assert all(built[:3])
    assert not any(built[30:])


def test_more_cards_are_built_when_scrolled_to(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(hundred_items()))
    line = stage.go(f"{LIST}/n70/text")
    stage.process_events()
    assert not line.visibleRegion().isEmpty()
    stage.press(Qt.Key.Key_End, CTRL)
    stage.type(" More.")
    assert stage.issue.noteworthy.policy_news[70].text.endswith(" More.")
    bar = stage.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.process_events()
    assert list_view(stage).cards[99].is_built


def test_tab_goes_through_a_long_list(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(hundred_items()), size=(800, 400))
    stage.go(f"{LIST}/n0/date")
    stops: list[str] = []
    while len(stops) < 60:
        stops.append(stage.focused().accessibleName())
        stage.leave()
    fields = ("Date", "Text", "Source", "Link", "Move up")
    expected = [f"{field}, Policy news, item {number}" for number in range(1, 13) for field in fields]
    assert stops == expected


def test_scrolling_up_into_unbuilt_cards_keeps_the_position(open_form: OpenForm) -> None:
    stage = open_form(LIST, issue_with(hundred_items()))
    line = stage.go(f"{LIST}/n70/date")
    stage.process_events()
    before = line.mapTo(stage.form, line.rect().topLeft()).y()
    bar = stage.form.verticalScrollBar()
    start = bar.value()
    bar.setValue(start - 200)
    stage.process_events()
    after = line.mapTo(stage.form, line.rect().topLeft()).y()
    assert abs(after - before - 200) <= 2  # pixels; a card grows by some dozens when it is built
