"""What a fix is, and how it is checked that WeasyPrint still has the code that it corrects."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from importlib import import_module
from typing import Any

from editor.publish.weasyprint_import.installed import version


class Standard(StrEnum):
    """What a file can claim to conform to."""

    PDF_UA_1 = "PDF/UA-1"
    PDF_A_2A = "PDF/A-2a"
    PDF_UA_2 = "PDF/UA-2"


ARCHIVE = frozenset({Standard.PDF_UA_1, Standard.PDF_A_2A})
"""What a file for archives claims, which is a PDF 1.7."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A function or class in a module of WeasyPrint. `parameters` are the names of its parameters, in order."""

    module: str
    name: str
    parameters: tuple[str, ...] | None = None

    def problem(self) -> str:
        """What is different in the installed version; empty if nothing is."""
        path = f"{self.module}.{self.name}"
        try:
            found: Any = reduce(getattr, self.name.split("."), import_module(self.module))
            parameters = tuple(inspect.signature(found).parameters) if self.parameters is not None else None
        except (ImportError, AttributeError, TypeError, ValueError):
            return f"{path} is missing"
        return "" if parameters == self.parameters else f"{path} has other parameters"


@dataclass(frozen=True, slots=True)
class Fix:
    """One correction.

    `effect` says what the file is like without it, as the end of a sentence. The claims of `standards` depend on it.
    `only` is the one version of WeasyPrint that it is for, where the parameters of functions do not tell enough.
    """

    name: str
    effect: str
    standards: frozenset[Standard]
    requirements: tuple[Requirement, ...]
    only: str = ""

    def problem(self) -> str:
        """Why the fix cannot be applied to the installed WeasyPrint; empty if it can."""
        if self.only and version("weasyprint") != self.only:
            return f"it is for WeasyPrint {self.only} only"
        return next((problem for one in self.requirements if (problem := one.problem())), "")


class FixFailed(Exception):
    """These fixes could not be applied to a file: WeasyPrint's output has another form than expected."""

    def __init__(self, *fixes: Fix) -> None:
        super().__init__(", ".join(fix.name for fix in fixes))
        self.fixes = fixes
