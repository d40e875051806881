"""Names that were replaced by the field's terms do not come back, in modules, classes, functions or signals."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

# A name on the left is rejected whole, whatever its case and underscores: `Deed`, `_deed`, `left_work`, `LeftWork`.
REPLACED = {
    "alone": "exclusive",
    "alongside": "scroll sync",
    "arrays": "what the arrays hold",
    "aside": "quarantine",
    "asking": "worker",
    "attention": "focus tracker",
    "child": "renderer child",
    "collecting": "garbage collection policy",
    "come to": "visited",
    "deed": "action",
    "file trouble": "file error",
    "furniture": "running elements",
    "gate": "save lock",
    "grounds": "background cache",
    "hear of pages": "on rendered",
    "house": "installed theme",
    "later": "deferred",
    "left work": "recovery",
    "lock": "open marker, file lock",
    "locking": "file locks",
    "look through": "set projection",
    "lookup": "name completion",
    "misfit": "orphaned suggestion",
    "misfits": "orphaned suggestions",
    "mistakes": "validation messages",
    "moments": "datetime labels",
    "press": "section layout cache",
    "reticence": "finding filter",
    "rounds": "handoff",
    "said": "message",
    "sayings": "os error messages",
    "setbacks": "failure policy",
    "settle": "release boxes",
    "settled": "replayed page",
    "settling": "rebase",
    "sheet": "template input, page rectangle",
    "sight": "viewport",
    "singletons": "refcount workaround",
    "strip": "status strip",
    "tail": "subpath",
    "told": "last sent",
    "turning": "responsive row",
    "visits": "page navigator",
    "whereabouts": "form target",
    "work cards": "recovery cards",
}

# Right for functions and fields, but too vague for a module or a class.
VAGUE_CLASSES = {
    "place": "field context, location, position",
    "places": "path labels, locations",
    "view": "form view, projection",
    "words": "wrapping label, text",
}

# Where a replaced name is the right one: module and name, with the reason.
ALLOWED = {
    ("editor.words.__init__", "words"): "the package of spelling and house style",
    ("editor.ui.commands", "VIEW"): "the menu of that name",
}


def test_replaced_names_do_not_come_back() -> None:
    found = [
        f"{module}: {name} ({rejected(name, module)})"
        for module, name in defined_names()
        if rejected(name, module) and (module, name) not in ALLOWED
    ]
    assert found == []


def rejected(name: str, module: str) -> str:
    """What to call it instead; "" if the name is fine."""
    is_class_or_module = name[:1].isupper() or name[1:2].isupper() or name == module.rpartition(".")[2]
    return REPLACED.get(plain(name), "") or (VAGUE_CLASSES.get(plain(name), "") if is_class_or_module else "")


def test_every_exception_is_needed() -> None:
    assert set(ALLOWED) - set(defined_names()) == set()


def test_a_replaced_name_is_found() -> None:
    tree = ast.parse("class LeftWork:\n    told = Signal()\n    def _come_to(self): ...\n")
    assert [plain(name) for name in names_in(tree)] == ["left work", "told", "come to"]


def defined_names() -> Iterator[tuple[str, str]]:
    """Each module with its own name and the names that it defines."""
    for package in ("editor", "schemas"):
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield module, path.parent.name if path.name == "__init__.py" else path.stem
            for name in names_in(ast.parse(path.read_text(encoding="utf-8"))):
                yield module, name


def names_in(tree: ast.Module) -> Iterator[str]:
    """The names of classes, functions, methods and class attributes, in the order of the source."""
    for node in ast.iter_child_nodes(tree):
        yield from _names_below(node)


def _names_below(node: ast.AST, *, in_class: bool = False) -> Iterator[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
        for inner in node.body:
            yield from _names_below(inner, in_class=isinstance(node, ast.ClassDef))
    elif in_class and isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif in_class and isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def plain(name: str) -> str:
    """A name as words in lower case: `_LeftWork` and `left_work` are both "left work"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_").replace("_", " ")
