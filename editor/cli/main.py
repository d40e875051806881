"""The command line: what may be asked, and one message and a status for whatever comes of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from editor import __version__
from editor.cli.output import discard_output, one_line, print_error, print_internal_error, print_message, use_utf8
from editor.cli.status import FAILED, STOPPED, WRONG_USAGE, Refused, WrongUsage
from editor.files.errors import FileError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its status. Without a command, the usage is shown."""
    use_utf8()
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has printed the help, the version or what was wrong
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    return run_guarded(lambda: options.run(options), debug=getattr(options, "debug", False))


def run_guarded(command: Callable[[], int], *, debug: bool = False) -> int:
    """Run a command; whatever goes wrong becomes one message and a status."""
    try:
        status = command()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except WrongUsage as error:
        print_message(one_line(f"newsdesk: {error}"))
        return WRONG_USAGE
    except Refused:
        return FAILED
    except FileError as error:
        print_error(error.message, error.help)
    except KeyboardInterrupt:
        print_message("Stopped; nothing was written.")
        return STOPPED
    except BrokenPipeError:  # whoever read the output has had enough
        discard_output()
    except Exception as error:
        print_internal_error(error, debug=debug)
    return FAILED


def _command(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command that is imported when it is run: `newsdesk --version` must not wait for pydantic."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"editor.cli.{module}"), name)
        return command(options)

    return run


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # Suppressed, so that the default of a command does not undo what stands before it.
    shared.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show a traceback if the program itself fails",
    )
    parser = argparse.ArgumentParser(
        prog="newsdesk", description="Write, check and publish a policy newsletter.", parents=[shared]
    )
    parser.add_argument("--version", action="version", version=f"newsdesk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    export = commands.add_parser(
        "export",
        parents=[shared],
        help="publish an issue as PDF",
        description="Publish an issue as PDF or as text.",
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the issue file")
    export.add_argument("-o", "--output", type=_output_path, metavar="OUT", help="where to write it (default: here)")
    export.add_argument("--proof", action="store_true", help="a proof has a watermark, and may have errors")
    export.add_argument("--to", choices=("pdf", "text"), default="pdf", help="the format (default: pdf)")
    export.set_defaults(run=_command("export", "export"))

    check = commands.add_parser(
        "check",
        parents=[shared],
        help="list what keeps an issue from being published",
        description="List errors and warnings; the status is 1 if there is an error.",
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the issue file")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument("--style", action="store_true", help="check spelling and house style as well")
    check.add_argument("--fix", action="store_true", help="apply the fixes that findings offer, and save the file")
    check.set_defaults(run=_command("check", "check"))

    import_ = commands.add_parser(
        "import",
        parents=[shared],
        help="read newsletters from text, web pages, mail, Word or PDF into issue files",
        description="Read newsletters from text, web pages, mail, Word or PDF into issue files. What does not come "
        "in is listed on standard error with its place. The status is 0 where an issue was written, 3 where notes "
        "need a person as well, and 1 where nothing was written.",
    )
    import_.add_argument("source", type=Path, nargs="+", metavar="SOURCE", help="a file, or a folder of files")
    import_.add_argument(
        "-o",
        "--output",
        type=_output_path,
        metavar="FILE|FOLDER",
        help="the issue file, or the folder for the issues of several sources (default: print the issue)",
    )
    import_.add_argument(
        "--into",
        type=Path,
        metavar="ISSUE",
        help="put what is read into this issue; matching parts keep their identity",
    )
    import_.add_argument("--json", action="store_true", help="print the notes as JSON on standard output")
    import_.set_defaults(run=_command("import_source", "import_source"))

    compare = commands.add_parser(
        "compare",
        parents=[shared],
        help="show what differs between two versions of an issue",
        description="Show what differs, by section and word by word: [-what went-] {+what came+}. "
        "With -o, write a redline: the pages, with what went struck and what came underlined.",
    )
    for name in ("before", "after"):
        compare.add_argument(name, type=Path, metavar=name.upper(), help=f"the issue {name}")
    compare.add_argument("-o", "--output", type=_output_path, metavar="PDF", help="write a redline instead")
    for name in ("before", "after"):
        compare.add_argument(
            f"--{name}-name", metavar="NAME", help=f"what the redline calls the issue {name} (default: its file)"
        )
    compare.set_defaults(run=_command("compare", "compare"))

    merge = commands.add_parser(
        "merge",
        parents=[shared],
        help="merge two versions of an issue, field by field",
        description="Merge two versions of an issue that have BASE in common; the result is written to OURS. "
        "The status is 1, and the paths are listed, where both changed the same field: there OURS keeps its own.",
    )
    for name in ("base", "ours", "theirs"):
        merge.add_argument(name, type=Path, metavar=name.upper())
    merge.set_defaults(run=_command("merge", "merge"))
    return parser


def _output_path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("an empty name is no file")
    return Path(text)
