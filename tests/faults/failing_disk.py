"""A disk that fails at a given step, with an error or as if the process were killed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from editor.files.disk import DISK

Result = TypeVar("Result")


class Killed(BaseException):
    """The program is dead: nothing that it would do afterwards happens."""


class FailingDisk:
    """Counts its steps, and at step `fails_at` calls `fail`; with `only`, it counts steps of that name.

    Every write writes half of what is asked for, also where it fails.
    """

    def __init__(self, fails_at: int = 0, fail: Callable[[], None] = lambda: None, only: str = "") -> None:
        self.steps: list[str] = []
        self._fails_at = fails_at
        self._only = only
        self._fail = fail
        self._is_dead = False

    def create(self, path: Path, mode: int) -> int:
        return self._step("create", lambda: DISK.create(path, mode))

    def write(self, descriptor: int, data: memoryview) -> int:
        half = data[: max(1, len(data) // 2)]
        if self._fails_next("write"):
            DISK.write(descriptor, half)
        return self._step("write", lambda: DISK.write(descriptor, half))

    def allow(self, descriptor: int, mode: int) -> None:
        self._step("allow", lambda: DISK.allow(descriptor, mode))

    def sync(self, descriptor: int) -> None:
        self._step("sync", lambda: DISK.sync(descriptor))

    def content(self, descriptor: int) -> bytes:
        return self._step("content", lambda: DISK.content(descriptor))

    def close(self, descriptor: int) -> None:
        try:
            self._step("close", lambda: None)
        finally:  # the system closes what the dead had open, and what it could not flush
            DISK.close(descriptor)

    def replace(self, path: Path, target: Path) -> None:
        self._step("replace", lambda: DISK.replace(path, target))

    def remove(self, path: Path) -> None:
        self._step("remove", lambda: DISK.remove(path))

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder", lambda: DISK.sync_folder(folder))

    def _step(self, name: str, do: Callable[[], Result]) -> Result:
        if self._is_dead:
            raise Killed
        fails = self._fails_next(name)
        self.steps.append(name)
        if fails:
            try:
                self._fail()
            except Killed:
                self._is_dead = True
                raise
        return do()

    def _fails_next(self, name: str) -> bool:
        counted = self.steps.count(name) if self._only else len(self.steps)
        return counted + 1 == self._fails_at and self._only in ("", name)


def error(number: int) -> Callable[[], None]:
    """What fails with this error."""

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def killed() -> None:
    """What ends the program as far as this process can pretend it."""
    raise Killed


def really_killed() -> None:
    """What ends the program for good."""
    os.kill(os.getpid(), signal.SIGKILL)
