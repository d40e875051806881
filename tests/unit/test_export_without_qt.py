"""A server without a screen, and without Qt, publishes all the same."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "issues" / "china-industries-2025-03-12.json"

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise AssertionError(f"{name} is imported")

sys.meta_path.insert(0, NoQt())
from editor.__main__ import main
sys.exit(main())
"""


def test_export_never_imports_qt(tmp_path: Path) -> None:
    output = tmp_path / "issue.pdf"
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "export", str(SAMPLE), "-o", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{output}\n"
    assert output.read_bytes().startswith(b"%PDF-")
