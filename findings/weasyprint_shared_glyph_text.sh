#!/bin/sh
# Expected: text copied from a PDF has the characters of the document, also where a font has one glyph for several.
# Found: a glyph has the text for which it is drawn first in the document, everywhere. After one word with U+2011, the
# hyphen-minus of all other words is copied as U+2011, and searching for them finds nothing. veraPDF accepts it.
# Versions: WeasyPrint 70.0 (`draw_first_line`), pypdfium2 5.15.2.
# In Newsdesk: editor/publish/weasyprint_fixes/glyph_text.py gives such characters numbers of their own.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pathlib import Path

import pypdfium2
import weasyprint
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

names = [".notdef", "hyphen", "a"]
pen = TTGlyphPen(None)
for point in ((50, 0), (50, 500), (450, 500), (450, 0)):
    (pen.lineTo if point != (50, 0) else pen.moveTo)(point)
pen.closePath()
square = pen.glyph()
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(names)
builder.setupCharacterMap({0x2D: "hyphen", 0x2011: "hyphen", ord("a"): "a"})
builder.setupGlyf(dict.fromkeys(names, square))
builder.setupHorizontalMetrics({name: (500, 50) for name in names})
builder.setupHorizontalHeader(ascent=800, descent=-200)
builder.setupNameTable({"familyName": "Shared", "styleName": "Regular"})
builder.setupOS2()
builder.setupPost()
builder.save("shared.ttf")

page = "<style>@font-face{font-family:Shared;src:url(shared.ttf)}p{font:20px Shared}</style><p>a\u2011a<p>a-aa"
data = weasyprint.HTML(string=page, base_url=str(Path.cwd()) + "/").write_pdf()
with pypdfium2.PdfDocument(data) as pdf:
    read = pdf[0].get_textpage().get_text_range().split()
print("WeasyPrint", weasyprint.__version__)
print("typed:", ascii(["a\u2011a", "a-aa"]))
print("read: ", ascii(read))
sys.exit(read != ["a\u2011a", "a\u2011aa"])
PYTHON
