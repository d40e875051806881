"""The order of the rooms is law: the contracts in pyproject.toml, run as a test, and tested themselves."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Every import that the house plan allows, and may be feared to be refused.
ALLOWED = {
    "schemas/__init__.py": "",
    "editor/__init__.py": "",
    "editor/document/__init__.py": "import schemas",
    "editor/files/__init__.py": "import editor.document",
    "editor/formats/__init__.py": "import editor.document",
    "editor/words/__init__.py": "import editor.document",
    "editor/publish/__init__.py": "",
    "editor/publish/layout.py": "import weasyprint, editor.document",
    "editor/publish/layout_memory/__init__.py": "import pydyf, weasyprint",
    "editor/publish/weasyprint_fixes/__init__.py": "import pydyf, weasyprint",
    "editor/session/__init__.py": "import PySide6, editor.publish, editor.files, editor.words",
    "editor/ui/__init__.py": "import PySide6.QtWidgets, editor.session",
    "editor/cli/__init__.py": "import editor.publish.layout, editor.formats, editor.words",
    "editor/__main__.py": "import editor.cli, editor.ui, PySide6",
}
FORBIDDEN = [
    ("schemas.down", "editor.document"),
    ("editor.document.down", "editor.files"),
    ("editor.files.beside", "editor.formats"),
    ("editor.words.beside", "editor.files"),
    ("editor.words.qt", "PySide6"),
    ("editor.document.up", "editor.words"),
    ("editor.publish.down", "editor.session"),
    ("editor.session.beside", "editor.cli"),
    ("editor.publish.qt", "PySide6"),
    ("editor.publish.private", "pydyf"),
    ("editor.publish.layout_memory.beside", "editor.publish.weasyprint_fixes"),
    ("editor.document.qt", "PySide6"),
    ("editor.files.paper", "weasyprint"),
    ("editor.ui.paper", "weasyprint"),
    ("editor.session.paper", "editor.publish.layout"),
]


def test_imports_point_down_only() -> None:
    kept, report = check_contracts(ROOT)
    assert kept, report


def test_the_contracts_allow_what_the_house_plan_allows(tmp_path: Path) -> None:
    kept, report = check_contracts(build_house(tmp_path))
    assert kept, report


PUBLIC_WEASYPRINT = {
    "weasyprint": {"Attachment", "HTML", "CSS", "Document", "Page"},
    "weasyprint.text.fonts": {"FontConfiguration"},
    "weasyprint.urls": {"URLFetcher", "URLFetcherResponse"},
}
"""What https://doc.courtbouillon.org/weasyprint/stable/api_reference.html documents, of what is used."""
PRIVATE_USERS = ("editor/publish/layout_memory/", "editor/publish/weasyprint_fixes/")


def test_private_modules_of_weasyprint_are_imported_by_two_packages_only() -> None:
    found = [
        f"{path}:{line} imports {name} from {module}"
        for path in sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "editor").rglob("*.py"))
        if not path.startswith(PRIVATE_USERS)
        for line, module, name in weasyprint_imports(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if name not in PUBLIC_WEASYPRINT.get(module, ())
    ]
    assert found == []


@pytest.mark.parametrize(
    "code", ["import weasyprint.css", "from weasyprint import css", "from weasyprint.pdf.stream import Stream"]
)
def test_an_import_of_a_private_module_is_recognised(code: str) -> None:
    ((_, module, name),) = weasyprint_imports(ast.parse(f"def late():\n    {code}"))
    assert name not in PUBLIC_WEASYPRINT.get(module, ())


def weasyprint_imports(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Line, module and name of each import from WeasyPrint."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                for alias in node.names:
                    if alias.name.split(".")[0] == "weasyprint":
                        yield node.lineno, alias.name, ""
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "weasyprint":
                for alias in node.names:
                    yield node.lineno, module, alias.name


@pytest.fixture(scope="module")
def report_of_a_disordered_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    house = build_house(tmp_path_factory.mktemp("house"))
    for module, imported in FORBIDDEN:
        path = house / (module.replace(".", "/") + ".py")
        path.write_text(f"def late() -> None:\n    import {imported}\n", encoding="utf-8")
    kept, report = check_contracts(house)
    assert not kept
    return report


@pytest.mark.parametrize(("module", "imported"), FORBIDDEN)
def test_the_contracts_refuse(module: str, imported: str, report_of_a_disordered_house: str) -> None:
    assert f"{module} -> {imported} (l.2)" in report_of_a_disordered_house


def build_house(folder: Path) -> Path:
    for name, code in ALLOWED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(code + "\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def check_contracts(root: Path) -> tuple[bool, str]:
    """Whether all contracts are kept in the house at root, and the report."""
    command = "from importlinter.cli import lint_imports_command as check; check()"
    result = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "300", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode == 0, result.stdout + result.stderr
