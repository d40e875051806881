#!/bin/sh
# Expected: in font-size, calc(), min() and clamp() take em and rem as any other property does (CSS Values 4, 10.11), or,
# where they are not supported, the declaration is ignored and the one before it holds.
# Found: with px and vw they are computed. With em or rem the declaration wins over the one before it and then counts for
# nothing: the element has the font size of its parent.
# Versions: WeasyPrint 70.0.
# In Newsdesk: themes/merics/web.html.j2 has media queries instead of clamp(), as the preview lays it out
# (editor/publish/screen_page.py).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import weasyprint

EXPECTED = {
    "40px; font-size: calc(20px + 10px)": 30,
    "40px; font-size: clamp(20px, 30px, 50px)": 30,
    "40px; font-size: 3rem": 30,
    "40px; font-size: calc(2rem + 10px)": 30,
    "40px; font-size: calc(2em + 10px)": 30,
    "40px; font-size: clamp(2rem, 30px, 5rem)": 30,
    "40px; font-size: min(3rem, 50px)": 30,
}


def size(style):
    """The font size of a heading: the height of its only line. Its parent and the root have 10px."""
    css = f"html {{ font-size: 10px; line-height: 1 }} h1 {{ margin: 0; font-size: {style} }}"
    html = f'<style>{css}</style><h1 id="a">A</h1>'
    left, top, right, bottom = weasyprint.HTML(string=html).render().pages[0].anchors["a"]
    return round(bottom - top)


print("WeasyPrint", weasyprint.__version__)
found = {style: size(style) for style in EXPECTED}
for style, pixels in found.items():
    print(f"font-size: {style} -> {pixels}px, expected {EXPECTED[style]}px")
sys.exit(list(found.values()) != [30, 30, 30, 10, 10, 10, 10])
PYTHON
