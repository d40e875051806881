"""Commands without a screen: export, check, import, merge. Qt is never imported here, WeasyPrint only for an export.

Results go to standard output, everything else to standard error. The status is 0 when done, 1 on findings or
failure, 2 on wrong usage.
"""

from editor.cli.main import export_sample, guarded, main

__all__ = ["export_sample", "guarded", "main"]
