"""What is said on standard output and standard error, wherever these lead."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

from editor.files.errors import FileError


def print_result(text: str) -> None:
    """Print on standard output what the command is about. Raises FileError."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise FileError("Standard output is closed.", "Open it, or name a file with -o.")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        raise FileError(
            f"Standard output could not be written: {error.strerror or error}.", "Name a file with -o."
        ) from error


def print_message(text: str) -> None:
    """Print on standard error; if nobody listens, so be it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)


def print_error(message: str, help: str) -> None:
    """Say what happened, and what to do."""
    lines = [line for part in (message, help) for line in part.splitlines()]
    print_message("\n".join(one_line(line) for line in lines))


def print_internal_error(error: Exception, *, debug: bool) -> None:
    """Say that the program itself is wrong; the traceback is for those who asked for it."""
    if debug:
        print_message("".join(traceback.format_exception(error)))
    said = one_line(str(error))[:300]
    print_message(
        f"Newsdesk itself failed ({type(error).__name__}: {said}). Run the command with --debug to see where."
    )


def discard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python would complain about it once more at the end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def use_utf8() -> None:
    """Texts are in many languages: output is UTF-8 wherever the program runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def one_line(text: str) -> str:
    """Without characters that would break the line or steer the terminal: texts come from anywhere."""
    with contextlib.suppress(UnicodeEncodeError):  # names from the command line, where the locale is not UTF-8
        text = text.encode(errors="surrogateescape").decode(errors="replace")
    return "".join(character if character.isprintable() else " " for character in text)


def path_line(path: Path) -> str:
    """The path as a line of output: the very bytes of its name, whatever the locale, where they are UTF-8."""
    return os.fsencode(path).decode(errors="backslashreplace") + "\n"
