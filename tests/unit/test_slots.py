"""Every `@Slot(...)` declares as many arguments as its method takes: Qt checks that only when the signal is emitted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_slots_take_the_arguments_that_they_declare() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{fault}"
        for path in sorted((ROOT / "editor").rglob("*.py"))
        for fault in faults(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("slot", "is_fault"),
    [
        ("@Slot()\ndef f(self): ...", False),
        ("@Slot(str)\ndef f(self, text): ...", False),
        ("@Slot(str, result=int)\ndef f(self, text): ...", False),
        ("@Slot(str)\ndef f(self, text, more=1): ...", False),
        ("@Slot(str, int)\ndef f(self, text, more=1): ...", False),
        ("@Slot(str)\ndef f(self, *texts): ...", False),
        ("@Slot(str)\n@Slot()\ndef f(self, text=''): ...", False),
        ("@Slot()\ndef f(self, *, text=''): ...", False),
        ("def f(self, key, step): ...", False),
        ("@Slot()\ndef f(self, key, step): ...", True),
        ("@Slot(str)\ndef f(self): ...", True),
        ("@Slot(str)\n@Slot()\ndef f(self, text): ...", True),
        ("@QtCore.Slot()\ndef f(self, text): ...", True),
        ("@Slot()\ndef f(self, *, text): ...", True),
        ("@Slot\ndef f(self): ...", True),
    ],
)
def test_a_slot_that_does_not_fit_is_found(slot: str, is_fault: bool) -> None:
    lines = "".join(f"    {line}\n" for line in slot.splitlines())
    assert bool(list(faults(f"class C:\n{lines}"))) is is_fault


def faults(source: str) -> Iterator[str]:
    """`LINE: NAME ...` for each method whose slot declaration does not fit its signature."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            if _name(call.func if call is not None else decorator) != "Slot":
                continue
            if call is None:
                yield f"{node.lineno}: {node.name} has @Slot without a call"
            elif not _takes(node.args, len(call.args)):
                yield f"{node.lineno}: {node.name} does not take {len(call.args)} arguments"


def _name(decorator: ast.expr) -> str:
    match decorator:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _takes(arguments: ast.arguments, count: int) -> bool:
    """Whether a method can be called with `self` and that many positional arguments."""
    positional = [*arguments.posonlyargs, *arguments.args]
    least, most = len(positional) - len(arguments.defaults) - 1, len(positional) - 1
    has_required_keyword = any(default is None for default in arguments.kw_defaults)
    return count >= least and (count <= most or arguments.vararg is not None) and not has_required_keyword
