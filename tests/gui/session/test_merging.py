"""Several people in one folder: whoever saves second brings both together, and nothing is lost without a question."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from editor.document.conflicts import Side
from editor.document.edits import RemoveItem, SetValue
from editor.document.house import InstalledTheme
from editor.document.paths import FieldPath, path
from editor.files.disk import RealDisk
from editor.files.errors import ChangedOutside, FileTrouble
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_stored
from editor.files.themes import load_theme
from editor.session.merging import Arrived, Merging
from editor.session.session import Session
from schemas import Issue
from tests.gui.session.conftest import ISSUE
from tests.quick_disk import QUICK

HEADLINE, TITLE = path("headline"), path("top5/e1/title")
THEME: InstalledTheme = load_theme("merics")

Desk = tuple[Session, Merging]


def opened(file: Path) -> Desk:
    issue, stored = open_stored(file)
    session = Session(issue, THEME, stored=replace(stored, disk=QUICK))
    return session, Merging(session, session)


def asked(merging: Merging) -> list[FieldPath]:
    return [conflict.path for conflict in merging.conflicts]


@pytest.fixture
def file(tmp_path: Path, qapp: QCoreApplication) -> Path:
    save_issue(ISSUE, tmp_path / "issue.json")
    return tmp_path / "issue.json"


def test_two_who_save_have_both_their_changes(file: Path, qtbot: QtBot) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    ben.edit(SetValue(TITLE, "Ben's"), "Typing")
    save_ann.save()
    with qtbot.waitSignal(save_ben.merged) as merged:
        save_ben.save()
    assert merged.args == [Arrived(ann.issue, "Headline")]
    found = load_issue(file)
    assert (found.headline, found.top5[0].title) == ("Ann's", "Ben's")
    assert ben.issue == found
    assert ben.is_saved
    assert save_ben.conflicts == ()
    ben.undo()
    assert (ben.issue.headline, ben.issue.top5[0].title) == ("Topics", "Ben's")


def test_the_same_field_is_asked_about_and_ones_own_stands_until_then(file: Path, qtbot: QtBot) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    ben.edit(SetValue(HEADLINE, "Ben's"), "Typing")
    save_ann.save()
    with qtbot.waitSignal(save_ben.conflicts_changed):
        save_ben.save()
    (conflict,) = save_ben.conflicts
    assert (conflict.path, conflict.ours, conflict.theirs) == (HEADLINE, "Ben's", "Ann's")
    assert load_issue(file).headline == "Ben's"
    with qtbot.waitSignal(save_ben.conflicts_changed):
        save_ben.answer(conflict, Side.THEIRS)
    assert save_ben.conflicts == ()
    assert ben.issue.headline == "Ann's"
    assert ben.undo_stack.undoText() == "Take Their Change"
    assert not ben.is_saved
    ben.undo()
    assert ben.issue.headline == "Ben's"


def test_keeping_ones_own_changes_nothing(file: Path) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    for session, name in ((ann, "Ann's"), (ben, "Ben's")):
        session.edit(SetValue(HEADLINE, name), "Typing")
        session.edit(SetValue(TITLE, name), "Typing")
    save_ann.save()
    save_ben.save()
    assert asked(save_ben) == [HEADLINE, TITLE]
    save_ben.answer_all(Side.OURS)
    assert asked(save_ben) == []
    assert ben.is_saved


def test_keeping_ones_own_keeps_what_was_typed_since(file: Path) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    ben.edit(SetValue(HEADLINE, "Ben's"), "Typing")
    save_ann.save()
    save_ben.save()
    ben.edit(SetValue(HEADLINE, "Ben's, and more"), "Typing")
    (conflict,) = save_ben.conflicts
    assert save_ben.answer(conflict, Side.OURS)
    assert save_ben.conflicts == ()
    assert ben.issue.headline == "Ben's, and more"


def test_their_change_of_what_is_gone_here_stays_a_question(file: Path) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    ann.edit(SetValue(TITLE, "Ann's"), "Typing")
    ben.edit(SetValue(TITLE, "Ben's"), "Typing")
    save_ann.save()
    save_ben.save()
    (conflict,) = save_ben.conflicts
    ben.edit(RemoveItem(path("top5/e1")), "Remove")
    assert not save_ben.answer(conflict, Side.THEIRS)
    assert save_ben.conflicts == (conflict,)
    ben.undo()
    assert save_ben.answer(conflict, Side.THEIRS)
    assert ben.issue.top5[0].title == "Ann's"


def test_a_file_that_was_only_written_anew_is_no_news(file: Path, qtbot: QtBot) -> None:
    ann, save_ann = opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\n\n"))
    with qtbot.assertNotEmitted(save_ann.merged):
        save_ann.save()
    assert load_issue(file).headline == "Ann's"


def test_what_came_is_told_also_where_the_save_fails_then(file: Path, qtbot: QtBot) -> None:
    class FullDisk(RealDisk):
        def write(self, descriptor: int, data: memoryview) -> int:
            raise OSError(28, "No space left on device")

    (ann, save_ann), (ben, _) = opened(file), opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    save_ann.save()
    stored = ben.stored
    assert stored is not None
    ben.edit(SetValue(TITLE, "Ben's"), "Typing")
    ben._stored = replace(stored, disk=FullDisk())
    with_full_disk = Merging(ben)
    with qtbot.waitSignal(with_full_disk.merged), pytest.raises(FileTrouble, match="full"):
        with_full_disk.save()
    assert (ben.issue.headline, ben.issue.top5[0].title) == ("Ann's", "Ben's")
    assert load_issue(file).top5[0].title != "Ben's"


def test_a_conflict_that_comes_again_is_asked_once(file: Path) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    for number in range(3):
        ann.edit(SetValue(HEADLINE, f"Ann's {number}"), "Typing")
        save_ann.save()
        ben.edit(SetValue(HEADLINE, f"Ben's {number}"), "Typing")
        save_ben.save()
    (conflict,) = save_ben.conflicts
    assert (conflict.ours, conflict.theirs) == ("Ben's 2", "Ann's 2")


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_lost(file: Path) -> None:
    ann, save_ann = opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    file.write_bytes(b"{")
    with pytest.raises(FileTrouble, match="not JSON"):
        save_ann.save()
    assert file.read_bytes() == b"{"
    assert ann.issue.headline == "Ann's"
    file.unlink()
    save_ann.save()
    assert load_issue(file).headline == "Ann's"


def test_an_issue_of_another_newsletter_is_not_merged(file: Path) -> None:
    ann, save_ann = opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    save_issue(ISSUE.model_copy(update={"theme": "other"}), file)
    with pytest.raises(FileTrouble, match="another newsletter"):
        save_ann.save()
    assert load_issue(file).theme == "other"


def test_others_who_are_always_quicker_are_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (ann, save_ann), (ben, save_ben) = opened(file), opened(file)
    ann.edit(SetValue(HEADLINE, "Ann's"), "Typing")
    bring_in: Callable[[], Issue | None] = save_ann._brought_in
    numbers = iter(range(1000))

    def late() -> Issue | None:
        theirs = bring_in()
        ben.edit(SetValue(TITLE, f"Ben's {next(numbers)}"), "Typing")
        save_ben.save()
        return theirs

    monkeypatch.setattr(save_ann, "_brought_in", late)
    late()
    with pytest.raises(ChangedOutside):
        save_ann.save()
    assert ann.issue.headline == "Ann's"
    assert load_issue(file) == ben.issue
