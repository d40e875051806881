#!/bin/sh
# Expected: a prefix query that finds a word still finds it when one more letter of the word is typed.
# Found: with FTS5's porter tokenizer, "regul*" finds "regulation", "regula*" to "regulatio*" find nothing,
# and "regulation*" finds it again. The index has the stem "regul"; the letters that are typed are stemmed as if they were
# a word, which leaves "regula" as it is.
# Versions: SQLite 3.54.1 in apsw 3.54.1.0.
# In Newsdesk: editor/files/archive/query.py looks the letters up in a table of whole words and asks for their stems.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check apsw==3.54.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import apsw

db = apsw.Connection(":memory:")
db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'porter unicode61')")
db.execute("INSERT INTO t VALUES ('a new regulation')")
word = "regulation"
found = {
    word[:length]: db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{word[:length]}" *',)).fetchone()[0]
    for length in range(1, len(word) + 1)
}
print(f"SQLite {apsw.sqlite_lib_version()} in apsw {apsw.apsw_version()}: documents found while typing {word!r}")
for letters, number in found.items():
    print(f"  {letters + '*':<12} {number}")
sys.exit(0 if found["regul"] and not found["regula"] and found["regulation"] else 1)
PYTHON
