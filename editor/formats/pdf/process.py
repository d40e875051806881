"""Reads a PDF in a process of its own, with bounded time and memory: the libraries unpack whatever a file asks for.

Run as a module, it is that process: it reads the PDF from standard input, and writes JSON to standard output.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

from editor.formats.source.child_process import MOST_SECONDS, command, environment, limit
from editor.formats.source.document import SourceDocument
from editor.formats.source.json_form import from_json, to_json
from editor.formats.source.unreadable import UnreadableSource

COMMAND = command("editor.formats.pdf.process")

_TOO_MUCH = UnreadableSource(
    "Reading the PDF takes too much time or memory.",
    "Open it in a PDF reader, print it to a new PDF, and import that.",
)


_DAMAGED = UnreadableSource(
    "The PDF is damaged: reading it made the PDF library crash.",
    "Open it in a PDF reader, print it to a new PDF, and import that.",
)
_CRASHES = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGFPE})


def read_pdf(data: bytes) -> tuple[SourceDocument, str]:
    """The document of a PDF, and the issue attached to it as JSON ("" where there is none). Raises UnreadableSource."""
    try:
        done = subprocess.run(
            COMMAND,
            input=data,
            env=environment(),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        if done.returncode < 0 and -done.returncode in _CRASHES:
            raise _DAMAGED
        answer = json.loads(done.stdout)
        if "message" in answer:
            raise UnreadableSource(answer["message"], answer["help"])
        return from_json(answer["document"]), answer["attached"]
    except UnreadableSource:
        raise
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError) as error:
        raise _TOO_MUCH from error


def _answer(data: bytes) -> dict[str, Any]:
    from editor.formats.pdf.reader import read_pdf_here

    try:
        document, attached = read_pdf_here(data)
    except UnreadableSource as error:
        return {"message": error.message, "help": error.help}
    except (MemoryError, RecursionError):
        return {"message": _TOO_MUCH.message, "help": _TOO_MUCH.help}
    return {"document": to_json(document), "attached": attached}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))
