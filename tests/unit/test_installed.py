"""The program as an installed package: a wheel carries the themes and the issues, and finds them."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, as pip would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=120,
    )
    (wheel,) = folder.glob("newsdesk-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Start the installed program in a folder; the checkout itself is not on its import path."""
    code = (
        f"import sys; sys.path[:] = [{str(site)!r}, *(p for p in sys.path if p != {str(ROOT)!r})]; "
        "from editor.__main__ import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_the_wheel_holds_rooms_themes_and_issues_but_no_tests(site: Path) -> None:
    assert (site / "editor/bundled/themes/merics/theme.toml").is_file()
    assert (site / "editor/bundled/themes/merics/fonts/SourceSans3-Regular.ttf").is_file()
    assert (site / "editor/bundled/issues/china-industries-2025-03-12.json").is_file()
    assert (site / "schemas/issue.schema.json").is_file()
    assert not (site / "tests").exists()


@pytest.mark.slow
def test_the_installed_program_checks_and_exports_its_sample(site: Path, tmp_path: Path) -> None:
    sample = site / "editor/bundled/issues/china-industries-2025-03-12.json"
    checked = run(site, tmp_path, "check", str(sample), "--json")
    assert (json.loads(checked.stdout), checked.returncode) == ([], 0)
    exported = run(site, tmp_path, "export", str(sample), "-o", "x.pdf")
    assert exported.stdout == "x.pdf\n", exported.stderr
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")
