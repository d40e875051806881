"""Every view at four sizes, three text sizes and four colour schemes: pictures, and checks that nothing is clipped.

./newsdesk contact-sheet [--to FOLDER] [-j N] [--continue] [--pictures] [--quick]
                         [--size WIDTHxHEIGHT …] [--text-size PERCENT …] [--scheme SCHEME …] [VIEW …]

Opens each view once, and takes its window through all sizes, text sizes and schemes. Lists what is clipped, elided,
overlapping or too faint, and writes one sheet of pictures for each view and scheme. Exit status 1 if anything is that
is not meant to be. `--quick` takes the two smaller sizes, the smallest and the largest text, and the light scheme;
`--continue` leaves out the views that the last run into the folder got through without a fault.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor.ui.look.look import Scheme
from tests.gui.contact_sheet.combinations import SCHEMES, SIZES, TEXT_SIZES, Combination, Selection, summary
from tests.gui.contact_sheet.workers import answers
from tests.gui.views import VIEWS

_RECORD = "faultless.json"


def main(arguments: Sequence[str]) -> int:
    """Check the views and return the exit status."""
    options = _parser().parse_args(arguments)
    selection = _selection(options)
    folder: Path = options.to
    folder.mkdir(parents=True, exist_ok=True)
    done = _faultless(folder, selection) if options.resume else set()
    views = [view for view in options.views or VIEWS if view not in done]
    faults = 0
    began = time.monotonic()
    given = answers(views, selection, folder, jobs=options.jobs, keep_pictures=options.pictures)
    for number, answer in enumerate(given, start=1):
        lines = _lines(answer)
        faults += len(lines)
        print(*lines, sep="\n", end="\n" if lines else "", flush=True)
        minutes, seconds = divmod(round(time.monotonic() - began), 60)
        print(f"{number}/{len(views)} {answer['view']} ({minutes}:{seconds:02})", file=sys.stderr, flush=True)
        if not lines:
            done.add(answer["view"])
            record = {"selection": selection.to_json(), "views": sorted(done)}
            (folder / _RECORD).write_text(json.dumps(record), encoding="utf-8")
    print(f"Views: {len(views)}. Combinations of each: {selection.count()}. Faults: {faults}. Pictures: {folder}")
    return 1 if faults else 0


def _lines(answer: dict[str, Any]) -> list[str]:
    """Return a line for each fault of a view, and its error if it did not get to its end."""
    faults = [(Combination(Scheme(scheme), *numbers), fault) for scheme, *numbers, fault in answer["faults"]]
    error = [f"{answer['view']}: not checked to its end. {answer['error']}"] if "error" in answer else []
    return [*summary(answer["view"], faults), *error]


def _faultless(folder: Path, selection: Selection) -> set[str]:
    """Return the views without faults in the last run with the same selection."""
    file = folder / _RECORD
    record = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return set(record["views"]) if record.get("selection") == selection.to_json() else set()


def _selection(options: argparse.Namespace) -> Selection:
    if options.quick:
        return Selection(SIZES[:2], (200, 100), (Scheme.LIGHT,))
    return Selection(options.size or SIZES, options.text_size or TEXT_SIZES, options.scheme or SCHEMES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsdesk contact-sheet", description="Check and picture every view.")
    parser.add_argument("views", nargs="*", metavar="VIEW", type=_view, help=f"one of {', '.join(VIEWS)}; else all")
    parser.add_argument("--to", type=Path, default=Path("contact-sheet"), metavar="FOLDER", help="for the pictures")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--continue", dest="resume", action="store_true", help="leave out what had no fault last time")
    parser.add_argument("--pictures", action="store_true", help="keep every picture in its full size too")
    parser.add_argument("--quick", action="store_true", help="only small windows, light, with the least and most text")
    parser.add_argument("--size", type=_size, action="append", help="only this, as 1024x640; may be repeated")
    parser.add_argument("--text-size", type=int, action="append", choices=TEXT_SIZES, help="only this; may be repeated")
    parser.add_argument("--scheme", type=Scheme, action="append", choices=SCHEMES, help="only this; may be repeated")
    return parser


def _view(name: str) -> str:
    if name not in VIEWS:
        raise argparse.ArgumentTypeError(f"unknown view: {name}")
    return name


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
