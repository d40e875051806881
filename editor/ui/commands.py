"""The commands of the window: name, menu, text and shortcuts. Menus, toolbar and the page of shortcuts list them.

A disabled action does not take its shortcut, so the key goes to the focused field (lists of items use Alt+Up too).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.ui.look.icon_set import set_icon


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = "File"
    EDIT = "Edit"
    TEXT = "Text"
    ITEM = "Item"
    REVIEW = "Review"
    VIEW = "View"
    HELP = "Help"


@dataclass(frozen=True)
class Command:
    """One command. `keys` are in Qt's portable form, and the first one is shown.

    A separator precedes the command in its menu if it `begins_group`.
    """

    name: str
    menu: Menu
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    begins_group: bool = False


COMMANDS = (
    Command("new", Menu.FILE, "New Issue", ("Ctrl+N",), "new"),
    Command("new_from", Menu.FILE, "New from This Issue", ("Ctrl+Shift+N",)),
    Command("open", Menu.FILE, "Open…", ("Ctrl+O",), "open"),
    Command("import", Menu.FILE, "Import…", ("Ctrl+Shift+O",)),
    Command("import_folder", Menu.FILE, "Import Folder…"),
    Command("archive", Menu.FILE, "Archive", ("Ctrl+Shift+F",), "history", "Search all issues", begins_group=True),
    Command("save", Menu.FILE, "Save", ("Ctrl+S",), "save", begins_group=True),
    Command("save_as", Menu.FILE, "Save As…", ("Ctrl+Shift+S",)),
    Command(
        "save_as_template",
        Menu.FILE,
        "Save as Template…",
        tip="Keep publisher, people and the parts of the entries for new issues",
    ),
    Command(
        "export",
        Menu.FILE,
        "Publish PDF",
        ("Ctrl+E",),
        "export",
        "Check the issue and publish it in the formats that were chosen last",
        begins_group=True,
    ),
    Command("publish_page", Menu.FILE, "Publish…", ("Ctrl+Shift+E",), "more", "Choose formats and publish"),
    Command("proof", Menu.FILE, "Export Proof", ("Ctrl+Shift+X",), "proof", "Export a PDF with a watermark"),
    Command("print", Menu.FILE, "Print…", ("Ctrl+P",), tip="Print the pages"),
    Command("bring_back", Menu.FILE, "Bring Back from Word…"),
    Command("bring_back_proof", Menu.FILE, "Bring Back Proof…"),
    Command("versions", Menu.FILE, "Versions", ("F12",), "history", begins_group=True),
    Command("close", Menu.FILE, "Close Issue", ("Ctrl+W",), "home", begins_group=True),
    Command("library", Menu.FILE, "People and Issuing Bodies", ("Ctrl+Shift+B",), begins_group=True),
    Command("preferences", Menu.FILE, "Preferences", ("Ctrl+,",), "settings"),
    Command("quit", Menu.FILE, "Quit", ("Ctrl+Q",), begins_group=True),
    Command("undo", Menu.EDIT, "Undo", ("Ctrl+Z",), "undo"),
    Command("redo", Menu.EDIT, "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Command("cut", Menu.EDIT, "Cut", ("Ctrl+X",), begins_group=True),
    Command("copy", Menu.EDIT, "Copy", ("Ctrl+C",)),
    Command("paste", Menu.EDIT, "Paste", ("Ctrl+V",)),
    Command("select_all", Menu.EDIT, "Select All", ("Ctrl+A",)),
    Command("find", Menu.EDIT, "Find", ("Ctrl+F",), "find", "Find in the issue", begins_group=True),
    Command("replace", Menu.EDIT, "Find and Replace", ("Ctrl+H",)),
    Command("find_next", Menu.EDIT, "Find Next", ("F3",)),
    Command("find_previous", Menu.EDIT, "Find Previous", ("Shift+F3",)),
    Command("go_to", Menu.EDIT, "Go To…", ("Ctrl+G",), tip="Go to a field or item by its name", begins_group=True),
    Command("strong", Menu.TEXT, "Bold", ("Ctrl+B",), "bold", checkable=True),
    Command("emphasis", Menu.TEXT, "Italic", ("Ctrl+I",), "italic", checkable=True),
    Command("link", Menu.TEXT, "Link", ("Ctrl+K",), "link", checkable=True),
    Command("bullets", Menu.TEXT, "Bullets", ("Ctrl+Shift+L",), "bullets", checkable=True),
    Command(
        "join_lines",
        Menu.TEXT,
        "Join Lines",
        ("Ctrl+Shift+J",),
        tip="Make one paragraph of the selected ones, or of all that were broken as lines",
        begins_group=True,
    ),
    Command("add", Menu.ITEM, "Add Entry", ("Ctrl+Return", "Ctrl+Enter"), "add"),
    Command("duplicate", Menu.ITEM, "Duplicate Entry", ("Ctrl+D",), "duplicate"),
    Command("up", Menu.ITEM, "Move Entry Up", ("Alt+Up",), "up", begins_group=True),
    Command("down", Menu.ITEM, "Move Entry Down", ("Alt+Down",), "down"),
    Command("move_to", Menu.ITEM, "Move To…", ("Ctrl+Alt+M",), "", "Move to another list or the next issue"),
    Command("remove", Menu.ITEM, "Remove Entry", ("Ctrl+Shift+Del",), "remove", begins_group=True),
    Command("mode_writing", Menu.REVIEW, "Write", checkable=True),
    Command("mode_suggesting", Menu.REVIEW, "Suggest", ("Ctrl+Shift+I",), checkable=True),
    Command("mode_reading", Menu.REVIEW, "Read", checkable=True),
    Command("comment", Menu.REVIEW, "Comment", ("Ctrl+Shift+M",), "comment", begins_group=True),
    Command("resolve", Menu.REVIEW, "Resolve Comment", ("Ctrl+Shift+D",)),
    Command("resolved", Menu.REVIEW, "Show Resolved Comments", checkable=True),
    Command("next_mark", Menu.REVIEW, "Next Comment or Suggestion", ("F4",), begins_group=True),
    Command("previous_mark", Menu.REVIEW, "Previous Comment or Suggestion", ("Shift+F4",)),
    Command("accept", Menu.REVIEW, "Accept Suggestion", ("Ctrl+Shift+A",), begins_group=True),
    Command("reject", Menu.REVIEW, "Reject Suggestion", ("Ctrl+Shift+R",)),
    Command("accept_field", Menu.REVIEW, "Accept All in Field", ("Alt+Shift+A",)),
    Command("reject_field", Menu.REVIEW, "Reject All in Field", ("Alt+Shift+R",)),
    Command("accept_all", Menu.REVIEW, "Accept All Suggestions"),
    Command("reject_all", Menu.REVIEW, "Reject All Suggestions"),
    Command("approve", Menu.REVIEW, "Approve Section", ("Ctrl+Shift+Y",), begins_group=True),
    Command("approve_all", Menu.REVIEW, "Approve All"),
    Command("withdraw_approval", Menu.REVIEW, "Withdraw Approval"),
    Command("ready_for_review", Menu.REVIEW, "Mark as Ready for Review", begins_group=True),
    Command("return_to_draft", Menu.REVIEW, "Send Back"),
    Command("publish", Menu.REVIEW, "Mark as Published"),
    Command("checklist", Menu.REVIEW, "Checklist", ("Ctrl+Shift+K",), begins_group=True),
    Command("compare", Menu.REVIEW, "Compare…"),
    Command("outline", Menu.VIEW, "Outline", ("F7",), "outline", checkable=True),
    Command("problems", Menu.VIEW, "Problems", ("F8",), "problems", checkable=True),
    Command("pages", Menu.VIEW, "Pages", ("F9",), "preview", checkable=True),
    Command("marks", Menu.VIEW, "Comments and Suggestions", ("Shift+F9",), checkable=True),
    Command("previous_section", Menu.VIEW, "Previous Section", ("Ctrl+PgUp",), begins_group=True),
    Command("next_section", Menu.VIEW, "Next Section", ("Ctrl+PgDown",)),
    Command("next_pane", Menu.VIEW, "Next Pane", ("F6",)),
    Command("previous_pane", Menu.VIEW, "Previous Pane", ("Shift+F6",)),
    Command("next_problem", Menu.VIEW, "Next Problem", ("F5",), begins_group=True),
    Command("previous_problem", Menu.VIEW, "Previous Problem", ("Shift+F5",)),
    Command("fix", Menu.VIEW, "Fix Problem", ("Ctrl+.",)),
    Command("word_count", Menu.VIEW, "Word Count…", ("Ctrl+Shift+G",), tip="Words and reading time by section"),
    Command("larger", Menu.VIEW, "Larger Text", ("Ctrl+Shift++", "Ctrl+Shift+="), begins_group=True),
    Command("smaller", Menu.VIEW, "Smaller Text", ("Ctrl+Shift+-", "Ctrl+Shift+_")),
    Command("normal_size", Menu.VIEW, "Normal Text Size", ("Ctrl+0",)),
    Command("guide", Menu.HELP, "Guide", ("Shift+F1",), tip="How to work with Newsdesk"),
    Command("tour", Menu.HELP, "Guided Tour", tip="The sample issue in six steps"),
    Command(
        "palette", Menu.HELP, "Find Command…", ("Ctrl+Shift+P",), "", "Run any command by its name", begins_group=True
    ),
    Command("shortcuts", Menu.HELP, "Keyboard Shortcuts", ("F1",), "keyboard"),
    Command("logs", Menu.HELP, "Open Log Folder"),
    Command("about", Menu.HELP, "About Newsdesk", begins_group=True),
)

WITHOUT_ISSUE = frozenset(
    {
        *("new", "open", "import", "import_folder", "archive", "preferences", "library", "quit"),
        *("larger", "smaller", "normal_size", "palette", "guide", "tour", "shortcuts", "logs", "about"),
    }
)
"""Commands that are enabled without an open issue."""


Reasons = Callable[[], Mapping[str, str]]
"""Returns why commands cannot act now, by name."""


class Commands:
    """The actions of one window, by name.

    A command that does not apply to what is shown is disabled. One that applies but cannot act now (Accept Suggestion
    without a suggestion) is disabled in menus only: its keys still say why.
    """

    def __init__(self, window: QWidget) -> None:
        self._actions = {command.name: _action(command, window) for command in COMMANDS}
        self._reasons: list[Reasons] = []

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        """Yield commands and their actions in the order of the menus."""
        for command in COMMANDS:
            yield command, self._actions[command.name]

    def ask_for_reasons(self, reasons: Reasons) -> None:
        """Ask this function, too, which commands cannot act."""
        self._reasons.append(reasons)

    def forget_reasons(self, reasons: Reasons) -> None:
        """Do not ask this function any more."""
        if reasons in self._reasons:
            self._reasons.remove(reasons)

    def idle(self) -> dict[str, str]:
        """Return why commands cannot act now, by name, without those that can."""
        return {name: reason for reasons in self._reasons for name, reason in reasons().items() if reason}


def shortcut_labels(action: QAction) -> tuple[str, ...]:
    """Return the shortcuts of an action in the platform's notation."""
    return tuple(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())


def _action(command: Command, window: QWidget) -> QAction:
    action = QAction(QCoreApplication.translate("menu", command.text), window)
    action.setObjectName(command.name)
    action.setCheckable(command.checkable)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setMenuRole(QAction.MenuRole.NoRole)
    keys = shortcut_labels(action)
    tip = command.tip or command.text.rstrip("…")
    action.setToolTip(f"{tip} ({keys[0]})" if keys else tip)
    if command.icon:
        set_icon(action, command.icon)
    window.addAction(action)
    return action
