"""The preview follows a theme while its author edits it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.files.themes import load_theme
from editor.session.preview.renderer import Activity
from editor.session.preview.renderer_process import RendererProcess
from editor.session.preview.theme_watching import ThemeWatching
from schemas import Issue
from tests.gui.conftest import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(theme: InstalledTheme, tmp_path: Path) -> Path:
    place = tmp_path / "merics"
    shutil.copytree(theme.folder, place, ignore=shutil.ignore_patterns("NotoSansTC*"))
    declared = (place / "theme.toml").read_text(encoding="utf-8")
    end = declared.index('[[fonts]]\nfamily = "Noto Sans TC"')
    (place / "theme.toml").write_text(declared[:end], encoding="utf-8")
    return place


@pytest.fixture
def renderer(folder: Path, qtbot: QtBot) -> Iterator[RendererProcess]:
    running = RendererProcess(load_theme("merics", folder.parent))
    yield running
    running.close()


def test_pages_follow_the_files_of_their_theme(
    folder: Path, renderer: RendererProcess, sample: Issue, qtbot: QtBot
) -> None:
    def load() -> InstalledTheme:
        return load_theme("merics", folder.parent)

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE)

    def is_done() -> bool:
        return renderer.state.activity is Activity.IDLE

    def failed_with(*words: str) -> bool:
        state = renderer.state
        return state.activity is Activity.FAILED and all(word in state.message for word in words)

    owner = QObject()
    ThemeWatching(load(), renderer, load, owner)
    renderer.show(sample.model_copy(update={"top5": sample.top5[:1]}), None)
    wait(is_done)
    first = renderer.rendering

    stylesheet = folder / "theme.css"
    stylesheet.write_text(stylesheet.read_text(encoding="utf-8") + "html { font-size: 14pt; line-height: 19pt }")
    wait(lambda: renderer.rendering is not first and is_done() and renderer.rendering.page_count > first.page_count)
    second = renderer.rendering

    template = folder / "entry.html.j2"
    good = template.read_text(encoding="utf-8")
    lines = good.splitlines()
    template.write_text("\n".join([*lines[:6], "{{ no_such_name }}", *lines[6:]]), encoding="utf-8")
    wait(lambda: failed_with("entry.html.j2, line 7", "no_such_name"))
    assert renderer.rendering is second

    template.write_text("\n".join([*lines[:3], "{% if %}", *lines[3:]]), encoding="utf-8")
    wait(lambda: failed_with("entry.html.j2, line 4"))
    declared = folder / "theme.toml"
    was = declared.read_text(encoding="utf-8")
    declared.write_text(was.replace("name = ", "nmae = ", 1), encoding="utf-8")
    wait(lambda: failed_with("theme.toml", "nmae"))
    assert renderer.rendering is second

    declared.write_text(was, encoding="utf-8")
    template.write_text(good, encoding="utf-8")
    wait(is_done)
    assert renderer.rendering.page_count == second.page_count
    owner.deleteLater()
