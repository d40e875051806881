"""Journals round-trip, and damaged ones give their complete records."""

import contextlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import Edit, RemoveItem, SetValue
from editor.document.paths import path
from editor.files.errors import FileError
from editor.files.journal.journal import HEAD, MAGIC, Journal, JournalInfo, abandoned_journals
from editor.files.journal.reader import read_journal
from schemas import Entry, Issue

ISSUE = Issue(headline="Topics", top5=(Entry(id="e1"), Entry(id="e2")))
EDITS: list[Edit] = [
    SetValue(path("headline"), "数据 + more"),
    RemoveItem(path("top5/e1")),
    SetValue(path("top5/e2/title"), "Two"),
]
STATES = [
    ISSUE,
    ISSUE.model_copy(update={"headline": "数据 + more"}),
    ISSUE.model_copy(update={"headline": "数据 + more", "top5": ISSUE.top5[1:]}),
    ISSUE.model_copy(update={"headline": "数据 + more", "top5": (Entry(id="e2", title="Two"),)}),
]


def written(folder: Path, about: JournalInfo | None = None) -> Path:
    journal = Journal(folder, about or JournalInfo(None), ISSUE)
    for edit in EDITS:
        journal.add((edit,))
    journal.end(keep=True)
    return journal.path


def test_a_journal_round_trips(tmp_path: Path) -> None:
    about = JournalInfo(tmp_path / "issue.json", "abc")
    replayed = read_journal(written(tmp_path, about))
    assert (replayed.about, replayed.base, replayed.issue, replayed.torn) == (about, ISSUE, STATES[-1], False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("journals"))


@given(st.data())
def test_an_incomplete_end_loses_at_most_the_last_record(whole: Path, data: st.DataObject) -> None:
    content = whole.read_bytes()
    end = data.draw(st.integers(0, len(content)))
    torn = whole.with_name("torn")
    torn.write_bytes(content[:end])
    ends = sorted(_ends(content))
    whole_records = sum(end >= one for one in ends)
    if not whole_records:  # not even the beginning is there
        with pytest.raises(FileError):
            read_journal(torn)
        return
    replayed = read_journal(torn)
    assert replayed.issue == STATES[whole_records - 1]
    assert replayed.torn == (end not in ends)


def _ends(content: bytes) -> set[int]:
    """Where records end."""
    position, ends = len(b"newsdesk journal 1\n"), set()
    while position < len(content):
        position += 8 + int.from_bytes(content[position : position + 4], "big")
        ends.add(position)
    return ends


@given(st.data())
def test_a_damaged_byte_is_never_taken_for_an_edit(whole: Path, data: st.DataObject) -> None:
    content = bytearray(whole.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    damaged = whole.with_name("damaged")
    damaged.write_bytes(content)
    with contextlib.suppress(FileError):  # where the beginning was hit
        replayed = read_journal(damaged)
        assert replayed.issue in STATES[:-1]
        assert replayed.torn


@given(st.data())
def test_a_damaged_journal_gives_an_earlier_state_or_an_error(whole: Path, data: st.DataObject) -> None:
    content = whole.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.integers(0, len(content))) for _ in range(2))
        piece = content[start:end]
        other = data.draw(
            st.sampled_from([b"", b"\0" * len(piece), piece + piece, piece[::-1]]) | st.binary(max_size=64)
        )
        content = content[:start] + other + content[end:]
    damaged = whole.with_name("mutated")
    damaged.write_bytes(content)
    with contextlib.suppress(FileError):
        assert read_journal(damaged).issue in STATES


def test_a_folder_that_cannot_be_created_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="not protected"):
        Journal(tmp_path / "file" / "journals", JournalInfo(None), ISSUE)
    assert abandoned_journals(tmp_path / "absent") == ()


def test_earlier_edits_are_in_the_first_record(tmp_path: Path) -> None:
    journal = Journal(tmp_path, JournalInfo(None), ISSUE, EDITS[:2])
    journal.add(EDITS[2:])
    journal.end(keep=True)
    replayed = read_journal(journal.path)
    assert (replayed.base, replayed.issue, replayed.torn) == (ISSUE, STATES[-1], False)


def test_a_journal_in_use_is_not_abandoned(tmp_path: Path) -> None:
    journal = Journal(tmp_path, JournalInfo(None), ISSUE)
    assert abandoned_journals(tmp_path) == ()
    (tmp_path / "about-to-be-begun.journal").touch()
    journal.end(keep=True)
    assert abandoned_journals(tmp_path) == (journal.path,)


def test_a_sync_outlives_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path, JournalInfo(None), ISSUE)
    sync = journal.sync_later()
    journal.end()
    sync()
    assert [*tmp_path.iterdir()] == []


def test_a_lone_surrogate_does_not_damage_later_records(tmp_path: Path) -> None:
    journal = Journal(tmp_path, JournalInfo(None), ISSUE)
    journal.add((SetValue(path("headline"), "half \ud83d"),))
    journal.add((SetValue(path("top5/e1/title"), "after it"),))
    journal.end(keep=True)
    replayed = read_journal(journal.path)
    assert (replayed.issue.headline, replayed.issue.top5[0].title, replayed.torn) == ("half \ufffd", "after it", False)


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"3",
        b"[" * 100_000,
        b"{}",
        b'{"at":"2025-03-12T10:00:00+00:00"}',
        b'{"at":"2025-03-12T10:00:00+00:00","edits":3}',
        b'{"at":"2025-03-12T10:00:00+00:00","edits":[{"do":"set","path":"headline","value":3}]}',
        b'{"at":"2025-03-12T10:00:00+00:00","edits":[{"do":"remove","path":"top5/e9"}]}',
        b'{"at":"2025-03-12T10:00:00","edits":[]}',
        b'{"at":"yesterday","edits":[]}',
    ],
)
def test_an_invalid_edit_ends_the_journal(tmp_path: Path, record: bytes) -> None:
    file = written(tmp_path)
    sane = b'{"at":"2025-03-12T10:00:00+00:00","edits":[{"do":"set","path":"headline","value":"never"}]}'
    with file.open("ab") as end:
        for body in (record, sane):
            end.write(HEAD.pack(len(body), zlib.crc32(body)) + body)
    replayed = read_journal(file)
    assert replayed.issue == STATES[-1]
    assert replayed.torn


@pytest.mark.parametrize(
    "beginning",
    [
        {"file": 3},
        {"at": "2025-03-12"},
        {"issue": {}},
        {"issue": {"format": "newsdesk-issue", "version": 99}},
        {"issue": None},
    ],
)
def test_an_invalid_first_record_is_an_error(tmp_path: Path, beginning: dict[str, object]) -> None:
    at = "2025-03-12T10:00:00+00:00"
    issue = ISSUE.model_dump(mode="json")
    sane: dict[str, object] = {"at": at, "file": None, "digest": "", "document": "", "issue": issue, "edits": []}
    body = json.dumps({**sane, **beginning}).encode()
    (tmp_path / "odd.journal").write_bytes(MAGIC + HEAD.pack(len(body), zlib.crc32(body)) + body)
    with pytest.raises(FileError):
        read_journal(tmp_path / "odd.journal")
