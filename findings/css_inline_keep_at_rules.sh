#!/bin/sh
# Expected: with keep_at_rules=True, <style> keeps, in its place, all rules that cannot be put on an element: @media, :hover,
# and selectors that match nothing in this document, such as [data-ogsc] (the dark mode of Outlook.com).
# Found: only at-rules stay; the other rules are dropped without a message, and <style> moves before <meta charset>. With
# remove_inlined_selectors=True as well, all of them stay in their place.
# Versions: css-inline 0.24.0 (`CSSInliner`).
# In Newsdesk: mail_html in editor/formats/mail/writer.py sets both options.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check css-inline==0.24.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from css_inline import CSSInliner

PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>p { color: #222 } '
    "p:hover { color: #333 } [data-ogsc] p { color: #eee !important } "
    "@media (prefers-color-scheme: dark) { p { color: #fff !important } }"
    "</style></head><body><p>Text</p></body></html>"
)
print("css-inline", version("css-inline"))
alone = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(PAGE)
both = CSSInliner(keep_at_rules=True, remove_inlined_selectors=True, load_remote_stylesheets=False).inline(PAGE)
print("keep_at_rules:", alone, sep="\n")
print("keep_at_rules and remove_inlined_selectors:", both, sep="\n")
as_described = (
    "@media" in alone and "ogsc" not in alone and ":hover" not in alone and alone.index("<style") < alone.index("<meta")
    and all(part in both for part in ("@media", "ogsc", ":hover")) and both.index("<meta") < both.index("<style")
)
print("as described" if as_described else "changed")
sys.exit(not as_described)
PYTHON
