#!/bin/sh
# Expected: in a tagged PDF, the text of a paragraph, put together from its structure, has a space between all words.
# Found: where a line ends inside one text or before a text that begins with the space, and where a space stands alone between
# two inline elements, the space is not in the file. "one two" over two lines becomes "onetwo" for those who read the
# structure. veraPDF accepts it.
# Versions: WeasyPrint 70.0 (`first_line_metrics`, `split_text_box`, `draw_first_line`), pikepdf 10.18.0.
# In Newsdesk: editor/publish/weasyprint_fixes/line_ends.py and glyph_text.py draw these spaces.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pikepdf==10.18.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import re
import sys
from pathlib import Path

import pikepdf
import weasyprint
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

letters = "abcdefghijklmnopqrstuvwxyz"
names = [".notdef", "space", *letters]
pen = TTGlyphPen(None)
for point in ((50, 0), (50, 500), (450, 500), (450, 0)):
    (pen.lineTo if point != (50, 0) else pen.moveTo)(point)
pen.closePath()
square, empty = pen.glyph(), TTGlyphPen(None).glyph()
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(names)
builder.setupCharacterMap({32: "space", **{ord(letter): letter for letter in letters}})
builder.setupGlyf({name: empty if name == "space" else square for name in names})
builder.setupHorizontalMetrics({name: (500, 50) for name in names})
builder.setupHorizontalHeader(ascent=800, descent=-200)
builder.setupNameTable({"familyName": "Half", "styleName": "Regular"})
builder.setupOS2()
builder.setupPost()
builder.save("half.ttf")

PAGE = """<html lang="en"><title>t</title><style>
@font-face { font-family: Half; src: url(half.ttf) } @page { margin: 0 }
p { font: 20px/30px Half; width: 100px }</style><p>alpha beta <i>gamma</i> <b>delta</b></p><p><i>alpha</i> betas</p></html>"""


def structure_text(data):
    """The text of all marked content in the order of its numbers."""
    found = ""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "Tf":
                font = page.Resources.Font[str(instruction.operands[0])]
                pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
                text = {code: bytes.fromhex(unicode.decode()).decode("utf-16-be") for code, unicode in pairs}
            elif operator in ("TJ", "Tj"):
                shown = instruction.operands[0]
                for piece in shown if operator == "TJ" else [shown]:
                    if isinstance(piece, pikepdf.String):
                        raw = bytes(piece).hex()
                        found += "".join(text[raw[at : at + 4].encode()] for at in range(0, len(raw), 4))
    return found


data = weasyprint.HTML(string=PAGE, base_url=str(Path.cwd()) + "/").write_pdf(pdf_variant="pdf/ua-1")
read = structure_text(data)
print("WeasyPrint", weasyprint.__version__)
print("typed:", "alpha beta gamma delta / alpha betas")
print("read: ", read)
sys.exit(read != "alphabeta gammadeltaalphabetas")
PYTHON
