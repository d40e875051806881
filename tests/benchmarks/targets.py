"""What is aimed at: whole processes, starts, idleness, memory and disk, each beside a peer or a limit, in one run."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from editor.files.issue_file import load_issue, save_issue
from editor.files.themes import load_theme
from editor.formats.web_page.writer import write_web_page
from tests.benchmarks.earlier import COMMIT, ROOT, compile_program, earlier_program
from tests.benchmarks.installed import installed_mb
from tests.benchmarks.issues import SAMPLE, issues
from tests.benchmarks.processes import Program, Took, by_turns
from tests.benchmarks.resident import open_editor
from tests.benchmarks.whole_document import whole_document

SEVERAL = 10
TYPST = {"sample": 1.60, "5": 1.76}
"""By the size of the issue: 0.8 of the ratios of version 0.1 on the machine of docs/performance.md, 2.0 and 2.2."""


@dataclass(frozen=True, slots=True)
class Target:
    """One row. With a peer, `aim` is a ratio; without, it is a limit in the unit."""

    name: str
    unit: str
    own: float
    peer: float | None
    aim: float
    rounds: int
    cpu: tuple[float, float] | None = None
    """Processor milliseconds of both, which other work on the machine changes less."""

    @property
    def found(self) -> float:
        return round(self.own / self.peer, 3) if self.peer else round(self.own, 2)

    @property
    def is_reached(self) -> bool:
        return self.found <= self.aim

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "found": self.found, "reached": self.is_reached}


def own_command(*arguments: str | Path, alone: bool = True, home: Path | None = None) -> Program:
    """`newsdesk` with these arguments, with an editor's help or without."""
    variables = {"NEWSDESK_COMMANDS": "alone"} if alone else {"XDG_RUNTIME_DIR": str(home)}
    variables["PYTHONPATH"] = str(ROOT)  # this checkout, also where several share one .venv
    if home is not None and not alone:
        variables |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    return Program([sys.executable, "-P", "-m", "editor", *map(str, arguments)], ROOT, variables)


def weasyprint_command(html: Path, pdf: Path, times: int = 1) -> Program:
    theme = load_theme("merics").folder.as_uri() + "/"
    run = "import sys; sys.argv[0] = 'weasyprint'; from weasyprint.__main__ import main; main()"
    options = ["--pdf-variant", "pdf/a-2a", "-u", theme]
    return Program([sys.executable, "-P", "-c", run, *options, str(html), str(pdf)], times=times)


@contextmanager
def desk() -> Iterator[Path]:
    """A folder with the sample as HTML, and several different issues."""
    with tempfile.TemporaryDirectory(prefix="nd-") as folder:
        place = Path(folder)
        issue = load_issue(SAMPLE)
        theme = load_theme(issue.theme)
        (place / "issue.html").write_text(whole_document(issue, theme), encoding="utf-8")
        for number, one in enumerate(issues(SEVERAL)):
            save_issue(one, place / f"issue-{number}.json")
        yield place


def commands(rounds: int) -> Iterator[Target]:
    """The export of the sample, and of several issues in one call."""
    compile_program(ROOT)
    with desk() as place:
        several = sorted(place.glob("*.json"))
        peer = weasyprint_command(place / "issue.html", place / "peer.pdf")
        found = by_turns({"own": own_command("export", SAMPLE, "-o", place / "own.pdf"), "peer": peer}, rounds)
        yield _ratio("`newsdesk export` of the sample, to the `weasyprint` command", found, 0.65, rounds)
        few = max(1, rounds // 3)
        peer = Program(peer.command, times=SEVERAL)
        own = own_command("export", "--proof", *several, "-o", f"{place / 'several'}/")
        found = by_turns({"own": own, "peer": peer}, few)
        yield _ratio(f"the same of {SEVERAL} issues in one call, to {SEVERAL} calls", found, 0.3, few)


def keystrokes(preview: Mapping[str, Mapping[str, float | None]]) -> Iterator[Target]:
    """From a key to the page, to Typst's incremental compiler, of sizes that were measured."""
    for size, aim in TYPST.items():
        own, typst = (preview.get(size, {}).get(f"{name}median_ms") for name in ("", "typst_"))
        if own and typst:
            name = "the sample" if size == "sample" else f"{size} entries"
            yield Target(f"keystroke to page, {name}, to Typst", "ms", own, typst, aim, 1)


def running(rounds: int) -> Iterator[Target]:
    """The export of the sample while an editor is running."""
    compile_program(ROOT)
    with desk() as place, _editor(place):
        peer = weasyprint_command(place / "issue.html", place / "peer.pdf")
        own = own_command("export", SAMPLE, "-o", place / "own.pdf", alone=False, home=place)
        found = by_turns({"own": own, "peer": peer}, rounds)
        yield _ratio("the same, with an editor running", found, 0.25, rounds)


def word(rounds: int) -> Iterator[Target]:
    """The sample as a Word document. Raises LookupError without pandoc."""
    if not (pandoc := shutil.which("pandoc")):
        raise LookupError("pandoc is not installed")
    compile_program(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "issue.html"
        issue = load_issue(SAMPLE)
        html.write_text(write_web_page(issue, load_theme(issue.theme)), encoding="utf-8")
        programs = {
            "own": own_command("export", SAMPLE, "--to", "docx", "-o", f"{folder}/own.docx"),
            "peer": Program([pandoc, str(html), "-o", f"{folder}/peer.docx"]),
        }
        yield _ratio("`newsdesk export --to docx`, to pandoc from HTML", by_turns(programs, rounds), 1.3, rounds)


def start(rounds: int) -> Iterator[Target]:
    """From nothing to a window that takes typing. Raises CalledProcessError in a clone without that commit."""
    compile_program(ROOT)
    with earlier_program() as earlier, tempfile.TemporaryDirectory() as home:
        # Each opens its own sample: the earlier program refuses an issue of today's format and shows its start page.
        issues = {}
        for name, sample in (("own", SAMPLE), ("peer", earlier / SAMPLE.relative_to(ROOT))):
            issues[name] = Path(home) / name / SAMPLE.name
            issues[name].parent.mkdir()
            shutil.copy(sample, issues[name])
        variables = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "STATE", "CACHE")}
        variables |= {"QT_QPA_PLATFORM": "offscreen", "NEWSDESK_COMMANDS": "alone"}
        script = str(Path(__file__).with_name("started.py"))
        programs = {
            name: Program([sys.executable, "-P", script, str(place), str(issues[name])], place, variables)
            for name, place in (("own", ROOT), ("peer", earlier))
        }
        found = by_turns(programs, rounds)
        yield _ratio(f"start to a window that takes typing, to {COMMIT}", found, 0.75, rounds)


def resident(seconds: int) -> Iterator[Target]:
    """Idleness and memory of a running editor."""
    command = [sys.executable, "-m", "tests.benchmarks.resident", str(seconds)]
    taken = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    memory, idle = (sum(taken[name].values()) for name in ("memory_mb", "idle_s"))
    yield Target("proportional memory of both processes, the sample", "MB", memory, None, 210, 1)
    yield Target(f"processor time of both, idle for {seconds} s", "s", idle, None, round(0.1 * seconds / 60, 3), 1)


def size(_: int) -> Iterator[Target]:
    """What the program and its requirements take on the disk."""
    yield Target("installed size of `.venv`", "MB", installed_mb(), None, 300, 1)


def growth(count: int) -> Iterator[Target]:
    """Memory that typing takes and does not give back; ten minutes for 10,000 keystrokes."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", str(count)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NEWSDESK_COMMANDS": "alone"}
    taken = json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    each = sum(taken["gained_mb"].values()) / taken["keystrokes"]
    yield Target(
        f"memory gained by 10,000 keystrokes (measured: {taken['keystrokes']:,})", "MB", each * 10_000, None, 5, 1
    )


def opening(entries: int, rounds: int) -> Iterator[Target]:
    """All pages of a long issue, and its export in the program, to the earlier program."""
    with earlier_program() as earlier:
        found: dict[str, list[dict[str, Any]]] = {"own": [], "peer": []}
        for _ in range(rounds):
            for name, place in (("own", ROOT), ("peer", earlier)):
                found[name].append(_live(place, entries, exports=1))
    keys = ("all_pages_ms", "first_page_ms", "export_ms")
    own, peer = ({key: statistics.median(_one(run[key]) for run in runs) for key in keys} for runs in found.values())
    for key, name, aim in (
        ("all_pages_ms", "opening to all pages", 0.55),
        ("first_page_ms", "opening to the first page", 1.0),
        ("export_ms", "export in the program", 0.4 if entries == 500 else 1.0),
    ):
        yield Target(f"{name}, {entries} entries, to {COMMIT}", "ms", own[key], peer[key], aim, rounds)


def _live(place: Path, entries: int, exports: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.live", str(entries), "0", str(exports)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NEWSDESK_COMMANDS": "alone"}
    run = subprocess.run(command, cwd=place, env=environment, check=True, stdout=subprocess.PIPE, timeout=600)
    taken: dict[str, Any] = json.loads(run.stdout)
    return taken


def _one(value: Any) -> float:
    return float(statistics.median(value) if isinstance(value, list) else value)


def _ratio(name: str, found: dict[str, Took], aim: float, rounds: int) -> Target:
    own, peer = found["own"], found["peer"]
    return Target(name, "ms", own.wall, peer.wall, aim, rounds, (own.cpu, peer.cpu))


@contextmanager
def _editor(place: Path) -> Iterator[None]:
    newsroom = place / "newsroom"
    newsroom.mkdir()
    with open_editor(Path(shutil.copy(SAMPLE, newsroom)), place) as processes:
        socket = place / "newsdesk" / f"{processes['renderer']}.socket"
        until = time.monotonic() + 60  # a busy machine lays out the pages in more than ten seconds
        while not socket.exists():
            if time.monotonic() > until:
                raise LookupError("the running editor offers nothing to commands")
            time.sleep(0.1)
        time.sleep(5)  # it loads what commands need in its first pause
        yield


ROWS: dict[str, tuple[Callable[[], Iterator[Target]], Callable[[], Iterator[Target]]]] = {
    "commands": (lambda: commands(7), lambda: commands(1)),
    "running": (lambda: running(7), lambda: running(1)),
    "word": (lambda: word(7), lambda: word(1)),
    "start": (lambda: start(9), lambda: start(2)),
    "opening-50": (lambda: opening(50, 2), lambda: opening(50, 1)),
    "opening-500": (lambda: opening(500, 1), lambda: iter(())),
    "resident": (lambda: resident(60), lambda: resident(10)),
    "size": (lambda: size(1), lambda: size(1)),
}
"""By name: the rows as they are published, and in a quick form."""
LONG = {"growth": (lambda: growth(10_000), lambda: growth(1_000))}
"""Rows that are measured only if they are named."""


def target_lines(rows: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    """A table: heads, then a line for each row."""
    lines: list[tuple[str, ...]] = [("", "newsdesk", "peer", "ratio", "target", "reached", "CPU ratio")]
    for row in rows:
        ratio = f"{row['found']:.2f}" if row["peer"] else ""
        cpu = f"{row['cpu'][0] / row['cpu'][1]:.2f}" if row["cpu"] else ""
        figures = [
            f"{row[key]:,.{0 if row[key] >= 100 else 2}f}" if row[key] is not None else "" for key in ("own", "peer")
        ]
        aim = f"{row['aim']:.2f}" if row["peer"] else f"{row['aim']:g}"
        name = f"{row['name']}, {row['unit']}"
        lines.append((name, *figures, ratio, aim, "yes" if row["reached"] else "no", cpu))
    return lines
