"""The bench runs, and says what it found under names that others read; what fails is said, and costs only itself."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks import flat
from tests.benchmarks.processes import Program, by_turns, once
from tests.benchmarks.report import as_markdown, as_text, ratios
from tests.benchmarks.targets import Target, keystrokes, target_lines

HAS_TYPST = importlib.util.find_spec("typst") is not None  # the peers come with the first bench
REPORT: dict[str, Any] = {
    "machine": {
        "processor": "A processor",
        "cores": 2,
        "memory_gb": 24,
        "system": "Linux",
        "python": "3.11.7",
        "versions": {"WeasyPrint": "70.0"},
        "date": "2025-03-12",
    },
    "rounds": {
        "5": {"keystrokes": 60, "typst": 60, "naive": 5, "exports": 5, "naive_exports": 4},
        "500": {"keystrokes": 60, "typst": 20, "naive": 2, "exports": 2, "naive_exports": 1},
        "commands": 7,
    },
    "failed": [],
    "by_turns": {"5": 41.0, "500": 49.2},
    "preview": {
        "5": {"median_ms": 40.0, "p95_ms": 55.0, "naive_median_ms": 800.0, "typst_median_ms": 20.0},
        "500": {"median_ms": 50.0, "p95_ms": 90.0, "naive_median_ms": 60_000.0, "typst_median_ms": None},
    },
    "export": {
        "5_running_ms": 100.0,
        "5_naive_ms": 400.0,
        "500_running_ms": 7_000.0,
        "500_naive_ms": 70_000.0,
        "command_ms": 900.0,
        "weasyprint_command_ms": 1_200.0,
    },
    "startup": {"5_first_page_ms": 250.0, "500_first_page_ms": 900.0},
    "memory_mb": {"5_both": 240, "500_both": 600},
}


def test_ratios_are_those_of_the_targets() -> None:
    assert ratios(REPORT) == {
        "5_to_naive": 0.05,
        "5_to_typst": 2.0,
        "5_export_to_naive": 0.25,
        "500_to_naive": 0.0008,
        "500_export_to_naive": 0.1,
        "500_to_5": 1.2,
        "command_to_weasyprint": 0.75,
    }


def test_tables_have_a_row_for_each_size_and_tell_the_machine() -> None:
    told = as_markdown({**REPORT, "ratios": ratios(REPORT)})
    assert "A processor, 2 cores, 24 GB, Linux, Python 3.11.7, WeasyPrint 70.0, 12 March 2025" in told
    assert "5 entries 60/60/5/5/4, 500 entries 60/20/2/2/1; the commands 7" in told
    assert "| 5 entries | 40.0 | 55.0 | 800 | 20.0 | 20 | 2.0 |" in told
    assert "| 500 entries | 50.0 | 90.0 | 60,000 | – | 1200 | – |" in told
    assert "5 entries 41.0 ms, 500 entries 49.2 ms (1.2)" in told
    assert "| peak memory of both processes, 500 entries, MB | 600 |  |" in told
    text = as_text({**REPORT, "ratios": ratios(REPORT)})
    assert "500_to_5" in text
    assert max(map(len, text.splitlines())) <= 120


def test_what_fails_is_said_and_the_other_figures_stay(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    figures: dict[str, Any] = {
        "live": {"keystroke_ms": [40.0, 60.0], "first_page_ms": 250.0, "all_pages_ms": 900.0, "export_ms": [100.0]}
        | {"memory_mb": {"window": 120.0, "renderer": 100.0}},
        "naive": {"keystroke_ms": [800.0], "export_ms": [900.0]},
    }

    def measured(program: str, *counts: int) -> dict[str, Any]:
        if program == "typst_peer" or (program == "live" and counts[0] == 50):
            raise bench.StepFailed(f"{program} ended with status 1")
        found: dict[str, Any] = figures[program]
        return found

    monkeypatch.setattr(bench, "measured", measured)
    assert bench.main(["--json", "--only", "preview", "--sizes", "5", "50"]) == 1
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert report["preview"]["5"] == {
        "median_ms": 50.0,
        "p95_ms": 60.0,
        "naive_median_ms": 800.0,
        "typst_median_ms": None,
    }
    assert report["preview"]["50"]["median_ms"] is None
    assert report["memory_mb"]["50_both"] is None
    assert report["failed"] == [
        "5: typst_peer ended with status 1",
        "50: live ended with status 1",
        "50: typst_peer ended with status 1",
    ]
    assert "FAILED  50: live ended with status 1" in printed.err
    assert "**Not measured:** 50: live ended with status 1." in as_markdown(report)
    assert "FAILED  50: live ended with status 1" in as_text(report)


def test_targets_are_ratios_to_a_peer_or_limits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rows() -> Iterator[Target]:
        yield Target("a command", "ms", 500.0, 1_000.0, 0.65, 7, (400.0, 1_000.0))
        yield Target("memory", "MB", 220.0, None, 210, 1)
        raise LookupError("pandoc is not installed")

    monkeypatch.setattr(bench, "ROWS", {"one": (rows, rows), "two": (rows, rows)})
    with pytest.raises(SystemExit):
        bench.main(["--only", "three"])
    assert bench.main(["--markdown", "--only", "one", "--quick"]) == 1
    printed = capsys.readouterr()
    assert "| a command, ms | 500 | 1,000 | 0.50 | 0.65 | yes | 0.40 |" in printed.out.splitlines()
    assert "**Not measured:** one: pandoc is not installed." in printed.out


def test_keystrokes_are_a_target_of_the_sizes_that_both_programs_laid_out() -> None:
    (row,) = [row.as_dict() for row in keystrokes(REPORT["preview"])]
    assert row["name"] == "keystroke to page, 5 entries, to Typst"
    assert (row["found"], row["aim"], row["reached"]) == (2.0, 1.76, False)


def test_limits_stand_without_a_peer() -> None:
    rows = [Target("memory", "MB", 220.0, None, 210, 1).as_dict(), Target("idle", "s", 0.0, None, 0.1, 1).as_dict()]
    assert target_lines(rows)[1:] == [
        ("memory, MB", "220", "", "", "210", "no", ""),
        ("idle, s", "0.00", "", "", "0.1", "yes", ""),
    ]


def test_processes_are_timed_with_those_that_they_wait_for() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3_000_000))'])"
    found = by_turns({"parent": Program([sys.executable, "-S", "-c", code])}, 1)["parent"]
    assert found.cpu > 20
    with pytest.raises(subprocess.CalledProcessError) as error:
        once(Program([sys.executable, "-S", "-c", "import sys; sys.exit('because')"]))
    assert error.value.stderr == b"because\n"


def test_a_program_that_breaks_off_is_told_by_its_status() -> None:
    with pytest.raises(bench.StepFailed, match="live ended with status"):
        bench.measured("live")  # without what it needs


@pytest.mark.slow
def test_two_issues_are_typed_in_by_turns() -> None:
    taken = flat.by_turns(2, [1, 2])
    assert [len(taken[size]) for size in ("1", "2")] == [2, 2]
    assert min(taken["1"] + taken["2"]) > 0


@pytest.mark.slow
def test_a_short_run(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--json", "--only", "preview", "--sizes", "sample", "--keystrokes", "1"])
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert report["preview"].keys() == {"sample"}
    assert report["preview"]["sample"].keys() == {"median_ms", "p95_ms", "naive_median_ms", "typst_median_ms"}
    assert report["preview"]["sample"]["median_ms"] > 0
    assert report["preview"]["sample"]["naive_median_ms"] > 0
    assert report["export"].keys() == {"sample_running_ms", "sample_naive_ms"}
    assert report["startup"]["sample_first_page_ms"] > 0
    assert {"sample_window", "sample_renderer", "sample_both"} == report["memory_mb"].keys()
    assert report["ratios"]
    assert report["rounds"]["sample"]["keystrokes"] == 1
    missing = [] if HAS_TYPST else ["sample: typst_peer ended with status 1; what it said stands above"]
    assert report["failed"] == missing
    assert (report["preview"]["sample"]["typst_median_ms"] is not None) == HAS_TYPST
