"""Detecting a display before Qt is loaded."""

import socket
import sys
from pathlib import Path

import pytest

from editor.display import window_problem

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")


@pytest.mark.parametrize("platform", ["offscreen", "minimal:x", "vnc"])
def test_some_platforms_need_no_display(platform: str) -> None:
    assert window_problem({"QT_QPA_PLATFORM": platform}) is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "No display found"),
        ({"DISPLAY": ":4711"}, "The display :4711 does not respond"),
        ({"DISPLAY": "nonsense"}, "The display nonsense does not respond"),
        ({"DISPLAY": "127.0.0.1:58000"}, "does not respond"),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/absent"}, "No display found"),
    ],
)
def test_the_problem_is_explained(environment: dict[str, str], said: str) -> None:
    assert said in (window_problem(environment) or "")


def test_a_display_that_responds_is_used(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert window_problem({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}) is None
