"""The preview and the exported file have the same pixels."""

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from editor.session.preview.renderer import Activity
from editor.session.preview.renderer_process import RendererProcess
from schemas import Issue, Paragraph
from tests.gui.conftest import PATIENCE

pytestmark = pytest.mark.slow
DPI = 150


def pixels(pdf: bytes) -> list[bytes]:
    """Return the bitmap of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72).to_pil().tobytes() for page in document]


def test_the_preview_matches_the_exported_file(renderer: RendererProcess, sample: Issue, qtbot: QtBot) -> None:
    first, *rest = sample.top5
    # One page more than the sample: the first comment overflows, so that all later page numbers change.
    long = Paragraph(
        id="long", text="Longer and **longer**, “quoted”, 国家发展改革委 and [linked](https://example.org). " * 40
    )
    renderer.show(sample, None)
    qtbot.waitUntil(lambda: renderer.state.activity is Activity.IDLE, timeout=PATIENCE)
    longer = first.model_copy(update={"comment": (*first.comment, long)})
    issue = sample.model_copy(update={"top5": (longer, *rest)})
    renderer.show(issue, None)
    with qtbot.waitSignal(renderer.pdf_ready, timeout=PATIENCE) as written:
        renderer.request_pdf(issue, proof=False)
    qtbot.waitUntil(lambda: renderer.state.activity is Activity.IDLE, timeout=PATIENCE)
    assert renderer.rendering.page_count == 9
    assert written.args
    shown = [page for section in renderer.rendering.sections for page in pixels(section.pdf)]
    published = pixels(written.args[0])
    assert [number for number, (one, other) in enumerate(zip(shown, published, strict=True), 1) if one != other] == []
