"""Key figures in the outputs that show them, and back from text."""

import datetime as dt
import io
import re
import zipfile
from functools import partial

import pytest

from editor.files.themes import load_theme
from editor.formats.docx.writer import write_docx
from editor.formats.importing.source import read_source
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.formats.returned.bringing_back import Returned, bring_back
from schemas import Entry, Issue, Paragraph
from schemas.suggestion import SetField
from tests import word_editing

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


@pytest.mark.parametrize("name", ["text", "html", "mail", "docx"])
def test_key_figures_come_back(name: str) -> None:
    theme = load_theme("merics")
    (file, *_) = OUTPUTS[name].write(OutputJob((ISSUE,), theme)).files
    assert read_source(file.data, theme.declared).issue.top5[0].key_figures == FIGURES


def test_key_figures_are_a_line_between_rules_in_word() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(ISSUE, load_theme("merics").declared))) as archive:
        document, styles = (archive.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    style = re.search(r'<w:style w:type="paragraph" w:styleId="KeyFigures">.*?</w:style>', styles)
    assert style is not None
    assert "<w:keepNext/><w:pBdr><w:top " in style.group()
    found = re.findall(r"<w:p>(?:(?!</w:p>).)*KeyFigures.*?</w:p>", document)
    assert [re.sub("<[^>]*>", "", one) for one in found] == ["Key figures: USD 12 bn | 15 % a year | 2029"]


@pytest.mark.parametrize(
    ("old", "new", "figures"),
    [
        ("2029", "2030", ("USD 12 bn", "15 % a year", "2030")),
        (" | 2029", "", ("USD 12 bn", "15 % a year")),
        ("15 % a year | ", "", ("USD 12 bn", "2029")),
        ("2029", "2029 | 5 GW", ("USD 12 bn", "15 % a year", "2029", "5 GW")),
    ],
)
def test_key_figures_that_were_changed_in_word_come_back_as_a_suggestion(
    old: str, new: str, figures: tuple[str, ...]
) -> None:
    theme = load_theme("merics").declared
    data = word_editing.edited(write_docx(ISSUE, theme), partial(word_editing.replace_words, old=old, new=new))
    found = bring_back(ISSUE, data, theme, Returned("Freda", dt.datetime(2025, 3, 20, tzinfo=dt.UTC)))
    (record,) = found.suggestions
    assert isinstance(record, SetField)
    assert tuple(record.new) == figures


@pytest.mark.parametrize("name", ["html", "mail-html"])
def test_no_figure_is_broken_between_lines_on_a_phone(name: str) -> None:
    text = written(name, ISSUE)
    assert re.findall(r'<span class="figure">([^<]*)</span>', text) == list(FIGURES)
    assert ".figure { display: inline-block }" in text
