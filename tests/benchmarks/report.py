"""The figures of a run for people: as text, and as Markdown for the README, with the machine that it ran on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from textwrap import wrap
from typing import Any

from tests.benchmarks.targets import target_lines

Report = dict[str, Any]

PROGRAMS = {"WeasyPrint": "weasyprint", "Typst": "typst", "Qt": "PySide6-Essentials"}


def machine() -> dict[str, Any]:
    """What it was measured on: nothing that names the computer or its user."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return {
        "processor": found[1].strip() if found else platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30) if _is_posix() else 0,
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": {called: number for called, package in PROGRAMS.items() if (number := _version(package))},
        "date": dt.date.today().isoformat(),
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _is_posix() -> bool:
    return hasattr(os, "sysconf")


def ratios(report: Report) -> dict[str, float]:
    """What the targets are about, as far as it was measured."""
    found: dict[str, float | None] = {}
    for size, row in report["preview"].items():
        found[f"{size}_to_naive"] = _ratio(row["median_ms"], row["naive_median_ms"], 4)
        found[f"{size}_to_typst"] = _ratio(row["median_ms"], row["typst_median_ms"])
        export = report["export"]
        found[f"{size}_export_to_naive"] = _ratio(export[f"{size}_running_ms"], export[f"{size}_naive_ms"])
    if "by_turns" in report:
        found["500_to_5"] = _ratio(report["by_turns"]["500"], report["by_turns"]["5"])
    if "command_ms" in report["export"]:
        found["command_to_weasyprint"] = _ratio(
            report["export"]["command_ms"], report["export"]["weasyprint_command_ms"]
        )
    return {name: ratio for name, ratio in found.items() if ratio is not None}


def _ratio(own: float | None, other: float | None, digits: int = 2) -> float | None:
    return round(own / other, digits) if own is not None and other else None


Row = tuple[str, ...]
NOTHING = "–"
REPEATED = ("keystrokes", "typst", "naive", "exports", "naive_exports")
PREVIEW: Row = ("keystroke to page, ms", "median", "95th percentile", "naive", "Typst", "naive : own", "own : Typst")
OTHER: Row = ("", "newsdesk", "naive")


def tables(report: Report) -> tuple[list[Row], list[Row]]:
    """Rows of keystrokes by the issue's size, and of all the rest; each begins with its heads."""
    rows: list[Row] = [PREVIEW]
    for size, row in report["preview"].items():
        own, naive, typst = row["median_ms"], row["naive_median_ms"], row["typst_median_ms"]
        parts = (f"{naive / own:.0f}" if naive and own else NOTHING, f"{own / typst:.1f}" if own and typst else NOTHING)
        rows.append((_called(size), *map(_figure, (own, row["p95_ms"], naive, typst)), *parts))
    return rows, [OTHER, *_others(report)]


def _others(report: Report) -> Iterator[tuple[str, str, str]]:
    startup, export, memory = report["startup"], report["export"], report["memory_mb"]
    for size in report["preview"]:
        yield f"open to first page, {_called(size)}, ms", _figure(startup[f"{size}_first_page_ms"]), ""
    for size in report["preview"]:
        name = f"export in the running program, {_called(size)}, ms"
        yield name, _figure(export[f"{size}_running_ms"]), _figure(export[f"{size}_naive_ms"])
    if "command_ms" in export:
        name = "`newsdesk export`, and the `weasyprint` command, ms"
        yield name, _figure(export["command_ms"]), _figure(export["weasyprint_command_ms"])
    for size in report["preview"]:
        yield f"peak memory of both processes, {_called(size)}, MB", _figure(memory[f"{size}_both"]), ""


def _called(size: str) -> str:
    return f"{size} entries" if size.isdigit() else "the sample issue"


def _figure(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _measured_on(report: Report) -> str:
    on = report["machine"]
    memory = f", {on['memory_gb']} GB" if on["memory_gb"] else ""
    date = dt.date.fromisoformat(on["date"])
    versions = "".join(f", {called} {number}" for called, number in on["versions"].items())
    return (
        f"{on['processor']}, {on['cores']} cores{memory}, {on['system']}, Python {on['python']}{versions}, "
        f"{date.day} {date:%B %Y}"
    )


def _repeated(report: Report) -> str:
    """How often each figure was taken; medians are of so many."""
    often = ", ".join(
        f"{_called(size)} {'/'.join(str(of[kind]) for kind in REPEATED)}"
        for size, of in report["rounds"].items()
        if size != "commands"
    )
    commands = f"; the commands {report['rounds']['commands']}" if "commands" in report["rounds"] else ""
    return f"Repeated (own keystrokes, Typst's, naive, exports, naive): {often}{commands}."


def _by_turns(report: Report) -> str:
    short, long = (_figure(report["by_turns"][size]) for size in ("5", "500"))
    ratio = report["ratios"]["500_to_5"]
    return f"Typed in by turns, which the machine slows alike: 5 entries {short} ms, 500 entries {long} ms ({ratio})."


def as_text(report: Report) -> str:
    """For a terminal."""
    lines = [*wrap(_measured_on(report), 110), *(wrap(_repeated(report), 110) if report["preview"] else ())]
    for rows in tables(report) if report["preview"] else ():
        lines += ["", *_aligned(rows)]
    if targets := report.get("targets"):
        lines += ["", *_aligned(target_lines(targets))]
    lines += ["", _by_turns(report)] if "500_to_5" in report["ratios"] else []
    lines += ["", *(f"{name:<24}{ratio:>9}" for name, ratio in report["ratios"].items())]
    lines += ["", *(f"FAILED  {text}" for text in report["failed"])] if report["failed"] else []
    return "\n".join(lines) + "\n"


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def as_markdown(report: Report) -> str:
    """What goes into the README, between its marks. Where a step failed, that is said instead."""
    parts = [f"Measured on: {_measured_on(report)}."]
    targets = report.get("targets")
    shown = [*(tables(report) if report["preview"] else ()), *([target_lines(targets)] if targets else ())]
    for heads, *rows in shown:
        table = [heads, ("---", *("---:",) * (len(heads) - 1)), *rows]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in table))
    parts += [_by_turns(report)] if "500_to_5" in report["ratios"] else []
    parts += [_repeated(report)] if report["preview"] else []
    parts += [f"**Not measured:** {text}." for text in report["failed"]]
    return "\n\n".join(parts) + "\n"
