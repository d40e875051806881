"""Texts that come back without any link, as programs save plain text: nobody suggests to remove the links."""

from __future__ import annotations

import datetime as dt
import re

from editor.document.suggestions.review import as_suggested
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.text_form.writer import write_text

THEME = read_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
FREDA = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))
WITH_LINKS = write_text(SAMPLE, THEME, None)
TEXT = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", WITH_LINKS)
KEPT = "The file has no links. Those of the issue stay."


def test_an_unchanged_text_brings_nothing() -> None:
    assert TEXT != WITH_LINKS
    found = bring_back(SAMPLE, TEXT.encode(), THEME, FREDA)
    assert found.is_empty
    assert [note.message for note in found.notes] == [KEPT]


def test_words_beside_a_link_and_in_it_can_be_changed() -> None:
    before, after = "how companies may use their own data", "how firms may use data of their own"
    found = bring_back(SAMPLE, TEXT.replace(before, after).encode(), THEME, FREDA)
    comment = as_suggested(found.issue, FREDA.author).issue.top5[0].comment[0].text  # type: ignore[union-attr]
    assert "how firms may use" in comment
    assert "[trial scheme](https://www.mof.gov.cn/)" in comment
    assert {one.path for one in found.suggestions} == {"top5/e1/comment/p1/text"}


def test_a_text_with_links_can_take_one_away() -> None:
    text = WITH_LINKS.replace("[trial scheme](https://www.mof.gov.cn/)", "trial scheme")
    found = bring_back(SAMPLE, text.encode(), THEME, FREDA)
    assert KEPT not in [note.message for note in found.notes]
    assert "a trial scheme under which" in as_suggested(found.issue, FREDA.author).issue.top5[0].comment[0].text  # type: ignore[union-attr]
