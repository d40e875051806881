"""Long issues are laid out by several processes: the same bytes, whatever happens to the others."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish import publication, section_pool
from editor.publish.inbox import Inbox, PdfOrder, Snapshot
from editor.publish.layout_memory import why_off
from editor.publish.layout_memory.drawing import Recording
from editor.publish.preview import Preview
from editor.publish.protocol import Message, PdfWritten, SectionPages
from editor.publish.publication import Publication, SectionLayoutCache
from editor.publish.renderer import RenderService
from editor.publish.section_pool import COMMAND, SectionPool, spare_cores
from editor.publish.warm_up import warm_up_issue
from schemas import Issue

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning"),
    pytest.mark.skipif(bool(why_off()), reason=why_off()),
]

THEME = load_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
ENTRIES = 9
MANY = publication.MANY
PLENTY = settings.get_current_profile_name() != "quick"


def with_entries(count: int) -> Issue:
    entries = tuple(
        SAMPLE.top5[number % 5].model_copy(update={"id": f"e{number}", "title": f"Entry {number} with its own title"})
        for number in range(count)
    )
    return SAMPLE.model_copy(update={"top5": entries})


LONG = with_entries(ENTRIES)


@pytest.fixture(scope="module")
def alone() -> bytes:
    """The file of one process."""
    return SectionLayoutCache(THEME).publication(LONG).pdf()


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "MANY", 4)


@pytest.fixture
def pool(request: pytest.FixtureRequest) -> Iterator[SectionPool]:
    fault, patience = getattr(request, "param", ("", 60.0))
    command = [sys.executable, "-m", "tests.unit.publish.odd_worker", *fault.split("/")] if fault else COMMAND
    made = SectionPool(1, command=command, patience=patience)
    yield made
    pids = made.pids
    made.rest()
    until(lambda: not any(map(is_alive, pids)))


def until(happened: Callable[[], object]) -> None:
    for _ in range(6000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("It does not happen.")


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def laid_out(cache: SectionLayoutCache, pool: SectionPool, issue: Issue, *, proof: bool = False) -> Publication:
    """The pages of an issue. When the other processes were started, wait until they are ready: they have to do some."""
    steps = cache.steps(issue, proof=proof)
    waited = False
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Publication = end.value
            return result
        if pool.pids and not waited:
            until(lambda: pool.ready or not pool.pids)
            waited = True


def warm(pool: SectionPool) -> SectionLayoutCache:
    """As the renderer does: pages from another process are drawn with fonts that were used before."""
    cache = SectionLayoutCache(THEME, pool=pool)
    for _ in Preview(cache, cache.preview_writer()).messages(Snapshot(0, warm_up_issue(), "", frozenset())):
        pass
    return cache


def from_elsewhere(pages: Publication) -> int:
    return sum(placed.laid_out.is_recorded for placed in pages.sections)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.slow
class TestAFile:
    def test_from_two_processes_has_the_same_bytes(self, pool: SectionPool, alone: bytes) -> None:
        cache = warm(pool)
        pages = laid_out(cache, pool, LONG)
        assert from_elsewhere(pages) >= 2
        assert pages.pdf() == alone
        assert pages.pdf() == alone, "painting pages leaves them as they are"
        one = SectionLayoutCache(THEME).publication(LONG)
        assert pages.write("ua-2", attach_issue=True).data == one.write("ua-2", attach_issue=True).data
        # An entry that was laid out by the other process is edited here, and the others stay.
        name = next(placed.section.name for placed in pages.sections if placed.laid_out.is_recorded)
        edited = applied(LONG, SetValue(path(f"{name}/title"), "Another title"))
        after = cache.publication(edited)
        assert from_elsewhere(after) == from_elsewhere(pages) - 1
        assert after.pdf() == SectionLayoutCache(THEME).publication(edited).pdf()

    def test_of_a_proof_is_the_same(self, pool: SectionPool) -> None:
        pages = laid_out(warm(pool), pool, LONG, proof=True)
        assert from_elsewhere(pages)
        assert pages.pdf() == SectionLayoutCache(THEME).publication(LONG, proof=True).pdf()

    @pytest.mark.parametrize(
        "pool",
        [(fault, 0.5) for fault in ("dies/0", "dies/2", "hangs/1", "refuses/0", "babbles/1")],
        indirect=True,
        ids=str,
    )
    def test_is_the_same_when_the_other_process_fails(self, pool: SectionPool, alone: bytes) -> None:
        assert laid_out(warm(pool), pool, LONG).pdf() == alone

    @pytest.mark.parametrize("pool", [("never ready/0", 60.0)], indirect=True, ids=str)
    def test_does_not_wait_for_a_process_that_does_not_start(self, pool: SectionPool, alone: bytes) -> None:
        assert SectionLayoutCache(THEME, pool=pool).publication(LONG).pdf() == alone

    def test_is_made_without_other_processes_where_none_can_be_started(self, alone: bytes) -> None:
        pool = SectionPool(2, command=["/does/not/exist"])
        assert SectionLayoutCache(THEME, pool=pool).publication(LONG).pdf() == alone
        assert pool.pids == ()

    def test_is_made_without_other_processes_where_no_temporary_file_can_be(
        self, alone: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> str:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(tempfile, "mkdtemp", full)
        pool = SectionPool(2)
        pool.begin(THEME.folders, "")
        assert pool.pids == ()

    @pytest.mark.skipif(not PLENTY, reason="long")
    @pytest.mark.parametrize("entries", [50, 200])
    def test_of_a_long_issue_is_the_same(self, pool: SectionPool, entries: int) -> None:
        issue = with_entries(entries)
        pages = laid_out(warm(pool), pool, issue)
        assert from_elsewhere(pages) > entries / 5
        assert pages.pdf() == SectionLayoutCache(THEME).publication(issue).pdf()


@pytest.mark.slow
def test_a_file_is_written_from_own_pages_where_recorded_ones_have_other_widths(
    pool: SectionPool, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = warm(pool)
    assert from_elsewhere(laid_out(cache, pool, LONG))
    replay = Recording.replay

    def differs(self: Recording, stream: object, matrix: object) -> bool:
        monkeypatch.setattr(Recording, "replay", replay)
        return False

    monkeypatch.setattr(Recording, "replay", differs)
    sent: list[Message] = []
    snapshot = Snapshot(1, LONG, "", frozenset())
    RenderService(cache, Inbox(), sent.append).work(PdfOrder(1, snapshot, proof=False))
    assert [message.pdf for message in sent if isinstance(message, PdfWritten)] == [alone]


def test_the_first_page_comes_before_another_process_starts(pool: SectionPool) -> None:
    cache = SectionLayoutCache(THEME, pool=pool)
    preview = Preview(cache, cache.preview_writer())
    for message in preview.messages(Snapshot(1, LONG, "top5/e3/title", frozenset())):
        if isinstance(message, SectionPages):
            break
        assert pool.pids == ()


def test_a_short_issue_needs_no_other_process(pool: SectionPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "MANY", MANY)
    SectionLayoutCache(THEME, pool=pool).publication(SAMPLE)
    assert pool.pids == ()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="counts cores otherwise")
def test_there_is_no_other_process_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert spare_cores() == 0
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert spare_cores() == section_pool.MOST


def test_resting_leaves_no_process_no_thread_and_no_file(pool: SectionPool, tmp_path: Path) -> None:
    tempfile.tempdir = str(tmp_path)
    try:
        cache = SectionLayoutCache(THEME, pool=pool)
        for _ in range(2):
            pool.begin(THEME.folders, "")
            until(lambda: pool.ready)
            pids = pool.pids
            cache.rest()
            until(lambda: not any(thread.name.startswith("section-") for thread in threading.enumerate()))
            assert not any(map(is_alive, pids))
        assert not list(tmp_path.glob("section-*"))
    finally:
        tempfile.tempdir = None


HOLDER = """
import sys, time
from editor.files.themes import load_theme
from editor.publish.section_pool import SectionPool
pool = SectionPool(1)
pool.begin(load_theme("merics").folders, "")
while not pool.ready:
    time.sleep(0.01)
print(*pool.pids, flush=True)
time.sleep(600)
"""


def test_a_process_ends_with_the_renderer_that_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        pid = int(holder.stdout.readline())
        assert is_alive(pid)
        holder.send_signal(signal.SIGKILL)
    until(lambda: not is_alive(pid))
    gc.collect()
