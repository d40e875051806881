"""The command line: export, check, compare, import and merge. Qt is never imported, WeasyPrint only for exports.

Results go to standard output, messages to standard error. The exit status is 0 for success, 1 for findings or a
failure, 2 for wrong usage.
"""

from editor.cli.main import main, run_guarded

__all__ = ["main", "run_guarded"]
