"""Email, web page, Word and text together, and the PDF: as the running program makes them, with everything loaded.

Processor time, in turns in one run, so that other work on the machine counts little.
"""

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


def milliseconds(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


@pytest.mark.bench
def test_four_outputs_take_a_third_of_the_pdf() -> None:
    theme = load_theme("merics")
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    job = OutputJob((issue,), theme, templates=OnlineTemplates(theme))
    pages = SectionLayoutCache(theme)
    actions: dict[str, Callable[[], object]] = {
        "pdf": lambda: pages.publication(issue).write(),
        **{name: lambda name=name: OUTPUTS[name].write(job) for name in NAMES},  # type: ignore[misc]
    }
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(ROUNDS + 1):
        for name, action in actions.items():
            spent = milliseconds(action)
            if turn:  # the first one loads what is needed
                times[name].append(spent)
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    together = sum(medians[name] for name in NAMES)
    print(f"together {together:.1f} ms of {medians['pdf']:.1f} for the PDF ({together / medians['pdf']:.2f}):", medians)
    assert together <= medians["pdf"] / 3
