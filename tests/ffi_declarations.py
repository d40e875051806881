"""`python -m tests.ffi_declarations`: compile WeasyPrint's declarations of Pango for its import without a C parser.

Writes editor/publish/weasyprint_import/ffi_declarations.py. Run it again after an update of WeasyPrint or cffi.
"""

from __future__ import annotations

import ast
import hashlib
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import _cffi_backend
import cffi

import editor

TARGET = Path(editor.__file__).parent / "publish" / "weasyprint_import" / "ffi_declarations.py"
_WIDTH = 110

_HEAD = '''\
"""Made by `python -m tests.ffi_declarations`; not edited by hand.

The C declarations in weasyprint/text/ffi.py (BSD 3-Clause, © Simon Sapin and contributors), in the form that cffi's
emit_python_code writes.
"""

'''


def generated() -> str:
    """The content of the module."""
    spec = find_spec("weasyprint.text.ffi")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_bytes()
    compiled = cffi.FFI()
    for text in _declarations(source):
        compiled.cdef(text)
    compiled.set_source("weasyprint_declarations", None)
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder) / "declarations.py"
        compiled.emit_python_code(str(module))
        arguments = _arguments(module.read_bytes())
    lines = [f'SOURCE_DIGEST = "{hashlib.sha256(source).hexdigest()}"']
    lines.append(f'BACKEND_VERSION = "{_cffi_backend.__version__}"')
    lines.append("# fmt: off")
    lines.append("# ruff: noqa: E501")
    lines += [f"{name.upper()} = {_literal(value)}" for name, value in arguments.items()]
    return _HEAD + "\n".join(lines) + "\n"


def _declarations(source: bytes) -> list[str]:
    """The texts that the module passes to `cdef`."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        ast.literal_eval(call.args[0])
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "cdef"
    ]


def _arguments(module: bytes) -> dict[str, Any]:
    """The arguments of the one call in the module that cffi wrote, without underscores."""
    (call,) = (node for node in ast.walk(ast.parse(module)) if isinstance(node, ast.Call))
    return {(word.arg or "").lstrip("_"): ast.literal_eval(word.value) for word in call.keywords}


def _literal(value: Any) -> str:
    """A value in lines of limited width."""
    if isinstance(value, tuple):
        return "(\n" + "".join(f"    {line}\n" for line in _lines(_flat(one) for one in value)) + ")"
    if isinstance(value, bytes) and len(value) > _WIDTH:
        step = _WIDTH // 4
        pieces = [repr(value[start : start + step]) for start in range(0, len(value), step)]
        return "(\n" + "".join(f"    {piece}\n" for piece in pieces) + ")"
    return repr(value)


def _flat(value: Any) -> str:
    return f"{value!r},"


def _lines(pieces: Iterable[str]) -> list[str]:
    """Pieces joined to lines of limited width; a longer piece has a line of its own."""
    lines = [""]
    for piece in pieces:
        joined = f"{lines[-1]} {piece}".lstrip()
        if len(joined) <= _WIDTH:
            lines[-1] = joined
        else:
            lines.append(piece)
    return [line for line in lines if line]


if __name__ == "__main__":
    TARGET.write_text(generated(), encoding="utf-8")
