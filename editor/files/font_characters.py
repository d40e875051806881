"""The characters of a font, from its character map.

Reading the glyph names as well, as fontTools does, would take 80 ms per font.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from editor.files.errors import FileError

_FULL_UNICODE = ((3, 10), (0, 6), (0, 4))
"""Platform and encoding ids of character maps for the whole of Unicode, the best first."""

_ONE_FACE = (b"\0\1\0\0", b"OTTO", b"true")
"""The first bytes of font files with TrueType and PostScript outlines."""


def font_characters(file: Path) -> frozenset[int]:
    """Return the code points of the font's glyphs. Raises FileError."""
    try:
        status = file.stat()
        return _characters(file, status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise FileError(
            f"The font {file} could not be read: {error.strerror or error}.", "Check the permissions of the file."
        ) from error


@lru_cache(maxsize=64)
def _characters(file: Path, changed: int, size: int) -> frozenset[int]:
    """Cached by `changed` and `size` as well, so that a replaced font is read again."""
    try:
        with file.open("rb") as stream:
            table = _character_map(stream, size)
        found = _from_groups(table) if table is not None else None
        return _read_with_fonttools(file) if found is None else found
    except (ValueError, LookupError, struct.error) as error:
        raise FileError(f"{file} is not a readable font.", "Replace it with an undamaged font file.") from error


def _character_map(stream: BinaryIO, size: int) -> bytes | None:
    """Return the `cmap` table of a single-face font (OpenType 1.9, "Organization of an OpenType Font"), else None.

    Raises ValueError if the file is truncated, LookupError, struct.error.
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
    """Read other kinds of fonts and character maps. Raises ValueError."""
    from fontTools.ttLib import TTFont, TTLibError  # takes 25 ms, and is rarely needed

    try:
        # Opened here, because fontTools does not close files that are not fonts.
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, AssertionError) as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=8)
def _from_groups(table: bytes) -> frozenset[int] | None:
    """Return the code points of a format 12 `cmap` table (OpenType 1.9, "cmap"); None if there is none.

    Cached, because the fonts of a family often have the same table.
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
        # Glyph 0 is the box for missing characters.
        found.update(range(first if glyph else first + 1, last + 1))
    return frozenset(found)
