"""Email, web page, Word and text together, and the PDF: as the running program makes them, with everything loaded."""

import statistics
import time
from collections.abc import Callable

import pytest

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.formats.online.templates import OnlineTemplates
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.publish.publication import SectionLayoutCache

ROUNDS = 15
NAMES = ("mail", "html", "docx", "text")


def median(action: Callable[[], object]) -> float:
    """Milliseconds, after one round that loads what is needed."""
    action()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


@pytest.mark.bench
def test_four_outputs_take_a_third_of_the_pdf() -> None:
    theme = load_theme("merics")
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    job = OutputJob((issue,), theme, templates=OnlineTemplates(theme))
    pages = SectionLayoutCache(theme)
    pdf = median(lambda: pages.publication(issue).write())
    each = {name: median(lambda name=name: OUTPUTS[name].write(job)) for name in NAMES}  # type: ignore[misc]
    together = median(lambda: [OUTPUTS[name].write(job) for name in NAMES])
    print(f"PDF {pdf:.0f} ms, together {together:.0f} ms:", {name: round(spent, 1) for name, spent in each.items()})
    assert together <= pdf / 3
