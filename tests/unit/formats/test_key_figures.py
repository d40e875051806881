"""Key figures in the outputs that show them, and back from text."""

import re

import pytest

from editor.files.themes import load_theme
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.formats.text_form.reader import read_text
from schemas import Entry, Issue, Paragraph

FIGURES = ("USD 12 bn", "15 % a year", "2029")
ISSUE = Issue(top5=(Entry(id="e", title="A title", key_figures=FIGURES, comment=(Paragraph(id="p", text="Text."),)),))


def written(name: str, issue: Issue) -> str:
    (file, *_) = OUTPUTS[name].write(OutputJob((issue,), load_theme("merics"))).files
    return file.data.decode()


@pytest.mark.parametrize("name", ["html", "fragment", "mail-html", "text"])
def test_key_figures_are_on_one_line_below_the_title(name: str) -> None:
    text = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", written(name, ISSUE)))
    assert re.search(r"A title Key figures: USD 12 bn \| 15 % a year \| 2029 At a glance:", text)


@pytest.mark.parametrize("name", ["html", "fragment", "mail-html", "text"])
def test_there_is_no_label_without_figures(name: str) -> None:
    without = ISSUE.model_copy(update={"top5": (ISSUE.top5[0].model_copy(update={"key_figures": ()}),)})
    assert "Key figures" not in written(name, without)


def test_key_figures_come_back_from_text() -> None:
    read = read_text(written("text", ISSUE), load_theme("merics").declared).issue
    assert read.top5[0].key_figures == FIGURES
