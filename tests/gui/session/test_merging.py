"""Several people in one folder: saves merge, and conflicts are kept until resolved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.merging.both_versions import both_texts
from editor.document.merging.conflicts import MergeSide
from editor.document.paths import FieldPath, path
from editor.files.disk import RealDisk
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.storage.merging import MergedChanges, Merging
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE
from tests.quick_disk import QUICK

HEADLINE, TITLE = path("headline"), path("top5/e1/title")
THEME: InstalledTheme = load_theme("merics")

Desk = tuple[Session, Merging]


def opened(file: Path) -> Desk:
    issue, stored = open_issue(file)
    session = Session(issue, THEME, stored=replace(stored, disk=QUICK))
    return session, Merging(session, session)


def asked(merging: Merging) -> list[FieldPath]:
    return [conflict.path for conflict in merging.conflicts]


@pytest.fixture
def file(tmp_path: Path, qapp: QCoreApplication) -> Path:
    save_issue(ISSUE, tmp_path / "issue.json")
    return tmp_path / "issue.json"


def test_two_saves_keep_both_changes(file: Path, qtbot: QtBot) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    editor.edit(SetValue(TITLE, "Sample Editor's"), "Typing")
    save_author.save()
    with qtbot.waitSignal(save_editor.merged, timeout=PATIENCE) as merged:
        save_editor.save()
    assert merged.args == [MergedChanges(author.issue, "Headline")]
    found = load_issue(file)
    assert (found.headline, found.top5[0].title) == ("Sample Author's", "Sample Editor's")
    assert editor.issue == found
    assert editor.is_saved
    assert save_editor.conflicts == ()
    editor.undo()
    assert (editor.issue.headline, editor.issue.top5[0].title) == ("Topics", "Sample Editor's")


def test_a_conflict_keeps_the_users_version_until_resolved(file: Path, qtbot: QtBot) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    editor.edit(SetValue(HEADLINE, "Sample Editor's"), "Typing")
    save_author.save()
    with qtbot.waitSignal(save_editor.conflicts_changed, timeout=PATIENCE):
        save_editor.save()
    (conflict,) = save_editor.conflicts
    assert (conflict.path, conflict.ours, conflict.theirs) == (HEADLINE, "Sample Editor's", "Sample Author's")
    assert load_issue(file).headline == "Sample Editor's"
    with qtbot.waitSignal(save_editor.conflicts_changed, timeout=PATIENCE):
        save_editor.resolve(conflict, MergeSide.THEIRS)
    assert save_editor.conflicts == ()
    assert editor.issue.headline == "Sample Author's"
    assert editor.undo_stack.undoText() == "Take Their Change"
    assert not editor.is_saved
    editor.undo()
    assert editor.issue.headline == "Sample Editor's"


def test_keeping_mine_changes_nothing(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    for session, name in ((author, "Sample Author's"), (editor, "Sample Editor's")):
        session.edit(SetValue(HEADLINE, name), "Typing")
        session.edit(SetValue(TITLE, name), "Typing")
    save_author.save()
    save_editor.save()
    assert asked(save_editor) == [HEADLINE, TITLE]
    for conflict in save_editor.conflicts:
        save_editor.resolve(conflict, MergeSide.OURS)
    assert asked(save_editor) == []
    assert editor.is_saved


def test_keeping_mine_keeps_later_typing(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    editor.edit(SetValue(HEADLINE, "Sample Editor's"), "Typing")
    save_author.save()
    save_editor.save()
    editor.edit(SetValue(HEADLINE, "Sample Editor's, and more"), "Typing")
    (conflict,) = save_editor.conflicts
    assert save_editor.resolve(conflict, MergeSide.OURS)
    assert save_editor.conflicts == ()
    assert editor.issue.headline == "Sample Editor's, and more"


def test_their_change_of_a_removed_field_stays_a_conflict(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(TITLE, "Sample Author's"), "Typing")
    editor.edit(SetValue(TITLE, "Sample Editor's"), "Typing")
    save_author.save()
    save_editor.save()
    (conflict,) = save_editor.conflicts
    editor.edit(RemoveItem(path("top5/e1")), "Remove")
    assert not save_editor.resolve(conflict, MergeSide.THEIRS)
    assert save_editor.conflicts == (conflict,)
    editor.undo()
    assert save_editor.resolve(conflict, MergeSide.THEIRS)
    assert editor.issue.top5[0].title == "Sample Author's"


def test_a_file_rewritten_without_changes_is_ignored(file: Path, qtbot: QtBot) -> None:
    author, save_author = opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\n\n"))
    with qtbot.assertNotEmitted(save_author.merged):
        save_author.save()
    assert load_issue(file).headline == "Sample Author's"


def test_a_merge_is_reported_even_if_the_save_fails(file: Path, qtbot: QtBot) -> None:
    class FullDisk(RealDisk):
        def write(self, descriptor: int, data: memoryview) -> int:
            raise OSError(28, "No space left on device")

    (author, save_author), (editor, _) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    save_author.save()
    stored = editor.stored
    assert stored is not None
    editor.edit(SetValue(TITLE, "Sample Editor's"), "Typing")
    editor._stored = replace(stored, disk=FullDisk())
    with_full_disk = Merging(editor)
    with qtbot.waitSignal(with_full_disk.merged, timeout=PATIENCE), pytest.raises(FileError, match="full"):
        with_full_disk.save()
    assert (editor.issue.headline, editor.issue.top5[0].title) == ("Sample Author's", "Sample Editor's")
    assert load_issue(file).top5[0].title != "Sample Editor's"


def test_a_repeated_conflict_is_kept_once(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    for own, other in (("Uno", "One"), ("Dos", "Two"), ("Tres", "Three")):
        author.edit(SetValue(HEADLINE, other), "Typing")
        save_author.save()
        editor.edit(SetValue(HEADLINE, own), "Typing")
        save_editor.save()
    (conflict,) = save_editor.conflicts
    assert (conflict.ours, conflict.theirs) == ("Tres", "Three")


def test_keeping_my_removal_removes(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(TITLE, "Sample Author's"), "Typing")
    save_author.save()
    editor.edit(RemoveItem(path("top5/e1")), "Remove")
    save_editor.save()
    (conflict,) = save_editor.conflicts
    assert conflict.ours is None
    assert editor.issue.top5[0].title == "Sample Author's"
    assert save_editor.resolve(conflict, MergeSide.OURS)
    assert all(entry.id != "e1" for entry in editor.issue.top5)
    editor.undo()
    assert editor.issue.top5[0].id == "e1"


def test_both_changes_are_edited_into_one(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Topics of trade"), "Typing")
    editor.edit(SetValue(HEADLINE, "Topics of growth"), "Typing")
    save_author.save()
    save_editor.save()
    (conflict,) = save_editor.conflicts
    both = both_texts(editor.whole, conflict)
    assert both is not None
    assert "growth" in both
    assert "trade" in both
    assert save_editor.resolve_with(conflict, "Topics of growth and trade")
    assert save_editor.conflicts == ()
    assert editor.issue.headline == "Topics of growth and trade"
    assert editor.undo_stack.undoText() == "Edit Both Changes"


def test_their_words_leave_ones_own_other_words_in_the_text(file: Path) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "One plan for trade and growth in the provinces"), "Typing")
    save_author.save()
    save_editor.merge_file()
    save_editor.save()
    author.edit(SetValue(HEADLINE, "Their plan for trade and jobs in the provinces of China"), "Typing")
    save_author.save()
    editor.edit(SetValue(HEADLINE, "My plan for free trade and growth in the provinces"), "Typing")
    save_editor.save()
    (conflict,) = save_editor.conflicts
    assert editor.issue.headline == "My plan for free trade and jobs in the provinces of China"
    editor.edit(SetValue(HEADLINE, "My plan for free trade and jobs in many provinces of China"), "Typing")
    assert both_texts(editor.whole, conflict) == "My Their plan for free trade and jobs in many provinces of China"
    assert save_editor.resolve(conflict, MergeSide.THEIRS)
    assert editor.issue.headline == "Their plan for free trade and jobs in many provinces of China"


def test_an_unreadable_file_is_reported_and_nothing_lost(file: Path) -> None:
    author, save_author = opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    file.write_bytes(b"{")
    with pytest.raises(FileError, match="not valid JSON"):
        save_author.save()
    assert file.read_bytes() == b"{"
    assert author.issue.headline == "Sample Author's"
    file.unlink()
    save_author.save()
    assert load_issue(file).headline == "Sample Author's"


def test_an_issue_of_another_newsletter_is_not_merged(file: Path) -> None:
    author, save_author = opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    save_issue(ISSUE.model_copy(update={"theme": "other"}), file)
    with pytest.raises(FileError, match="another newsletter"):
        save_author.save()
    assert load_issue(file).theme == "other"


def test_a_file_that_keeps_changing_raises(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (author, save_author), (editor, save_editor) = opened(file), opened(file)
    author.edit(SetValue(HEADLINE, "Sample Author's"), "Typing")
    bring_in: Callable[[], Issue | None] = save_author._merge_file
    numbers = iter(range(1000))

    def late() -> Issue | None:
        theirs = bring_in()
        editor.edit(SetValue(TITLE, f"Sample Editor's {next(numbers)}"), "Typing")
        save_editor.save()
        return theirs

    monkeypatch.setattr(save_author, "_merge_file", late)
    late()
    with pytest.raises(ChangedOnDisk):
        save_author.save()
    assert author.issue.headline == "Sample Author's"
    assert load_issue(file) == editor.issue
