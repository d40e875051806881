"""Sources with random damage are read or refused with a sentence: nothing crashes, and nothing takes long.

Each source is changed at random: bytes of the file, and of the parts inside an archive. Short in the suite; the long
form reads 10,000 files.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.files.themes import read_theme
from editor.formats.importing.process import SourceProcess
from editor.formats.source.unreadable import UnreadableSource
from tests.faults.conftest import LONG, Ran

FIXTURES = Path(__file__).parents[1] / "fixtures"
THEME = read_theme("merics")
SOURCES = (
    FIXTURES / "libreoffice" / "reviewed.docx",
    FIXTURES / "libreoffice" / "reviewed.odt",
    FIXTURES / "libreoffice" / "reviewed.html",
    FIXTURES / "libreoffice" / "reviewed-tagged.pdf",
    FIXTURES / "libreoffice" / "reviewed-untagged.pdf",
    FIXTURES / "sources" / "mail.eml",
    FIXTURES / "clipboard" / "word.html",
    FIXTURES / "text" / "web-page.txt",
)
FILES = 10_000 if LONG else 24
UNFINISHED = "Reading the file takes too much time or memory"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, repeated or cut off."""
    found = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(found) or 1)
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.randrange(1, 200)]
            case 2:
                found[at:at] = found[at : at + chance.randrange(1, 200)]
            case 3:
                found[at:at] = chance.choice((b"<", b">", b"&", b'"', b"\0", b"9" * 40, b"-1", b"<<", b"[", b"("))
            case 4:
                other = chance.randrange(len(found) or 1)
                found[at : at + 40] = found[other : other + 40]
            case _:
                if chance.random() < 0.2:
                    del found[at:]
    return bytes(found)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage to the file as it is, or to one part inside its archive."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice([name for name, content in parts.items() if content])
    parts[name] = damaged(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member, content in parts.items():
            new.writestr(member, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def process() -> Iterator[SourceProcess]:
    """One for all sources. It has bounds of time and memory, and may crash where a PDF library does."""
    process = SourceProcess()
    yield process
    process.close()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_a_damaged_source_is_read_or_refused(source: Path, process: SourceProcess, ran: Ran) -> None:
    good = source.read_bytes()
    failures = []
    for seed in range(FILES // len(SOURCES)):
        try:
            process.read(mutated(good, random.Random(f"{source.name} {seed}")), THEME)
        except UnreadableSource as refusal:
            if refusal.message.startswith(UNFINISHED) and not good.startswith(b"%PDF"):
                failures.append(seed)
        ran("damaged sources", 1)
    assert failures == [], "seeds of files at which the reader crashed or did not end"
