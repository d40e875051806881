"""The structure of the packages: no import circles, few modules at the top of `editor/ui`, each of them with Qt."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_MODULES_IN_UI = 6


def test_no_module_imports_itself_through_others() -> None:
    assert circles(import_graph()) == []


def test_no_package_imports_itself_through_others() -> None:
    assert circles(between_packages(import_graph())) == []


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}
    assert circles(graph) == [["b", "c"]]


def test_the_ui_package_consists_of_packages() -> None:
    modules = sorted(path.name for path in (ROOT / "editor" / "ui").glob("*.py"))
    assert len(modules) <= MOST_MODULES_IN_UI, modules


def test_modules_of_the_ui_need_qt() -> None:
    """A module that reaches no Qt class belongs below the user interface."""
    graph = import_graph()
    without = [name for name, path in modules().items() if name.startswith("editor.ui.") and not needs_qt(name, graph)]
    assert [name for name in without if modules()[name].name != "__init__.py"] == []


@cache
def modules() -> Mapping[str, Path]:
    """The modules of `editor` and `schemas` by dotted name."""
    found = {}
    for package in ("editor", "schemas"):
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def import_graph() -> Mapping[str, set[str]]:
    """Each module with the modules that it imports anywhere: in functions and for type checking too."""
    known = modules()
    return {name: set(imported_modules(name, path, known)) for name, path in known.items()}


def imported_modules(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [one if one in known else node.module for one in inner]
        yield from (one for one in names if one in known and one != name)


def between_packages(graph: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """The imports between packages; a package and its own subpackages count as one place for each other."""
    result: defaultdict[str, set[str]] = defaultdict(set)
    for name, imported in graph.items():
        package = package_of(name)
        for other in map(package_of, imported):
            if other != package and not is_within(package, other) and not is_within(other, package):
                result[package].add(other)
    return result


def package_of(name: str) -> str:
    return name if modules_are_packages(name) else name.rpartition(".")[0]


def modules_are_packages(name: str) -> bool:
    return (ROOT / name.replace(".", "/")).is_dir()


def is_within(package: str, other: str) -> bool:
    return package.startswith(other + ".")


@cache
def mentions_qt(path: Path) -> bool:
    return "PySide6" in path.read_text(encoding="utf-8")


def needs_qt(name: str, graph: Mapping[str, set[str]]) -> bool:
    """Whether a module imports PySide6, itself or by way of other modules of the user interface."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if mentions_qt(modules()[one]):
            return True
        waiting += [other for other in graph[one] if other.startswith("editor.ui.")]
    return False


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The strongly connected groups of more than one node, sorted (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in list(graph):
        if node not in index:
            visit(node)
    return sorted(found)
