"""PDFs of strangers: by their tags, by their layout, with comments; and those that cannot be read."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from editor.document.text.inline_writer import markdown
from editor.formats.importing.source import read_source
from editor.formats.pdf.process import read_pdf
from editor.formats.pdf.reader import read_pdf_here
from editor.formats.rules.reading import read_blocks
from editor.formats.source.document import Anchor, BlockKind, SourceDocument
from editor.formats.source.json_form import from_json, to_json
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme
from tests.unit.formats.docx_files import comment, commented, docx, ins, p, r
from tests.unit.formats.pdf_files import PdfFile

LONG = [
    "The State Council has published a plan for the modernization of manu-",
    "facturing in the central provinces. It",
    "obliges local governments to set up funds that invest in small firms,",
    "and to report once a year.",
]


def lines(document: SourceDocument) -> list[str]:
    found = []
    for block in read_blocks(document.blocks)[0]:
        mark = {BlockKind.HEADING: "# ", BlockKind.ITEM: f"{block.number or '-'} "}.get(block.kind, "")
        found.append(("" if block.begins else "+ ") + mark + markdown(block.runs))
    return found


def read(pdf: PdfFile) -> SourceDocument:
    return read_pdf_here(pdf.data())[0]


TAGS = """<</S/Document/K[
<</S/H1/Pg {page}/K 0>>
<</S/P/Pg {page}/K[1 2]>>
<</S/L/K[<</S/LI/K[<</S/Lbl/Pg {page}/K 3>><</S/LBody/K<</S/P/Pg {page}/K 4>>>>]>>
<</S/LI/K[<</S/LBody/Pg {page}/K 5>>]>>]>>
<</S/Table/K[<</S/TR/K[<</S/TD/Pg {page}/K 6>><</S/TD/Pg {page}/K 7>>]>>
<</S/TR/K[<</S/TD/Pg {page}/K 8>><</S/TD/Pg {page}/K 9>>]>>]>>
<</S/Figure/Alt(A map)/K[]>><</S/Note/Pg {page}/K[<</S/Lbl/Pg {page}/K 11>> 10]>>
]>>"""


def tagged() -> PdfFile:
    pdf = PdfFile(structure=TAGS)
    pdf.add("A Heading", 50, 780, 16, bold=True, mark=0)
    pdf.add("One line that ends here", 50, 750, mark=1)
    pdf.add("and goes on.", 50, 737, mark=2)
    pdf.add("1.", 50, 700, mark=3)
    pdf.add("first item", 70, 700, mark=4)
    pdf.add("• second item", 50, 687, mark=5)
    for number, (text, x, y) in enumerate((("a", 50, 650), ("b", 150, 650), ("c", 50, 637), ("d", 150, 637)), 6):
        pdf.add(text, x, y, mark=number)
    pdf.add("1", 50, 100, 8, mark=11)
    pdf.add("A note.", 54.4, 100, 8, mark=10)
    pdf.add("Page 1 of 1", 250, 30)
    return pdf


def test_a_tagged_document_is_read_by_its_structure() -> None:
    document = read(tagged())
    assert lines(document) == [
        "# A Heading",
        "One line that ends here and goes on.",
        "1. first item",
        "- second item",
        "a | b",
        "c | d",
    ]
    remarks = read_blocks(document.blocks)[1]
    assert [remark.words for remark in remarks] == ["a | b", "A map", "1 A note.", "Page 1 of 1"]


def two_columns() -> PdfFile:
    pdf = PdfFile()
    pdf.add("A Title over Both Columns", 50, 780, 18, bold=True)
    for page in range(3):
        if page:
            pdf.new_page()
        pdf.add(f"Newsletter | page {page + 1}", 50, 820, 8)
        y = pdf.paragraph([f"Left {page} begins a paragraph that is long", "and is continued on the second line of it",
                           "until it comes to an end."], 50, 740)  # fmt: skip
        y = pdf.paragraph(["A second paragraph stands apart from the", "first one, and is as long as it."], 50, y - 10)
        pdf.paragraph([f"Right {page} is in the other column, which is", "read after the left one has come to its",
                       "end on this page.", "• An item in it", "• Another item"], 310, 740)  # fmt: skip
    return pdf


def test_columns_running_heads_and_paragraphs_without_tags() -> None:
    document = read(two_columns())
    assert lines(document)[:11] == [
        "# A Title over Both Columns",
        "Left 0 begins a paragraph that is long",
        "+ and is continued on the second line of it",
        "+ until it comes to an end.",
        "A second paragraph stands apart from the",
        "+ first one, and is as long as it.",
        "Right 0 is in the other column, which is",
        "+ read after the left one has come to its",
        "+ end on this page.",
        "- An item in it",
        "- Another item",
    ]
    furniture = [remark.words for remark in read_blocks(document.blocks)[1]]
    assert furniture == [f"Newsletter | page {number}" for number in (1, 2, 3)]
    assert [note.message for note in document.notes if note.needs_person] == [
        "The PDF has no tags, so the order of its text is a guess."
    ]


def test_an_untagged_newsletter_becomes_an_issue(theme: Theme) -> None:
    pdf = PdfFile()
    y = pdf.paragraph(["MERICS TOP 5", "", "1. Funds for small firms", ""], 50, 780, leading=20)
    pdf.add("At a glance: ", 50, y, bold=True)
    pdf.add(LONG[0][: len(LONG[0])], 120, y)
    y = pdf.paragraph(LONG[1:], 50, y - 13)
    y = pdf.paragraph(["• Loans cost less", "• Quotas fall"], 50, y - 8)
    y = pdf.paragraph(["Issuing body: NEA", "Date: February 3, 2025"], 50, y - 8)
    entry = read_source(pdf.data(), theme).issue.top5[0]
    assert entry.title == "Funds for small firms"
    assert entry.at_a_glance[0].text == (  # type: ignore[union-attr]
        "The State Council has published a plan for the modernization of manufacturing in the central provinces. It "
        "obliges local governments to set up funds that invest in small firms, and to report once a year."
    )
    assert [item.text for item in entry.at_a_glance[1].items] == ["Loans cost less", "Quotas fall"]  # type: ignore[union-attr]
    assert (entry.issuing_bodies, str(entry.date)) == (("NEA",), "2025-02-03")


def test_letters_that_are_placed_one_by_one_are_words() -> None:
    """As browsers place them, and titles are spaced out: the room around a letter is not the space before it."""
    pdf = PdfFile()
    x = 50.0
    for letter, width in (
        ("M", 0.833),
        ("I", 0.278),
        ("I", 0.278),
        ("T", 0.611),
        (" ", 0.278),
        ("I", 0.278),
        ("t", 0.278),
    ):
        if letter != " ":
            pdf.add(letter, x, 750, 12)
        x += 12 * width + 0.7
    assert lines(read(pdf)) == ["MIIT It"]


def test_a_label_at_the_top_of_a_page_begins_a_paragraph() -> None:
    """The line before it is full, and could go on there."""
    pdf = PdfFile(
        structure="<</S/Document/K[<</S/P/Pg {page}/K[0 1]>><</S/P/Pg 12 0 R/K[0 1]>><</S/P/Pg 12 0 R/K 2>>]>>"
    )
    pdf.add("The plan obliges all the local governments of", 50, 80, 12, mark=0)
    pdf.add("the central provinces to report once a year.", 50, 65, 12, mark=1)
    pdf.new_page()
    pdf.add("Article: ", 50, 750, 12, bold=True, mark=0)
    pdf.add("Plan for the provinces", 110, 750, 12, mark=1)
    pdf.add("Another text of the page.", 50, 720, 12, mark=2)
    assert lines(read(pdf))[1:] == ["**Article:** Plan for the provinces", "Another text of the page."]


def test_what_stands_in_form_fields_is_named(theme: Theme) -> None:
    widget = "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]{}>>"
    fields = (
        "/FT/Tx/T(name)/V(Ada Writes)",
        "/FT/Tx/T(gone)/F 2/V(Hidden)",
        "/FT/Ch/V(Two)/Opt[(One)[(2)(Two)]]",
        "/FT/Ch/Ff 131072/V(Steel)/Opt[(Coal)(Steel)]",
        "/FT/Btn/Ff 65536/MK<</CA(Send)>>",
        "/FT/Btn/V/On",
        "/Parent<</FT/Tx/V(From above)>>",
    )
    pdf = PdfFile(annotations=[widget.format(field) for field in fields])
    pdf.add("A form", 50, 750, 12)
    (note,) = [note for note in read_source(pdf.data(), theme).notes if "form field" in note.message]
    assert note.message == ("5 form fields were left out: “Ada Writes”, “One Two”, “Steel”, “Send”, “From above”.")
    assert (note.place, note.text) == ("page 1", "Ada Writes\nOne Two\nSteel\nSend\nFrom above")


def test_a_short_text_is_a_text(theme: Theme) -> None:
    pdf = PdfFile()
    pdf.add("In brief", 50, 750, 12)
    assert lines(read(pdf)) == ["In brief"]


def test_comments_become_threads_on_the_words_they_cover() -> None:
    pdf = PdfFile(
        annotations=[
            "<</Type/Annot/Subtype/Highlight/Rect[70 745 120 760]/QuadPoints[74 758 104 758 74 746 104 746]"
            "/T(Ed)/Contents(Is this so?)/CreationDate(D:20250301090000+01'00')>>",
            "<</Type/Annot/Subtype/Text/Rect[500 700 520 720]/T(Al)/Contents(All of it is good.)>>",
            "<</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>",
        ]
    )
    pdf.add("The quota rises in May.", 50, 750, 12)
    first, second = read(pdf).threads
    assert (first.words, first.anchor) == ("quota", Anchor(0, 4, 5))
    assert [(said.author, said.time, said.text) for said in first.comments] == [
        ("Ed", "2025-03-01T09:00:00+01:00", "Is this so?")
    ]
    assert (second.comments[0].text, second.anchor) == ("All of it is good.", None)


def test_raised_figures_are_told_from_the_line(theme: Theme) -> None:
    pdf = PdfFile()
    pdf.add("It covers 45,000 m", 50, 750, 12)
    pdf.add("2", 149, 755, 7)
    pdf.add(" of land in all.", 154, 750, 12)
    assert lines(read(pdf)) == ["It covers 45,000 m² of land in all."]


@pytest.mark.parametrize("marks_first", [False, True])
def test_a_text_in_the_gaps_of_another_is_read_where_it_stands(marks_first: bool) -> None:
    file = PdfFile()
    title = "BT /F1 10 Tf 1 0 0 1 72 700 Tm [(Notice on) -3000 (ports and) -3000 (mills of the south)] TJ ET"
    marks = "BT /F2 10 Tf 1 0 0 1 121 700 Tm [(the) -5200 (some)] TJ ET"
    file.pages[-1] += [marks, title] if marks_first else [title, marks]
    assert lines(read(file)) == ["Notice on **the** ports and **some** mills of the south"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PdfFile().data(), "This PDF contains no text."),
        (tagged().data()[:400], "The PDF is damaged or cut off: it cannot be opened."),
        (b"%PDF-1.7\nnothing else", "The PDF is damaged or cut off: it cannot be opened."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, message: str, theme: Theme) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_source(data, theme)
    assert caught.value.message == message
    assert caught.value.help


def test_a_document_comes_through_the_process_as_it_was() -> None:
    here = read_pdf_here(tagged().data())[0]
    assert read_pdf(tagged().data())[0] == here
    from editor.formats.docx.reader import read_docx

    changed = docx(p("a ", ins(r("b")), commented(0, r("c"))), parts={"comments": comment(0, "x")})
    document = read_docx(changed)
    assert document.changes
    assert document.threads
    assert from_json(to_json(document)) == document


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import editor.formats.source.child_process as p; p.limit(); bytearray(p.MOST_MEMORY)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_damaged_documents_are_read_or_refused() -> None:
    good = bytearray(tagged().data())
    chance = random.Random(3)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_pdf_here(bytes(data))
        except UnreadableSource:
            continue


def test_the_process_ignores_packages_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "editor"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('taken over')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert lines(read_pdf(tagged().data())[0])[0] == "# A Heading"


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.formats.pdf.process.COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr("editor.formats.pdf.process.MOST_SECONDS", 0.2)
    with pytest.raises(UnreadableSource, match="too much time or memory"):
        read_pdf(b"%PDF")


def test_a_crash_of_the_process_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.formats.pdf.process.COMMAND", (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(UnreadableSource, match="made the PDF library crash"):
        read_pdf(b"%PDF")
