#!/bin/sh
# Expected: a space at the end of a line is not counted when a line is filled (CSS Text 3, 4.1.2).
# Found: where the text before an inline element ends in a space, and fits the line only without that space, only the
# first word of the text stays on the line.
# Versions: WeasyPrint 70.0 (`split_first_line`).
# In Newsdesk: editor/publish/weasyprint_fixes/line_breaks.py asks again without the space.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pathlib import Path

import weasyprint
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

# A font in which every character is half an em wide, so that widths can be counted.
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

PAGE = """<style>
@font-face { font-family: Half; src: url(half.ttf) }
@page { size: 500px 500px; margin: 0 }
body { font: 20px/30px Half; margin: 0 }
p { margin: 0; width: %dpx }
</style><p>alpha beta gamma delta <b>end of it</b></p>"""


def lines(width):
    """The text of each line, read from the boxes."""
    page = weasyprint.HTML(string=PAGE % width, base_url=str(Path.cwd()) + "/").render().pages[0]
    found = []
    for box in page._page_box.descendants():
        if type(box).__name__ == "LineBox":
            found.append("".join(one.text for one in box.descendants() if type(one).__name__ == "TextBox"))
    return found


print("WeasyPrint", weasyprint.__version__)
print("The text has 22 characters of 10 px and a space: 220 px without it, 230 px with it.")
expected = {
    215: ["alpha beta gamma", "delta end of it"],
    225: ["alpha", "beta gamma delta end", "of it"],
    235: ["alpha beta gamma delta", "end of it"],
}
found = {width: lines(width) for width in expected}
for width, broken in found.items():
    print(f"{width} px: {' | '.join(broken)}")
print("At 225 px the first line should be: alpha beta gamma delta")
sys.exit(found != expected)
PYTHON
