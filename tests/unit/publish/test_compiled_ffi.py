"""WeasyPrint's C declarations are those that were compiled, and it is imported without a C parser."""

import subprocess
import sys
from pathlib import Path

import pytest

from editor.publish.layout_memory import why_off
from editor.publish.weasyprint_import import compiled_ffi, ffi_declarations
from tests.ffi_declarations import TARGET, generated

needs_memory = pytest.mark.skipif(bool(why_off()), reason=why_off())

IMPORTED = """
import sys
import editor.publish.layout
from weasyprint.text.ffi import ffi
print(type(ffi).__name__, "pycparser" in sys.modules, "cffi" in sys.modules)
import cffi
print(cffi.FFI.__module__)
"""


def test_the_declarations_are_those_of_the_installed_weasyprint() -> None:
    """Otherwise: python -m tests.ffi_declarations."""
    assert TARGET.read_text(encoding="utf-8") == generated()


@needs_memory
def test_weasyprint_is_imported_without_a_c_parser_and_cffi_stays_what_it_is() -> None:
    run = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["_CompiledFFI False False", "cffi.api"]


@pytest.mark.parametrize("attribute", ["SOURCE_DIGEST", "BACKEND_VERSION"])
def test_other_declarations_or_another_cffi_are_parsed(monkeypatch: pytest.MonkeyPatch, attribute: str) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint")
    with compiled_ffi.compiled_ffi():
        assert sys.modules["cffi"].FFI.__name__ == "_CompiledFFI"
    monkeypatch.setattr(ffi_declarations, attribute, "another")
    with compiled_ffi.compiled_ffi():
        assert sys.modules.get("cffi") is None or sys.modules["cffi"].__name__ != "_CompiledFFI"
        import cffi

        assert cffi.FFI.__module__ == "cffi.api"


def test_a_file_that_cannot_be_read_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(Path, "read_bytes", refused)
    with compiled_ffi.compiled_ffi():
        import cffi

        assert cffi.FFI.__module__ == "cffi.api"
