"""Review: comments, suggestions, approvals, versions and comparison."""

from __future__ import annotations

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.session.review.mode import Mode
from schemas import Paragraph
from tests.gui.photographer import SAMPLE, Photographer
from tests.gui.views.writing import write


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
