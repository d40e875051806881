"""Checks of outputs with other programs: Chromium, axe, the Nu HTML checker, caniemail, readers of mail and feeds.

They run with `./newsdesk test --formats`, and skip with a reason where a program is missing. The Node packages are
installed with `npm ci` in this folder.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TIMEOUT = 600
"""Seconds for one script; Chromium shows some twenty views in it."""


@dataclass(frozen=True)
class View:
    """A page as somebody sees it. `picture` is a file to write."""

    file: str
    width: int
    scheme: str = "light"
    inverted: bool = False
    images: bool = True
    styles: bool = True
    textScale: float = 1  # noqa: N815
    axe: bool = True
    picture: str = ""


@dataclass(frozen=True)
class Seen:
    """What was measured: pixels that stick out to the right, what axe finds, addresses that were asked for."""

    overflow: int
    violations: list[str]
    requests: list[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.formats)


@pytest.fixture(scope="session")
def node() -> str:
    """The program, with its packages installed."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed")
    if not (HERE / "node_modules").is_dir():
        pytest.skip(f"the Node packages are not installed: run npm ci in {HERE}")
    return found


@pytest.fixture(scope="session")
def look(node: str) -> Callable[[Sequence[View]], list[Seen]]:
    """Shows pages in Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed")

    def looked(views: Sequence[View]) -> list[Seen]:
        asked = json.dumps({"executable": chromium, "views": [asdict(view) for view in views]})
        return [Seen(**one) for one in json.loads(_run([node, str(HERE / "browser.mjs")], asked))]

    return looked


@pytest.fixture(scope="session")
def read(node: str) -> Callable[..., Any]:
    """Reads files with another program: `read("postal-mime", file)`."""

    def result(kind: str, *files: Path) -> Any:
        return json.loads(_run([node, str(HERE / "readers.mjs"), kind, *map(str, files)]))

    return result


def _run(command: Sequence[str], text: str = "") -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=TIMEOUT, cwd=HERE)
    assert done.returncode == 0, done.stderr
    return done.stdout
