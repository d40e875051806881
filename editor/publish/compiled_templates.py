"""Compiled templates, kept in the user's cache folder: compiling those of the sample issue takes 45 ms of CPU time.

A kept template is used only for the same source, file, typefaces, Jinja and Python. Its file begins with the digest of
the rest, so that a damaged one is compiled again. Whatever fails here costs time, nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import jinja2
import platformdirs
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_DIGEST = 32  # bytes of a SHA-256


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled for one set of options, named by `variant`.

    The folder is readable by its owner only. One that is somebody else's, or that others can write to, is not used.
    """

    def __init__(self, variant: str, folder: Path | None = None) -> None:
        self._folder = folder or platformdirs.user_cache_path("newsdesk", appauthor=False) / "templates"
        versions = (jinja2.__version__, sys.implementation.cache_tag, MAGIC_NUMBER.hex())
        self._variant = "|".join((*map(str, versions), variant))

    def get_source_checksum(self, source: str) -> str:
        """The digest of everything that the compiled template depends on."""
        return hashlib.sha256(f"{self._variant}|{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, ValueError, TypeError, EOFError):
            if not _is_private(self._folder):
                return
            data = self._file(bucket).read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                bucket.bytecode_from_string(data[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_private(self._folder):
                return
            written = self._folder / f"{bucket.key}.{os.getpid()}.tmp"
            try:
                written.write_bytes(hashlib.sha256(data).digest() + data)
                written.replace(self._file(bucket))
            finally:
                written.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.compiled"


def _is_private(folder: Path) -> bool:
    if os.name == "nt":  # where the cache folder is inside the user's profile
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
