"""The sample issue and the reference, laid out once for all tests. A warning of the layout fails a test."""

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.formats.text_form.reader import read_text
from editor.publish.publication import Publication, SectionLayoutCache, publish
from schemas import Issue

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "china-industries-2025-03-12.txt"


class Complaints(logging.Handler):
    """What WeasyPrint and fontTools warn of: CSS that is ignored, characters that no font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


_COMPLAINTS = Complaints()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget what tests elsewhere have brought about on purpose, in the same process."""
    _COMPLAINTS.messages.clear()


@pytest.fixture(scope="session", autouse=True)
def complaints() -> Iterator[Complaints]:
    handler = _COMPLAINTS
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(complaints: Complaints, request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    messages = complaints.messages[:]
    complaints.messages.clear()
    # The tests of veraPDF's driver make files with mistakes, to see them found.
    assert messages == [] or request.path.name == "test_verapdf_driver.py"


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture(scope="session")
def cache(theme: InstalledTheme, complaints: Complaints) -> SectionLayoutCache:
    """One cache for all tests that look at pages."""
    return SectionLayoutCache(theme)


@pytest.fixture(scope="session")
def sample_issue() -> Issue:
    return load_issue(issues_folder() / "china-industries-2025-03-12.json")


@pytest.fixture(scope="session")
def sample(sample_issue: Issue, theme: InstalledTheme, complaints: Complaints) -> Publication:
    return publish(sample_issue, theme)


@pytest.fixture(scope="session")
def sample_bytes(sample: Publication) -> bytes:
    return sample.pdf()


@pytest.fixture
def sample_pdf(sample_bytes: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample_bytes)) as pdf:
        yield pdf


@pytest.fixture(scope="session")
def reference_text() -> str:
    if not REFERENCE.is_file():
        pytest.skip(f"the reference issue is not here: {REFERENCE}")
    return REFERENCE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def reference(reference_text: str, theme: InstalledTheme, complaints: Complaints) -> Publication:
    return publish(read_text(reference_text, theme.declared).issue, theme)


@pytest.fixture(scope="session")
def reference_bytes(reference: Publication) -> bytes:
    return reference.pdf()
