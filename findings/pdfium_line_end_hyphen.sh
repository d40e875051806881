#!/bin/sh
# Expected: the text of a PDF page has a hyphen where a hyphen is printed.
# Found: at the end of a line, pdfium gives a control character for a printed hyphen between two lower-case words: U+0002
# by FPDFText_GetBoundedText and FPDFTextObj_GetText, U+FFFE by FPDFText_GetText. It does so for compounds too ("state-"
# and "owned"), whose hyphen belongs to the word. Code that drops control characters loses the hyphen and glues the words
# or parts them.
# Versions: pypdfium2 5.15.2.
# In Newsdesk: editor/formats/pdf/assembly.py turns the characters back into hyphens; editor/formats/rules/joining.py
# then decides which hyphens only divide a word.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import pypdfium2


def page(*lines):
    """A PDF of one page with these lines in Helvetica."""
    shown = " ".join(f"BT /F 12 Tf 50 {700 - 14 * number} Td ({line}) Tj ET" for number, line in enumerate(lines))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, offsets = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(data)
    data += f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return data.encode("ascii")


def texts(*lines):
    """What the two functions that read text give."""
    text_page = pypdfium2.PdfDocument(page(*lines))[0].get_textpage()
    return text_page.get_text_bounded(), text_page.get_text_range()


print("pypdfium2", version("pypdfium2"))
divided, compound, inside = texts("manu-", "facturing"), texts("state-", "owned"), texts("state-owned", "firms")
for name, found in (("divided word", divided), ("compound", compound), ("inside a line", inside)):
    print(f"{name}: {found[0]!r}, {found[1]!r}")
as_described = (
    divided == ("manu\x02facturing", "manu\ufffefacturing")
    and compound == ("state\x02owned", "state\ufffeowned")
    and inside[0].startswith("state-owned")
)
print("as described" if as_described else "changed")
sys.exit(0 if as_described else 1)
PYTHON
