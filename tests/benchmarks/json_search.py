"""The peer of `newsdesk search`: read every issue of a folder with Python's json and look through its texts.

It finds whole words only, without word forms and names of bodies, and shows nothing: what is measured is the reading.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def main(folder: Path, word: str) -> None:
    """Print the files with a word."""
    wanted = word.casefold()
    for path in sorted(folder.rglob("*.json")):
        issue = json.loads(path.read_bytes())
        if any(wanted in text.casefold() for text in texts(issue)):
            print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
