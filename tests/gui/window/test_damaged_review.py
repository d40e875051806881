"""An issue with a damaged review opens with a message, and saving loses nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue
from schemas import Issue
from schemas.review import Review
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, press


def damage(file: Path, review: object) -> None:
    raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    raw["review"] = review
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("review", ["not a review", {"threads": 3}, {"threads": [{"path": 1}]}, [None]], ids=str)
def test_it_opens_and_says_where_the_review_was_saved(program: Program, sample: Issue, review: object) -> None:
    file = program.newsroom / SAMPLE
    damage(file, review)
    before = file.read_bytes()
    program.window.files.open(file)
    (message,) = program.window.banners.messages
    assert "damaged" in message.text
    copy = file.with_name("china-industries-2025-03-12.damaged-review.json")
    assert copy.name in message.help
    assert json.loads(copy.read_text(encoding="utf-8")) == review
    assert program.desk.session.whole == sample.model_copy(update={"review": Review()})
    assert file.read_bytes() == before, "opening writes nothing into the issue's file"


def test_it_can_be_edited_and_reviewed(program: Program, sample: Issue) -> None:
    file = program.newsroom / SAMPLE
    damage(file, "not a review")
    program.settings.set_person("Sample Author", "author")
    program.window.files.open(file)
    program.desk.session.edit(SetValue(path("headline"), "Another headline"), "x")
    program.reviewing.comment(path("headline"), "Shorter?")
    program.desk.focus_form()
    press(Qt.Key.Key_S, CONTROL)
    saved = load_issue(file)
    assert saved.headline == "Another headline"
    assert saved.top5 == sample.top5
    assert [thread.comments[0].text for thread in saved.review.threads] == ["Shorter?"]
    copy = file.with_name("china-industries-2025-03-12.damaged-review.json")
    assert json.loads(copy.read_text(encoding="utf-8")) == "not a review", "what was set aside stays there"
