"""The words of PDFs as pdf.js reads them, which shows PDFs in Firefox. `tests/render/test_characters.py` has others."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.publication import Publication, SectionLayoutCache
from schemas import Issue
from tests.properties.printed_issues import printed_issues
from tests.render.issue_text import difference, issue_text
from tests.render.readers import without_running_elements
from tests.render.test_characters import ODD_ISSUES

HERE = Path(__file__).parent
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def cache() -> SectionLayoutCache:
    return SectionLayoutCache(load_theme("merics"))


@pytest.fixture(scope="module")
def pdf_js(node: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Publication], str]:
    """Where pdf.js reads something else than the words of the issue."""
    file = tmp_path_factory.mktemp("pdf") / "issue.pdf"

    def read(publication: Publication) -> str:
        file.write_bytes(publication.pdf())
        run = subprocess.run([node, "pdf_text.mjs", str(file)], cwd=HERE, capture_output=True, check=True)
        read = without_running_elements(run.stdout.decode(), publication.theme.declared.name)
        return difference(issue_text(publication), read)

    return read


def test_pdf_js_reads_the_sample_word_for_word(cache: SectionLayoutCache, pdf_js: Callable[[Publication], str]) -> None:
    assert pdf_js(cache.publication(load_issue(issues_folder() / "china-industries-2025-03-12.json"))) == ""


@SETTINGS
@given(printed_issues)
def test_pdf_js_reads_generated_issues_word_for_word(
    cache: SectionLayoutCache, pdf_js: Callable[[Publication], str], issue: Issue
) -> None:
    assert pdf_js(cache.publication(issue)) == ""


@SETTINGS
@given(ODD_ISSUES)
def test_pdf_js_reads_characters_as_they_were_typed(
    cache: SectionLayoutCache, pdf_js: Callable[[Publication], str], issue: Issue
) -> None:
    assert pdf_js(cache.publication(issue)) == ""
