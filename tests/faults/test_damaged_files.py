"""Damaged and disguised files are opened or refused with a message, and not changed."""

import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.document.editing.edits import InsertItem, SetValue
from editor.document.paths import path
from editor.document.rules import Checker
from editor.files.errors import FileError
from editor.files.history.history import History
from editor.files.history.store import FOLDER
from editor.files.issue_file import issue_bytes, load_issue
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.reader import read_journal
from editor.files.journal.recovery import recoverable_work
from editor.files.library_file import load_library
from editor.files.themes import issues_folder, load_theme
from schemas import Entry, Issue
from tests.faults.conftest import LONG, Ran, count
from tests.properties.strategies import issues
from tests.quick_disk import QUICK
from tests.unit.files.versions import WHEN

Subject = TypeVar("Subject")

pytestmark = pytest.mark.faults

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
LIBRARY = issues_folder() / "library.json"
THEME = load_theme("merics")
TIMES = 3000 if LONG else 40
"""For each kind of file; with histories and what Hypothesis makes up, 11,000 in all."""

# Meaningful tokens of these files.
PIECES = (
    *(b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"true", b"1e999", b"-0", b"NaN", b"\\ud800", b"\\u0000"),
    *(b"\xff", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b" " * 1000, b"[" * 200, b'{"a":' * 200, b"9" * 5000),
    *(
        b'"id":"e1",',
        b'"type":"bullets"',
        b'"version":2',
        b'"format":"x"',
        b"blob 9999999\0",
        b"\x78\x9c",
        b"ref: ../x",
    ),
)


class TookTooLong(Exception):
    """Five seconds of the processor, which nothing that opens a file may take."""


@contextmanager
def no_hang() -> Iterator[None]:
    """The processor's time counts, not the clock's: other tests share the machine."""
    if not hasattr(signal, "ITIMER_VIRTUAL"):
        yield
        return

    def stop(*_: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def mutated(chance: random.Random, content: bytes) -> bytes:
    """One to four times: bytes changed, cut out, put in, doubled, or the end cut off."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((1, 2, 8, 200)))
        match chance.randrange(6):
            case 0:
                data[start:end] = bytes(byte ^ (1 << chance.randrange(8)) for byte in data[start:end])
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = chance.choice(PIECES)
            case 3:
                data[start:end] = chance.choice(PIECES)
            case 4:
                data[start:start] = data[start:end] * chance.choice((1, 50))
            case _:
                del data[start:]
    return bytes(data)


def opened_or_refused(open_file: Callable[[Subject], object], subject: Subject) -> bool:
    """Whether it was opened; FileError, with a message, is the only other way."""
    refused: FileError | None = None
    try:
        with no_hang():
            open_file(subject)
    except FileError as trouble:
        refused = trouble
    assert refused is None or refused.message
    return refused is None


def open_issue(file: Path) -> None:
    Checker(THEME).check(load_issue(file))


@pytest.mark.parametrize(
    ("kind", "original", "open_file"), [("issues", SAMPLE, open_issue), ("libraries", LIBRARY, load_library)]
)
def test_damaged_files_are_opened_or_refused_and_not_changed(
    tmp_path: Path, ran: Ran, kind: str, original: Path, open_file: Callable[[Path], object]
) -> None:
    chance, content, file = random.Random(kind), original.read_bytes(), tmp_path / "damaged.json"
    good = 0
    for _ in range(TIMES):
        data = mutated(chance, content)
        file.write_bytes(data)
        good += opened_or_refused(open_file, file)
        assert file.read_bytes() == data
    assert [found.name for found in tmp_path.iterdir()] == [file.name]
    ran(f"damaged {kind}, of which {good} could be opened all the same", TIMES)


@settings(max_examples=TIMES // 3, suppress_health_check=list(HealthCheck))
@given(issues, st.randoms(use_true_random=False))
def test_damaged_generated_issues_are_opened_or_refused(
    tmp_path_factory: pytest.TempPathFactory, issue: Issue, chance: random.Random
) -> None:
    file = tmp_path_factory.getbasetemp() / "made-up.json"
    file.write_bytes(mutated(chance, issue_bytes(issue, "")))
    opened_or_refused(open_issue, file)
    count("made-up issues, damaged")


def test_damaged_journals_give_their_complete_records_and_are_kept(tmp_path: Path, ran: Ran) -> None:
    journal = Journal(tmp_path, JournalInfo(None), load_issue(SAMPLE))
    for number in range(30):
        journal.add([SetValue(path("headline"), f"词 {number}"), InsertItem(path("top5"), 0, Entry(id=f"x{number}"))])
    journal.end(keep=True)
    content, chance = journal.path.read_bytes(), random.Random(7)
    journal.path.unlink()
    good = 0
    for number in range(TIMES):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = folder / "0123456789abcdef.journal"
        data = mutated(chance, content)
        file.write_bytes(data)
        good += opened_or_refused(read_journal, file)
        assert file.read_bytes() == data
        with no_hang():
            recoverable_work(folder)
        assert data in [found.read_bytes() for found in folder.rglob("*.journal")]
        shutil.rmtree(folder)
    ran(f"damaged journals, of which {good} gave work back", TIMES)


def test_a_damaged_history_is_reported_and_never_blocks(tmp_path: Path, ran: Ran) -> None:
    clean, file = tmp_path / "clean", tmp_path / "a.json"
    clean.mkdir()
    history = History(clean, QUICK, late=0)
    for number in range(4):
        history.record(
            clean / "a.json", Issue(headline=f"Nr {number}"), "Sample Author", WHEN, f"Headline {number}", "sent"
        )
    chance = random.Random(11)
    replaced = 0
    for number in range(TIMES // 3):
        folder = tmp_path / str(number)
        shutil.copytree(clean, folder)
        file = folder / "a.json"
        damage(chance, folder / FOLDER)
        history = History(folder, QUICK, late=0, pause=0)
        with no_hang():
            for version in history.versions(file):
                opened_or_refused(history.issue_at, version)
            history.changed_by(file)
            kept = history.record(file, Issue(headline="New"), "Sample Editor", WHEN, "Headline")
            assert kept is not None, history.error
            assert history.issue_at(history.versions(file)[0]).headline == "New"
        replaced += (folder / ".history-damaged-1").exists()
        shutil.rmtree(folder)
    ran(f"damaged histories, of which {replaced} were replaced", TIMES // 3)


def damage(chance: random.Random, store: Path) -> None:
    """One to three files of a store damaged, gone, empty, or something else."""
    for _ in range(chance.randint(1, 3)):
        files = sorted(found for found in store.rglob("*") if found.is_file() and not found.is_symlink())
        if not files:
            return
        victim = chance.choice(files)
        match chance.randrange(6):
            case 0:
                victim.unlink()
            case 1:
                victim.write_bytes(b"")
            case 2:
                victim.unlink()
                victim.mkdir()
            case 3:
                victim.write_bytes(chance.choice(files).read_bytes())
            case 4:
                shutil.rmtree(victim.parent)
            case _:
                victim.write_bytes(mutated(chance, victim.read_bytes()))
