"""Reading untrusted files: limits and messages."""

import errno
import os
from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.reading import MOST_BYTES, decoded, read_bytes


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    os.truncate(path, MOST_BYTES)
    assert len(read_bytes(path)) == MOST_BYTES
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(FileError, match="the limit is 20 MB"):
        read_bytes(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="device or pipe"):
        read_bytes(tmp_path / "pipe")
    with pytest.raises(FileError, match="device or pipe"):
        read_bytes(Path("/dev/zero"))


def test_missing_files_and_invalid_names(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, expected in [
        (tmp_path, "is a folder"),
        (tmp_path / "absent", "does not exist"),
        (tmp_path / "file" / "a", "a part of the path is a file"),
        (tmp_path / "loop", "is a link to itself"),
        (tmp_path / ("n" * 300), "too long"),
        (tmp_path / "nul\0", "is not a valid file name"),
    ]:
        with pytest.raises(FileError, match=expected):
            read_bytes(path)


def test_a_disk_that_fails_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(FileError, match="could not be read"):
        read_bytes(tmp_path / "a")


def test_text_may_have_a_byte_order_mark() -> None:
    assert decoded("\ufeffé".encode(), "a") == "é"


def test_an_invalid_byte_is_named_with_its_position() -> None:
    with pytest.raises(FileError, match="line 3, byte 6 of the file"):
        decoded(b"a\nb\nc\xff", "a")
    with pytest.raises(FileError, match="line 1, byte 5 of the file"):
        decoded(b"\xef\xbb\xbfa\xff", "a")
    with pytest.raises(FileError, match="UTF-16"):
        decoded("Dear readers".encode("utf-16"), "a")
