"""Print to standard output and standard error, including closed and full ones."""

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
    """Print the result of a command on standard output. Raises FileError."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise FileError("Standard output is closed.", "Open it, or write to a file with -o.")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        raise FileError(
            f"Standard output could not be written: {error.strerror or error}.", "Write to a file with -o."
        ) from error


def print_message(text: str) -> None:
    """Print on standard error, ignoring errors."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)


def print_error(message: str, help: str) -> None:
    """Print an error message and its help on standard error."""
    lines = [line for part in (message, help) for line in part.splitlines()]
    print_message("\n".join(one_line(line) for line in lines))


def print_internal_error(error: Exception, *, debug: bool) -> None:
    """Print a message about an internal error, with a traceback if `debug` is true."""
    if debug:
        print_message("".join(traceback.format_exception(error)))
    message = one_line(str(error))[:300]
    print_message(f"Internal error ({type(error).__name__}: {message}). Run the command with --debug for details.")


def discard_output() -> None:
    """Redirect standard output to the null device, so that Python's flush at exit does not fail again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def use_utf8() -> None:
    """Set the output encoding to UTF-8 in every locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def one_line(text: str) -> str:
    """Replace control characters by spaces, since texts may be untrusted."""
    with contextlib.suppress(UnicodeEncodeError):  # names from the command line, where the locale is not UTF-8
        text = text.encode(errors="surrogateescape").decode(errors="replace")
    return "".join(character if character.isprintable() else " " for character in text)


def path_line(path: Path) -> str:
    """Return the path as a line of output, as UTF-8 in every locale."""
    return os.fsencode(path).decode(errors="backslashreplace") + "\n"
