"""Which characters a font can print.

Read from its character map alone: to name 10,000 glyphs as well would cost 80 ms a font.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from editor.files.errors import FileError

_FULL_UNICODE = ((3, 10), (0, 6), (0, 4))
"""Platform and encoding of character maps that reach beyond the first 65,536 characters, best first."""

_ONE_FACE = (b"\0\1\0\0", b"OTTO", b"true")
"""What files with TrueType and PostScript outlines begin with."""


def font_characters(file: Path) -> frozenset[int]:
    """The code points that the font has a glyph for. Raises FileError."""
    try:
        status = file.stat()
        return _characters(file, status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise FileError(
            f"The font {file} could not be read: {error.strerror or error}.", "Check that you may read it."
        ) from error


@lru_cache(maxsize=64)
def _characters(file: Path, changed: int, size: int) -> frozenset[int]:
    """`changed` and `size` make a replaced font a new one."""
    try:
        with file.open("rb") as stream:
            table = _character_map(stream, size)
        found = _from_groups(table) if table is not None else None
        return _read_with_fonttools(file) if found is None else found
    except (ValueError, LookupError, struct.error) as error:
        raise FileError(f"{file} is not a font that can be read.", "Put an unbroken font in its place.") from error


def _character_map(stream: BinaryIO, size: int) -> bytes | None:
    """The `cmap` table of a font of one face (OpenType 1.9, "Organization of an OpenType Font"); None for other kinds.

    Raises ValueError where a table is said to reach beyond the end, LookupError, struct.error.
    """
    kind, count = struct.unpack(">4sH6x", stream.read(12))
    if kind not in _ONE_FACE:
        return None
    tables = {
        tag: (offset, length)
        for tag, offset, length in struct.iter_unpack(">4s4xII", _read_exactly(stream, 16 * count))
    }
    if any(offset + length > size for offset, length in tables.values()):
        raise ValueError("the end is missing")
    offset, length = tables[b"cmap"]
    stream.seek(offset)
    return stream.read(length)


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise ValueError("the end is missing")
    return read


def _read_with_fonttools(file: Path) -> frozenset[int]:
    """For other kinds of fonts and character maps. Raises ValueError."""
    from fontTools.ttLib import TTFont, TTLibError  # 25 ms that a start need not pay

    try:
        # Opened here: fontTools leaves a file open that turns out to be no font.
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, AssertionError) as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=8)
def _from_groups(table: bytes) -> frozenset[int] | None:
    """The code points of a `cmap` table's format 12 (OpenType 1.9, "cmap"); None where it has none.

    Kept, because the cuts of a typeface mostly have the same table.
    """
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    offset = next((offsets[key] for key in _FULL_UNICODE if key in offsets), None)
    if offset is None or struct.unpack_from(">H", table, offset) != (12,):
        return None
    (groups,) = struct.unpack_from(">I", table, offset + 12)
    found: set[int] = set()
    for first, last, glyph in struct.iter_unpack(">III", table[offset + 16 : offset + 16 + 12 * groups]):
        if last > 0x10FFFF:
            raise ValueError(f"no character has the number {last}")
        # Glyph 0 is the box that stands for a missing character.
        found.update(range(first if glyph else first + 1, last + 1))
    return frozenset(found)
