"""The store of a folder's history: a bare git repository of its own in `.history`, one branch for each issue file.

Dulwich says how git's objects are written; files are put in place here. Of a repository's machinery nothing is used:
no configuration is read, no hook is run, no other repository is looked for. What lies in the folder may come from
anybody and may be damaged: all of it is read with limits, and checked against its checksum.
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
"""Seconds to wait for somebody else who writes; that takes milliseconds."""

_HEAD = b"ref: refs/heads/main\n"
# `gc.auto`: git, where somebody uses it here, is not to tidy up while we write.
_CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = true\n[gc]\n\tauto = 0\n"
# A repository that the folder lies in is not to take the store for content.
_FILES = {"config": _CONFIG, ".gitignore": b"*\n", "HEAD": _HEAD}
_FOLDERS = ("objects", "refs", "refs/heads", "refs/tags")
_LOCK = "newsdesk.lock"
_LOCK_FLAGS = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)

_MAX_OBJECT = 200_000
"""Bytes of the largest commit, tree or tag."""
_LARGEST_PACK = 500_000_000
_MAX_DAMAGED = 1000

_ID = re.compile(rb"([0-9a-f]{40})\s*")

_Object = TypeVar("_Object", bound=ShaFile)


class StoreDamaged(Exception):
    """What the store holds makes no sense; the text says what."""


class HeadMoved(Exception):
    """Somebody else added to the branch in the meantime."""


class HistoryStore:
    """The store of one folder. Methods raise StoreDamaged, and FileError where the disk fails or refuses."""

    def __init__(self, folder: Path, disk: Disk = DISK, patience: float = LOCK_TIMEOUT) -> None:
        self.folder = folder
        self.path = folder / FOLDER
        self._disk = disk
        self._patience = patience

    @property
    def identity(self) -> object:
        """Tells this store from another one of the same name; None where there is none."""
        with _file_errors(self.path), contextlib.suppress(FileNotFoundError):
            status = self.path.lstat()
            return status.st_dev, status.st_ino
        return None

    def look(self) -> None:
        """Raises StoreDamaged where something else has the store's name."""
        if _kind(self.path) != stat.S_IFDIR:
            raise StoreDamaged(f"{FOLDER} is no folder")

    def create(self) -> None:
        """Make what is missing of an empty store. Raises StoreDamaged where something else has a folder's name."""
        for name in ("", *_FOLDERS):
            place = self.path / name
            if _kind(place) is None:
                with _file_errors(place):
                    place.mkdir(exist_ok=True)
                    self._share(place)
            if _kind(place) != stat.S_IFDIR:  # a link might lead out of the folder
                raise StoreDamaged(f"{place.name} is no folder")
        for name, content in _FILES.items():
            if _kind(self.path / name) is None:
                self._put(self.path / name, content)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from writing here, or wait until they have done."""
        descriptor = self._held_lock()
        try:
            yield
        finally:
            os.close(descriptor)

    def head(self, branch: str) -> ObjectID | None:
        """The branch's newest commit; None where there is no such branch."""
        return self._reference(f"refs/heads/{branch}")

    def advance(self, branch: str, before: ObjectID | None, commit: ObjectID) -> None:
        """Let the branch lead to the commit. Raises HeadMoved where its head is not `before` any more."""
        if self.head(branch) != before:
            raise HeadMoved
        self._put(self.path / "refs" / "heads" / branch, commit + b"\n")

    def tags(self) -> frozenset[str]:
        """The names of all tags."""
        folder = self.path / "refs" / "tags"
        with _file_errors(folder):
            loose = [found.name for found in folder.iterdir()] if _kind(folder) == stat.S_IFDIR else []
        packed = (name for name in self._packed_references() if name.startswith("refs/tags/"))
        return frozenset((*loose, *(name.removeprefix("refs/tags/") for name in packed)))

    def tag(self, name: str) -> Tag | None:
        """The tag of a name; None where there is none."""
        id = self._reference(f"refs/tags/{name}")
        return self._object(id, Tag, _MAX_OBJECT) if id is not None else None

    def set_tag(self, name: str, tag: Tag) -> None:
        """Make a tag, or let it lead elsewhere."""
        self.add(tag)
        self._put(self.path / "refs" / "tags" / name, tag.id + b"\n")

    def add(self, thing: ShaFile) -> None:
        """Keep an object; one that is damaged is put right."""
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
        """A version. Raises StoreDamaged."""
        return self._object(id, Commit, _MAX_OBJECT)

    def blob(self, id: ObjectID) -> Blob:
        """A file's content. Raises StoreDamaged."""
        return self._object(id, Blob, MOST_BYTES)

    def only_blob_of(self, commit: Commit) -> ObjectID:
        """The id of the one file that a version holds. Raises StoreDamaged where it holds another number of them."""
        entries = self._object(commit.tree, Tree, _MAX_OBJECT).items()
        if len(entries) != 1 or entries[0].sha is None:
            raise StoreDamaged("a version does not hold one file")
        return entries[0].sha

    def move_aside(self, identity: object) -> Path | None:
        """Give the store another name, so that a new one can be begun; returns where it is now.

        None where it is another store by now than the one of that identity.
        """
        with contextlib.ExitStack() as stack:
            if os.name != "nt":  # there a folder keeps its name while a file in it is open
                with contextlib.suppress(StoreDamaged):
                    stack.enter_context(self.held())
            if self.identity != identity:
                return None
            aside = self._free_name()
            with _file_errors(self.path):
                self.path.rename(aside)
            return aside

    # --- Files --------------------------------------------------------------------------------------------

    def _free_name(self) -> Path:
        for number in range(1, _MAX_DAMAGED):
            aside = self.folder / f"{FOLDER}-damaged-{number}"
            if not os.path.lexists(aside):
                return aside
        raise FileError(f"There are too many damaged histories in {self.folder}.", "Remove the old ones.")

    def _held_lock(self) -> int:
        lock = self.path / _LOCK
        until = time.monotonic() + self._patience
        while True:
            kind = _kind(lock)
            if kind not in (None, stat.S_IFREG) or _kind(self.path) != stat.S_IFDIR:
                raise StoreDamaged(f"{lock.name} is no file")
            with _file_errors(lock):
                descriptor = os.open(lock, _LOCK_FLAGS, 0o666)
            if kind is None:
                self._share(lock)
            if try_lock(descriptor) and _has_path(lock, descriptor):  # or the store was moved aside
                return descriptor
            os.close(descriptor)
            if time.monotonic() > until:
                raise FileError(
                    f"The history in {self.folder} is being written by somebody else for a long time.",
                    "It is tried again at the next save.",
                )
            time.sleep(0.01)

    def _put(self, path: Path, data: bytes) -> None:
        kind = _kind(path)
        if kind not in (None, stat.S_IFREG):
            raise StoreDamaged(f"{path.name} is no file")
        replace_file(path, data, self._disk)
        if kind is None:
            self._share(path)

    def _share(self, path: Path) -> None:
        """Whoever may write in the folder may write in its history."""
        with contextlib.suppress(OSError):
            allowed = stat.S_IMODE(self.folder.stat().st_mode) & 0o777
            path.chmod(allowed if path.is_dir() else allowed & 0o666)

    def _content(self, path: Path) -> bytes | None:
        kind = _kind(path)
        if kind is None:
            return None
        if kind != stat.S_IFREG:
            raise StoreDamaged(f"{path.name} is no file")
        return read_bytes(path)

    # --- References ---------------------------------------------------------------------------------------

    def _reference(self, name: str) -> ObjectID | None:
        content = self._content(self.path / name)
        if content is None:
            return self._packed_references().get(name)
        match = _ID.fullmatch(content)
        if match is None:
            raise StoreDamaged(f"{name} names no version")
        return ObjectID(match[1])

    def _packed_references(self) -> dict[str, ObjectID]:
        """What git makes of references when somebody lets it tidy up."""
        lines = (self._content(self.path / "packed-refs") or b"").decode(errors="replace").splitlines()
        pairs = (line.split(" ", 1) for line in lines if " " in line and line[0] not in "#^")
        return {name: ObjectID(id.encode()) for id, name in pairs if _ID.fullmatch(id.encode())}

    # --- Objects ------------------------------------------------------------------------------------------

    def _place(self, id: ObjectID) -> Path:
        name = id.decode("ascii")
        return self.path / "objects" / name[:2] / name[2:]

    def _object(self, id: ObjectID, kind: type[_Object], most: int) -> _Object:
        found = self._loose(id, most)
        if found is None:
            found = self._packed(id)
        if not isinstance(found, kind):
            raise StoreDamaged(f"{id.decode()} is missing, or is something else")
        return found

    def _loose(self, id: ObjectID, most: int) -> ShaFile | None:
        if _ID.fullmatch(id) is None:
            raise StoreDamaged(f"{id!r} names no object")
        content = self._content(self._place(id))
        if content is None:
            return None
        found = _parsed(lambda: ShaFile.from_file(io.BytesIO(content), max_size=most))
        if found.id != id:
            raise StoreDamaged(f"{id.decode()} does not hold what its name says")
        return found

    def _packed(self, id: ObjectID) -> ShaFile | None:
        """An object of a pack: we make none, but git does where somebody lets it tidy up."""
        with _file_errors(self.path):
            places = list((self.path / "objects" / "pack").glob("pack-*"))
            if not places or not all(_is_harmless(place) for place in places):
                return None
        from editor.files.history.packs import Packs  # takes time to import, and is hardly ever needed

        packs = Packs(self.path / "objects")
        try:
            return _parsed(lambda: packs[id])
        finally:
            packs.close()


def branch_of(file: str) -> str:
    """The branch of an issue file: readable, fit for every system, and another one for every other name."""
    name = os.path.normcase(unicodedata.normalize("NFC", file))
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower().removesuffix(".json")).strip("-")[:40].strip("-")
    return f"{readable or 'issue'}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}"


def _parsed(parse: Callable[[], ShaFile]) -> ShaFile:
    try:
        return parse()
    except OSError as error:
        raise FileError(f"The history could not be read: {error.strerror or error}.", "Try again.") from error
    except Exception as error:  # dulwich names none: bytes from anywhere stop it in many ways
        raise StoreDamaged(f"an object cannot be read ({type(error).__name__})") from error


def _kind(path: Path) -> int | None:
    """What a path is, links not followed; None where there is nothing."""
    with _file_errors(path):
        try:
            return stat.S_IFMT(path.lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return None


def _is_harmless(pack: Path) -> bool:
    status = pack.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_PACK


def _has_path(path: Path, descriptor: int) -> bool:
    """Whether an open file is the one that has the name now."""
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
            "Check the disk and your permissions in that folder.",
        ) from error
