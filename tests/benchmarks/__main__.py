"""`newsdesk bench`: how fast the preview and the export are, beside WeasyPrint alone and beside Typst.

Each program runs in processes of its own, one after the other. Times are milliseconds of the clock: run it on a machine
that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
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

SIZES = {"sample": 0, "5": 5, "50": 50, "500": 500}
NAIVE_ROUNDS = {"sample": 5, "5": 5, "50": 2, "500": 1}
COMMAND_ROUNDS = 7


def measured(program: str, entries: int, rounds: int) -> dict[str, Any]:
    """What one program of this folder printed."""
    command = [sys.executable, "-m", f"tests.benchmarks.{program}", str(entries), str(rounds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def preview(size: str, keystrokes: int, say: Callable[[str], None]) -> tuple[dict[str, float], dict[str, Any]]:
    """Keystroke to page for an issue of that size, and all that the running program measured beside it."""
    entries = SIZES[size]
    say(f"{size}: the running program")
    live = measured("live", entries, keystrokes)
    say(f"{size}: Typst")
    typst = measured("typst_peer", entries, keystrokes)
    say(f"{size}: WeasyPrint alone")
    naive = measured("naive", entries, NAIVE_ROUNDS[size])
    own, peer, whole = (_median(one["keystroke_ms"]) for one in (live, typst, naive))
    figures = {
        "median_ms": own,
        "p95_ms": _p95(live["keystroke_ms"]),
        "naive_median_ms": whole,
        "typst_median_ms": peer,
        "naive_ratio": round(own / whole, 4),
        "typst_ratio": round(own / peer, 2),
    }
    return figures, {**live, "naive_export_ms": _median(naive["export_ms"])}


def commands() -> dict[str, float]:
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
            for _ in range(COMMAND_ROUNDS)
        ]
    own, other = (_median(times) for times in zip(*pairs, strict=True))
    return {"command_ms": own, "weasyprint_command_ms": other}


def _took(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def _median(times: Sequence[float]) -> float:
    return round(statistics.median(times), 1)


def _p95(times: Sequence[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 1)


def machine() -> str:
    """What it was measured on."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    processor = found[1] if found else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def table(report: dict[str, Any]) -> str:
    """The report for people."""
    lines = [report["machine"], "", f"{'keystroke to page, ms':<22}{'median':>9}{'p95':>9}{'naive':>10}{'Typst':>9}"]
    for size, row in report["preview"].items():
        figures = (row["median_ms"], row["p95_ms"], row["naive_median_ms"], row["typst_median_ms"])
        lines.append(
            f"  {size + ' entries' if size.isdigit() else size:<20}" + "".join(f"{one:>9.1f} " for one in figures)
        )
    for part in ("export", "startup", "memory_mb"):
        lines += ["", part, *(f"  {name:<30}{value:>9}" for name, value in report[part].items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="newsdesk bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--keystrokes", type=int, default=60, metavar="N", help="keystrokes per issue (default: 60)")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="which issues (default: all)")
    options = parser.parse_args()

    def say(text: str) -> None:
        sys.stderr.write(f"{text} …\n")

    report: dict[str, Any] = {"machine": machine(), "preview": {}, "export": {}, "startup": {}, "memory_mb": {}}
    for size in options.sizes:
        report["preview"][size], live = preview(size, options.keystrokes, say)
        report["startup"][f"{size}_first_page_ms"] = round(live["first_page_ms"], 1)
        report["export"][f"{size}_running_ms"] = _median(live["export_ms"])
        report["export"][f"{size}_naive_ms"] = live["naive_export_ms"]
        report["memory_mb"] |= {f"{size}_{process}": round(most) for process, most in live["memory_mb"].items()}
    say("newsdesk export and the weasyprint command")
    report["export"] |= commands()
    sys.stdout.write(json.dumps(report, indent=2) + "\n" if options.json else table(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
