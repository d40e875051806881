"""Unreadable files are renamed, never to an existing name."""

import os
from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.quarantine import move_aside


def test_the_next_free_name_is_used(tmp_path: Path) -> None:
    (tmp_path / "a-set-aside-1.json").write_text("of before")
    for number, content in ((2, "one"), (3, "two")):
        (tmp_path / "a.json").write_text(content)
        assert move_aside(tmp_path / "a.json") == tmp_path / f"a-set-aside-{number}.json"
        assert (tmp_path / f"a-set-aside-{number}.json").read_text() == content
    assert (tmp_path / "a-set-aside-1.json").read_text() == "of before"
    assert not (tmp_path / "a.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_the_target_of_a_link_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.json").write_text("content")
    (tmp_path / "link.json").symlink_to(tmp_path / "there" / "a.json")
    assert move_aside(tmp_path / "link.json").read_text() == "content"
    assert not (tmp_path / "link.json").exists()  # it leads nowhere until the next save


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.json could not be renamed"):
        move_aside(tmp_path / "a.json")
