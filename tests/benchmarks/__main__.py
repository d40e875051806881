"""`newsdesk bench`: how fast the preview and the export are, beside WeasyPrint alone and beside Typst.

Each program runs in processes of its own, one after the other. Times are milliseconds of the clock: run it on a machine
that does nothing else. A whole run takes about twelve minutes, most of it for the issue of 500 entries; what takes long
is repeated less often, and the output says how often. `--only` measures some rows, `--quick` each row once.
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
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from tests.benchmarks.issues import SAMPLE
from tests.benchmarks.report import Report, as_markdown, as_text, machine, ratios
from tests.benchmarks.targets import LONG, ROWS
from tests.benchmarks.targets import keystrokes as typed_targets
from tests.benchmarks.whole_document import whole_document

SIZES = {"sample": 0, "5": 5, "50": 50, "500": 500}
FLAT = ("5", "500")
"""Between these the time of a keystroke should not grow."""
COMMAND_ROUNDS = 0
"""The row "commands" has these figures too; they are measured again for readers of "export" in the JSON."""
PREVIEW = "preview"
"""The rows of keystrokes, first pages and exports in the program, by the size of the issue."""
PATIENCE = 600
"""Seconds that one program may take; on a quiet machine none takes a third of it."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often each thing is done. One naive keystroke at 500 entries takes most of a minute."""

    keystrokes: int = 60
    exports: int = 5
    typst: int = 60
    naive: int = 5
    naive_exports: int = 5

    def at_most(self, keystrokes: int) -> Rounds:
        """The same for somebody who wants fewer."""
        return Rounds(*(min(often, keystrokes) for often in astuple(self)))


ROUNDS = {
    "sample": Rounds(),
    "5": Rounds(),
    "50": Rounds(naive=3, naive_exports=2),
    "500": Rounds(keystrokes=40, exports=1, typst=10, naive=1, naive_exports=1),
}


class StepFailed(Exception):
    """One program has no figures; the text says why."""


def measured(program: str, *counts: int) -> dict[str, Any]:
    """What one program of this folder printed. Raises StepFailed."""
    command = [sys.executable, "-m", f"tests.benchmarks.{program}", *map(str, counts)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, timeout=PATIENCE)
        found: dict[str, Any] = json.loads(result.stdout)
    except subprocess.TimeoutExpired as error:
        raise StepFailed(f"{program} was ended after {PATIENCE} s; what it said last stands above") from error
    except subprocess.CalledProcessError as error:
        raise StepFailed(f"{program} ended with status {error.returncode}; what it said stands above") from error
    except (OSError, ValueError) as error:
        raise StepFailed(f"{program} gave no figures: {error}") from error
    return found


class Bench:
    """One run. A step that fails leaves its figures out, and the others go on."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.failed: list[str] = []

    def targets(self, names: Sequence[str], *, quick: bool) -> list[dict[str, Any]]:
        """The rows of these names, as far as they can be measured here."""
        rows: list[dict[str, Any]] = []
        for name in names:
            self._say(f"{name}, by turns with its peer")
            try:
                for row in (ROWS | LONG)[name][quick]():
                    rows.append(row.as_dict())  # rows that were measured before one fails stay
            except subprocess.CalledProcessError as error:
                told = (error.stderr or b"").decode(errors="replace").strip().splitlines()[-1:] or ["without a word"]
                self._fail(f"{name}: {Path(str(error.cmd[0])).name} ended with status {error.returncode}: {told[0]}")
            except (OSError, LookupError, ValueError, subprocess.SubprocessError) as error:
                self._fail(f"{name}: {error}")
        return rows

    def measure(self, sizes: Sequence[str], keystrokes: int | None, rounds: int) -> Report:
        """Everything, one after the other. The keys stay what they are: others read them."""
        report: Report = {"machine": machine(), "preview": {}, "export": {}, "startup": {}, "memory_mb": {}}
        report["rounds"] = {}
        for size in sizes:
            often = ROUNDS[size] if keystrokes is None else ROUNDS[size].at_most(keystrokes)
            report["rounds"][size] = asdict(often)
            self._add_size(report, size, often)
        if set(FLAT) <= set(sizes):
            self._add_flat(report, ROUNDS[FLAT[0]].keystrokes if keystrokes is None else keystrokes)
        if rounds:
            report["rounds"]["commands"] = rounds
            report["export"] |= self._commands(rounds)
        report["ratios"] = ratios(report)
        return report

    def _add_size(self, report: Report, size: str, often: Rounds) -> None:
        """All figures of an issue of that size."""
        entries = SIZES[size]
        live = self._step(size, "the running program", "live", entries, often.keystrokes, often.exports)
        typst = self._step(size, "Typst", "typst_peer", entries, often.typst)
        naive = self._step(size, "WeasyPrint alone", "naive", entries, often.naive, often.naive_exports)
        report["preview"][size] = {
            "median_ms": _median(live.get("keystroke_ms", ())),
            "p95_ms": _p95(live.get("keystroke_ms", ())),
            "naive_median_ms": _median(naive.get("keystroke_ms", ())),
            "typst_median_ms": _median(typst.get("keystroke_ms", ())),
        }
        report["startup"][f"{size}_first_page_ms"] = _rounded(live.get("first_page_ms"))
        report["startup"][f"{size}_all_pages_ms"] = _rounded(live.get("all_pages_ms"))
        report["export"][f"{size}_running_ms"] = _median(live.get("export_ms", ()))
        report["export"][f"{size}_naive_ms"] = _median(naive.get("export_ms", ()))
        memory = live.get("memory_mb")
        for process in ("window", "renderer"):
            report["memory_mb"][f"{size}_{process}"] = round(memory[process]) if memory else None
        report["memory_mb"][f"{size}_both"] = round(sum(memory.values())) if memory else None

    def _add_flat(self, report: Report, keystrokes: int) -> None:
        """Two issues typed in by turns: of figures taken minutes apart, the machine's mood is a third."""
        taken = self._step(" and ".join(FLAT), "by turns", "flat", keystrokes, *(SIZES[size] for size in FLAT))
        report["by_turns"] = {size: _median(taken.get(size, ())) for size in FLAT}

    def _step(self, size: str, called: str, program: str, *counts: int) -> dict[str, Any]:
        self._say(f"{size}: {called}")
        try:
            return measured(program, *counts)
        except StepFailed as failure:
            self._fail(f"{size}: {failure}")
            return {}

    def _commands(self, rounds: int) -> dict[str, float | None]:
        self._say(f"newsdesk export and the weasyprint command, {rounds} times each")
        try:
            return commands(rounds)
        except subprocess.CalledProcessError as error:
            told = error.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["without a word"]
            self._fail(f"{Path(error.cmd[0]).name} ended with status {error.returncode}: {told[0]}")
        except (OSError, subprocess.SubprocessError) as error:
            self._fail(f"the commands could not be measured: {error}")
        return {"command_ms": None, "weasyprint_command_ms": None}

    def _fail(self, text: str) -> None:
        self.failed.append(text)
        self._say(f"FAILED  {text}")


def commands(rounds: int) -> dict[str, float | None]:
    """`newsdesk export` and the `weasyprint` command on the same HTML, as whole processes, in turn."""
    issue = load_issue(SAMPLE)
    theme = load_theme(issue.theme)
    with tempfile.TemporaryDirectory() as folder:
        html, pdf = Path(folder) / "issue.html", Path(folder) / "issue.pdf"
        html.write_text(whole_document(issue, theme), encoding="utf-8")
        base = theme.folder.as_uri() + "/"
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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _median(times: Sequence[float]) -> float | None:
    return round(statistics.median(times), 1) if times else None


def _p95(times: Sequence[float]) -> float | None:
    return round(sorted(times)[int(len(times) * 0.95)], 1) if times else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. 1 where a step failed."""
    parser = argparse.ArgumentParser(prog="newsdesk bench", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the figures as JSON")
    form.add_argument("--markdown", action="store_true", help="print what goes into the README")
    parser.add_argument("--keystrokes", type=int, metavar="N", help="keystrokes per issue (default: 60)")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="which issues (default: all)")
    parser.add_argument(
        "--commands",
        type=int,
        default=COMMAND_ROUNDS,
        metavar="N",
        help=f"runs of the export's commands (default: {COMMAND_ROUNDS})",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=(*ROWS, *LONG, PREVIEW),
        metavar="NAME",
        help=f"of {', '.join((PREVIEW, *ROWS, *LONG))}",
    )
    parser.add_argument("--quick", action="store_true", help="each row once, without the issue of 500 entries")
    options = parser.parse_args(arguments)
    start = time.monotonic()

    def say(text: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:4.0f} s  {text}\n")
        sys.stderr.flush()

    bench = Bench(say)
    wanted = options.only or (PREVIEW, *ROWS)
    sizes = [size for size in options.sizes if PREVIEW in wanted and not (options.quick and size == "500")]
    keystrokes = options.keystrokes or (6 if options.quick else None)
    report = bench.measure(sizes, keystrokes, options.commands)
    report["targets"] = [row.as_dict() for row in typed_targets(report["preview"])]
    report["targets"] += bench.targets([name for name in wanted if name != PREVIEW], quick=options.quick)
    report["failed"] = bench.failed
    say("done" if not bench.failed else f"done, but for {len(bench.failed)} failed")
    if options.json:
        sys.stdout.write(json.dumps(report, indent=2) + "\n")
    else:
        sys.stdout.write(as_markdown(report) if options.markdown else as_text(report))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
