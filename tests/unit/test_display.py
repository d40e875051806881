"""Whether there is a screen is known before Qt is asked, which would end the program."""

import socket
import sys
from pathlib import Path

import pytest

from editor.display import window_problem

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")


@pytest.mark.parametrize("platform", ["offscreen", "minimal:x", "vnc"])
def test_some_platforms_need_no_screen(platform: str) -> None:
    assert window_problem({"QT_QPA_PLATFORM": platform}) is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "There is no screen here"),
        ({"DISPLAY": ":4711"}, "The screen :4711 does not answer"),
        ({"DISPLAY": "nonsense"}, "The screen nonsense does not answer"),
        ({"DISPLAY": "127.0.0.1:58000"}, "does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/absent"}, "There is no screen here"),
    ],
)
def test_without_an_answer_it_is_said(environment: dict[str, str], said: str) -> None:
    assert said in (window_problem(environment) or "")


def test_a_screen_that_answers_is_used(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert window_problem({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}) is None
