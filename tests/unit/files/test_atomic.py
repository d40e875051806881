"""Files are replaced atomically, and no temporary files are left."""

import errno
import os
import stat
from pathlib import Path

import pytest

from editor.files.atomic import is_read_only, replace_file
from editor.files.errors import FileError
from editor.files.file_locks import try_lock


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    replace_file(target, b"new" * 100_000)
    assert target.read_bytes() == b"new" * 100_000
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_kept_and_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    private, fresh = tmp_path / "private", tmp_path / "fresh"
    private.write_bytes(b"")
    private.chmod(0o640)
    umask = os.umask(0o027)
    try:
        replace_file(private, b"x")
        replace_file(fresh, b"x")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(private.stat().st_mode) == 0o640
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640
    private.chmod(0o604)
    replace_file(private, b"y")
    assert stat.S_IMODE(private.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(folder / "real")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert (folder / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "used up"),
        (errno.EACCES, "write permission"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "reports an error"),
        (errno.EBUSY, os.strerror(errno.EBUSY)),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, expected: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError) as trouble:
        replace_file(target, b"new")
    monkeypatch.undo()
    assert expected in trouble.value.message
    assert str(target) in trouble.value.message
    assert trouble.value.help
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


def test_a_disk_that_becomes_full_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    write = os.write
    written: list[int] = []

    def little_room(descriptor: int, data: bytes) -> int:
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(write(descriptor, data[:2]))
        return written[-1]

    monkeypatch.setattr(os, "write", little_room)
    with pytest.raises(FileError, match="disk is full"):
        replace_file(target, b"something new")
    monkeypatch.undo()
    assert written == [2, 2, 2]
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:2]))
    replace_file(tmp_path / "a", b"something")
    monkeypatch.undo()
    assert (tmp_path / "a").read_bytes() == b"something"


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a", b"x")
    assert [*tmp_path.iterdir()] == []


def test_an_error_of_syncing_the_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    replace_file(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_invalid_targets(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, expected in [
        (tmp_path, "folder"),
        (tmp_path / "absent" / "a", "does not exist"),
        (tmp_path / "file" / "a", "a part of its path is a file"),
        (tmp_path / "loop", "is a link to itself"),
        (tmp_path / ("n" * 300), "too long"),
        (tmp_path / "nul\0", "is not a valid file name"),
    ]:
        with pytest.raises(FileError, match=expected):
            replace_file(path, b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["file", "loop"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/full"), Path(os.devnull)):
        with pytest.raises(FileError, match="device"):
            replace_file(path, b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    # In place of permissions, which do not bind root.
    monkeypatch.setattr(os, "access", lambda path, mode: path != target)
    assert is_read_only(target)
    with pytest.raises(FileError, match="read-only"):
        replace_file(target, b"new")
    assert target.read_bytes() == b"old"
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert not is_read_only(target), "its folder is"
    with pytest.raises(FileError, match="write permission") as refused:
        replace_file(target, b"new")
    assert refused.value.help.startswith("Choose another folder")
    assert target.read_bytes() == b"old"


def test_a_disk_that_corrupts_data_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, size)[:-1])
    with pytest.raises(FileError, match="reports an error"):
        replace_file(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


def test_abandoned_temporary_files_are_removed(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".newsdesk-0123456789abcdef.tmp", tmp_path / ".newsdesk-fedcba9876543210.tmp"
    left.write_bytes(b"half")
    fresh.write_bytes(b"half")
    os.utime(left, (0, 0))
    replace_file(tmp_path / "a", b"x")
    assert sorted(found.name for found in tmp_path.iterdir()) == [fresh.name, "a"]


def test_temporary_files_in_use_are_kept(tmp_path: Path) -> None:
    slow = tmp_path / ".newsdesk-0123456789abcdef.tmp"
    descriptor = os.open(slow, os.O_RDWR | os.O_CREAT)
    assert try_lock(descriptor)
    os.utime(slow, (0, 0))
    replace_file(tmp_path / "a", b"x")
    assert slow.exists()
    os.close(descriptor)
    replace_file(tmp_path / "a", b"y")
    assert not slow.exists()
