"""Parse the command line, run a command, and report its outcome as a message and an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.cli.output import discard_output, one_line, print_error, print_internal_error, print_message, use_utf8
from editor.cli.status import FAILED, STOPPED, WRONG_USAGE, Refused, WrongUsage
from editor.files.errors import FileError
from editor.formats.outputs import OUTPUTS

if TYPE_CHECKING:  # loaded when they are needed
    from editor.cli.writing import OutputWriter
    from editor.publish.layout_process import LayoutProcess
    from editor.publish.publication import ThemeLayouts

    StartProcesses = Callable[[int], Sequence[LayoutProcess]]

HandOver = Callable[[Sequence[str]], int | None]


def main(
    arguments: Sequence[str] | None = None,
    *,
    start_processes: StartProcesses = lambda most: (),
    hand_over: HandOver = lambda arguments: None,
    writer: OutputWriter | None = None,
    layouts: ThemeLayouts | None = None,
) -> int:
    """Run one command and return its exit status. Without a command, print the usage.

    `hand_over` has a running editor do the work and returns the exit status, or None if there is none that can.
    `start_processes` starts at most that many processes that lay out pages, before anything else is loaded.
    `writer` takes the outputs of an export, and `layouts` lay out its pages, in place of those of this process.
    """
    use_utf8()
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has printed the help, the version or an error
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    options.writer, options.layouts, options.layout_processes = writer, layouts, ()

    def run() -> int:
        if _can_be_handed_over(options):
            status = hand_over(sys.argv[1:] if arguments is None else arguments)
            if status is not None:
                return status
        options.layout_processes = start_processes(_pdfs(options))
        status = options.run(options)
        assert isinstance(status, int)
        return status

    try:
        return run_guarded(run, debug=getattr(options, "debug", False))
    finally:
        for process in options.layout_processes:
            process.close()


def _can_be_handed_over(options: argparse.Namespace) -> bool:
    """Whether a command only reads issues and writes outputs; those that continue earlier outputs do more."""
    return hasattr(options, "to") and not any(
        name in OUTPUTS and OUTPUTS[name].joins_issues for name in options.to or ()
    )


def _pdfs(options: argparse.Namespace) -> int:
    """The number of PDFs to export."""
    return len(options.files) if hasattr(options, "to") and "pdf" in (options.to or ("pdf",)) else 0


def run_guarded(command: Callable[[], int], *, debug: bool = False) -> int:
    """Run a command and return its exit status. Exceptions become messages on standard error."""
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
        print_message("Interrupted. Nothing was written.")
        return STOPPED
    except BrokenPipeError:  # the reader of the output has closed it
        discard_output()
    except Exception as error:
        print_internal_error(error, debug=debug)
    return FAILED


def _command(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """Return a command that is imported when it runs, so that `newsdesk --version` does not import pydantic."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"editor.cli.{module}"), name)
        return command(options)

    return run


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # Suppressed, so that a command's default does not overwrite an option before the command.
    shared.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show a traceback on internal errors",
    )
    parser = argparse.ArgumentParser(
        prog="newsdesk", description="Write, check and publish a policy newsletter.", parents=[shared]
    )
    parser.add_argument("--version", action="version", version=f"newsdesk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    export = commands.add_parser(
        "export",
        parents=[shared],
        help="export issues as PDF, Word, web page, mail, feed or text",
        description="Export issues in one or more formats, without comments and suggestions (see --with-review).",
        epilog="Formats: pdf; "
        + "; ".join(f"{output.name}: {output.description}" for output in OUTPUTS.values())
        + ". Text contains page numbers only if a PDF is exported in the same call.",
    )
    export.add_argument("files", type=Path, nargs="+", metavar="FILE", help="an issue file")
    export.add_argument(
        "-o",
        "--output",
        type=_output_text,
        metavar="FILE|FOLDER",
        help="the output file, or a folder (existing, or with a slash at the end; default: the current folder)",
    )
    export.add_argument(
        "--proof", action="store_true", help="export a proof: with a watermark, even if there are errors"
    )
    export.add_argument(
        "--standard",
        choices=("ua-1", "ua-2"),
        help="the standard of the PDF: PDF/UA-1 with PDF/A-2a, or PDF/UA-2 (default: the theme's)",
    )
    export.add_argument(
        "--with-review",
        action="store_true",
        help="with comments, and with suggestions as tracked changes (docx only)",
    )
    export.add_argument(
        "--attach-issue",
        action="store_true",
        help="put the issue into the PDF, from which it can be opened again; the PDF is PDF/A-3a instead of A-2a",
    )
    export.add_argument(
        "--line-numbers", action="store_true", help="number the lines of a proof in the margin of its pages (pdf only)"
    )
    export.add_argument(
        "--to",
        choices=("pdf", *OUTPUTS),
        action="append",
        help="the format (default: pdf); can be given several times",
    )
    export.add_argument(
        "--heading-level",
        type=int,
        choices=range(1, 6),
        default=2,
        metavar="1-5",
        help="the level of section titles in a fragment (default: 2)",
    )
    export.set_defaults(run=_command("export", "export"))

    check = commands.add_parser(
        "check",
        parents=[shared],
        help="list what keeps an issue from being published",
        description="List errors and warnings. The exit status is 1 if there is an error.",
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the issue file")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument("--style", action="store_true", help="also check spelling and house style")
    check.add_argument("--fix", action="store_true", help="apply the available fixes, and save the file")
    check.set_defaults(run=_command("check", "check"))

    import_ = commands.add_parser(
        "import",
        parents=[shared],
        help="read newsletters from text, web pages, email, Word or PDF into issue files",
        description="Read newsletters from text, web pages, email, Word or PDF into issue files. Content that could "
        "not be imported is listed on standard error. The exit status is 0 if an issue was written, 3 if it needs "
        "manual checks, and 1 if nothing was written.",
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
        help="import into this issue; matching items keep their ids",
    )
    import_.add_argument(
        "--tracked-changes",
        choices=("suggest", "accept", "reject"),
        help="what becomes of a document's tracked changes: suggestions of their authors (default in a new issue), "
        "or text (default with --into)",
    )
    import_.add_argument(
        "--as-suggestions",
        action="store_true",
        help="suggest the differences to ISSUE; tracked changes of a Word document are suggested by their authors",
    )
    import_.add_argument("--author", metavar="NAME", help="who suggests the other differences")
    import_.add_argument("--json", action="store_true", help="print the notes as JSON on standard output")
    import_.set_defaults(run=_command("import_source", "import_source"))

    compare = commands.add_parser(
        "compare",
        parents=[shared],
        help="show the differences between two versions of an issue",
        description="Show the differences by section and word by word: [-deleted-] {+inserted+}. "
        "With -o, write a redline: the pages with deletions struck and insertions underlined.",
    )
    for name in ("before", "after"):
        compare.add_argument(name, type=Path, metavar=name.upper(), help=f"the issue {name}")
    compare.add_argument("-o", "--output", type=_output_path, metavar="PDF", help="write a redline to this file")
    for name in ("before", "after"):
        compare.add_argument(
            f"--{name}-name",
            metavar="NAME",
            help=f"the name of the issue {name} in the redline (default: its file name)",
        )
    compare.set_defaults(run=_command("compare", "compare"))

    merge = commands.add_parser(
        "merge",
        parents=[shared],
        help="merge two versions of an issue or a library, field by field",
        description="Merge two versions of an issue with the common ancestor BASE. The result is written to OURS. If "
        "both versions changed the same field, OURS is kept, its path is listed, and the exit status is 1.",
    )
    for name in ("base", "ours", "theirs"):
        merge.add_argument(name, type=Path, metavar=name.upper())
    merge.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help="the file's own name for messages (%%P in a git merge driver)",
    )
    merge.set_defaults(run=_command("merge", "merge"))

    search = commands.add_parser(
        "search",
        parents=[shared],
        help="find entries and items in all issues of a folder",
        description="Find entries and items in all issues of a folder and its subfolders, the newest first. All words "
        "have to be found; put a phrase in quotation marks. Bodies are found by any of their names.",
        epilog="The first search of a folder makes an index in the user's cache folder; later ones take a moment.",
    )
    search.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of issues")
    search.add_argument("words", nargs="*", metavar="WORD", help="words, phrases or names of bodies")
    search.add_argument("--body", metavar="NAME", help="only what names this body: any name or abbreviation")
    search.add_argument("--person", metavar="NAME", help="only issues of this author or editor")
    search.add_argument("--section", metavar="NAME", help="only this section: entry, policy-news, corporate-news, ...")
    search.add_argument("--since", metavar="DATE", help="only issues from this date on: 2025, 2025-03 or 2025-03-12")
    search.add_argument("--until", metavar="DATE", help="only issues up to this date")
    search.add_argument("--best", action="store_true", help="list the best hits first, not the newest")
    search.add_argument("--most", type=int, default=50, metavar="N", help="list at most N hits (default: 50)")
    search.add_argument("--json", action="store_true", help="print the hits as JSON")
    search.set_defaults(run=_command("search", "search_archive"))

    suggest = commands.add_parser(
        "suggest",
        parents=[shared],
        help="bring a copy back: changes as suggestions, comments as threads",
        description="What was changed in EDITED becomes suggestions in FILE, and comments become threads. EDITED is a "
        "Word document that was exported from the issue, a commented PDF, a copy of the issue file, or the issue's "
        "text. Tracked changes and comments keep their authors and times.",
    )
    suggest.add_argument("file", type=Path, metavar="FILE", help="the issue file")
    suggest.add_argument("edited", type=Path, metavar="EDITED", help="the copy")
    suggest.add_argument("--author", required=True, metavar="NAME", help="who made the changes that are not tracked")
    suggest.add_argument("--keep-tables", action="store_true", help="suggest the text of tables in a Word document")
    suggest.set_defaults(run=_command("suggest", "suggest"))

    review = commands.add_parser(
        "review",
        parents=[shared],
        help="list or decide the open suggestions of an issue",
        description="List open suggestions and comments, or accept or reject suggestions. Suggestions that overlap "
        "an accepted one, or are outdated, stay open; the status is 1 then.",
    )
    review.add_argument("file", type=Path, metavar="FILE", help="the issue file")
    review.add_argument("--json", action="store_true", help="list them as JSON")
    for verb in ("accept", "reject"):
        review.add_argument(
            f"--{verb}", action="append", metavar="ID|all", help=f"{verb} a suggestion, or all; may be repeated"
        )
    review.add_argument("--author", metavar="NAME", help="only what this person suggests")
    review.add_argument(
        "--by",
        default="Unnamed",
        metavar="NAME",
        help="who decides (default: Unnamed); rejecting what the same person suggests withdraws it",
    )
    review.set_defaults(run=_command("review", "review"))
    _add_theme(commands, shared)
    return parser


def _add_theme(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    theme = commands.add_parser("theme", help="check a theme, or preview it while you change it")
    actions = theme.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        parents=[shared],
        help="list what is wrong with a theme",
        description="List colours that are hard to read, characters that no font has, and mistakes in templates and "
        "stylesheets, found with the sample issue in all formats. The exit status is 1 if there is a finding.",
    )
    check.set_defaults(run=_command("theme", "check_theme"))
    preview = actions.add_parser("preview", parents=[shared], help="write the sample issue with a theme as a PDF")
    preview.add_argument("-o", "--output", type=_output_path, metavar="FILE", help="the PDF (default: NAME.pdf)")
    preview.add_argument("--watch", action="store_true", help="write it again whenever a file of the theme changes")
    preview.set_defaults(run=_command("theme", "preview_theme"))
    for action in (check, preview):
        action.add_argument("name", metavar="NAME", help="the theme's folder name")
        action.add_argument(
            "--themes", type=Path, metavar="FOLDER", help="the folder of the themes (default: the shipped ones)"
        )


def _output_text(text: str) -> str:
    _output_path(text)
    return text


def _output_path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the file name is empty")
    return Path(text)
