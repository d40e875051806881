"""WeasyPrint starts quickly, and with the very libraries that it would have found by itself."""

import subprocess
import sys

import pytest

SPYING = """
import subprocess, sys
started = []
popen = subprocess.Popen.__init__
def noted(self, *arguments, **options):
    started.append(arguments or options)
    popen(self, *arguments, **options)
subprocess.Popen.__init__ = noted
import editor.publish.publication
assert not started, started
assert "fontTools.subset" not in sys.modules
from weasyprint.pdf import fonts
from fontTools import subset
assert fonts.subset.Subsetter is subset.Subsetter
from fontTools.varLib import instancer
instancer.instantiateVariableFont = lambda *arguments, **options: (arguments, options)
assert fonts.instantiateVariableFont(1, static=True) == ((1,), {"static": True})
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has its libraries asked for by other systems' names")
def test_no_process_is_started_to_find_a_library() -> None:
    run = subprocess.run([sys.executable, "-c", SPYING], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
