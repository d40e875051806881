"""Key figures on the pages: a strip below the title, with the amounts larger than the words beside them."""

from io import BytesIO

import pikepdf
from weasyprint.formatting_structure import boxes

from editor.document.installed_theme import InstalledTheme
from editor.formats.importing.source import read_source
from editor.publish.publication import Publication, SectionLayoutCache
from editor.publish.typesetter import INVISIBLE
from schemas import Entry, Issue, Paragraph
from tests.render.printed import text_of
from tests.render.structure_text import structure_text
from tests.render.test_look import POINTS, baseline, classes, text_blocks


def test_key_figures_are_a_strip_below_the_title(cache: SectionLayoutCache, theme: InstalledTheme) -> None:
    figures = ("USD 28.8 bn", "15 % a year", "2029")
    entry = Entry(id="e", title="A title", key_figures=figures, at_a_glance=(Paragraph(id="p", text="Some text."),))
    pdf = cache.publication(Issue(top5=(entry,))).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = structure_text(file)
    place = spoken.index("Key figures: USD 28.8 bn | 15 % a year | 2029")
    assert spoken[place - 1].endswith("A title")
    assert spoken[place + 1] == "At a glance: "
    assert read_source(pdf, theme.declared).issue.top5[0].key_figures == figures
    without = cache.publication(Issue(top5=(entry.model_copy(update={"key_figures": ()}),))).pdf()
    assert "Key figures" not in text_of(without)


def test_amounts_are_larger_than_the_words_that_say_what_they_are(sample: Publication) -> None:
    (strip,) = [block for block in text_blocks(sample) if "figures" in classes(block)]
    pieces = [box for box in strip.descendants() if isinstance(box, boxes.TextBox) and box.text.strip(" |")]
    sizes = {box.text.translate(INVISIBLE).strip(): round(box.style["font_size"] * POINTS, 1) for box in pieces}
    assert sizes.pop("Key figures:") == 8.6
    assert {text for text, size in sizes.items() if size == 13} == {"USD 28.8 billion", "15 percent", "2029"}
    assert {text for text, size in sizes.items() if size == 8.7} == {"data trade", "growth a year", "by"}
    assert len(sizes) == 6
    assert max(map(baseline, pieces)) - min(map(baseline, pieces)) < 0.2
