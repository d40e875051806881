"""The process that lays out mail and web page: starts when needed, and its failures cost nothing but a message."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.files.themes import load_theme
from editor.session.preview.renderer import Rendering
from editor.session.preview.screen_renderer import STOPPED, TIMED_OUT, ScreenRenderer
from tests.gui.conftest import PATIENCE

CRASHES = (sys.executable, "-c", "import sys; sys.stdin.buffer.read(1); sys.exit(3)")
HANGS = (sys.executable, "-c", "import time; time.sleep(3600)")


@pytest.fixture
def renderer() -> Iterator[ScreenRenderer]:
    made = ScreenRenderer(load_theme("merics"))
    yield made
    made.close()


def test_the_newest_page_is_shown(renderer: ScreenRenderer, qtbot: QtBot) -> None:
    shown: list[Rendering] = []
    renderer.rendered.connect(shown.append)
    assert renderer.pid == 0
    renderer.lay_out(b"<p id=headline>First</p>", 320, dark=False)
    renderer.lay_out(b"<p id=headline>Second</p>", 600, dark=False)
    assert renderer.is_busy
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
    (rendering,) = shown
    assert rendering.sections[0].page_size[0] == 600
    assert rendering.sections[0].pdf.startswith(b"%PDF")
    assert not renderer.is_busy


@pytest.mark.parametrize(("command", "message"), [(CRASHES, STOPPED), (HANGS, TIMED_OUT)])
@pytest.mark.slow
def test_a_process_that_fails_is_replaced(command: tuple[str, ...], message: str, qtbot: QtBot, tmp_path: Path) -> None:
    renderer = ScreenRenderer(load_theme("merics"), command=command, patience=0.5)
    for _ in range(2):
        with qtbot.waitSignal(renderer.failed, timeout=PATIENCE) as failed:
            renderer.lay_out(b"<p>", 320, dark=False)
        assert failed.args is not None
        assert failed.args[0] == message
        assert renderer.pid == 0
    renderer.close()
