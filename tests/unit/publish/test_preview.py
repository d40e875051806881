"""Messages of the preview for abandoned work and for preparation."""

import pytest

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish import PublishError
from editor.publish.inbox import Inbox, Snapshot
from editor.publish.layout_memory import memory, why_off
from editor.publish.preview import Preview
from editor.publish.protocol import LayingOut, Order, Prepare, Prepared, Rendered, SectionPages, ToWindow
from editor.publish.publication import SectionLayoutCache
from editor.publish.renderer import RenderService
from editor.publish.sections import section_names

ISSUE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
SECTION = f"top5/{ISSUE.top5[1].id}"
OTHER = f"top5/{ISSUE.top5[2].id}"


@pytest.mark.skipif(bool(why_off()), reason=why_off())
def test_preparation_of_a_section_is_announced_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MAX_SECTIONS", 1)
    cache = SectionLayoutCache(load_theme("merics"))
    said: list[ToWindow | str] = []
    renderer = RenderService(cache, Inbox(), said.append)
    renderer.work(Snapshot(7, ISSUE, "", frozenset()))
    prepare = cache.prepare

    def heard(name: str) -> object:
        said.append("work")
        return prepare(name)

    monkeypatch.setattr(cache, "prepare", heard)
    said.clear()
    renderer.work(Prepare(SECTION))
    assert said == [LayingOut(7, SECTION), "work", Prepared(SECTION)]
    said.clear()
    renderer.work(Prepare(SECTION))
    assert not said, "it is ready"

    def refused(name: str) -> object:
        raise PublishError("It cannot be laid out.", "Change it.")

    monkeypatch.setattr(cache, "prepare", refused)
    renderer.work(Prepare(OTHER))
    assert said == [LayingOut(7, OTHER), Prepared(OTHER)]


def test_work_that_is_abandoned_after_each_message_sends_all_pages_in_the_end() -> None:
    cache = SectionLayoutCache(load_theme("merics"))
    preview = Preview(cache, cache.preview_writer())
    snapshot = Snapshot(1, ISSUE, "", frozenset())
    said: list[ToWindow] = []
    while not said or not isinstance(said[-1], Rendered):
        messages = preview.messages(snapshot)
        said.append(next(message for message in messages if not isinstance(message, LayingOut)))
        messages.close()
    assert [one.sections for one in said if isinstance(one, Order)] == [section_names(ISSUE)]
    assert {one.section for one in said if isinstance(one, SectionPages)} == set(section_names(ISSUE))
