"""Version history: every save of an issue is a version with author, time and summary, and can be restored.

Errors of the history are reported, but never prevent opening or saving an issue. Content that a save replaced becomes
a version as well, so that changes made outside Newsdesk are not lost.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from dulwich.objects import Blob, Commit, ObjectID, Tag, Tree

from editor.document.text.datetime_labels import datetime_label
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.history.store import (
    LOCK_TIMEOUT,
    HeadMoved,
    HistoryStore,
    ObjectUnavailable,
    ReferenceDamaged,
    StoreDamaged,
    branch_of,
)
from editor.files.history.version_fields import (
    UNKNOWN,
    author_line,
    moment,
    plain_line,
    plain_text,
    tag_of,
    utc_offset,
)
from editor.files.issue_file import issue_bytes, parse_issue
from editor.files.reading import read_bytes
from schemas import Issue

MOST_VERSIONS = 1000
"""The maximum number of versions listed."""

FOUND_SUMMARY = "Existing file"
EXTERNAL_SUMMARY = "Changed outside Newsdesk"

_TRIES = 5
_PAUSE = 0.1
"""Seconds before a store that seems damaged is read again: on network folders, files may appear late."""
_AUTHOR_TIMEOUT = 1.0
"""Seconds to wait for the author of a saved file to record it as a version."""
_POLL = 0.05
_RECENT = 20
"""The number of versions searched for a save that someone else has already recorded."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an issue file. `author` is "" if unknown, `name` is "" if the version has no name."""

    id: str
    when: dt.datetime
    author: str
    summary: str
    name: str = ""


class History:
    """The history of the issue files in one folder.

    Methods do not raise unless they say so. `error` is the error of the last call, or None.

    Objects of a version that are missing or unreadable concern the issue of that version alone: new versions are
    recorded on top of it, and once its objects are there (a cloud program may bring them late), all are listed again.
    """

    def __init__(
        self,
        folder: Path,
        disk: Disk = DISK,
        *,
        patience: float = LOCK_TIMEOUT,
        late: float = _AUTHOR_TIMEOUT,
        pause: float = _PAUSE,
    ) -> None:
        self._store = HistoryStore(folder, disk, patience)
        self._late = late
        self._pause = pause
        self.error: FileError | None = None

    @classmethod
    def beside(cls, file: Path) -> History:
        """Return the history in a file's folder. Links are followed, as for saving."""
        return cls(Path(os.path.realpath(file)).parent)

    def record(
        self,
        file: Path,
        issue: Issue,
        author: str,
        when: dt.datetime,
        summary: str,
        name: str | None = None,
        *,
        replaced: bytes | None = None,
        came_from: Path | None = None,
    ) -> Version | None:
        """Record an issue as the newest version of its file, and return that; an equal last version is returned.

        `replaced` is the file's previous content. `came_from` is a file in the same folder that was saved under this
        name; its history is continued. Returns None if the version could not be recorded; `error` says why.
        """
        branch = branch_of(_name_of(file))
        origin = branch_of(_name_of(came_from)) if came_from is not None and _in_same_folder(file, came_from) else None
        found = Blob.from_string(replaced) if replaced is not None else None
        if found is not None:
            self._wait_for(branch, found.id)

        def add() -> Version:
            content = Blob.from_string(issue_bytes(issue, str(file)))
            head = self._store.head(branch)
            kept, is_readable = self._content_if_readable(head)
            if not is_readable:
                self.error = FileError(
                    f"The last version of {_name_of(file)} cannot be read at present. The new one was recorded.",
                    "A cloud program may still bring its files; older versions are then listed again.",
                )
            newest = head if head is not None or origin is None else self._store.head(origin)
            ours = self._kept_already(head, found.id, content.id) if found is not None and found.id != kept else None
            is_outside = found is not None and found.id not in (kept, content.id)
            if not is_readable and found is not None and self._store.has(found.id):
                is_outside = False  # it is the content of some version, very likely of the unreadable one
            if ours is None and (head is None or is_outside or kept != content.id):
                if found is not None and is_outside:
                    newest = self._add(
                        found, file, newest, UNKNOWN, when, FOUND_SUMMARY if head is None else EXTERNAL_SUMMARY
                    )
                newest = self._add(content, file, newest, author, when, summary)
                self._store.advance(branch, head, newest)
            version = ours or newest
            assert version is not None
            if name is not None:
                self._name(version, name, author, when)
            return self._version(version, self._names_of((version,)))

        return self._written(add)

    def versions(self, file: Path, most: int = MOST_VERSIONS) -> tuple[Version, ...]:
        """Return the versions of a file, the newest first, as far back as they are readable."""
        found: list[Version] = []

        def read() -> None:
            for id in self._walk(self._store.head(branch_of(_name_of(file))), most):
                found.append(self._version(id, {}))

        self._read(read, None)
        trouble = self.error
        ids = [ObjectID(version.id.encode()) for version in found]
        names: dict[str, str] = self._read(lambda: self._names_of(ids), {})
        self.error = trouble or self.error
        return tuple(replace(version, name=names.get(version.id, "")) for version in found)

    def issue_at(self, version: Version) -> Issue:
        """Return the issue of a version. Raises FileError."""
        with _unreadable_version():
            id = ObjectID(version.id.encode())
            data = self._store.blob(self._store.only_blob_of(self._store.commit(id))).data
        return parse_issue(data, f"The version of {datetime_label(version.when)}")

    def name(self, version: Version, name: str, author: str = "", when: dt.datetime | None = None) -> Version | None:
        """Name a version; an empty name removes its name. Returns None if that failed."""

        def add() -> Version:
            id = ObjectID(version.id.encode())
            with _unreadable_version():
                self._store.commit(id)
            self._name(id, name, author, when if when is not None else dt.datetime.now().astimezone())
            return replace(version, name=plain_line(name))

        return self._written(add)

    def changed_by(self, file: Path) -> str | None:
        """Return the author of a file's current content; None if no version has it."""

        def read() -> str | None:
            head = self._store.head(branch_of(_name_of(file)))
            if head is None or self._content(head) != Blob.from_string(read_bytes(file)).id:
                return None
            return self._version(head, {}).author or None

        return self._read(read, None)

    def author_of(self, file: Path, issue: Issue) -> str | None:
        """Return who saved this issue recently; None if unknown. Waits a moment for the version to be recorded."""
        content = Blob.from_string(issue_bytes(issue, str(file))).id

        def read() -> str | None:
            head = self._store.head(branch_of(_name_of(file)))
            for commit in self._walk(head, _RECENT):
                if self._content(commit) == content:
                    return self._version(commit, {}).author
            return None

        until = time.monotonic() + self._late
        found = self._read(read, None)
        while found is None and self.error is None and time.monotonic() < until:
            time.sleep(_POLL)
            found = self._read(read, None)
        return found or None

    def issue_before(self, content: bytes) -> Issue | None:
        """Return the issue from which this file content was written; None if no version has the content.

        Versions on no branch are found too: where two computers saved at once, the cloud program keeps one branch.
        """
        wanted = Blob.from_string(content).id

        def read() -> Issue | None:
            for commit in self._store.commits():
                with contextlib.suppress(StoreDamaged):
                    if commit.parents and self._store.only_blob_of(commit) == wanted:
                        parent = self._store.commit(commit.parents[0])
                        return parse_issue(self._store.blob(self._store.only_blob_of(parent)).data, "The version")
            return None

        return self._read(read, None)

    # Error handling

    def _content_if_readable(self, head: ObjectID | None) -> tuple[ObjectID | None, bool]:
        """The content of a version, and whether it could be read, if need be after a pause."""
        for pause in (self._pause, 0):
            with contextlib.suppress(ObjectUnavailable):
                return self._content(head), True
            time.sleep(pause)
        return None, False

    def _read(self, read: Callable[[], _Result], otherwise: _Result) -> _Result:
        self.error = None
        try:
            if self._store.identity is None:
                return otherwise
            self._store.check()
            return read()
        except FileError as trouble:
            self.error = trouble
        except ObjectUnavailable as missing:
            self.error = FileError(
                f"Some versions cannot be read at present: {missing}.",
                "A cloud program may still bring their files. The issue itself is not affected.",
            )
        except StoreDamaged as damage:
            self.error = FileError(
                f"Part of the version history in {self._store.folder} cannot be read: {damage}.",
                "The issue itself is not affected.",
            )
        return otherwise

    def _written(self, write: Callable[[], _Result]) -> _Result | None:
        warning: FileError | None = None
        read_again = False
        try:
            for _ in range(_TRIES):
                self.error = None
                identity = self._store.identity
                try:
                    self._store.create()
                    with self._store.held():
                        result = write()
                    self.error = warning or self.error
                    return result
                except HeadMoved:  # without file locks, two processes may write at once
                    continue
                except StoreDamaged as damage:
                    if read_again and isinstance(damage, ReferenceDamaged):
                        warning = self._start_new_branch(damage)
                    elif read_again:
                        warning = self._start_new_store(damage, identity) or warning
                    read_again = not read_again
                    time.sleep(self._pause)
            raise FileError("The version could not be recorded: the history keeps changing.", "Save again later.")
        except FileError as trouble:
            self.error = trouble
        return None

    def _start_new_branch(self, damage: ReferenceDamaged) -> FileError:
        aside = self._store.move_reference_aside(damage.name)
        return FileError(
            f"The version history of this issue in {self._store.folder} was damaged ({damage}). A new one was started.",
            f"The old reference was moved to {aside.relative_to(self._store.folder)}. Other issues are not affected.",
        )

    def _start_new_store(self, damage: StoreDamaged, identity: object) -> FileError | None:
        aside = self._store.move_aside(identity)
        if aside is None:
            return None  # another process did it
        return FileError(
            f"The version history in {self._store.folder} was damaged ({damage}). A new one was started.",
            f"The old one was renamed {aside.name}. The issues themselves are not affected.",
        )

    # Objects

    def _add(
        self, content: Blob, file: Path, parent: ObjectID | None, author: str, when: dt.datetime, summary: str
    ) -> ObjectID:
        tree = Tree()
        tree.add(os.fsencode(_name_of(file)), 0o100644, content.id)
        commit = Commit()
        commit.tree = tree.id
        commit.parents = [parent] if parent is not None else []
        commit.author = commit.committer = author_line(author)
        commit.author_time = commit.commit_time = int(when.timestamp())
        commit.author_timezone = commit.commit_timezone = utc_offset(when)
        commit.encoding = b"UTF-8"
        commit.message = plain_line(summary).encode(errors="replace") + b"\n"
        for thing in (content, tree, commit):
            self._store.add(thing)
        return commit.id

    def _name(self, commit: ObjectID, name: str, author: str, when: dt.datetime) -> None:
        tag = Tag()
        tag.name = tag_of(commit).encode()
        tag.object = (Commit, commit)
        tag.tagger = author_line(author)
        tag.tag_time = int(when.timestamp())
        tag.tag_timezone = utc_offset(when)
        tag.message = plain_line(name).encode(errors="replace") + b"\n"
        self._store.set_tag(tag_of(commit), tag)

    def _names_of(self, commits: Sequence[ObjectID]) -> dict[str, str]:
        known = self._store.tags()
        names: dict[str, str] = {}
        for commit in commits:
            with contextlib.suppress(StoreDamaged):  # a missing name does not affect the version
                if tag_of(commit) in known and (tag := self._store.tag(tag_of(commit))) is not None:
                    names[commit.decode()] = plain_text(tag.message or b"")
        return names

    def _wait_for(self, branch: str, content: ObjectID) -> None:
        """Wait for the author of the replaced content to record it under their own name."""

        def is_kept() -> bool:
            head = self._store.head(branch)
            return head is None or self._content(head) == content

        until = time.monotonic() + self._late
        while time.monotonic() < until and not self._read(is_kept, True):
            time.sleep(_POLL)

    def _kept_already(self, head: ObjectID | None, before: ObjectID, content: ObjectID) -> ObjectID | None:
        """Return the version that the next author already recorded for this save, or None."""
        with contextlib.suppress(StoreDamaged):  # old versions do not matter here
            for commit, parent in pairwise(self._walk(head, _RECENT)):
                if self._content(commit) == content and self._content(parent) == before:
                    return commit
        return None

    def _content(self, commit: ObjectID | None) -> ObjectID | None:
        return self._store.only_blob_of(self._store.commit(commit)) if commit is not None else None

    def _walk(self, commit: ObjectID | None, most: int) -> Iterator[ObjectID]:
        while commit is not None and most > 0:
            yield commit
            commit = next(iter(self._store.commit(commit).parents), None)
            most -= 1

    def _version(self, id: ObjectID, names: dict[str, str]) -> Version:
        commit = self._store.commit(id)
        author = plain_text(commit.author.rpartition(b" <")[0])
        return Version(
            id.decode(),
            moment(commit),
            "" if author == UNKNOWN else author,
            plain_text(commit.message),
            names.get(id.decode(), ""),
        )


@contextlib.contextmanager
def _unreadable_version() -> Iterator[None]:
    """Report an unreadable version as FileError, so that no new store is started for it."""
    try:
        yield
    except StoreDamaged as damage:
        raise FileError(f"This version cannot be read: {damage}.", "Other versions may be readable.") from damage


def _name_of(file: Path) -> str:
    return Path(os.path.realpath(file)).name


def _in_same_folder(file: Path, other: Path) -> bool:
    return Path(os.path.realpath(file)).parent == Path(os.path.realpath(other)).parent
