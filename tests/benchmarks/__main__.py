"""`newsdesk bench`: how fast the preview and the export are, beside WeasyPrint alone and beside Typst.

Each program runs in processes of its own, one after the other. Times are milliseconds of the clock: run it on a machine
that does nothing else. A whole run takes up to ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from editor.files.themes import themes_folder
from tests.benchmarks.issues import SAMPLE
from tests.benchmarks.report import Report, as_markdown, as_text, machine, ratios

SIZES = {"sample": 0, "5": 5, "50": 50, "500": 500}
NAIVE_ROUNDS = {"sample": 5, "5": 5, "50": 2, "500": 1}
COMMAND_ROUNDS = 7
PATIENCE = 900

Say = Callable[[str], None]


def measured(program: str, entries: int, rounds: int) -> dict[str, Any]:
    """What one program of this folder printed."""
    command = [sys.executable, "-m", f"tests.benchmarks.{program}", str(entries), str(rounds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, timeout=PATIENCE)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def peer(program: str, entries: int, rounds: int, say: Say) -> dict[str, Any]:
    """The same of a program to compare with; nothing where it cannot run here."""
    try:
        return measured(program, entries, rounds)
    except (subprocess.SubprocessError, ValueError) as error:
        say(f"{program} could not be measured ({error}); its figures are left out")
        return {}


def add_size(report: Report, size: str, keystrokes: int, say: Say) -> None:
    """All figures of an issue of that size."""
    entries = SIZES[size]
    say(f"{size}: the running program")
    live = measured("live", entries, keystrokes)
    say(f"{size}: Typst")
    typst = peer("typst_peer", entries, keystrokes, say)
    say(f"{size}: WeasyPrint alone")
    naive = peer("naive", entries, min(NAIVE_ROUNDS[size], keystrokes), say)
    report["preview"][size] = {
        "median_ms": _median(live["keystroke_ms"]),
        "p95_ms": _p95(live["keystroke_ms"]),
        "naive_median_ms": _median(naive.get("keystroke_ms", ())),
        "typst_median_ms": _median(typst.get("keystroke_ms", ())),
    }
    report["startup"][f"{size}_first_page_ms"] = round(live["first_page_ms"], 1)
    report["startup"][f"{size}_all_pages_ms"] = round(live["all_pages_ms"], 1)
    report["export"][f"{size}_running_ms"] = _median(live["export_ms"])
    report["export"][f"{size}_naive_ms"] = _median(naive.get("export_ms", ()))
    memory = live["memory_mb"]
    report["memory_mb"] |= {f"{size}_{process}": round(most) for process, most in memory.items()}
    report["memory_mb"][f"{size}_both"] = round(sum(memory.values()))


def commands(rounds: int) -> dict[str, float | None]:
    """`newsdesk export` and the `weasyprint` command on the same HTML, as whole processes, in turn."""
    from tests.benchmarks.test_export_against_weasyprint import whole_document

    with tempfile.TemporaryDirectory() as folder:
        html, pdf = Path(folder) / "issue.html", Path(folder) / "issue.pdf"
        html.write_text(whole_document(SAMPLE), encoding="utf-8")
        base = (themes_folder() / "merics").as_uri() + "/"
        weasyprint = [str(Path(sys.executable).with_name("weasyprint")), "--pdf-variant", "pdf/a-2a", "-u", base]
        pairs = [
            (
                _took([sys.executable, "-m", "editor", "export", str(SAMPLE), "-o", str(pdf)]),
                _took([*weasyprint, str(html), str(pdf)]),
            )
            for _ in range(rounds)
        ]
    own, other = (_median(times) for times in zip(*pairs, strict=True))
    return {"command_ms": own, "weasyprint_command_ms": other}


def _took(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return (time.perf_counter() - start) * 1000


def _median(times: Sequence[float]) -> float | None:
    return round(statistics.median(times), 1) if times else None


def _p95(times: Sequence[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 1)


def measure(sizes: Sequence[str], keystrokes: int, rounds: int, say: Say) -> Report:
    """Everything, one after the other. The keys stay what they are: others read them."""
    report: Report = {"machine": machine(), "preview": {}, "export": {}, "startup": {}, "memory_mb": {}}
    for size in sizes:
        add_size(report, size, keystrokes, say)
    if rounds:
        say("newsdesk export and the weasyprint command")
        report["export"] |= commands(rounds)
    report["ratios"] = ratios(report)
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="newsdesk bench", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the figures as JSON")
    form.add_argument("--markdown", action="store_true", help="print tables for the README")
    parser.add_argument("--keystrokes", type=int, default=60, metavar="N", help="keystrokes per issue (default: 60)")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="which issues (default: all)")
    parser.add_argument(
        "--commands",
        type=int,
        default=COMMAND_ROUNDS,
        metavar="N",
        help=f"runs of the export's commands (default: {COMMAND_ROUNDS})",
    )
    options = parser.parse_args(arguments)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:4.0f} s  {text} …\n")

    report = measure(options.sizes, options.keystrokes, options.commands, say)
    if options.json:
        sys.stdout.write(json.dumps(report, indent=2) + "\n")
    else:
        sys.stdout.write(as_markdown(report) if options.markdown else as_text(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
