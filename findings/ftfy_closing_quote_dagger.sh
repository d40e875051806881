#!/bin/sh
# Expected: `â€œnewâ€ plan`, which is “new” plan read in a wrong encoding, with the last byte of the closing quotation
# mark lost (browsers drop U+009D when text is copied), becomes `“new” plan` or keeps its damaged closing mark.
# Found: the two characters that are left and the space after them are read as a dagger: `“new†plan`. The space is gone.
# Versions: ftfy 6.3.1 (`fix_encoding`).
# In Newsdesk: editor/words/checks/characters.py puts the closing quotation mark before it asks ftfy.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ftfy==6.3.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import ftfy

damaged = "â€œnewâ€ plan"
fixed = ftfy.fix_encoding(damaged)
print(f"ftfy {ftfy.__version__}: {damaged!r} becomes {fixed!r}")
sys.exit(0 if fixed == "“new†plan" else 1)
PYTHON
