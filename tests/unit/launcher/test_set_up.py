"""The first run sets everything up, whatever an earlier run has left behind."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.launcher.conftest import Checkout

NOT_TO_BE_HAD = f"no-such-package-anywhere==1.0 --hash=sha256:{'0' * 64}\n"


def test_the_first_run_sets_up_and_later_runs_print_nothing(checkout: Checkout) -> None:
    first = checkout.run("export", "x.json")
    assert (first.returncode, first.stdout) == (0, "started export x.json\n")
    assert "Creating .venv" in first.stderr
    later = checkout.run("seven")
    assert (later.returncode, later.stdout, later.stderr) == (7, "started seven\n", "")


def test_the_setup_compiles_the_program(checkout: Checkout) -> None:
    checkout.run(PYTHONDONTWRITEBYTECODE="1")
    assert [found.name.partition(".")[0] for found in (checkout.folder / "editor").rglob("*.pyc")]


def test_a_program_that_cannot_be_compiled_does_not_stop_the_setup(checkout: Checkout) -> None:
    (checkout.folder / "editor" / "broken.py").write_text("def (")
    assert checkout.run().stdout == "started\n"


def test_it_starts_from_any_folder_and_by_a_link(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "newsdesk"
    link.symlink_to(checkout.folder / "newsdesk")
    assert Checkout(tmp_path).run("there").stdout == "started there\n"
    assert checkout.venv.is_dir()


def test_a_moved_checkout_still_starts(checkout: Checkout) -> None:
    checkout.run()
    moved = Checkout(checkout.folder.rename(checkout.folder.with_name("moved")))
    assert moved.run("there").stdout == "started there\n"


def _without_stamp(checkout: Checkout) -> None:
    (checkout.venv / "set-up-run.stamp").unlink()


def _half_installed(checkout: Checkout) -> None:
    (checkout.venv / "set-up-run.stamp").write_bytes(b"unfinished\n")


def _without_python(checkout: Checkout) -> None:
    shutil.rmtree(checkout.venv / "bin")


def _an_empty_folder(checkout: Checkout) -> None:
    shutil.rmtree(checkout.venv)
    checkout.venv.mkdir()


def _a_link_to_nowhere(checkout: Checkout) -> None:
    shutil.rmtree(checkout.venv)
    checkout.venv.symlink_to("gone")


def _a_python_that_is_gone(checkout: Checkout) -> None:
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        python = checkout.venv / "bin" / name
        python.unlink(missing_ok=True)
        python.symlink_to("/no/such/python")


@pytest.mark.parametrize(
    "damage",
    [
        _without_stamp,
        _half_installed,
        _without_python,
        _an_empty_folder,
        _a_link_to_nowhere,
        _a_python_that_is_gone,
    ],
)
@pytest.mark.slow
def test_an_interrupted_setup_is_repaired(checkout: Checkout, damage: Callable[[Checkout], None]) -> None:
    checkout.run()
    damage(checkout)
    repaired = checkout.run("again")
    assert (repaired.returncode, repaired.stdout) == (0, "started again\n")
    assert checkout.run().stderr == ""


def test_a_killed_setup_is_repaired(checkout: Checkout) -> None:
    process = checkout.start()
    assert process.stderr is not None
    process.stderr.readline()  # it has started
    process.kill()
    process.communicate()
    repaired = checkout.run("again")
    assert (repaired.returncode, repaired.stdout) == (0, "started again\n")


def test_two_concurrent_runs_set_up_once(checkout: Checkout) -> None:
    processes = [checkout.start(str(number)) for number in range(2)]
    results = [process.communicate(timeout=120) for process in processes]
    assert [out for out, _ in results] == ["started 0\n", "started 1\n"]
    assert sum("Creating .venv" in err for _, err in results) == 1


@pytest.mark.slow
def test_an_unavailable_package_is_explained_and_the_next_run_recovers(checkout: Checkout) -> None:
    checkout.lock(NOT_TO_BE_HAD)
    failed = checkout.run()
    assert (failed.returncode, failed.stdout) == (3, "")
    assert "no-such-package-anywhere" in failed.stderr
    assert "A package is not available for this Python" in failed.stderr
    assert "Traceback" not in failed.stderr
    checkout.lock("# nothing\n")
    assert checkout.run("again").stdout == "started again\n"


@pytest.mark.slow
def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.run()
    checkout.lock("# nothing, in other words\n")
    assert checkout.run().stderr.endswith("Ready.\n")
    checkout.lock(NOT_TO_BE_HAD)
    assert checkout.run().returncode == 3


def test_a_missing_lock_is_named(checkout: Checkout) -> None:
    (checkout.folder / "requirements.lock").unlink()
    result = checkout.run()
    assert result.returncode == 3
    assert re.search(r"requirements\.lock is missing .* Restore it", result.stderr)
