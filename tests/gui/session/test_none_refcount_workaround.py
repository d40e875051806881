import subprocess
import sys

import pytest

# More calls than None has references in any process: without the remedy, Python 3.11 aborts.
SCRIPT = """
import editor.{room}
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
timer = QTimer()
for _ in range(30_000):
    timer.stop()
    timer.blockSignals(False)
"""


@pytest.mark.parametrize("room", ["session", "ui"])
def test_a_long_run_of_calls_into_qt_does_not_end_python(room: str) -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT.format(room=room)], capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
