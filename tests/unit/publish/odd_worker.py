"""Second renderers with something wrong: `python -m tests.unit.publish.odd_worker FAULT SECTIONS`.

The fault comes with the section after so many.
"""

import os
import signal
import sys
import time

from editor.publish import section_worker
from editor.publish.layout import Layout

fault, good = sys.argv[1], int(sys.argv[2])
lay_out = section_worker._laid_out
OUTPUT = 4
"""What `own_streams` makes of standard output."""
done = 0


def laid_out(layout: Layout, name: str, html: str) -> bytes:
    global done
    done += 1
    if done > good:
        match fault:
            case "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hangs":
                time.sleep(600)
            case "refuses":
                return b""
            case "babbles":
                os.write(OUTPUT, b"x" * 100)
    return lay_out(layout, name, html)


if fault == "never ready":
    time.sleep(600)
section_worker._laid_out = laid_out
sys.exit(section_worker.main())
