"""The order of the renderer's work."""

import threading
from collections.abc import Callable

import pytest

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish import renderer as program
from editor.publish.inbox import Inbox, PdfOrder, Snapshot
from editor.publish.protocol import (
    CancelPdf,
    LayingOut,
    Message,
    PdfWritten,
    Prepared,
    Rendered,
    SectionPages,
    ShowEdits,
    ShowIssue,
    WritePdf,
)
from editor.publish.publication import SectionLayoutCache, publish
from editor.publish.renderer import RenderService
from editor.publish.sections import COVER
from schemas import Issue

ISSUE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
FIRST = ISSUE.top5[0].id
TITLE = path(f"top5/{FIRST}/title")


class Process:
    """The renderer without a process: `do` does pending work, `sent` has its answers."""

    def __init__(self) -> None:
        self.inbox = Inbox()
        self.sent: list[Message] = []
        self.on_send: Callable[[Message], None] = lambda message: None
        self.renderer = RenderService(SectionLayoutCache(load_theme(ISSUE.theme)), self.inbox, self._take)

    def _take(self, message: Message) -> None:
        self.sent.append(message)
        self.on_send(message)

    def show(self, revision: int, issue: Issue) -> None:
        self.inbox.put(ShowIssue(revision, str(TITLE), issue.model_dump_json().encode()))

    def do(self) -> list[Message]:
        self.sent.clear()
        job = self.inbox.take(idle=0)
        assert isinstance(job, Snapshot | PdfOrder)
        self.renderer.work(job)
        return list(self.sent)


def titled(title: str) -> Issue:
    return applied(ISSUE, SetValue(TITLE, title))


def pages(sent: list[Message]) -> list[str]:
    return [message.section for message in sent if isinstance(message, SectionPages)]


@pytest.mark.slow
def test_long_contents_are_laid_out_after_a_pause_in_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Process()
    process.show(1, ISSUE)
    process.do()
    monkeypatch.setattr(program, "LONG", 0)
    monkeypatch.setattr(program, "REST", 60)
    letter = threading.Timer(0.3, process.show, (3, titled("New titles")))

    def type_on(message: Message) -> None:
        if isinstance(message, LayingOut) and message.section == COVER:
            letter.start()

    process.on_send = type_on
    process.show(2, titled("New title"))
    assert pages(process.do()) == [f"top5/{FIRST}"], "the entry came, and the contents waited for more"
    monkeypatch.setattr(program, "REST", 0.01)
    process.on_send = lambda message: None
    sent = process.do()
    assert pages(sent) == [f"top5/{FIRST}", COVER]
    assert isinstance(sent[-1], Rendered)


def test_the_section_being_edited_comes_before_the_contents_of_a_long_issue() -> None:
    process = Process()
    entries = tuple(ISSUE.top5[0].model_copy(update={"id": f"e{number}", "title": f"{number}"}) for number in range(8))
    many = ISSUE.model_copy(update={"top5": entries})
    process.inbox.put(ShowIssue(1, "top5/e6/title", many.model_dump_json().encode()))
    sent = process.do()
    assert pages(sent)[:2] == ["top5/e6", COVER]
    last = {message.section: message.first_page for message in sent if isinstance(message, SectionPages)}
    assert [last[f"top5/e{number}"] for number in range(8)] == sorted(last[f"top5/e{number}"] for number in range(8))


@pytest.mark.parametrize("proof", [False, True])
def test_a_file_is_cancelled_between_two_sections_and_no_section_stays_in_work(proof: bool) -> None:
    process = Process()
    process.show(1, ISSUE)
    assert process.inbox.take(idle=0)
    process.inbox.put(WritePdf(1, proof))

    def cancel(message: Message) -> None:
        if isinstance(message, LayingOut):
            process.inbox.put(CancelPdf(1))

    process.on_send = cancel
    sent = process.do()
    assert not any(isinstance(message, PdfWritten) for message in sent)
    begun = [message.section for message in sent if isinstance(message, LayingOut)]
    assert begun
    assert begun == [message.section for message in sent if isinstance(message, Prepared)]


@pytest.mark.slow
def test_a_proof_does_not_change_later_pages_or_files() -> None:
    process = Process()
    process.show(1, ISSUE)
    process.do()
    files = []
    for request, proof in enumerate((False, True, False, True), 1):
        process.inbox.put(WritePdf(request, proof))
        (file,) = (message.pdf for message in process.do() if isinstance(message, PdfWritten))
        files.append(file)
    assert files[0] == files[2]
    assert files[1] == files[3]
    assert files[0] != files[1]
    process.inbox.put(ShowEdits(2, str(TITLE), b"[]"))
    assert pages(process.do()) == []


@pytest.mark.slow
def test_a_file_comes_with_the_pages_of_its_contents() -> None:
    process = Process()
    process.show(1, ISSUE)
    process.inbox.put(WritePdf(1, False))
    (written,) = (message for message in process.do() if isinstance(message, PdfWritten))
    assert written.pages == publish(ISSUE, load_theme(ISSUE.theme)).pages
