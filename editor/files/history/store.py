"""The store of a folder's history: a bare git repository in `.history`, with one branch per issue file.

Dulwich encodes git's objects; this module reads and writes the files. No configuration is read, no hook is run and no
other repository is searched for. The files are untrusted: they are read with size limits and verified by checksum.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tag, Tree

from editor.files.atomic import replace_file
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.file_locks import try_lock
from editor.files.reading import MOST_BYTES, read_bytes

FOLDER = ".history"
LOCK_TIMEOUT = 5.0
"""Seconds to wait for another writer. Writing takes milliseconds."""

_HEAD = b"ref: refs/heads/main\n"
# `gc.auto`: if someone uses git here, it must not collect garbage while we write.
_CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = true\n[gc]\n\tauto = 0\n"
# `.gitignore`: a repository around the folder must not track the store.
_FILES = {"config": _CONFIG, ".gitignore": b"*\n", "HEAD": _HEAD}
_FOLDERS = ("objects", "refs", "refs/heads", "refs/tags")
_DAMAGED = "damaged"
_LOCK = "newsdesk.lock"
_LOCK_FLAGS = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)

_NAME_LENGTH = 38
"""Letters of the file name of an object; its folder has the first two of the id."""
_MOST_OBJECTS = 100_000
_MAX_OBJECT = 200_000
"""Bytes of the largest commit, tree or tag."""
_LARGEST_PACK = 500_000_000
_MAX_DAMAGED = 1000

_ID = re.compile(rb"([0-9a-f]{40})\s*")

_Object = TypeVar("_Object", bound=ShaFile)


class StoreDamaged(Exception):
    """The store is damaged; the message says how."""


class ObjectUnavailable(StoreDamaged):
    """An object is missing or unreadable. A cloud program may still bring it."""


class ReferenceDamaged(StoreDamaged):
    """A branch or tag does not name an object. `name` is its path in the store, such as `refs/heads/may-1a2b`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does not name a version")
        self.name = name


class HeadMoved(Exception):
    """Another process moved the branch in the meantime."""


class HistoryStore:
    """The store of one folder. Methods raise StoreDamaged, and FileError if the disk fails."""

    def __init__(self, folder: Path, disk: Disk = DISK, patience: float = LOCK_TIMEOUT) -> None:
        self.folder = folder
        self.path = folder / FOLDER
        self._disk = disk
        self._patience = patience

    @property
    def identity(self) -> object:
        """Device and inode of the store's folder; None if there is no store."""
        with _file_errors(self.path), contextlib.suppress(FileNotFoundError):
            status = self.path.lstat()
            return status.st_dev, status.st_ino
        return None

    def check(self) -> None:
        """Raise StoreDamaged if the store is not a folder."""
        if _kind(self.path) != stat.S_IFDIR:
            raise StoreDamaged(f"{FOLDER} is not a folder")

    def create(self) -> None:
        """Create the missing folders and files of a store. Raises StoreDamaged if a file is in place of a folder."""
        for name in ("", *_FOLDERS):
            place = self.path / name
            if _kind(place) is None:
                with _file_errors(place):
                    place.mkdir(exist_ok=True)
                    self._share(place)
            if _kind(place) != stat.S_IFDIR:  # a link could point outside the folder
                raise StoreDamaged(f"{place.name} is not a folder")
        for name, content in _FILES.items():
            if _kind(self.path / name) is None:
                self._put(self.path / name, content)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the store's write lock; waits for another writer."""
        descriptor = self._held_lock()
        try:
            yield
        finally:
            os.close(descriptor)

    def head(self, branch: str) -> ObjectID | None:
        """Return the newest commit of a branch; None if there is no such branch."""
        return self._reference(f"refs/heads/{branch}")

    def advance(self, branch: str, before: ObjectID | None, commit: ObjectID) -> None:
        """Set the branch to the commit. Raises HeadMoved if its head is no longer `before`."""
        if self.head(branch) != before:
            raise HeadMoved
        self._put(self.path / "refs" / "heads" / branch, commit + b"\n")

    def tags(self) -> frozenset[str]:
        """Return the names of all tags."""
        folder = self.path / "refs" / "tags"
        with _file_errors(folder):
            loose = [found.name for found in folder.iterdir()] if _kind(folder) == stat.S_IFDIR else []
        packed = (name for name in self._packed_references() if name.startswith("refs/tags/"))
        return frozenset((*loose, *(name.removeprefix("refs/tags/") for name in packed)))

    def tag(self, name: str) -> Tag | None:
        """Return the tag of a name, or None."""
        id = self._reference(f"refs/tags/{name}")
        return self._object(id, Tag, _MAX_OBJECT) if id is not None else None

    def set_tag(self, name: str, tag: Tag) -> None:
        """Create or replace a tag."""
        self.add(tag)
        self._put(self.path / "refs" / "tags" / name, tag.id + b"\n")

    def add(self, thing: ShaFile) -> None:
        """Write an object, replacing a damaged one."""
        place = self._place(thing.id)
        with contextlib.suppress(StoreDamaged):
            if self._loose(thing.id, MOST_BYTES) is not None:
                return
        if _kind(place.parent) is None:
            with _file_errors(place.parent):
                place.parent.mkdir(exist_ok=True)
                self._share(place.parent)
        self._put(place, thing.as_legacy_object())

    def commit(self, id: ObjectID) -> Commit:
        """Return a commit. Raises StoreDamaged."""
        return self._object(id, Commit, _MAX_OBJECT)

    def blob(self, id: ObjectID) -> Blob:
        """Return a blob. Raises StoreDamaged."""
        return self._object(id, Blob, MOST_BYTES)

    def only_blob_of(self, commit: Commit) -> ObjectID:
        """Return the id of the only file of a version. Raises StoreDamaged if it does not have exactly one."""
        entries = self._object(commit.tree, Tree, _MAX_OBJECT).items()
        if len(entries) != 1 or entries[0].sha is None:
            raise StoreDamaged("a version does not have exactly one file")
        return entries[0].sha

    def has(self, id: ObjectID) -> bool:
        """Return whether a readable object of this id is in the store."""
        with contextlib.suppress(StoreDamaged):
            return self._found(id, MOST_BYTES) is not None
        return False

    def commits(self) -> Iterator[Commit]:
        """Yield all readable commits, also those that no branch has any more. Packed ones are left out."""
        folder = self.path / "objects"
        with _file_errors(folder):
            found = [path for path in folder.glob("??/*") if len(path.name) == _NAME_LENGTH]
        for path in found[:_MOST_OBJECTS]:
            with contextlib.suppress(StoreDamaged):
                thing = self._loose(ObjectID((path.parent.name + path.name).encode()), _MAX_OBJECT)
                if isinstance(thing, Commit):
                    yield thing

    def move_reference_aside(self, name: str) -> Path:
        """Move a damaged branch or tag into the store's folder `damaged`, and return its new path."""
        folder = self.path / _DAMAGED
        with _file_errors(folder):
            folder.mkdir(exist_ok=True)
            self._share(folder)
            aside = _free_name(folder, Path(name).name)
            (self.path / name).rename(aside)
        return aside

    def move_aside(self, identity: object) -> Path | None:
        """Rename the store, so that a new one can be started, and return its new path.

        Returns None if the store is no longer the one with this identity.
        """
        with contextlib.ExitStack() as stack:
            if os.name != "nt":  # Windows cannot rename a folder while a file in it is open
                with contextlib.suppress(StoreDamaged):
                    stack.enter_context(self.held())
            if self.identity != identity:
                return None
            aside = _free_name(self.folder, f"{FOLDER}-damaged")
            with _file_errors(self.path):
                self.path.rename(aside)
            return aside

    # Files

    def _held_lock(self) -> int:
        lock = self.path / _LOCK
        until = time.monotonic() + self._patience
        while True:
            kind = _kind(lock)
            if kind not in (None, stat.S_IFREG) or _kind(self.path) != stat.S_IFDIR:
                raise StoreDamaged(f"{lock.name} is not a file")
            with _file_errors(lock):
                descriptor = os.open(lock, _LOCK_FLAGS, 0o666)
            if kind is None:
                self._share(lock)
            if try_lock(descriptor) and _has_path(lock, descriptor):  # or the store was moved aside
                return descriptor
            os.close(descriptor)
            if time.monotonic() > until:
                raise FileError(
                    f"The version history in {self.folder} is in use.",
                    "The version will be recorded at the next save.",
                )
            time.sleep(0.01)

    def _put(self, path: Path, data: bytes) -> None:
        kind = _kind(path)
        if kind not in (None, stat.S_IFREG):
            raise StoreDamaged(f"{path.name} is not a file")
        replace_file(path, data, self._disk)
        if kind is None:
            self._share(path)

    def _share(self, path: Path) -> None:
        """Give a path the permissions of the folder, so that everyone who may write there can write its history."""
        with contextlib.suppress(OSError):
            allowed = stat.S_IMODE(self.folder.stat().st_mode) & 0o777
            path.chmod(allowed if path.is_dir() else allowed & 0o666)

    def _content(self, path: Path) -> bytes | None:
        kind = _kind(path)
        if kind is None:
            return None
        if kind != stat.S_IFREG:
            raise StoreDamaged(f"{path.name} is not a file")
        return read_bytes(path)

    # References

    def _reference(self, name: str) -> ObjectID | None:
        if _kind(self.path / name) not in (None, stat.S_IFREG):
            raise ReferenceDamaged(name)
        content = self._content(self.path / name)
        if content is None:
            return self._packed_references().get(name)
        match = _ID.fullmatch(content)
        if match is None:
            raise ReferenceDamaged(name)
        return ObjectID(match[1])

    def _packed_references(self) -> dict[str, ObjectID]:
        """Return the references that git has packed into one file."""
        lines = (self._content(self.path / "packed-refs") or b"").decode(errors="replace").splitlines()
        pairs = (line.split(" ", 1) for line in lines if " " in line and line[0] not in "#^")
        return {name: ObjectID(id.encode()) for id, name in pairs if _ID.fullmatch(id.encode())}

    # Objects

    def _place(self, id: ObjectID) -> Path:
        name = id.decode("ascii")
        return self.path / "objects" / name[:2] / name[2:]

    def _object(self, id: ObjectID, kind: type[_Object], most: int) -> _Object:
        found = self._found(id, most)
        if not isinstance(found, kind):
            raise ObjectUnavailable(f"{id.decode()} is missing or has another type")
        return found

    def _found(self, id: ObjectID, most: int) -> ShaFile | None:
        found = self._loose(id, most)
        return found if found is not None else self._packed(id)

    def _loose(self, id: ObjectID, most: int) -> ShaFile | None:
        if _ID.fullmatch(id) is None:
            raise StoreDamaged(f"{id!r} is not an object id")
        content = self._content(self._place(id))
        if content is None:
            return None
        found = _parsed(lambda: ShaFile.from_file(io.BytesIO(content), max_size=most))
        if found.id != id:
            raise ObjectUnavailable(f"{id.decode()} does not match its checksum")
        return found

    def _packed(self, id: ObjectID) -> ShaFile | None:
        """Return an object from a pack file. We write none, but git's garbage collection does."""
        with _file_errors(self.path):
            places = list((self.path / "objects" / "pack").glob("pack-*"))
            if not places or not all(_is_harmless(place) for place in places):
                return None
        from editor.files.history.packs import Packs  # slow to import, and rarely needed

        packs = Packs(self.path / "objects")
        try:
            return _parsed(lambda: packs[id])
        finally:
            packs.close()


def _free_name(folder: Path, name: str) -> Path:
    for number in range(1, _MAX_DAMAGED):
        aside = folder / f"{name}-{number}"
        if not os.path.lexists(aside):
            return aside
    raise FileError(f"Too many damaged version histories in {folder}.", "Remove old ones.")


def branch_of(file: str) -> str:
    """Return the branch name of an issue file: readable, portable and unique for each file name."""
    name = os.path.normcase(unicodedata.normalize("NFC", file))
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower().removesuffix(".json")).strip("-")[:40].strip("-")
    return f"{readable or 'issue'}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}"


def _parsed(parse: Callable[[], ShaFile]) -> ShaFile:
    try:
        return parse()
    except OSError as error:
        raise FileError(f"The history could not be read: {error.strerror or error}.", "Try again.") from error
    except Exception as error:  # dulwich documents no exceptions for invalid data
        raise ObjectUnavailable(f"an object cannot be read ({type(error).__name__})") from error


def _kind(path: Path) -> int | None:
    """Return the file type of a path without following links; None if it does not exist."""
    with _file_errors(path):
        try:
            return stat.S_IFMT(path.lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return None


def _is_harmless(pack: Path) -> bool:
    status = pack.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_PACK


def _has_path(path: Path, descriptor: int) -> bool:
    """Whether an open file is still the one at `path`."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


@contextlib.contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(
            f"{path} could not be read or written: {error.strerror or error}.",
            "Check the disk and your permissions for the folder.",
        ) from error
