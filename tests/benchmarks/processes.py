"""Whole processes by turns: their time on the clock, and the processor time of them and those they waited for."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A command, the folder in which it is given, and variables beside those of this process."""

    command: Sequence[str]
    folder: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    """How often it is run for one figure."""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds."""

    wall: float
    cpu: float


def once(program: Program) -> Took:
    """Run a program to its end. Raises CalledProcessError with what it said."""
    wall = cpu = 0.0
    for _ in range(program.times):
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(
                program.command,
                cwd=program.folder,
                env={**os.environ, **program.variables},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall += (time.perf_counter() - start) * 1000
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu += (usage.ru_utime + usage.ru_stime) * 1000
            if process.returncode:
                said.seek(0)
                raise subprocess.CalledProcessError(process.returncode, program.command, stderr=said.read())
    return Took(wall, cpu)


def by_turns(programs: Mapping[str, Program], rounds: int) -> dict[str, Took]:
    """The medians of each program, run in turn, so that what else the machine does slows all down alike."""
    for program in programs.values():
        once(Program(program.command, program.folder, program.variables))  # fills the disk's cache
    taken: dict[str, list[Took]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            taken[name].append(once(program))
    return {
        name: Took(statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found))
        for name, found in taken.items()
    }
