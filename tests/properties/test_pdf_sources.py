"""PDFs of any layout, with tags and without: each visible word is in the issue or in a note, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from editor.files.themes import read_theme
from editor.formats.importing.source import read_source
from editor.formats.pdf.reader import read_pdf_here
from tests.properties.source_words import LABELS, InventedWords, noted, words_of
from tests.unit.formats.pdf_files import PdfFile

THEME = read_theme("merics")
TOP, BOTTOM = 760.0, 70.0
RUN_INS = ("At a glance:", "MERICS comment:", "Article:", "Issuing bodies:", "January 2:", "1.", "•", "")
COLUMNS = ((50.0,), (50.0, 320.0), (50.0, 220.0, 390.0))
LINE = {1: 6, 2: 3, 3: 2}
"""Words on a line, by the number of columns."""


@dataclass
class Printed(InventedWords):
    """A PDF, the words that a reader sees in it, and those of comments and form fields."""

    pdf: PdfFile = field(default_factory=PdfFile)
    visible: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """Words that are not on the pages as text: they are named, or become threads."""
    marks: list[list[tuple[int, int]]] = field(default_factory=list)
    """For each paragraph, its lines: page from 0, and mark."""
    mark: int = 0

    def line(
        self, text: str, x: float, y: float, size: float = 10.0, *, bold: bool = False, tagged: bool = True
    ) -> None:
        """A line of the paragraph that was begun last; without a tag, it is a part of the page."""
        if tagged:
            self.marks[-1].append((len(self.pdf.pages) - 1, self.mark))
            self.pdf.add(text, x, y, size, bold=bold, mark=self.mark)
            self.mark += 1
        else:
            self.pdf.add(text, x, y, size, bold=bold)


def paragraph(draw: st.DrawFn, made: Printed, x: float, y: float, width: int) -> float:
    """A paragraph, a heading or the rows of a table; the height below it."""
    made.marks.append([])
    match draw(st.integers(0, 7)):
        case 0:
            made.line(draw(st.sampled_from(LABELS)), x, y, 14, bold=True)
            return y - 24
        case 1:
            made.line(made.word(made.visible), x, y, draw(st.sampled_from((12, 16))), bold=True)
            return y - 22
        case 2 if width > 2:
            for _ in range(draw(st.integers(1, 3))):
                for column in range(3):
                    made.line(made.word(made.visible), x + 70 * column, y)
                y -= 13
            return y - 8
        case 3:  # a superscript, and the figure that it belongs to
            made.line(made.word(made.visible), x, y)
            made.line("2", x + 60, y + 4, 6)
            return y - 20
    label = draw(st.sampled_from(RUN_INS))
    for number in range(draw(st.integers(1, 4))):
        words = [made.word(made.visible) for _ in range(draw(st.integers(1, width)))]
        hyphen = draw(st.sampled_from(("", "", "", "-")))  # as of a word that the next line goes on with
        made.line(" ".join([*([label] if label and number == 0 else []), *words]) + hyphen, x, y)
        y -= 13
    return y - draw(st.sampled_from((2.0, 8.0, 16.0)))


@st.composite
def documents(draw: st.DrawFn) -> Printed:
    made = Printed()
    columns = draw(st.sampled_from(COLUMNS))
    head = made.word(made.visible) if draw(st.booleans()) else ""
    pages = draw(st.integers(1, 3))
    for page in range(pages):
        if page:
            made.pdf.new_page()
            made.mark = 0
        if head:
            made.pdf.add(head, 50, 810, 8)
            made.pdf.add(f"{page + 1}", 300, 30, 8)
        for x in columns:
            y = TOP
            while y > BOTTOM + 80 and draw(st.integers(0, 5)):
                y = paragraph(draw, made, x, y, LINE[len(columns)])
    if draw(st.booleans()):
        made.pdf.annotations.append(
            f"<</Type/Annot/Subtype/Text/Rect[500 700 520 720]/T(Al)/Contents({made.word(made.named)})>>"
        )
        made.pdf.annotations.append(
            f"<</Type/Annot/Subtype/Widget/FT/Tx/Rect[500 600 520 620]/V({made.word(made.named)})>>"
        )
    if draw(st.booleans()):
        made.pdf.structure = structure(draw, made)
    return made


def structure(draw: st.DrawFn, made: Printed) -> str:
    """Tags for all paragraphs but a few, which count as parts of the page."""
    found = []
    for lines in made.marks:
        is_tagged = draw(st.integers(0, 9)) > 0
        if lines and is_tagged:
            kids = "".join(f"<</Type/MCR/Pg {10 + 2 * page} 0 R/MCID {mark}>>" for page, mark in lines)
            found.append(f"<</S/{draw(st.sampled_from(('P', 'P', 'P', 'H2', 'Div')))}/K[{kids}]>>")
    return f"<</S/Document/K[{''.join(found)}]>>"


@given(documents())
def test_each_visible_word_is_in_the_issue_or_in_a_note(made: Printed) -> None:
    if not made.visible:
        return
    read = read_source(made.pdf.data(), THEME, read_pdf=read_pdf_here)
    told = f"{words_of(read.issue)} {noted(read)}"
    for word in made.visible:
        assert word in told, word
    for word in made.named:
        assert word not in words_of(read.issue), word
        assert word in told, word
