"""Compiled templates are kept, and never used where anything differs."""

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from editor.publish.compiled_templates import CompiledTemplates


def rendered(folder: Path, source: str = "Hello {{ name }}", variant: str = "a") -> str:
    environment = Environment(loader=DictLoader({"t": source}), bytecode_cache=CompiledTemplates(variant, folder))
    return environment.get_template("t").render(name="World")


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were compiled."""
    found: list[str] = []
    compile_ = Environment.compile

    def noted(self, source, *rest, **options):  # type: ignore[no-untyped-def]
        found.append(source)
        return compile_(self, source, *rest, **options)

    monkeypatch.setattr(Environment, "compile", noted)
    return found


def test_a_template_is_compiled_once(tmp_path: Path, compilations: list[str]) -> None:
    folder = tmp_path / "cache"
    assert rendered(folder) == rendered(folder) == "Hello World"
    assert compilations == ["Hello {{ name }}"]
    if os.name != "nt":
        assert folder.stat().st_mode & 0o077 == 0


def test_another_source_or_another_variant_is_compiled(tmp_path: Path, compilations: list[str]) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, "Bye {{ name }}") == "Bye World"
    rendered(tmp_path, "Bye {{ name }}", "b")
    assert len(compilations) == 3


@pytest.mark.parametrize("damage", [b"", b"x" * 50, None])
def test_a_damaged_file_is_compiled_again(tmp_path: Path, compilations: list[str], damage: bytes | None) -> None:
    rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-9] if damage is None else damage)
    assert rendered(tmp_path) == "Hello World"
    assert len(compilations) == 2
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert rendered(tmp_path / "file" / "cache") == "Hello World"


def test_a_full_disk_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert rendered(tmp_path / "cache") == "Hello World"
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path, compilations: list[str]) -> None:
    rendered(tmp_path)
    tmp_path.chmod(0o777)
    rendered(tmp_path)
    assert len(compilations) == 2
