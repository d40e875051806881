"""What the set-up removes of Qt is nothing that the program loads."""

import fnmatch
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

from tests.unit.launcher.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is removed on other systems")

LOADED = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
app = QApplication([])
QImageReader.supportedImageFormats()
QLineEdit().show()
app.processEvents()
print(open("/proc/self/maps").read())
"""


def is_removed(launcher: ModuleType, path: str) -> bool:
    """Whether a path in PySide6's folder, or a folder that it is in, matches a pattern."""
    parts = path.split("/")
    return any(
        fnmatch.fnmatchcase("/".join(parts[:length]), pattern) and len(parts[:length]) == len(pattern.split("/"))
        for length in range(1, len(parts) + 1)
        for pattern in launcher.UNUSED_QT
    )


def test_nothing_that_the_program_or_the_tests_load_is_removed(launcher: ModuleType) -> None:
    sources = [*(ROOT / "editor").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    names = {name for path in sources for name in re.findall(r"PySide6\.Qt[A-Za-z]+", path.read_text(encoding="utf-8"))}
    names |= {"PySide6.QtPrintSupport", "PySide6.QtPdfWidgets"}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", LOADED, *sorted(names)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    folder = str(Path(PySide6.__file__).parent)
    loaded = set(re.findall(rf"{re.escape(folder)}/(\S+)", run.stdout))
    assert {"QtWidgets.abi3.so", "Qt/lib/libQt6Pdf.so.6", "Qt/plugins/platforms/libqoffscreen.so"} <= loaded
    assert [path for path in sorted(loaded) if is_removed(launcher, path)] == []


@pytest.mark.parametrize(
    "kept",
    [
        "Qt/plugins/platforms/libqxcb.so",
        "Qt/plugins/platforms/libqwayland.so",
        "Qt/plugins/printsupport/libcupsprintersupport.so",
        "Qt/lib/libQt6WaylandClient.so.6",
        "Qt/lib/libQt6OpenGL.so.6",
        "QtWidgets.pyi",
    ],
)
def test_what_other_desktops_and_printing_need_stays(launcher: ModuleType, kept: str) -> None:
    assert not is_removed(launcher, kept)


def test_the_unused_is_removed_and_the_rest_stays(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "VENV", str(tmp_path))
    folder = tmp_path / "lib" / "python3.11" / "site-packages" / "PySide6"
    removed = ["Qt/qml/QtQuick/a.qml", "Qt/lib/libQt6QuickTemplates2.so.6", "designer", "QtQml.abi3.so"]
    kept = ["Qt/lib/libQt6Core.so.6", "QtCore.abi3.so", "QtQml.pyi"]
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    for name in (*removed, *kept):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (folder / "include").symlink_to(outside)
    launcher.remove_unused_qt()
    launcher.remove_unused_qt()  # nothing is left to remove
    assert [name for name in removed if (folder / name).exists()] == []
    assert [name for name in kept if not (folder / name).exists()] == []
    assert (outside / "kept").exists()
    assert not (folder / "include").exists()
