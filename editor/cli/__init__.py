"""Commands without a screen: export, check, compare, import, merge. Qt is never imported here.

WeasyPrint is imported for an export alone.
Results go to standard output, everything else to standard error. The status is 0 when done, 1 on findings or
failure, 2 on wrong usage.
"""

from editor.cli.main import main, run_guarded

__all__ = ["main", "run_guarded"]
