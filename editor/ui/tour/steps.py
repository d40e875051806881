"""The steps of the guided tour: what each says, and the control that it points at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from editor.document.sections import sections
from editor.ui.commands import Commands, shortcut_labels
from editor.ui.desk.desk import Desk
from editor.ui.layout.pane_folding import FORM, OUTLINE, PAGES, PROBLEMS


@dataclass(frozen=True)
class TourGround:
    """What the steps point at: the desk, and two controls of the toolbar."""

    desk: Desk
    mode_button: QWidget
    publish_button: QWidget


@dataclass(frozen=True)
class TourStep:
    """One step. `pane` is shown before, if it is folded or hidden; "" for a control of the toolbar.

    `text` may name keys of commands in braces: `{find}`.
    """

    title: str
    text: str
    pane: str
    target: Callable[[TourGround], QWidget]


def show_first_entry(desk: Desk) -> None:
    """Show the form of the first entry, which most steps speak about."""
    found = next((section for section in sections(desk.session.issue) if section.number is not None), None)
    if found is not None:
        desk.show_section(found.path)


STEPS = (
    TourStep(
        "An issue has parts",
        "The outline lists them: masthead, Top 5 entries, news lists, imprint. Choose one to work on it, or go through "
        "them with {next_section}. A figure in a circle counts what to check.",
        OUTLINE,
        lambda ground: ground.desk.outline,
    ),
    TourStep(
        "Write in fields",
        "Each field says what belongs in it and counts its characters. Paste from Word, mail or the web: bold, "
        "italics, links and bullets stay. Everything is kept on disk within a second, and {undo} undoes anything.",
        FORM,
        lambda ground: ground.desk.stack,
    ),
    TourStep(
        "See the exact pages",
        "These are the pages of the PDF. They follow every key. Click a line to get to its field. The tabs show the "
        "issue as email and as web page.",
        PAGES,
        lambda ground: ground.desk.layout_panes.all[PAGES],
    ),
    TourStep(
        "Fix what is wrong",
        "Missing and contradictory content, spelling and house style are listed here and underlined in the text. "
        "{next_problem} goes to the next one, {fix} applies its fix.",
        PROBLEMS,
        lambda ground: ground.desk.problems,
    ),
    TourStep(
        "Review together",
        "Write changes the text; Suggest keeps the author's text and marks what you propose. Select words and press "
        "{comment} to comment. Editors approve part by part, and several people can work at once.",
        "",
        lambda ground: ground.mode_button,
    ),
    TourStep(
        "Publish",
        "One click makes the PDF; the button beside it also offers email, web page, Word, text and feed. "
        "{palette} finds any command by its name. Help › Guide says more.",
        "",
        lambda ground: ground.publish_button,
    ),
)


def with_keys(text: str, commands: Commands) -> str:
    """Return a step's text with the keys of the commands that it names."""
    return text.format_map({command.name: (shortcut_labels(action) or ("",))[0] for command, action in commands})
