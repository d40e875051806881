"""The text of a PDF as programs read it, without running elements, and with its bullets each before a space."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.render.printed import text_of
from tests.render.structure_text import structure_text

Reader = Callable[[bytes, str], str]
"""Takes a file and the name of the newsletter, with which the head of each page but the first begins."""


def structure(pdf: bytes, name: str) -> str:
    """What a screen reader speaks."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return "\n".join(re.sub("^•", "• ", text) for text in structure_text(file))


def pdfium(pdf: bytes, name: str) -> str:
    """What Chromium copies and searches."""
    return text_of(pdf)


def poppler(pdf: bytes, name: str) -> str:
    """What `pdftotext` reads, in the order of the file. Other orders put the labels in the margin side by side."""
    if (program := shutil.which("pdftotext")) is None:
        pytest.skip("pdftotext is not installed")
    run = subprocess.run([program, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return without_running_elements(run.stdout.decode(), name)


READERS: dict[str, Reader] = {"structure": structure, "pdfium": pdfium, "Poppler": poppler}


def without_running_elements(read: str, name: str) -> str:
    """The text of pages, each ended by a form feed, without what is read last on all but the first: head and foot."""
    cover, *others = read.rstrip("\f").split("\f")
    return "\n".join((cover, *(page[: page.rindex(f"\n{name}")] for page in others)))
