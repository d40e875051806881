"""List every text that a user can see, from the code: `./newsdesk texts` writes docs/interface-texts.md.

Texts are found in the syntax trees of the program, the launcher and the themes. A string counts as a text if it is
passed to something that shows it (a label, a message, a finding, the command line's output), or if it reads like one:
several words, or one capitalized word. Docstrings, logging, comparisons, markup and identifiers are left out.
Placeholders are shown as `{expression}`.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "interface-texts.md"
SOURCES = ("editor/**/*.py", "schemas/**/*.py", "newsdesk")

HEAD = """\
# Interface texts

Every text that a user can see, by module, in the order of the code. `./newsdesk texts` writes this file from the
code, and a test checks that it is current. Read a change to it as you would read the window.
"""

_NO_TEXTS = frozenset(
    {
        "editor/ui/look/stylesheet.py",  # rules of the stylesheet
        "editor/ui/look/tokens.py",  # colours
    }
)

_SHOWN_BY = frozenset(
    {
        # Widgets and actions
        *("QLabel", "QPushButton", "QCheckBox", "QAction", "QMenu", "QToolBar", "QDockWidget", "QRadioButton"),
        *("setText", "setToolTip", "setStatusTip", "setAccessibleName", "setAccessibleDescription"),
        *("setPlaceholderText", "setWindowTitle", "setTitle", "addAction", "addMenu", "addItem", "addItems"),
        *(
            "showMessage",
            "Command",
            "BannerButton",
            "BannerMessage",
            "Action",
            "Page",
            "_label",
            "_button",
            "_note",
            "translate",
        ),
        # Undo steps, messages, findings
        *("Step", "Finding", "Fix", "FileError", "EditRefused", "PageNote", "counted", "listed", "fail", "say"),
        # Schemas and the command line
        *("Spec", "Field", "add_argument", "add_parser", "print"),
    }
)
_NOT_SHOWN_BY = frozenset(
    {
        *("debug", "info", "warning", "error", "exception", "critical", "log"),  # of a logger
        *("setObjectName", "setProperty", "set_property", "property", "getattr", "setattr", "hasattr"),
        *("compile", "match", "search", "sub", "fullmatch", "findall", "split", "partition", "rpartition"),
        *("startswith", "endswith", "removeprefix", "removesuffix", "replace", "strip", "lstrip", "rstrip"),
        *("encode", "decode", "strftime", "setStyle", "import_module", "TypeVar", "Template", "QFont", "addFile"),
        *("CDLL", "QKeySequence", "value", "setValue", "fromString", "Path", "glob", "which", "find_library", "run"),
    }
)
_PROGRAM_ERRORS = frozenset({"AssertionError", "TypeError", "RuntimeError", "NotImplementedError", "KeyError"})
_UNSEEN_ARGUMENTS = frozenset(
    {
        "key",
        "keys",
        "icon",
        "name",
        "metavar",
        "action",
        "dest",
        "pattern",
        "alias",
        "encoding",
        "role",
        "format",
        "default",
    }
)
_UNSEEN_NAMES = re.compile(r"__all__|.*(_RE|PATTERN|MARKUP|NAMESPACE|_XML|_CSS|_HTML|SQL|FAMILIES|KEYS)$")

_MARKUP = re.compile(
    r"</?[a-zA-Z!?][^<>]*>|^\s*[@.#*]?[\w-]+\s*\{|;\s*$|xmlns|\\[dswb]|\(\?|\[\^|%[a-zA-Z]%|var\(--|: \d+p[tx]"
)
_SEVERAL_WORDS = re.compile(r"[^\W\d_]{2,}[,:;.…’')]*\s+[(“‘'\"{]*[^\W\d_]")
_ONE_WORD = re.compile(r"[A-Z][a-z’]+[….:!?]?$")
_ONE_KEY = re.compile(r"(Ctrl|Alt|Shift)\+\S+$")
_WORD_LIST = re.compile(r"\s*[\w:]+(\s+[\w:]+){7,}\s*")
_NO_SINGLE_WORDS = ("editor/publish/", "editor/formats/docx/", "editor/formats/pdf/", "newsdesk")
"""There, one capitalized word is a name of a file format, of a program or of a folder."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def texts_of(source: str, *, single_words: bool = True) -> tuple[str, ...]:
    """Return the texts of a module in the order of the code, each once.

    Without `single_words`, one capitalized word is a text only where something shows it.
    """
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found: dict[str, None] = {}
    for node in _in_order(tree):
        text = _string(node)
        if text and _is_shown(node, text, parents, single_words=single_words):
            found.setdefault(text)
    return tuple(found)


def texts_of_theme(source: str) -> tuple[str, ...]:
    """Return the name and words of a theme."""
    theme = tomllib.loads(source)
    return tuple(dict.fromkeys(_strings([theme["name"], theme["words"]])))


def document() -> str:
    """Return the whole list as Markdown."""
    parts = [HEAD]
    for pattern in SOURCES:
        for file in sorted(ROOT.glob(pattern)):
            name = file.relative_to(ROOT).as_posix()
            if name not in _NO_TEXTS and not name.startswith("editor/bundled/"):
                source = file.read_text(encoding="utf-8")
                parts += _section(name, texts_of(source, single_words=not name.startswith(_NO_SINGLE_WORDS)))
    for file in sorted(ROOT.glob("themes/*/theme.toml")):
        parts += _section(file.relative_to(ROOT).as_posix(), texts_of_theme(file.read_text(encoding="utf-8")))
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Write the list, or print it."""
    parser = argparse.ArgumentParser(prog="newsdesk texts", description="List every text that a user can see.")
    parser.add_argument("--print", action="store_true", help="print the list instead of writing the file")
    options = parser.parse_args(arguments)
    if options.print:
        print(document(), end="")
    else:
        LIST.write_text(document(), encoding="utf-8")
        print(f"{LIST.relative_to(ROOT)} is written.")
    return 0


def _section(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"## {name}\n"
        yield from (f"- {text.replace(chr(10), ' ⏎ ').strip()}" for text in texts)
        yield ""


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes by position; what lies inside an f-string belongs to it, except for strings in its expressions."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
            continue
        if isinstance(node, ast.FormattedValue) and child is node.format_spec:
            continue
        yield from _in_order(child)


def _string(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(value) for value in node.values)
    return ""


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.FormattedValue):
        return "{" + ast.unparse(value.value) + "}"
    return str(value.value) if isinstance(value, ast.Constant) else ""


def _is_shown(node: ast.AST, text: str, parents: dict[ast.AST, ast.AST], *, single_words: bool) -> bool:
    literal = re.sub(r"\{[^{}]*\}", "", text) if isinstance(node, ast.JoinedStr) else text
    if not _WORD.search(literal) or _MARKUP.search(literal) or _ONE_KEY.match(text):
        return False
    if _WORD_LIST.fullmatch(text) and text == text.lower():
        return False
    reads_like_text = bool(_SEVERAL_WORDS.search(text) or (single_words and _ONE_WORD.match(text)))
    child: ast.AST = node
    parent = parents[node]
    while not isinstance(parent, ast.stmt):
        if isinstance(parent, ast.Compare) or (isinstance(parent, ast.Subscript) and child is parent.slice):
            return False
        if isinstance(parent, ast.Dict) and child in parent.keys and not _ONE_WORD.match(text):
            return False
        if isinstance(parent, ast.keyword) and parent.arg in _UNSEEN_ARGUMENTS:
            return False
        if isinstance(parent, ast.arg | ast.match_case):
            return False
        if isinstance(parent, ast.Attribute) and parent.attr == "split":  # a list of names written as one string
            return False
        if isinstance(parent, ast.Call) and child is not parent.func:
            called = _name(parent.func)
            if called in _NOT_SHOWN_BY | _PROGRAM_ERRORS:
                return False
            if called in _SHOWN_BY:
                return reads_like_text or not re.fullmatch(r"[\w.,/:*+-]*", text) or _is_label(parent, child)
        child, parent = parent, parents[parent]
    if isinstance(parent, ast.Expr) and child is node:
        return False  # a docstring
    if isinstance(parent, ast.Assert):
        return False
    if isinstance(parent, ast.Assign | ast.AnnAssign):
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        if any(_UNSEEN_NAMES.fullmatch(_name(target)) for target in targets):
            return False
        if isinstance(parent, ast.AnnAssign) and child is parent.annotation:
            return False
    if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef) and child is parent.returns:
        return False
    return reads_like_text


def _is_label(call: ast.Call, argument: ast.AST) -> bool:
    """Whether a single lower-case word is shown: the second and later arguments of some are keys."""
    return _name(call.func) in {"counted", "QLabel", "QPushButton", "setText"} and argument in call.args


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


if __name__ == "__main__":
    sys.exit(main())
