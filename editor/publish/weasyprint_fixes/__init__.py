"""Corrections of what WeasyPrint gets wrong for this publication, one module each.

Each fix states which code of WeasyPrint it needs. That is checked at start: a fix whose code is missing or different
is left out, and so is one that fails while a file is written. A file claims only standards whose fixes are all applied,
and the export says which claims were dropped and why.
"""
