"""The contact sheet: processes side by side, errors, its summary, and one view taken through two sizes."""

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from editor.ui.look.look import Scheme
from tests.gui.contact_sheet.__main__ import main
from tests.gui.contact_sheet.combinations import Combination, Selection, summary
from tests.gui.contact_sheet.workers import answers

SELECTION = Selection(((800, 600), (1024, 640)), (100,), (Scheme.LIGHT,))
NARROW, WIDE = (Combination(Scheme.LIGHT, 100, width, 640) for width in (1024, 1280))
WORKER = """
import json, os, sys
for line in sys.stdin:
    view = line.strip()
    if view == "ends":
        os._exit(3)
    answer = {"view": view, "faults": [["light", 100, 800, 600, "cut"]] if view == "cut" else []}
    print(json.dumps(answer | ({"error": "raised"} if view == "raises" else {})), flush=True)
    if view == "raises":
        break
"""


def test_a_selection_reaches_the_processes_as_it_is() -> None:
    assert Selection.from_json(json.loads(json.dumps(SELECTION.to_json()))) == SELECTION


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_view_is_answered_even_if_processes_end(tmp_path: Path, jobs: int) -> None:
    views = ["whole", "ends", "cut", "raises", "whole too"]
    given = list(answers(views, SELECTION, tmp_path, jobs=jobs, command=(sys.executable, "-c", WORKER)))
    by_view = {answer["view"]: answer for answer in given}
    assert sorted(by_view) == sorted(views)
    assert by_view["cut"]["faults"] == [["light", 100, 800, 600, "cut"]]
    assert by_view["ends"]["error"] == "The process ended with status 3."
    assert by_view["raises"]["error"] == "raised"
    assert all("error" not in by_view[view] for view in ("whole", "cut", "whole too"))


def test_faults_that_differ_in_numbers_only_are_one_line() -> None:
    faults = [(NARROW, "Label at 3,4: needs 20, has 10"), (WIDE, "Label at 30,4: needs 25, has 10"), (WIDE, "other")]
    assert summary("start", faults) == [
        "start: Label at 3,4: needs 20, has 10 (1024×640, 100 %, light, and 1 more)",
        "start: other (1280×640, 100 %, light)",
    ]


@pytest.mark.slow
def test_a_view_is_taken_and_left_out_the_next_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--to", str(tmp_path), "--size", "1024x640", "--text-size", "100", "--scheme", "light", "shortcuts"]
    assert main(arguments) == 0
    assert QImage(str(tmp_path / "shortcuts-light.png")).width() > 600
    assert "Views: 1. Combinations of each: 1. Faults: 0." in capsys.readouterr().out
    assert main(["--continue", *arguments]) == 0
    assert "Views: 0." in capsys.readouterr().out
