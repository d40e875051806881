#!/bin/sh
# Expected: the English dictionary that a spelling library brings along can be asked about any English word.
# Found: the en_US dictionary in chunspell is encoded in Latin-1. A word with a typographic apostrophe, as in China’s,
# raises UnicodeEncodeError instead of being right or wrong.
# Versions: chunspell 2.0.5.
# In Newsdesk: a UTF-8 dictionary is shipped, and editor/words/spelling/dictionary.py takes words that a dictionary in an
# old encoding cannot represent as known.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check chunspell==2.0.5
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from hunspell import Hunspell

speller = Hunspell("en_US")
try:
    answer = str(speller.spell("China’s"))
except UnicodeEncodeError as error:
    answer = f"UnicodeEncodeError: {error}"
print(f"chunspell {version('chunspell')}, its own en_US: spell('China’s') gives {answer}")
sys.exit(0 if answer.startswith("UnicodeEncodeError") else 1)
PYTHON
