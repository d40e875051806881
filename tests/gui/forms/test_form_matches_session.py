"""Property test: after any edits, the form shows what the session holds."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from editor.document.editing.edits import Edit, InsertItem, MoveItem, RemoveItem, SetValue, duplicated
from editor.document.paths import path as at
from editor.ui.forms.card import Card
from editor.ui.forms.field_view import FieldView
from editor.ui.text.inline_edit import InlineEdit
from schemas import Issue, NewsItem
from tests.gui.forms.conftest import THREE, OpenForm, Stage, issue_with

LIST = at("noteworthy/policy_news")


def draw_edit(issue: Issue, data: st.DataObject) -> Edit:
    """Draw an edit of a list of news."""
    items = issue.noteworthy.policy_news
    kind = data.draw(st.sampled_from(["insert", "remove", "move", "copy", "text", "date"] if items else ["insert"]))
    if kind == "insert":
        return InsertItem(LIST, data.draw(st.integers(0, len(items))), NewsItem())
    path = LIST / data.draw(st.sampled_from([item.id for item in items]))
    match kind:
        case "remove":
            return RemoveItem(path)
        case "move":
            return MoveItem(path, data.draw(st.integers(0, len(items) - 1)))
        case "copy":
            return duplicated(issue, path)
        case "text":
            return SetValue(path / "text", data.draw(st.sampled_from(["", "One text", "Another text"])))
        case _:
            return SetValue(path / "date", data.draw(st.none() | st.dates(date(2024, 12, 1), date(2025, 3, 1))))


def shown(stage: Stage) -> list[tuple[str, str, str]]:
    """Return item id, text and number of each card, from top to bottom."""
    cards = sorted((card for card in stage.form.findChildren(Card) if card.isVisible()), key=QWidget.y)
    found = []
    for card in cards:
        card.build()
        text = next(view.editor.input() for view in card.findChildren(FieldView) if view.field_context.name == "text")
        assert isinstance(text, InlineEdit)
        found.append((card.item_id, text.toPlainText(), text.accessibleName()))
    return found


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_form_shows_what_the_session_holds(open_form: OpenForm, data: st.DataObject) -> None:
    stage = open_form(str(LIST), issue_with(THREE))
    for _ in range(data.draw(st.integers(1, 8))):
        match data.draw(st.sampled_from(["edit", "edit", "edit", "undo", "redo"])):
            case "undo":
                stage.session.undo()
            case "redo":
                stage.session.redo()
            case _:
                stage.session.edit(draw_edit(stage.issue, data), "edit")
    stage.process_events()
    assert shown(stage) == [
        (item.id, item.text, f"Text, Policy news, item {number}")
        for number, item in enumerate(stage.issue.noteworthy.policy_news, 1)
    ]
    stage.form.hide()
