"""Words that are wrong beside certain others: their contexts are data, and a context that is no context is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from editor.document.paths import FieldPath
from editor.files.errors import FileError
from editor.files.styles import load_style
from editor.files.themes import load_theme
from editor.words import Known
from editor.words.checks.context import in_context
from editor.words.passages import Passage
from schemas.style import Scope, Style, StyleRule


def rule(context: dict[str, tuple[str, ...]], **others: object) -> StyleRule:
    given = {"name": "mixed-up", "check": "context", "message": "Wrong.", "help": "Check.", "fails": ("x",), **others}
    return StyleRule.model_validate({**given, "passes": ("y",), "context": context})


def marked(rule: StyleRule, text: str) -> list[tuple[str, str | None]]:
    look = in_context(rule, Known())
    return [(text[hit.start : hit.end], hit.fixed) for hit in look(Passage(FieldPath(("x",)), text, Scope.RUNNING))]


def test_a_word_is_marked_only_in_its_context_and_keeps_its_capital() -> None:
    loose = rule({"loose|looses": ("(?:to|they) ~ @lost",)}, swap={"loose": "lose"}, lists={"lost": "money ground"})
    assert marked(loose, "Firms loose rules; they loose ground.") == [("loose", "lose")]
    assert marked(loose, "Now they Loose ground") == [("Loose", "Lose")]
    assert marked(loose, "and they looses money") == [("looses", None)]


def test_a_context_begins_with_a_whole_word_and_a_sentence_not_in_the_middle_of_a_long_one() -> None:
    late = rule({"to": ("is ~ late",), "have": ("@start(?:The )?firm ~ ",)}, lists={"start": r"\A (?<=[.!?]\s)"})
    assert marked(late, "It is to late.") == [("to", None)]
    assert marked(late, "In this to late summer") == []
    assert marked(late, "The firm have it.") == [("have", None)]
    assert marked(late, "Of all that " + "and that " * 12 + "firm have it.") == []


def test_a_context_without_its_word_is_refused() -> None:
    with pytest.raises(ValidationError, match="needs one ~"):
        rule({"loose": ("to money",)})


def test_a_context_of_the_desk_that_cannot_be_read_is_refused_with_its_rule(tmp_path: Path) -> None:
    text = 'format = "newsdesk-style"\nversion = 1\n[[rules]]\nname = "mixed-up-word"\n'
    text += '[rules.context]\nloose = ["(to ~"]\n'
    (tmp_path / "style.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=r"mixed-up-word.*not a valid regular expression"):
        load_style(load_theme("merics"), tmp_path)


def test_the_shipped_contexts_are_regular_expressions(style: Style) -> None:
    for one in style.rules:
        one.check_contexts()
