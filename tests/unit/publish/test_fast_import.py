"""WeasyPrint is imported fast, with the libraries that it would have found by itself."""

import subprocess
import sys

import pytest

from editor.publish.layout_memory import why_off

SPYING = """
import subprocess, sys
started = []
popen = subprocess.Popen.__init__
def noted(self, *arguments, **options):
    started.append(arguments or options)
    popen(self, *arguments, **options)
subprocess.Popen.__init__ = noted
import editor.publish.layout
assert not started, started
assert "fontTools.subset" not in sys.modules
from weasyprint.pdf import fonts
from fontTools import subset
subset.Subsetter = lambda *arguments, **options: ("subset", arguments, options)
assert fonts.subset.Subsetter(2, x=3) == ("subset", (2,), {"x": 3})
from fontTools.varLib import instancer
instancer.instantiateVariableFont = lambda *arguments, **options: (arguments, options)
assert fonts.instantiateVariableFont(1, static=True) == ((1,), {"static": True})
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux looks for libraries by names of other systems")
@pytest.mark.skipif(bool(why_off()), reason=why_off())
def test_no_process_is_started_to_find_a_library() -> None:
    run = subprocess.run([sys.executable, "-c", SPYING], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
