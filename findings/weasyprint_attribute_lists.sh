#!/bin/sh
# Expected: a program that lays out the same document again and again needs no more memory each time.
# Found: with font features (here `font-kerning: none`), each line of text keeps a list of Pango attributes, and all but
# the first leave one attribute besides: `Layout.setup` gives the layout a list and does not release its own reference,
# and makes an attribute before it looks into its cache.
# Versions: WeasyPrint 70.0 (`weasyprint.text.line_break.Layout.setup`).
# In Newsdesk: editor/publish/weasyprint_fixes/attribute_lists.py releases them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import ctypes
import gc
import sys

import weasyprint
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration

library = ctypes.CDLL("libpango-1.0.so.0")
library.pango_attr_list_ref.argtypes = [ctypes.c_void_p]
lists = []


class Watched:
    """Pango, of which each list of attributes stays until its references are counted."""

    def __getattr__(self, name):
        return getattr(pango, name)

    def pango_attr_list_new(self):
        made = pango.pango_attr_list_new()
        lists.append(int(ffi.cast("size_t", made)))
        library.pango_attr_list_ref(lists[-1])
        return made


line_break.pango = Watched()
page = "<p style='font-kerning: none'>" + "A text of several lines. " * 40
for number in range(3):
    weasyprint.HTML(string=page).write_pdf(font_config=FontConfiguration())
    gc.collect()
    # The first member of a list is its number of references; one of them is ours.
    kept = sum(ctypes.c_uint.from_address(one).value > 1 for one in lists)
    print("WeasyPrint", weasyprint.__version__, "- documents:", number + 1, "- lists made:", len(lists), "- kept:", kept)
sys.exit(not lists or kept != len(lists))
PYTHON
