"""Review: comments, suggestions, approvals, versions and comparison."""

from __future__ import annotations

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.files.stored import open_issue
from editor.formats.docx.writer import write_docx_with_review
from editor.session.review.mode import Mode
from editor.ui.issue.conflicts_page import ConflictsPage
from editor.ui.transfer.bring_back_page import BringBackPage
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level
from schemas import Paragraph
from tests.gui.photographer import SAMPLE, Photographer
from tests.gui.views.writing import write

_NOTHING_SAID = {"threads": (), "suggestions": ()}


def review(photographer: Photographer) -> None:
    """Some sections approved, one of them changed since, others in review, with comments on them."""
    photographer.open(photographer.newsroom / SAMPLE)
    window = photographer.window
    assert window.desk is not None
    assert window.review is not None
    reviewing = window.review.reviewing
    entries = window.desk.session.issue.top5
    photographer.settings.set_person("Sample Editor", "editor")
    reviewing.send_to_editor()
    for key in ("masthead", *(f"entry-{entry.id}" for entry in entries[:2]), "imprint"):
        reviewing.approve(key)
    title = FieldPath(("top5", entries[1].id, "title"))
    window.desk.session.edit(SetValue(title, f"{entries[1].title}, once more"), "x")
    reviewing.comment(title, "Is this still what the notice says?")
    reviewing.comment(FieldPath(("top5", entries[3].id, "title")), "Shorter, please.")
    reviewing.enter(Mode.SUGGESTING)
    glance = entries[1].at_a_glance[0]
    assert isinstance(glance, Paragraph)
    first = FieldPath(("top5", entries[1].id, "at_a_glance", glance.id, "text"))
    window.desk.session.edit(SetValue(first, glance.text.replace("a nationwide campaign", "a campaign")), "x")
    reviewing.enter(Mode.WRITING)
    photographer.go_to(title)
    photographer.settings.set_person("Sample Author", "author")


def suggesting(photographer: Photographer) -> None:
    """The same as the editor has it."""
    review(photographer)
    desk_review = photographer.window.review
    assert desk_review is not None
    photographer.settings.set_person("Sample Editor", "editor")
    desk_review.modes.choose(Mode.SUGGESTING)


def checklist(photographer: Photographer) -> None:
    review(photographer)
    photographer.window.commands["checklist"].trigger()


def versions(photographer: Photographer) -> None:
    review(photographer)
    photographer.window.files.save()
    photographer.window.commands["versions"].trigger()


def compare(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    write(photographer)
    desk = photographer.window.desk
    assert desk is not None
    first, second, third, *others = desk.session.issue.top5
    title = f"{first.title}, and what that means"
    changed = (first.model_copy(update={"title": title}), third, second, *others[1:])
    desk.session.edit(SetValue(path("top5"), changed), "x")
    photographer.window.commands["compare"].trigger()
    photographer.rest(600)


def conflicts(photographer: Photographer) -> None:
    """Two fields that somebody else has saved meanwhile."""
    file = photographer.newsroom / SAMPLE
    photographer.open(file)
    window = photographer.window
    assert window.desk is not None
    entry = window.desk.session.issue.top5[0]
    title = FieldPath(("top5", entry.id, "title"))
    window.desk.session.edit(SetValue(path("headline"), "Rare earths + Batteries"), "x")
    window.desk.session.edit(SetValue(title, f"My version: {entry.title}"), "x")
    before, stored = open_issue(file)
    first = before.top5[0].model_copy(update={"title": f"{entry.title}, as somebody else has it"})
    theirs = before.model_copy(update={"headline": "Chips + Robotics", "top5": (first, *before.top5[1:])})
    stored.save(theirs)
    window.files.save()
    photographer.until(lambda: any("conflict" in message.text for message in window.banners.messages))
    (button,) = (one for banner in window.banners.banners for one in banner.buttons if one.text() == "Show Conflicts")
    button.click()
    assert isinstance(window.navigator.page, ConflictsPage)


def bring_back(photographer: Photographer) -> None:
    """A Word document that comes back with a suggestion and a comment."""
    review(photographer)
    window = photographer.window
    desk = window.desk
    assert desk is not None
    file = photographer.newsroom.parent / "Returned.docx"
    file.write_bytes(write_docx_with_review(desk.session.whole, desk.session.theme.declared).data)
    desk.session.edit(SetValue(path("review"), desk.session.whole.review.model_copy(update=_NOTHING_SAID)), "x")
    photographer.dialogs.answer = file
    window.commands["bring_back"].trigger()
    photographer.until(lambda: isinstance(window.navigator.page, BringBackPage))


def messages(photographer: Photographer) -> None:
    """Two warnings at once, above a section that was approved."""
    review(photographer)
    banners = photographer.window.banners
    again = BannerButton("Try Again", lambda: None)
    for number in (1, 2):
        text = f"Could not save to folder {number}: the disk is full. Your work is kept on this machine."
        message = BannerMessage(str(number), Level.WARNING, text, "Free some space, and save again.", (again,))
        banners.show_message(message)
