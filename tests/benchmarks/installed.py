"""What a set-up takes on the disk: the packages of requirements.lock as they are installed, without those of tests."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.benchmarks.earlier import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def installed_mb() -> float:
    """Megabytes (2**20 bytes) on the disk, as `du` counts them: whole blocks, hard links once."""
    places: set[Path] = set()
    for name in _PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        try:
            files = distribution(name).files or ()
        except PackageNotFoundError:  # for another system
            continue
        for file in files:
            place = Path(str(file.locate()))
            places.add(place)
            places |= set(place.parent.glob(f"__pycache__/{place.stem}.*.pyc")) if place.suffix == ".py" else set()
    sizes = {}
    for place in places:
        if place.is_file() and not place.is_symlink():
            found = place.stat()
            sizes[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(sizes.values()) / 2**20


if __name__ == "__main__":
    sys.stdout.write(f"{installed_mb():.1f} MB\n")
